/** Screenshots, one beside the other: by button, by arrow key, by finger; each in full view. A broken one leaves quietly. */
import { html, nothing } from './lib.js';
import { Part } from './part.js';
import { icon } from './icons.js';
import { plain } from './said.js';
import { t } from './strings.js';

const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

class Carousel extends Part {
  static properties = { urls: { attribute: false }, name: {}, at: { state: true }, broken: { state: true }, full: { state: true } };

  /** Where a button or a key sent it, until it is there or a hand takes over. */
  #sent = null;

  constructor() {
    super();
    Object.assign(this, { urls: [], at: 0, broken: new Set(), full: false });
  }

  willUpdate(changed) {
    // The same list, told again, is no new one.
    if (changed.has('urls') && String(changed.get('urls')) !== String(this.urls)) {
      Object.assign(this, { at: 0, broken: new Set(), full: false });
    }
  }

  get #shown() {
    return this.urls.filter((url) => !this.broken.has(url));
  }

  render() {
    const urls = this.#shown;
    if (urls.length === 0) {
      return '';
    }
    const many = urls.length > 1;
    return html`<section class="shots" role="group" aria-roledescription=${t('shots.kind')} aria-label=${t('shots.title')}
        @keydown=${(event) => this.#key(event)}>
      <ul class="shots-track" tabindex=${many ? 0 : nothing} @scroll=${(event) => this.#scrolled(event.target)}
          @wheel=${() => { this.#sent = null; }} @pointerdown=${() => { this.#sent = null; }}>
        ${urls.map((url, i) => html`<li><button class="shot" aria-label=${this.#label('shots.open', i)} @click=${() => this.#open(i)}>
          <img src=${url} alt=${this.#label('detail.screenshot', i)} loading="lazy" decoding="async" @error=${() => this.#leave(url)}></button></li>`)}
      </ul>
      ${many ? this.#controls(urls) : ''}
      ${this.full ? this.#fullView(urls) : ''}
    </section>`;
  }

  #label(key, i) {
    return t(key, { n: i + 1, name: plain(this.name) });
  }

  #controls(urls) {
    return html`<div class="shots-foot">
      ${this.#arrow('left', 'shots.before', -1)}
      <div class="dots">${urls.map((url, i) => html`<button class="dot" aria-label=${this.#label('detail.screenshot', i)}
        aria-current=${i === this.at ? 'true' : nothing} @click=${() => this.#go(i)}></button>`)}</div>
      ${this.#arrow('right', 'shots.after', 1)}
    </div>`;
  }

  #arrow(picture, key, step) {
    const to = this.at + step;
    return html`<button class="button icon-only" aria-label=${t(key)} aria-disabled=${to < 0 || to >= this.#shown.length}
      @click=${() => this.#go(to)}>${icon(picture)}</button>`;
  }

  #fullView(urls) {
    return html`<dialog class="full" aria-label=${this.#label('detail.screenshot', this.at)} @close=${() => this.#closed()}
        @click=${(event) => event.target.localName === 'dialog' && event.target.close()}>
      <img src=${urls[this.at]} alt=${this.#label('detail.screenshot', this.at)} @error=${() => this.#leave(urls[this.at])}>
      <div class="full-bar">
        ${urls.length > 1 ? this.#arrow('left', 'shots.before', -1) : ''}
        <span role="status">${t('shots.count', { n: this.at + 1, all: urls.length })}</span>
        ${urls.length > 1 ? this.#arrow('right', 'shots.after', 1) : ''}
        <button class="button icon-only" aria-label=${t('close')} @click=${() => this.querySelector('.full').close()}>${icon('close')}</button>
      </div>
    </dialog>`;
  }

  async #open(i) {
    Object.assign(this, { at: i, full: true });
    await this.updateComplete;
    this.querySelector('.full')?.showModal();
  }

  async #closed() {
    this.full = false;
    await this.updateComplete;
    this.#go(this.at, 'instant');
    this.querySelectorAll('.shot')[this.at]?.focus({ preventScroll: true });
  }

  #key(event) {
    if (STEPS[event.key]) {
      event.preventDefault();
      this.#go(this.at + STEPS[event.key]);
    }
  }

  #go(i, behavior = 'smooth') {
    const track = this.querySelector('.shots-track');
    if (track && i >= 0 && i < this.#shown.length) {
      this.at = i;
      this.#sent = Math.abs(track.scrollLeft - i * track.clientWidth) < 2 ? null : i;
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      track.scrollTo({ left: i * track.clientWidth, behavior: still ? 'instant' : behavior });
    }
  }

  /** A finger, or the wheel, moved it: only where it comes to rest counts, and not where it is sent away from. */
  #scrolled(track) {
    const at = Math.round(track.scrollLeft / Math.max(1, track.clientWidth));
    if (!this.full && Math.abs(track.scrollLeft - at * track.clientWidth) < 2 && (this.#sent ?? at) === at) {
      this.#sent = null;
      this.at = Math.min(at, this.#shown.length - 1);
    }
  }

  #leave(url) {
    this.#sent = null;
    this.broken = new Set(this.broken).add(url);
    this.at = Math.max(0, Math.min(this.at, this.#shown.length - 1));
    this.full &&= this.#shown.length > 0;
  }
}
customElements.define('ctos-carousel', Carousel);
