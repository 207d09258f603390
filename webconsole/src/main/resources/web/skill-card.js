/** One skill in the catalogue's grid. All of it leads to the skill; its one other control is the button. */
import { html } from './lib.js';
import { Part } from './part.js';
import { mainButton, picture, stars, statusMark, tierMark } from './bits.js';
import { icon } from './icons.js';
import { alsoLines, legacyLine } from './legacy.js';
import { said } from './said.js';
import { store } from './store.js';
import { number, t } from './strings.js';

class SkillCard extends Part {
  static properties = { card: { attribute: false }, also: { attribute: false } };

  render() {
    const { id, name, summary, author, tier, icon_url: iconUrl, rating } = this.card;
    const stopped = store.installed.get(id)?.status === 'quarantined';
    return html`<article class="card">
      <div class="card-head">
        ${picture(name, iconUrl)}
        <div>
          <h3><button class="title" @click=${() => store.set({ detail: id })}>${said(name)}</button></h3>
          <p class="quiet small author">${said(t('by', { author }))}${verified(tier)}</p>
        </div>
      </div>
      <p class="summary">${said(summary)}</p>
      ${legacyLine(tier)} ${alsoLines(this.also)}
      ${store.status?.offline ? '' : html`<p class="card-facts small">${stars(id, rating)} ${this.#downloads()}</p>`}
      <div class="card-foot">
        <div class="marks">${tierMark(tier)}${stopped ? statusMark(store.installed.get(id)) : ''}</div>
        <div class="card-do">${mainButton(id, name)}</div>
      </div>
    </article>`;
  }

  /** Known to hubs alone, as what others think of it is. */
  #downloads() {
    const { downloads } = this.card;
    const words = t(downloads === 1 ? 'downloads.one' : 'downloads', { n: number(downloads) });
    return html`<span class="quiet" title=${words}>${icon('download')} <span aria-hidden="true">${number(downloads)}</span><span class="hidden">${words}</span></span>`;
  }
}
customElements.define('ctos-skill-card', SkillCard);

/** Somebody else than the author says who that is. */
const verified = (tier) => ['official', 'verified'].includes(tier)
  ? html` <span class="verified" title=${t('by.verified')}>${icon('check')}<span class="hidden">${t('by.verified')}</span></span>`
  : '';
