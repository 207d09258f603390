/** How the hubs are that skills come from: by which root each is known, and whether its lists are to be believed. */
import { html } from './lib.js';
import { shortPrint } from './fingerprint.js';
import { icon } from './icons.js';
import { plain, said } from './said.js';
import { store } from './store.js';
import { number, t, time } from './strings.js';
import { told } from './told.js';

const STATES = {
  hub_root_changed: 'root', hub_root_unknown: 'root', root_expired: 'stale', metadata_expired: 'stale', clock_wrong: 'clock',
  metadata_unreachable: 'away', source_unreachable: 'away',
};

/** One word for how a source is: offline, fresh, unasked, unsigned, stale, away, clock, root, or refused. */
function stateOf({ problem, root_fingerprint: root, expires_at: expires }) {
  if (store.status?.offline) {
    return 'offline';
  }
  if (problem) {
    return STATES[problem.code] ?? 'refused';
  }
  return !root ? 'unsigned' : expires ? 'fresh' : 'unasked';
}

const LOOKS = {
  fresh: ['good', 'check'], offline: ['', 'globe'], unasked: ['', 'clock'], unsigned: ['', 'globe'], root: ['bad', 'stop'], refused: ['bad', 'stop'],
};

/** Over every tab: that no hub is asked, or the hubs from which nothing is installed now, and why. */
export function sourceNotices() {
  if (store.status?.offline) {
    return html`<div class="notice band offline"><p>${icon('globe')} <strong>${t('offline.banner')}</strong> ${t('offline.stays')} ${toContainer()}</p></div>`;
  }
  const sources = (store.status?.sources ?? []).filter((source) => source.problem);
  return sources.length
    ? html`<div class="notice warn band source-problems">
        <p>${icon('warn')} <strong>${headline(sources)}</strong> ${t('hub.stays')} ${toContainer()}</p>
        <ul class="lines">${sources.map((source) => html`<li><span><strong>${said(source.id)} · ${t(`hub.${stateOf(source)}`)}:</strong>
          ${told(source.problem.detail)} ${told(source.problem.next_step)}</span></li>`)}</ul>
      </div>`
    : '';
}

/** There all of it is told; here it may be cut on a narrow screen. */
const toContainer = () =>
  store.tab === 'container' ? '' : html`<button class="link" @click=${() => store.go('container')}>${t('foot.more')}</button>`;

/** When none of all hubs answers, this container is as good as offline; that is another thing than a hub that is not believed. */
function headline(sources) {
  return sources.length === store.status.sources.length && sources.every((source) => stateOf(source) === 'away')
    ? t('offline.away')
    : t(sources.length === 1 ? 'hub.problem.one' : 'hub.problem', { n: number(sources.length) });
}

/** Below every tab: how many hubs are used, whether skills can run, and the way to where all of it is told. */
export function footLine() {
  const sources = store.status?.sources ?? [];
  const used = sources.filter((source) => !source.problem).length;
  const runs = (store.status?.hosts ?? []).some((host) => host.available);
  return store.status && store.tab !== 'container'
    ? html`<footer class="foot">
        <span class="quiet">${[
          store.status.offline ? t('hub.offline') : sources.length && t(sources.length === 1 ? `foot.hub.${used}` : 'foot.hubs', { n: number(used), all: number(sources.length) }),
          t(runs ? 'foot.runs' : 'foot.runs-not'),
        ].filter(Boolean).join(' · ')}</span>
        <button class="link" @click=${() => store.go('container')}>${t('foot.more')}</button>
      </footer>`
    : '';
}

/** Every hub: how it is, until when its lists are believed, and the key that it is known by. */
export function hubsList() {
  const sources = store.status?.sources ?? [];
  return sources.length
    ? html`<ul class="facts-list" aria-labelledby="hubs-title">${sources.map((source) => html`<li>${line(source)}</li>`)}</ul>`
    : html`<p class="quiet">${t('hub.none')}</p>`;
}

function line(source) {
  const state = stateOf(source);
  const [tone, picture] = LOOKS[state] ?? ['warn', 'warn'];
  const { id, url, max_tier: tier, root_fingerprint: root, expires_at: expires, problem } = source;
  return html`<p><span class="mark ${tone}">${icon(picture)}${t(`hub.${state}`)}</span> <strong>${said(id)}</strong>
      <span class="quiet">${[
        url && plain(url),
        tier && t('hub.tier', { tier: t(`tier.${tier}`) }),
        expires && t(problem ? 'hub.was' : 'hub.until', { when: time(expires) }),
      ].filter(Boolean).join(' · ')}</span></p>
    ${problem ? html`<p class="small">${told(problem.detail)} ${told(problem.next_step)}</p>` : ''}
    ${root ? shortPrint(root, t('hub.fingerprint')) : ''}`;
}
