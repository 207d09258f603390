/** The catalogue: what it is narrowed to, and a grid of cards. */
import { html, nothing, repeat } from './lib.js';
import { Part } from './part.js';
import { empty, problemNotice } from './bits.js';
import { activeFilters } from './filter-panel.js';
import { icon } from './icons.js';
import { Leafing } from './leafing.js';
import { sourceName } from './legacy.js';
import { plain, said } from './said.js';
import { ANYTHING, store } from './store.js';
import { number, t } from './strings.js';
import { inWords, told } from './told.js';
import { connectHub } from './welcome.js';
import './skill-card.js';

const GHOSTS = 12;

class DiscoverView extends Part {
  static properties = { open: { state: true } };

  #leafing = new Leafing(() => this.requestUpdate());
  #look = null;

  willUpdate() {
    const look = JSON.stringify(store.look);
    if (store.tab === 'discover' && this.#look !== look) {
      this.#look = look;
      this.#leafing.begin(store.look);
    }
  }

  render() {
    const { answer, problem, categories } = this.#leafing;
    const filters = activeFilters();
    return html`<ctos-welcome></ctos-welcome>
      <div class="discover">
        <div class="toolbar">
          <h2>${t('discover.title')}</h2>
          <p class="quiet small" role="status">${this.#count()}</p>
          <button class="button filters-button" aria-expanded=${this.open ? 'true' : 'false'} aria-controls="filters" @click=${() => { this.open = !this.open; }}>
            ${icon('filter')}${filters.length ? t('filters.n', { n: filters.length }) : t('filters')}</button>
        </div>
        <aside class="side ${this.open ? 'open' : ''}" id="filters" aria-label=${t('filters')}>
          <ctos-filters .categories=${categories}></ctos-filters>
        </aside>
        <div class="results">
          ${this.#chips(filters)}
          ${problem ? html`${problemNotice(problem)}<p><button class="button" @click=${() => this.#leafing.again()}>${icon('refresh')}${t('retry')}</button></p>` : ''}
          ${answer?.failed.some(({ problem: why }) => why.code === 'offline') ? html`<p class="notice">${t('offline.found')}</p>` : ''}
          ${answer?.failed.filter(({ problem: why }) => why.code !== 'offline').map(({ source, problem: why }) =>
            html`<p class="notice warn">${said(t('discover.failed', { source: sourceName(source), detail: inWords(why.detail) }))} ${told(why.next_step)}</p>`)}
          ${this.#grid()}
        </div>
      </div>`;
  }

  #count() {
    const { answer } = this.#leafing;
    if (!answer) {
      return this.#leafing.problem ? '' : t('loading');
    }
    if (answer.at_least) {
      return t('discover.count.least', { n: number(answer.total) });
    }
    return t(answer.total === 1 ? 'discover.count.one' : 'discover.count', { n: number(answer.total) });
  }

  /** What narrows the catalogue now, to be taken away one by one. */
  #chips(filters) {
    const all = [...(store.look.q ? [{ name: 'q', words: t('filter.text', { text: plain(store.look.q) }) }] : []), ...filters];
    return all.length === 0 ? '' : html`<ul class="chips" aria-label=${t('filters.active')}>
      ${all.map(({ name, words }) => html`<li><button class="chip" aria-label=${t('filter.remove', { name: words })} @click=${() => store.seek({ [name]: '' })}>
        ${said(words)}${icon('close')}</button></li>`)}
      ${all.length > 1 ? html`<li><button class="button plain" @click=${() => this.#all()}>${t('filters.clear')}</button></li>` : ''}</ul>`;
  }

  #grid() {
    const { answer, skills, busy, problem } = this.#leafing;
    if (!answer) {
      return problem ? '' : html`<div class="grid" aria-hidden="true">${Array.from({ length: GHOSTS }, ghost)}</div>`;
    }
    return skills.length === 0 ? this.#none() : html`
      ${this.#leafing.first > 1 ? html`<p class="more"><button class="button" ?disabled=${busy} @click=${() => this.#leafing.earlier()}>${t('discover.earlier')}</button></p>` : ''}
      <div class="grid" aria-busy=${busy ? 'true' : 'false'}>
        ${repeat(skills, ({ card, source }) => source + card.id, ({ card, also }) =>
          html`<ctos-skill-card .card=${card} .also=${also}></ctos-skill-card>`)}
      </div>
      ${this.#end()}`;
  }

  #end() {
    const { answer, more, beyond, busy, reached } = this.#leafing;
    if (more) {
      return html`<div class="more"><button class="button" aria-busy=${busy ? 'true' : nothing} @click=${() => busy || this.#leafing.next()}>${t('discover.more')}</button>
        <p class="quiet small">${t(answer.at_least ? 'discover.reached.least' : 'discover.reached', { n: number(reached), total: number(answer.total) })}</p></div>`;
    }
    return beyond ? html`<p class="notice more-beyond">${t('discover.beyond', { n: number(answer.reachable), total: number(answer.total) })}</p>` : '';
  }

  #none() {
    const { q, tier, category, source } = store.look;
    const all = html`<button class="button" @click=${() => this.#all()}>${t('discover.all')}</button>`;
    if (this.#leafing.answer.failed.some(({ problem }) => problem.code !== 'offline')) {
      return empty('warn', t('discover.unanswered'), t('discover.unanswered.hint'),
        html`<button class="button" @click=${() => this.#leafing.again()}>${icon('refresh')}${t('retry')}</button>`);
    }
    if (q) {
      return empty('search', said(t('discover.none', { text: q })), t('discover.none.hint'), all);
    }
    if (tier || category || source) {
      return empty('search', t('discover.none.filter'), t('discover.none.filter.hint'), all);
    }
    return store.status && !store.status.sources?.length
      ? empty('link', t('discover.no-hub'), '', connectHub())
      : empty('search', t('discover.nothing'), t('discover.nothing.hint'));
  }

  #all() {
    const { sort } = store.look;
    store.seek({ ...ANYTHING, sort });
  }
}
customElements.define('ctos-discover', DiscoverView);

const ghost = () => html`<div class="card ghost"><div class="card-head"><span class="picture"></span><span class="bone"></span></div>
  <span class="bone"></span><span class="bone short"></span></div>`;
