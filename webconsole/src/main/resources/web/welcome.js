/** Greets where nothing was ever installed: what this is, and what to do first. Whoever sends it away is not greeted again. */
import { html } from './lib.js';
import { Part } from './part.js';
import { get } from './api.js';
import { icon } from './icons.js';
import { keep, kept } from './kept.js';
import { store } from './store.js';
import { t } from './strings.js';

const KEY = 'ctos-welcome';
const SEEN = 'seen';
const STEPS = [['search', 'find'], ['seal', 'look'], ['check', 'install']];
const MCP = '/mcp';

/** How a hub is connected, which only the command line does. */
export const connectHub = () => html`<div class="how"><p>${t('welcome.hub')}</p>
  <pre><code>./ctos hub add NAME URL --root FINGERPRINT</code></pre><p class="quiet small">${t('welcome.hub.where')}</p></div>`;

class Welcome extends Part {
  static properties = { never: { state: true }, gone: { state: true }, copied: { state: true } };

  constructor() {
    super();
    this.gone = kept(KEY) === SEEN;
  }

  connectedCallback() {
    super.connectedCallback();
    if (!this.gone) {
      // What was once installed has left a pin, also when it was removed again.
      get('trust').then(({ pins }) => { this.never = pins.length === 0; }).catch(() => {});
    }
  }

  render() {
    const used = store.installed.size > 0 || store.tasks.size > 0;
    if (this.gone || !this.never || !store.status || used) {
      return '';
    }
    return html`<section class="welcome" aria-labelledby="welcome-title">
      <header><h2 id="welcome-title">${t('welcome.title')}</h2>
        <button class="button plain icon-only" aria-label=${t('welcome.dismiss')} @click=${() => this.#dismiss()}>${icon('close')}</button></header>
      <p>${t('welcome.about')}</p>
      ${store.status.sources?.length ? '' : connectHub()}
      <ol class="welcome-steps">${STEPS.map(([picture, name]) => html`<li>${icon(picture)}
        <div><h3>${t(`welcome.${name}`)}</h3><p class="quiet">${t(`welcome.${name}.about`)}</p></div></li>`)}</ol>
      <div class="how"><h3>${t('welcome.connect')}</h3>
        <p>${t('welcome.connect.about')}</p>
        <dl class="facts"><dt>${t('welcome.address')}</dt><dd><code>${this.#address()}</code>
            <button class="button plain" aria-label=${t('welcome.copy')} @click=${() => this.#copy()}>${this.copied ? t('copied') : t('copy')}</button></dd>
          <dt>${t('welcome.token')}</dt><dd><code>secrets/mcp-token</code> <span class="quiet">${t('welcome.token.about')}</span></dd></dl></div>
    </section>`;
  }

  #address() {
    return location.origin + MCP;
  }

  async #copy() {
    await navigator.clipboard.writeText(this.#address());
    this.copied = true;
  }

  #dismiss() {
    this.gone = true;
    keep(KEY, SEEN);
  }
}
customElements.define('ctos-welcome', Welcome);
