/** Looks for skills from every tab: while one types, but not at each letter. "/" leads here, Escape empties it. */
import { html, live } from './lib.js';
import { Part } from './part.js';
import { icon } from './icons.js';
import { store } from './store.js';
import { t } from './strings.js';

const DEBOUNCE_MS = 250;

class SearchBox extends Part {
  static properties = { typed: { state: true } };

  #timer = 0;
  #looked = '';

  constructor() {
    super();
    this.typed = '';
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#slash);
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.#slash);
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  /** What is looked for may have changed elsewhere: one went back, or took a filter away. */
  willUpdate() {
    if (this.#looked !== store.look.q) {
      clearTimeout(this.#timer);
      this.#looked = store.look.q;
      this.typed = store.look.q;
    }
  }

  render() {
    return html`<search><label class="search"><span class="hidden">${t('search')}</span>${icon('search')}
      <input class="field" type="search" maxlength="200" placeholder=${t('search')} aria-keyshortcuts="/" .value=${live(this.typed)}
        @input=${(event) => this.#type(event.target.value)} @keydown=${(event) => this.#key(event)}>
      <kbd aria-hidden="true">/</kbd></label></search>`;
  }

  #slash = (event) => {
    const busy = event.target.closest?.('input, textarea, select, [contenteditable]') || document.querySelector('dialog[open]');
    if (event.key === '/' && !busy && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.querySelector('input').select();
    }
  };

  #key(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#type('', 0);
    } else if (event.key === 'Enter') {
      this.#type(event.target.value, 0);
    }
  }

  #type(typed, wait = DEBOUNCE_MS) {
    this.typed = typed;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#looked = typed.trim();
      store.seek({ q: this.#looked });
    }, wait);
  }
}
customElements.define('ctos-search', SearchBox);
