/** The session is over: why, what becomes of what was typed, and the way back to this very place. */
import { html } from './lib.js';
import { Modal } from './part.js';
import { start } from './api.js';
import { icon } from './icons.js';
import { keepPlace, loginAddress } from './session.js';
import { store } from './store.js';
import { t } from './strings.js';

class SessionDialog extends Modal {
  /** Mended meanwhile, it is drawn once more before it goes. */
  #last = store.session;

  /** Whoever closes it wants to look at what is there, or to copy it; the line above the page stays. */
  closed() {
    if (store.session) {
      store.set({ session: { ...store.session, seen: true } });
    }
  }

  render() {
    this.#last = store.session ?? this.#last;
    return this.frame(t('session.title'), html`
      <p>${t(`session.${this.#last.why}`, { minutes: start.idle_minutes, hours: start.longest_hours })}</p>
      <p>${t('session.kept')}</p>`,
      html`<a class="button plain" href=${loginAddress()} target="_blank" rel="noopener">${t('session.other')}</a>
        <a class="button primary" autofocus href=${loginAddress()} @click=${keepPlace}>${t('session.login')}</a>`);
  }
}
customElements.define('ctos-session', SessionDialog);

/** For who closed the dialog. */
export const sessionLine = () => html`<p class="notice warn band" role="status">${icon('warn')} ${t('session.title')}.
  <a href=${loginAddress()} @click=${keepPlace}>${t('session.login')}</a></p>`;
