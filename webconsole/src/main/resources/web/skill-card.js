/** One skill in the catalogue's grid. */
import { html } from './lib.js';
import { Part } from './part.js';
import { mainButton, picture, stars, tierMark } from './bits.js';
import { store } from './store.js';
import { t } from './strings.js';

class SkillCard extends Part {
  static properties = { card: { attribute: false } };

  render() {
    const { id, name, summary, author, tier, icon_url: icon, rating } = this.card;
    return html`<article class="card">
      <div class="card-head">
        ${picture(name, icon)}
        <div>
          <h3><button class="title" @click=${() => store.set({ detail: id })}>${name}</button></h3>
          <p class="quiet small">${t('by', { author })}</p>
        </div>
      </div>
      <p class="summary">${summary}</p>
      <div class="card-foot">
        <div class="marks">${tierMark(tier)}<span class="small">${stars(rating)}</span></div>
        ${mainButton(id, name)}
      </div>
    </article>`;
  }
}
customElements.define('ctos-skill-card', SkillCard);
