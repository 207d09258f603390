/** The tools of a skill, each to be tried. */
import { html } from './lib.js';
import { Modal } from './part.js';
import { problemNotice } from './bits.js';
import { get } from './api.js';
import { plain } from './said.js';
import { store } from './store.js';
import { t } from './strings.js';
import './tool-form.js';

class ToolsDialog extends Modal {
  static properties = { skill: { attribute: false }, tools: { state: true }, problem: { state: true } };

  async willUpdate(changed) {
    if (changed.has('skill')) {
      try {
        this.tools = (await get('tools')).tools.filter((routed) => routed.skill === this.skill.id);
      } catch (problem) {
        this.problem = problem;
      }
    }
  }

  closed() {
    store.set({ tools: null });
  }

  render() {
    return this.frame(t('tools.title', { name: plain(this.skill.name) }), html`
      <p class="quiet">${t('tools.about')}</p>
      ${this.problem ? problemNotice(this.problem) : ''}
      ${this.tools?.length === 0 ? html`<p>${t('tools.none')}</p>` : ''}
      ${this.tools?.map(({ tool }) => html`<ctos-tool .tool=${tool}></ctos-tool>`) ?? html`<p class="quiet">${t('loading')}</p>`}`,
      html`<button class="button plain" @click=${() => { this.close(); store.set({ detail: this.skill.id }); }}>${t('do.details')}</button>
        <button class="button" @click=${() => this.close()}>${t('close')}</button>`, 'wide');
  }
}
customElements.define('ctos-tools', ToolsDialog);
