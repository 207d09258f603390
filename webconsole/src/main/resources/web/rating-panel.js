/** How many stars the administrator gives an installed skill: told to its hub, a moment after the last choice. */
import { html } from './lib.js';
import { Part } from './part.js';
import { problemNotice } from './bits.js';
import { get, put, remove } from './api.js';
import { plain } from './said.js';
import { store } from './store.js';
import { t } from './strings.js';

const STARS = [1, 2, 3, 4, 5];
/** The arrow keys choose each star on the way to the one that is meant. */
const SETTLE_MS = 600;

/** Only what comes from a SkillHub can be rated. */
export const rateable = (installed) => installed?.source?.startsWith('skillhub:') ?? false;

const name = (n) => t(n === 1 ? 'rating.stars.one' : 'rating.stars', { n });

class RatingPanel extends Part {
  static properties = {
    skill: {}, label: {}, chosen: { state: true }, over: { state: true }, said: { state: true }, problem: { state: true },
  };

  /** What the hub has; undefined until it is known. */
  #own;
  #timer = 0;
  #sending = false;

  willUpdate(changed) {
    if (changed.has('skill')) {
      this.#load(this.skill);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    // A dialog that closes takes nothing back.
    this.#send();
  }

  async #load(skill) {
    this.#own = undefined;
    Object.assign(this, { chosen: null, over: 0, said: '', problem: null });
    try {
      const { own_rating: own = null } = await get(this.#path(skill));
      // Who was faster chose already, and perhaps it was sent.
      if (skill === this.skill && this.#own === undefined) {
        this.#own = own;
        this.chosen ??= own;
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  #path(skill) {
    return `skills/${encodeURIComponent(skill)}`;
  }

  #choose(stars, at = SETTLE_MS) {
    Object.assign(this, { chosen: stars, over: 0, said: '', problem: null });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), at);
  }

  async #send() {
    clearTimeout(this.#timer);
    if (this.#sending || this.chosen === (this.#own ?? null)) {
      return;
    }
    this.#sending = true;
    const { skill, chosen, label } = this;
    const door = `${this.#path(skill)}/rating`;
    try {
      const { rating } = await (chosen === null ? remove(door) : put(door, { stars: chosen }));
      this.#own = chosen;
      this.said = t(chosen === null ? 'rating.taken-back' : 'rating.given', { name: plain(label), stars: chosen && name(chosen) });
      store.set({ rated: new Map(store.rated).set(skill, rating) });
      store.toast(this.said);
    } catch (problem) {
      Object.assign(this, { chosen: this.#own ?? null, problem });
    } finally {
      this.#sending = false;
    }
    // What was chosen meanwhile.
    this.#send();
  }

  render() {
    const shown = this.over || this.chosen || 0;
    return html`<fieldset class="rating" aria-describedby="rating-about">
        <legend>${t('rating.yours')}</legend>
        <div class="rating-stars" @mouseleave=${() => { this.over = 0; }}>${STARS.map((n) => html`
          <label class=${n <= shown ? 'on' : ''} title=${name(n)} @mouseenter=${() => { this.over = n; }}>
            <input type="radio" name="rating" value=${n} .checked=${this.chosen === n} aria-label=${name(n)}
              @change=${() => this.#choose(n)}><span aria-hidden="true">${n <= shown ? '★' : '☆'}</span></label>`)}
        </div>
        ${this.chosen ? html`<button class="button plain small" @click=${() => this.#choose(null, 0)}>${t('rating.take-back')}</button>` : ''}
        <p class="small quiet" id="rating-about">${t('rating.about')}</p>
        <p class="small good" role="status">${this.said}</p>
      </fieldset>
      ${this.problem ? problemNotice(this.problem) : ''}`;
  }
}
customElements.define('ctos-rating', RatingPanel);
