/** What an administrator has to know: over every tab, until somebody read it. */
import { html, repeat } from './lib.js';
import { Part } from './part.js';
import { alertItem } from './alert-item.js';
import { problemNotice } from './bits.js';
import { put } from './api.js';
import { icon } from './icons.js';
import { store } from './store.js';
import { t } from './strings.js';

const FIRST = 3;

class AlertsBanner extends Part {
  static properties = { all: { state: true }, problem: { state: true }, busy: { state: true } };

  render() {
    const unread = store.alerts.filter((alert) => !alert.read_at);
    if (unread.length === 0) {
      return '';
    }
    const shown = this.all ? unread : unread.slice(0, FIRST);
    return html`<section class="alerts" aria-labelledby="alerts-title">
      <div class="toolbar">
        <h2 id="alerts-title">${icon('bell')} ${t(unread.length === 1 ? 'alerts.title.one' : 'alerts.title', { n: unread.length })}</h2>
        ${unread.length > 1
          ? html`<button class="button plain" ?disabled=${this.busy} @click=${() => this.#read(unread)}>${t('alerts.read-all')}</button>`
          : ''}
      </div>
      ${this.problem ? problemNotice(this.problem) : ''}
      <ul>${repeat(shown, (alert) => alert.id, (alert) => alertItem(alert, this.busy, (read) => this.#read(read)))}</ul>
      ${shown.length < unread.length
        ? html`<button class="button plain" @click=${() => { this.all = true; }}>${t('alerts.more', { n: unread.length - shown.length })}</button>`
        : ''}
    </section>`;
  }

  async #read(alerts) {
    this.busy = true;
    this.problem = await markRead(alerts);
    this.busy = false;
  }
}
customElements.define('ctos-alerts', AlertsBanner);

/** What was read leaves the banner once the container has written it down; answers what went wrong, or null. */
export async function markRead(alerts) {
  try {
    for (const { id } of alerts) {
      const read = await put(`alerts/${encodeURIComponent(id)}/read`);
      store.set({ alerts: store.alerts.map((alert) => (alert.id === id ? read : alert)) });
    }
    return null;
  } catch (problem) {
    return problem;
  }
}
