/** Beside the description: the versions to choose from, what the chosen one asks for and needs, and who stands behind it. */
import { html } from './lib.js';
import { itemOf } from './dry-plan.js';
import { shortPrint } from './fingerprint.js';
import { icon } from './icons.js';
import { sourceName } from './legacy.js';
import { permission, permissionList } from './permissions.js';
import { notStopped } from './place.js';
import { rich } from './rich.js';
import { plain, said } from './said.js';
import { store } from './store.js';
import { date, number, size, t } from './strings.js';
import { told } from './told.js';

/** {@code shown}: page, installed, release and version that are chosen, source, dry (what installing would do), choose. */
export const aside = (shown) => html`<aside>
  ${versions(shown)}
  ${refused(shown)}
  ${asks(shown)}
  ${needs(shown)}
  ${place(shown)}
  ${maker(shown)}
  ${facts(shown)}
</aside>`;

function versions({ page, installed, release, version, choose }) {
  const line = page.versions.find((one) => one.version === version);
  return html`<section>
    <label class="choice"><h3>${t('detail.version')} <span class="quiet small">${t(page.versions.length === 1 ? 'detail.versions.one' : 'detail.versions', { n: number(page.versions.length) })}</span></h3>
      <select class="field" @change=${(event) => choose(event.target.value)}>
        ${page.versions.map((one) => html`<option value=${one.version} ?selected=${one.version === version}>${words(one, page, installed)}</option>`)}
      </select></label>
    ${line ? html`<p class="marks">${marks(line, page, installed)}</p>` : ''}
    ${line?.yanked ? html`<p class="notice warn small">${icon('warn')} ${t('detail.yanked.about')}</p>` : ''}
    ${line?.revoked ? html`<p class="notice bad small">${icon('stop')} ${t('detail.revoked.about')}</p>` : ''}
    ${release?.release_notes_html
      ? html`<details class="news" ?open=${release.release_notes_html.length < 600}><summary><strong>${t('detail.notes', { version })}</strong></summary>${rich(release.release_notes_html, 'small')}</details>`
      : ''}
  </section>`;
}

/** All that a line of a list can say. */
const words = (one, page, installed) => [
  one.version, date(one.published_at),
  one.channel !== 'stable' && t(`channel.${one.channel}`),
  one.version === page.latest_version && t('detail.latest'), one.version === installed?.version && t('detail.is-installed'),
  one.yanked && t('detail.yanked'), one.revoked && t('detail.revoked'),
].filter(Boolean).join(' · ');

function marks(one, page, installed) {
  const all = [
    one.version === installed?.version && ['good', 'check', t('detail.is-installed')],
    one.version === page.latest_version && ['', 'seal', t('detail.latest')],
    ['', 'clock', date(one.published_at)],
    ['', 'refresh', t(`channel.${one.channel}`)],
    one.yanked && ['warn', 'warn', t('detail.yanked')],
    one.revoked && ['bad', 'stop', t('detail.revoked')],
  ];
  return all.filter(Boolean).map(([tone, picture, text]) => html`<span class="mark ${tone}">${icon(picture)}${text}</span>`);
}

/** Why it could not be installed: better known before than after. */
const refused = ({ installed, dry }) => (!installed && dry?.problem
  ? html`<div class="notice warn small" data-refused><p>${icon('warn')} <strong>${t('detail.refused')}</strong> ${told(dry.problem.detail)} ${told(dry.problem.next)}</p></div>`
  : '');

/** What the chosen version asks for; what an installed one may do stands with its switches. */
function asks({ page, installed, release, version, dry }) {
  if (installed?.version === version) {
    return '';
  }
  const asked = release?.manifest ?? page;
  const planned = itemOf(dry, page.id);
  const { permissions = [], optional_permissions: optional = [] } = asked;
  const reach = (name) => [...(planned?.permissions ?? []), ...(planned?.optional_permissions ?? [])].find((one) => one.permission === name);
  const list = (names) => permissionList(names.map((name) => permission(name, reach(name))));
  return html`<section>
    <h3>${t('detail.permissions')}</h3>
    ${permissions.length ? list(permissions) : html`<p class="quiet">${t('detail.permissions.none')}</p>`}
    ${optional.length ? html`<h3>${t('detail.optional')}</h3>${list(optional)}` : ''}
  </section>`;
}

function needs({ page, release, dry }) {
  const all = Object.entries((release?.manifest ?? page).dependencies ?? {});
  return all.length
    ? html`<section><h3>${t('detail.needs')}</h3><ul class="needs">${all.map(([id, range]) => need(id, range, itemOf(dry, id)))}</ul></section>`
    : '';
}

function need(id, range, planned) {
  const here = store.installed.get(id);
  const name = here?.name ?? planned?.name;
  const [tone, picture, text] = planned
    ? ['warn', 'plus', t(planned.from ? 'detail.need.updated' : 'detail.need.taken', { version: planned.to, size: size(planned.size) })]
    : here ? ['good', 'check', t('detail.need.here', { version: here.version })] : ['', 'question', t('detail.need.missing')];
  return html`<li>
    <button class="title" @click=${() => store.set({ detail: id })}>${name ? said(name) : plain(id)}</button>
    <span class="mark ${tone}">${icon(picture)}${text}</span>
    <span class="quiet small">${name ? html`<code>${plain(id)}</code> ` : ''}${t('detail.need.range')} <code>${range}</code></span>
  </li>`;
}

/** Where it would run, in the container's own words; of an installed one its switches say so. A legacy skill has no choice. */
function place({ page, installed, dry }) {
  const planned = itemOf(dry, page.id);
  const host = planned?.host ?? (page.tier === 'legacy' ? 'process' : null);
  return host && !installed
    ? html`<section><h3>${t('detail.place')}</h3>
        <p class="marks"><span class="mark">${icon('program')}${t(`host.${host}`)}</span></p>
        ${planned?.host_notes.map((note) => html`<p class="small quiet">${told(note)}</p>`)}
        ${notStopped(host)}</section>`
    : '';
}

function maker({ page, installed, dry }) {
  const planned = itemOf(dry, page.id);
  const key = planned?.key_id ?? installed?.key_id;
  const authority = planned?.trust?.authority;
  const legacy = page.tier === 'legacy';
  return html`<section><h3>${t('detail.maker')}</h3>
    <p>${icon(authority || (installed && !legacy) ? 'seal' : 'people')} <strong>${said(page.publisher || page.author)}</strong>${
      authority ? html` <span class="quiet">${t('trust.vouched')} ${said(authority)}</span>` : ''}</p>
    <p class="small quiet">${t(`tier.${page.tier}.about`)}</p>
    ${key ? html`${shortPrint(key, t(legacy ? 'legacy.place' : 'plan.key'))}
      ${legacy ? '' : html`<p class="small quiet">${t(installed ? 'detail.key.pinned' : 'detail.key.about')}</p>`}` : ''}
  </section>`;
}

function facts({ page, installed, source }) {
  const all = [
    ['detail.license', page.license], ['detail.category', page.categories?.join(', ')], ['detail.id', page.id],
    ['detail.source', sourceName(source)], ['detail.since', installed && date(installed.installed_at)],
  ];
  return html`<section><h3>${t('detail.facts')}</h3>
    <dl class="facts">${all.filter(([, value]) => value).map(([key, value]) => html`<dt>${t(key)}</dt><dd>${said(value)}</dd>`)}</dl></section>`;
}
