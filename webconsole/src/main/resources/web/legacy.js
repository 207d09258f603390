/** Legacy skills: what the word means, where they come from, and under which other ids a skill is found. */
import { html } from './lib.js';
import { icon } from './icons.js';
import { plain, said } from './said.js';
import { store } from './store.js';
import { t } from './strings.js';

const CLAWHUB = 'clawhub:';
const IMPORTED = 'clawhub:imported';

export const isLegacy = (id) => String(id).startsWith('clawhub.');

/** A source as people call it; what is no ClawHub keeps its id. */
export function sourceName(source) {
  if (source === IMPORTED) {
    return t('legacy.imported');
  }
  if (!source?.startsWith(CLAWHUB)) {
    return plain(source);
  }
  const name = source.slice(CLAWHUB.length);
  return name === 'clawhub' ? t('legacy.clawhub') : t('legacy.clawhub.named', { name: plain(name) });
}

/** In one sentence what it means that a skill is a legacy one. */
export const legacyLine = (tier, key = 'legacy.short') =>
  (tier === 'legacy' ? html`<p class="small quiet legacy-line">${t(key)}</p>` : '');

/** The same skill's other ids, one line each. */
export const alsoLines = (also = []) =>
  also.map(({ id, source }) => html`<p class="small also">${icon('link')} ${said(
    t(isLegacy(id) ? 'legacy.also' : 'legacy.followed', { id, source: sourceName(source) }))}</p>`);

/** Remembers what a search said of other ids, for the details of these skills. */
export function rememberAlso(found) {
  const also = new Map(store.also);
  found.forEach((one) => also.set(one.card.id, one.also ?? []));
  store.also = also;
}
