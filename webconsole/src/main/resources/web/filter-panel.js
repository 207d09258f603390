/** How the catalogue is narrowed and sorted: beside the cards where there is room, else behind a button. */
import { html } from './lib.js';
import { Part } from './part.js';
import { TIER_ICONS } from './bits.js';
import { icon } from './icons.js';
import { sourceName } from './legacy.js';
import { SORTS, TIERS } from './route.js';
import { plain, said } from './said.js';
import { store } from './store.js';
import { number, t } from './strings.js';

const FIRST = 12;
const FILTERS = ['category', 'tier', 'source'];

const folded = (name) => name.toLowerCase();

/** What is filtered by now, each with its words. */
export const activeFilters = () => FILTERS.filter((name) => store.look[name]).map((name) => ({ name, words: wordsOf(name, store.look[name]) }));

function wordsOf(name, value) {
  return name === 'tier' ? t(`tier.${value}`) : name === 'source' ? sourceName(value) : plain(value);
}

class FilterPanel extends Part {
  static properties = { categories: { attribute: false }, all: { state: true } };

  render() {
    return html`<label class="choice sort"><span class="facets-title">${t('filter.sort')}</span>
        <select class="field" @change=${(event) => store.seek({ sort: event.target.value })}>
          ${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === store.look.sort}>${t(`sort.${sort}`)}</option>`)}
        </select></label>
      ${this.#categories()}
      ${this.#group('tier', TIERS.map((tier) => ({ value: tier, picture: TIER_ICONS[tier] })))}
      ${this.#sources()}`;
  }

  /** Those of the catalogue; the chosen one also when nothing is in it now, so that it can be left again. */
  #categories() {
    const chosen = store.look.category;
    const known = this.categories.map(({ name, count }) => ({ value: name, count }));
    const here = known.findIndex(({ value }) => folded(value) === folded(chosen));
    const list = chosen && here < 0 ? [{ value: chosen, count: 0 }, ...known] : known;
    if (list.length === 0) {
      return '';
    }
    const shown = this.all || here >= FIRST ? list : list.slice(0, FIRST);
    return this.#group('category', shown, list.length > FIRST
      ? html`<button class="button plain" aria-expanded=${shown.length === list.length} @click=${() => { this.all = !this.all; }}>
          ${shown.length === list.length ? t('filter.less') : t('filter.more', { n: list.length - shown.length })}</button>`
      : '');
  }

  /** One alone is no choice, unless it is chosen. */
  #sources() {
    const known = (store.status?.sources ?? []).map((source) => source.id);
    const chosen = store.look.source;
    const list = chosen && !known.includes(chosen) ? [chosen, ...known] : known;
    return list.length > 1 || chosen ? this.#group('source', list.map((value) => ({ value }))) : '';
  }

  #group(name, values, end = '') {
    const chosen = (value) => folded(store.look[name]) === folded(value);
    return html`<fieldset class="facets"><legend class="facets-title">${t(`filter.${name}`)}</legend>
      <ul>
        <li><button class="facet" aria-pressed=${!store.look[name]} @click=${() => store.seek({ [name]: '' })}>${t(`filter.${name}.any`)}</button></li>
        ${values.map(({ value, count, picture }) => html`<li><button class="facet" aria-pressed=${chosen(value)}
          @click=${() => store.seek({ [name]: chosen(value) ? '' : value })}>
          ${picture ? icon(picture) : ''}<span class="facet-name">${said(wordsOf(name, value))}</span>
          ${count === undefined ? '' : html`<span class="quiet">${number(count)}</span>`}</button></li>`)}
      </ul>${end}</fieldset>`;
  }
}
customElements.define('ctos-filters', FilterPanel);
