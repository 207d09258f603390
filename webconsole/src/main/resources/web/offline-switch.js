/** Whether this container asks its hubs at all: an administrator's switch. */
import { html, live } from './lib.js';
import { Part } from './part.js';
import { put } from './api.js';
import { problemNotice } from './bits.js';
import { store } from './store.js';
import { t } from './strings.js';

class OfflineSwitch extends Part {
  static properties = { busy: { state: true }, problem: { state: true } };

  constructor() {
    super();
    Object.assign(this, { busy: false, problem: null });
  }

  render() {
    return html`<label class="tick switch"><input type="checkbox" role="switch" .checked=${live(Boolean(store.status?.offline))}
        ?disabled=${this.busy || !store.status || store.waiting} @change=${(event) => this.#set(event.target.checked)}>
        <span>${t('offline.title')}<br><span class="quiet small">${t('offline.about')}</span></span></label>
      ${this.problem ? problemNotice(this.problem) : ''}`;
  }

  async #set(offline) {
    Object.assign(this, { busy: true, problem: null });
    try {
      await put('trust/offline', { offline });
      await store.refresh();
      store.toast(t(offline ? 'offline.done' : 'offline.undone'));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
    // What was missed meanwhile is asked for now.
    if (!store.status.offline && !this.problem) {
      await store.checkForUpdates();
    }
  }
}
customElements.define('ctos-offline', OfflineSwitch);
