/** The Marketplace: the bar, the header, the tabs, and whichever dialogs are open. */
import { html, nothing } from './lib.js';
import { Part } from './part.js';
import { start } from './api.js';
import { keepFocus } from './focus.js';
import { followAll } from './follow.js';
import { icon } from './icons.js';
import { languages } from './languages.js';
import { TABS } from './route.js';
import { comeBack, logOut } from './session.js';
import { sessionLine } from './session-dialog.js';
import { footLine, sourceNotices } from './sources.js';
import { store } from './store.js';
import { t, tOr } from './strings.js';
import { inWords } from './told.js';
import './alerts-banner.js';
import './container-view.js';
import './detail-dialog.js';
import './discover-view.js';
import './failure-dialog.js';
import './file-dialog.js';
import './import-dialog.js';
import './installed-view.js';
import './password-hint.js';
import './plan-dialog.js';
import './search-box.js';
import './task-bar.js';
import './tools-dialog.js';
import './updates-view.js';

const LOOK_AGAIN_MS = 60_000;

class App extends Part {
  #looking = 0;

  connectedCallback() {
    super.connectedCallback();
    comeBack();
    store.load().then(followAll).catch((problem) => store.set({ failure: { problem } }));
    // Whoever comes back to this window, or leaves it open, sees what happened meanwhile.
    document.addEventListener('visibilitychange', this.#look);
    this.#looking = setInterval(this.#look, LOOK_AGAIN_MS);
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.#look);
    clearInterval(this.#looking);
    super.disconnectedCallback();
  }

  #look = () => {
    if (document.visibilityState === 'visible' && !store.waiting) {
      store.load().then(followAll).catch(() => {});
    }
  };

  render() {
    return html`
      <a class="skip button" href="#main" @click=${(event) => this.#skip(event)}>${t('skip')}</a>
      ${this.#bar()}
      <header class="head">
        <h1>${t('name')}</h1>
        <ctos-search></ctos-search>
        <button class="button" ?disabled=${store.checking || store.waiting} @click=${() => this.#check()}>
          ${icon('refresh')}${store.checking ? t('checking') : t('check-updates')}</button>
      </header>
      <div class="tabs" role="tablist" aria-label=${t('name')} @keydown=${(event) => this.#arrow(event)}>${TABS.map((tab) => this.#tab(tab))}</div>
      ${this.#notices()}
      <ctos-password-hint></ctos-password-hint>
      <ctos-alerts></ctos-alerts>
      ${sourceNotices()}
      <main id="main" tabindex="-1"><div id="view" role="tabpanel" aria-labelledby="tab-${store.tab}">
        <ctos-discover ?hidden=${store.tab !== 'discover'}></ctos-discover>
        ${store.tab === 'installed' ? html`<ctos-installed></ctos-installed>` : ''}
        ${store.tab === 'updates' ? html`<ctos-updates></ctos-updates>` : ''}
        ${store.tab === 'container' ? html`<ctos-container></ctos-container>` : ''}
      </div></main>
      ${footLine()}
      <ctos-task-bar></ctos-task-bar>
      ${store.detail ? html`<ctos-detail .skill=${store.detail}></ctos-detail>` : ''}
      ${store.tools ? html`<ctos-tools .skill=${store.tools}></ctos-tools>` : ''}
      ${store.file ? html`<ctos-file></ctos-file>` : ''}
      ${store.imports ? html`<ctos-import></ctos-import>` : ''}
      ${store.change ? html`<ctos-plan .change=${store.change}></ctos-plan>` : ''}
      ${store.failure ? html`<ctos-failure .failure=${store.failure}></ctos-failure>` : ''}
      ${store.session && !store.session.seen ? html`<ctos-session></ctos-session>` : ''}`;
  }

  #bar() {
    return html`<nav class="bar" aria-label=${t('product')}>
      <strong>${t('product')}</strong>
      ${start.pages.map(({ href, title }) => html`<a href=${href}>${tOr(`page.${href.split('/').pop()}`, title)}</a>`)}
      <div class="bar-who">
        ${languages()}
        <span class="quiet">${t('logged-in', { user: start.user })}</span>
        <button class="button plain" @click=${logOut}>${t('log-out')}</button>
      </div>
    </nav>`;
  }

  #notices() {
    const hosts = store.status?.hosts ?? [];
    const none = hosts.length > 0 && !hosts.some((host) => host.available);
    return html`
      ${store.session?.seen ? sessionLine() : ''}
      ${store.waiting ? html`<p class="notice warn band" role="status">${icon('clock')} ${t(store.waiting)}</p>` : ''}
      ${none ? html`<p class="notice warn band">${icon('warn')} ${t('host.none', { detail: inWords(hosts[0].detail) })}</p>` : ''}`;
  }

  #tab(tab) {
    const { count, about } = this.#countOf(tab);
    const selected = store.tab === tab;
    return html`<button role="tab" id="tab-${tab}" aria-selected=${selected} aria-controls="view" tabindex=${selected ? nothing : -1} @click=${() => store.go(tab)}>
      ${t('tab.' + tab)}
      ${count ? html`<span class="badge" title=${about} aria-label=${about}>${count}</span>` : ''}
    </button>`;
  }

  #countOf(tab) {
    if (tab !== 'installed' && tab !== 'updates') {
      return { count: 0 };
    }
    const count = tab === 'updates' ? store.updates.updates.length : store.installed.size;
    const ready = tab === 'installed' ? (store.migration?.skills ?? []).filter((skill) => skill.state === 'ready').length : 0;
    return { count, about: t(`tab.${tab}.count`, { n: count }) + (ready ? `, ${t('tab.installed.ready', { n: ready })}` : '') };
  }

  #arrow(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const next = TABS[(TABS.indexOf(store.tab) + step + TABS.length) % TABS.length];
      store.go(next);
      this.querySelector('#tab-' + next).focus();
    }
  }

  /** The address says where one is, so a leap within the page is none of its business. */
  #skip(event) {
    event.preventDefault();
    this.querySelector('#main').focus();
  }

  async #check() {
    await store.checkForUpdates();
    store.go('updates');
  }
}
keepFocus();
customElements.define('ctos-app', App);
