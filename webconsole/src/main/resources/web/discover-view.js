/** The catalogue: search, filters, and a grid of cards. */
import { html, repeat } from './lib.js';
import { Part } from './part.js';
import { empty, problemNotice } from './bits.js';
import { get, patiently } from './api.js';
import { store } from './store.js';
import { number, t } from './strings.js';
import './skill-card.js';

const TIERS = ['', 'official', 'verified', 'community', 'legacy'];
const SORTS = ['relevance', 'popularity', 'newest', 'rating', 'name'];
const PER_PAGE = 24;

class DiscoverView extends Part {
  static properties = {
    text: {}, tier: { state: true }, category: { state: true }, sort: { state: true },
    found: { state: true }, problem: { state: true }, busy: { state: true },
  };

  categories = new Set();
  #asked = null;

  constructor() {
    super();
    Object.assign(this, { text: '', tier: '', category: '', sort: 'relevance', found: null });
  }

  willUpdate(changed) {
    if (['text', 'tier', 'category', 'sort'].some((name) => changed.has(name))) {
      this.#search(1);
    }
  }

  /** Only the newest question counts: the one before is given up, and its answer, should it still come, is dropped. */
  async #search(page) {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    const query = new URLSearchParams({ sort: this.sort, page, per_page: PER_PAGE });
    Object.entries({ q: this.text, tier: this.tier, category: this.category })
      .filter(([, value]) => value)
      .forEach(([name, value]) => query.set(name, value));
    this.busy = true;
    try {
      const answer = await patiently(
        () => get('catalogue?' + query, { signal: asked.signal }),
        (waiting) => this.#asked === asked && store.set({ waiting }),
      );
      if (this.#asked === asked) {
        this.#show(answer, page);
      }
    } catch (problem) {
      if (this.#asked === asked) {
        this.problem = problem;
        this.busy = false;
      }
    }
  }

  #show(answer, page) {
    const before = page === 1 ? [] : this.found.skills;
    this.found = { ...answer, skills: [...before, ...answer.skills] };
    answer.skills.forEach(({ card }) => card.categories?.forEach((name) => this.categories.add(name)));
    this.problem = null;
    this.busy = false;
  }

  render() {
    return html`<div class="toolbar">
        <h2>${t('discover.title')}</h2>
        <p class="quiet small" role="status">${this.#count()}</p>
        <div class="filters">
          ${this.#choice('tier', TIERS, (tier) => (tier ? t(`tier.${tier}`) : t('filter.tier.')))}
          ${this.#choice('category', ['', ...[...this.categories].sort()], (name) => name || t('filter.category.'))}
          ${this.#choice('sort', SORTS, (sort) => t(`sort.${sort}`))}
        </div>
      </div>
      ${this.problem ? problemNotice(this.problem) : ''}
      ${this.found?.failed.map(({ source, problem }) =>
        html`<p class="notice warn">${t('discover.failed', { source, detail: problem.detail })} ${problem.next_step}</p>`)}
      ${this.#grid()}`;
  }

  #count() {
    if (!this.found) {
      return t('loading');
    }
    return t(this.found.total === 1 ? 'discover.count.one' : 'discover.count', { n: number(this.found.total) });
  }

  #choice(name, values, words) {
    return html`<label class="choice"><span class="quiet small">${t('filter.' + name)}</span>
      <select class="field" @change=${(event) => { this[name] = event.target.value; }}>
        ${values.map((value) => html`<option value=${value} ?selected=${value === this[name]}>${words(value)}</option>`)}
      </select></label>`;
  }

  #grid() {
    if (!this.found) {
      return html`<div class="grid" aria-hidden="true">${Array.from({ length: 8 }, () => html`<div class="card ghost"></div>`)}</div>`;
    }
    if (this.found.skills.length === 0) {
      const all = html`<button class="button" @click=${() => this.#all()}>${t('discover.all')}</button>`;
      return this.text
        ? empty('search', t('discover.none', { text: this.text }), t('discover.none.hint'), all)
        : empty('search', t('discover.none.filter'), '', all);
    }
    return html`<div class="grid" aria-busy=${this.busy ? 'true' : 'false'}>
        ${repeat(this.found.skills, ({ card, source }) => source + card.id, ({ card }) =>
          html`<ctos-skill-card .card=${card}></ctos-skill-card>`)}
      </div>
      ${this.found.skills.length < this.found.total
        ? html`<p class="more"><button class="button" ?disabled=${this.busy} @click=${() => this.#search(this.found.page + 1)}>${t('discover.more')}</button></p>`
        : ''}`;
  }

  #all() {
    this.tier = '';
    this.category = '';
    this.dispatchEvent(new CustomEvent('clear-search', { bubbles: true }));
  }
}
customElements.define('ctos-discover', DiscoverView);
