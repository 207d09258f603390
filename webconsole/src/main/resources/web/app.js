/** The Marketplace: the bar, the header, the tabs, and whichever dialogs are open. */
import { html, live, nothing } from './lib.js';
import { Part } from './part.js';
import { logOut, start } from './api.js';
import { followAll } from './follow.js';
import { icon } from './icons.js';
import { hostsLine } from './place.js';
import { store } from './store.js';
import { t } from './strings.js';
import './detail-dialog.js';
import './discover-view.js';
import './failure-dialog.js';
import './installed-view.js';
import './plan-dialog.js';
import './task-bar.js';
import './tools-dialog.js';
import './updates-view.js';

const TABS = ['discover', 'installed', 'updates'];
const DEBOUNCE_MS = 250;

class App extends Part {
  static properties = { typed: { state: true }, text: { state: true } };

  #timer = 0;

  constructor() {
    super();
    Object.assign(this, { typed: '', text: '' });
  }

  connectedCallback() {
    super.connectedCallback();
    store.load().then(followAll).catch((problem) => store.set({ failure: { problem } }));
    // Whoever comes back to this window sees what happened meanwhile.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') {
        store.load().then(followAll).catch(() => {});
      }
    });
  }

  render() {
    return html`
      <a class="skip button" href="#main">${t('skip')}</a>
      ${this.#bar()}
      <header class="head">
        <h1>${t('name')}</h1>
        <label class="search"><span class="hidden">${t('search')}</span>${icon('search')}
          <input class="field" type="search" placeholder=${t('search')} .value=${live(this.typed)} @input=${(event) => this.#type(event.target.value)}></label>
        <button class="button" ?disabled=${store.checking || store.waiting} @click=${() => this.#check()}>
          ${icon('refresh')}${store.checking ? t('checking') : t('check-updates')}</button>
      </header>
      <div class="tabs" role="tablist" aria-label=${t('name')} @keydown=${(event) => this.#arrow(event)}>${TABS.map((tab) => this.#tab(tab))}</div>
      ${this.#notices()}
      <main id="main" role="tabpanel" tabindex="-1" aria-labelledby="tab-${store.tab}">
        <ctos-discover ?hidden=${store.tab !== 'discover'} .text=${this.text} @clear-search=${() => this.#type('', 0)}></ctos-discover>
        ${store.tab === 'installed' ? html`<ctos-installed></ctos-installed>` : ''}
        ${store.tab === 'updates' ? html`<ctos-updates></ctos-updates>` : ''}
      </main>
      ${hostsLine()}
      <ctos-task-bar></ctos-task-bar>
      ${store.detail ? html`<ctos-detail .skill=${store.detail}></ctos-detail>` : ''}
      ${store.tools ? html`<ctos-tools .skill=${store.tools}></ctos-tools>` : ''}
      ${store.change ? html`<ctos-plan .change=${store.change}></ctos-plan>` : ''}
      ${store.failure ? html`<ctos-failure .failure=${store.failure}></ctos-failure>` : ''}`;
  }

  #bar() {
    return html`<nav class="bar" aria-label=${t('product')}>
      <strong>${t('product')}</strong>
      ${start.pages.map(({ href, title }) => html`<a href=${href}>${title}</a>`)}
      <span class="grow"></span>
      <span class="quiet">${t('logged-in', { user: start.user })}</span>
      <button class="button plain" @click=${logOut}>${t('log-out')}</button>
    </nav>`;
  }

  #notices() {
    const hosts = store.status?.hosts ?? [];
    const none = hosts.length > 0 && !hosts.some((host) => host.available);
    return html`
      ${store.waiting ? html`<p class="notice warn band" role="status">${icon('clock')} ${t(store.waiting)}</p>` : ''}
      ${none ? html`<p class="notice warn band">${icon('warn')} ${t('host.none', { detail: hosts[0].detail })}</p>` : ''}`;
  }

  #tab(tab) {
    const updates = store.updates.updates.length;
    const selected = store.tab === tab;
    return html`<button role="tab" id="tab-${tab}" aria-selected=${selected} aria-controls="main" tabindex=${selected ? nothing : -1} @click=${() => store.go(tab)}>
      ${t('tab.' + tab)}
      ${tab === 'updates' && updates ? html`<span class="badge" aria-label=${t('tab.updates.count', { n: updates })}>${updates}</span>` : ''}
    </button>`;
  }

  #arrow(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const next = TABS[(TABS.indexOf(store.tab) + step + TABS.length) % TABS.length];
      store.go(next);
      this.querySelector('#tab-' + next).focus();
    }
  }

  #type(typed, wait = DEBOUNCE_MS) {
    this.typed = typed;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.text = typed.trim();
      store.go('discover');
    }, wait);
  }

  async #check() {
    await store.checkForUpdates();
    store.go('updates');
  }
}
customElements.define('ctos-app', App);
