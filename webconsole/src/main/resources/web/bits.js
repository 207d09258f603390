/** Small pieces that several parts show. */
import { html } from './lib.js';
import { icon } from './icons.js';
import { store } from './store.js';
import { plan } from './change.js';
import { number, t } from './strings.js';

const TIER_ICONS = { official: 'seal', verified: 'check', community: 'people', legacy: 'clock' };

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

/** Where the icon of an installed release lies, by the layout of a skill's JAR; without one the letter stays. */
export const iconOf = (id, version) =>
  `/ctos/api/v1/catalogue/${encodeURIComponent(id)}/files/${encodeURIComponent(version)}/icon.svg`;

export function stars(rating) {
  if (!rating?.count) {
    return html`<span class="quiet">${t('rating.none')}</span>`;
  }
  const label = t('rating.label', { stars: rating.average.toFixed(1), n: number(rating.count) });
  return html`<span class="stars" title=${label}><span aria-hidden="true">★ ${rating.average.toFixed(1)}</span
    ><span class="hidden">${label}</span></span>`;
}

export const statusMark = (skill) => {
  const [tone, picture] = { active: ['good', 'check'], unhealthy: ['warn', 'warn'], failed: ['bad', 'warn'] }[skill.status] ?? ['bad', 'warn'];
  return html`<span class="mark ${tone}">${icon(picture)}${t(`status.${skill.status}`)}</span>`;
};

/** The one button of a skill that knows how it stands: Install, Installing 43 %, Update, Open. */
export function mainButton(id, name) {
  const task = store.taskOf(id);
  if (task) {
    const busy = task.state === 'undoing' ? t('busy.undoing') : t(`busy.${task.action}`);
    return html`<span class="busy" role="status"><span>${busy} ${task.percent} %</span
      ><progress max="100" .value=${task.percent} aria-label=${busy}></progress></span>`;
  }
  const skill = store.installed.get(id);
  const [action, run] = !skill
    ? ['install', () => plan({ action: 'install', id, name })]
    : store.updateOf(id)
      ? ['update', () => plan({ action: 'update', id, name })]
      : ['open', () => store.set({ tools: skill })];
  return html`<button class="button ${action === 'open' ? '' : 'primary'}" ?disabled=${store.waiting}
    aria-label=${t('do.label', { action: t(`do.${action}`), name })} @click=${run}>${t(`do.${action}`)}</button>`;
}

export const empty = (picture, title, hint, button = '') =>
  html`<div class="empty">${icon(picture)}<h2>${title}</h2>${hint ? html`<p class="quiet">${hint}</p>` : ''}${button}</div>`;

/** A failure in place: what happened, and what to do. */
export const problemNotice = (problem) =>
  html`<p class="notice bad" role="alert">${icon('warn')} ${problem.detail} ${problem.next}</p>`;
