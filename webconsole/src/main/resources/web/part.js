/**
 * What all parts of the page have in common: they draw into the document itself, and follow the store. A reactive
 * property is set in a constructor, never as a class field, which would hide it.
 */
import { LitElement, html } from './lib.js';
import { store } from './store.js';
import { t } from './strings.js';
import { icon } from './icons.js';

export class Part extends LitElement {
  #redraw = () => this.requestUpdate();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    store.addEventListener('change', this.#redraw);
  }

  disconnectedCallback() {
    store.removeEventListener('change', this.#redraw);
    super.disconnectedCallback();
  }
}

/**
 * A dialog over the page. The browser keeps the focus inside, and gives it back at the end. It repeats the page's messages
 * for screen readers, which hear nothing from outside of it.
 */
export class Modal extends Part {
  firstUpdated() {
    this.querySelector('dialog').showModal();
    store.dispatchEvent(new Event('dialog'));
  }

  /** A part says what closing means. */
  closed() {}

  close() {
    this.querySelector('dialog').close();
  }

  frame(title, content, buttons, kind = '') {
    return html`<dialog class="modal ${kind}" aria-labelledby="${this.localName}-title" @close=${() => this.closed()}>
      <header>
        <h2 id="${this.localName}-title">${title}</h2>
        <button class="button plain icon-only" aria-label=${t('close')} @click=${() => this.close()}>${icon('close')}</button>
      </header>
      <div class="content" tabindex="-1">${content}</div>
      ${buttons ? html`<footer>${buttons}</footer>` : ''}
      <p class="hidden said-aloud" aria-live="polite">${store.toasts.at(-1)?.text ?? ''}</p>
    </dialog>`;
  }
}
