/** All alerts that are kept, those that were read among them: the banner shows only the others. */
import { html, repeat } from './lib.js';
import { Part } from './part.js';
import { alertItem } from './alert-item.js';
import { problemNotice } from './bits.js';
import { markRead } from './alerts-banner.js';
import { store } from './store.js';
import { t } from './strings.js';

const FIRST = 10;

class AlertHistory extends Part {
  static properties = { unread: { state: true }, most: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.most = FIRST;
  }

  render() {
    const found = store.alerts.filter((alert) => !this.unread || !alert.read_at);
    return html`
      <label class="choice"><input type="checkbox" .checked=${Boolean(this.unread)} @change=${(event) => { this.unread = event.target.checked; }}>
        <span>${t('alerts.only-unread')}</span></label>
      ${this.problem ? problemNotice(this.problem) : ''}
      ${found.length === 0
        ? html`<p class="quiet" role="status">${t(this.unread ? 'alerts.none-unread' : 'alerts.none')}</p>`
        : html`<ul class="alert-list">${repeat(found.slice(0, this.most), (alert) => alert.id, (alert) => alertItem(alert, this.busy, (read) => this.#read(read)))}</ul>`}
      ${found.length > this.most
        ? html`<button class="button" @click=${() => { this.most += FIRST; }}>${t('alerts.more', { n: found.length - this.most })}</button>`
        : ''}`;
  }

  async #read(alerts) {
    this.busy = true;
    this.problem = await markRead(alerts);
    this.busy = false;
  }
}
customElements.define('ctos-alert-history', AlertHistory);
