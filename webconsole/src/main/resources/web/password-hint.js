/** Once, calmly: the password of the first start lies readable in the container's home, so choose another. */
import { html } from './lib.js';
import { Part } from './part.js';
import { icon } from './icons.js';
import { keep, kept } from './kept.js';
import { store } from './store.js';
import { t } from './strings.js';

const LATER = 'ctos-password-later';

class PasswordHint extends Part {
  render() {
    if (store.status?.password_chosen !== false || store.tab === 'container' || kept(LATER)) {
      return '';
    }
    return html`<section class="notice band password-hint" aria-label=${t('account.hint.title')}>
      <p>${icon('key')} <strong>${t('account.hint.title')}</strong> ${t('account.hint')}</p>
      <div class="buttons">
        <button class="button plain" @click=${() => this.#later()}>${t('account.hint.later')}</button>
        <button class="button" @click=${() => this.#go()}>${t('account.hint.go')}</button>
      </div>
    </section>`;
  }

  #later() {
    keep(LATER, '1');
    this.requestUpdate();
  }

  async #go() {
    store.go('container');
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    document.querySelector('ctos-account [name="current"]')?.focus();
  }
}
customElements.define('ctos-password-hint', PasswordHint);
