/** Small pieces that several parts show. */
import { html } from './lib.js';
import { icon } from './icons.js';
import { plain } from './said.js';
import { store } from './store.js';
import { plan } from './change.js';
import { failedButtons, failedOf } from './failed.js';
import { number, t } from './strings.js';
import { told } from './told.js';

export const TIER_ICONS = { official: 'seal', verified: 'check', community: 'people', legacy: 'clock' };

export const tierMark = (tier) =>
  html`<span class="mark tier-${tier}" title=${t(`tier.${tier}.about`)}>${icon(TIER_ICONS[tier] ?? 'question')}${t(`tier.${tier}`)}</span>`;

/** The skill's own picture, or the first letter of its name. */
export function picture(name, url, large = false) {
  const letter = [...(name || '?')][0].toUpperCase();
  const tone = [...(name ?? '')].reduce((sum, c) => sum + c.codePointAt(0), 0) % 6;
  return html`<span class="picture tone-${tone} ${large ? 'large' : ''}" aria-hidden="true">
    ${letter}${url ? html`<img src=${url} alt="" loading="lazy" @error=${(event) => event.target.remove()}>` : ''}
  </span>`;
}

/** Where the icon of an installed release lies, by the layout of a skill's JAR; a legacy skill has none, so the letter stays. */
export const iconOf = ({ id, version, tier }) => tier === 'legacy' ? null :
  `/ctos/api/v1/catalogue/${encodeURIComponent(id)}/files/${encodeURIComponent(version)}/icon.svg`;

/** What everybody thinks of a skill: words of its hub. */
export function stars(id, found) {
  const rating = store.rated.get(id) ?? found;
  if (!rating?.count) {
    return html`<span class="quiet">${t('rating.none')}</span>`;
  }
  const average = rating.average.toFixed(1);
  const label = t(rating.count === 1 ? 'rating.label.one' : 'rating.label', { stars: average, n: number(rating.count) });
  return html`<span class="stars" title=${label}><span aria-hidden="true">★ ${average} <span class="quiet">(${number(rating.count)})</span></span
    ><span class="hidden">${label}</span></span>`;
}

export const statusMark = (skill) => {
  const [tone, picture] = { active: ['good', 'check'], unhealthy: ['warn', 'warn'], failed: ['bad', 'warn'], quarantined: ['bad', 'stop'] }[skill.status] ?? ['bad', 'warn'];
  return html`<span class="mark ${tone}">${icon(picture)}${t(`status.${skill.status}`)}</span>`;
};

/** How far a task is, in the place of what started it. */
export function busyMark(task) {
  const busy = task.state === 'undoing' ? t('busy.undoing') : t(`busy.${task.action}`);
  return html`<span class="busy" role="status"><span>${busy} ${task.percent} %</span
    ><progress max="100" .value=${task.percent} aria-label=${busy}></progress></span>`;
}

/** The one button of a skill that knows how it stands: Install, Installing 43 %, Update, Open, Failed. */
export function mainButton(id, name) {
  const task = store.taskOf(id);
  if (task) {
    return busyMark(task);
  }
  const skill = store.installed.get(id);
  // What does not run has no tools to open.
  if (skill?.status === 'quarantined' && !store.updateOf(id)) {
    return '';
  }
  const failed = failedOf(id);
  if (failed) {
    return failedButtons(failed, id, name);
  }
  const [action, run] = !skill
    ? ['install', () => plan({ action: 'install', id, name })]
    : store.updateOf(id) && !skill.pinned
      ? ['update', () => plan({ action: 'update', id, name })]
      : ['open', () => store.set({ tools: skill })];
  return html`<button class="button ${action === 'open' ? '' : 'primary'}" ?disabled=${store.waiting}
    aria-label=${t('do.label', { action: t(`do.${action}`), name: plain(name) })} @click=${run}>${t(`do.${action}`)}</button>`;
}

export const empty = (picture, title, hint, button = '') =>
  html`<div class="empty">${icon(picture)}<h2>${title}</h2>${hint ? html`<p class="quiet">${hint}</p>` : ''}${button}</div>`;

/** A failure in place: what happened, and what to do. */
export const problemNotice = (problem) =>
  html`<div class="notice bad" role="alert"><p>${icon('warn')} ${told(problem.detail)} ${told(problem.next)}</p>
    ${problem.more?.length ? html`<ul class="lines small">${problem.more.map((line) => html`<li>${told(line)}</li>`)}</ul>` : ''}</div>`;
