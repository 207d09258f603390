/** What is installed, and what can be done with it. */
import { html, repeat } from './lib.js';
import { Part } from './part.js';
import { empty, iconOf, mainButton, picture, statusMark, tierMark } from './bits.js';
import { plan } from './change.js';
import { icon } from './icons.js';
import { notStopped, placeLine } from './place.js';
import { store } from './store.js';
import { t } from './strings.js';

class InstalledView extends Part {
  render() {
    const skills = [...store.installed.values()];
    if (skills.length === 0) {
      return empty('plus', t('installed.none'), t('installed.none.hint'),
        html`<button class="button primary" @click=${() => store.go('discover')}>${t('installed.discover')}</button>`);
    }
    return html`<div class="toolbar"><h2>${t('installed.title')}</h2></div>
      <ul class="rows">${repeat(skills, (skill) => skill.id, (skill) => this.#row(skill))}</ul>`;
  }

  #row(skill) {
    const { id, name, version, tier, host, tools = [], needed_by: neededBy = [], problem, pinned } = skill;
    return html`<li class="row">
      ${picture(name, iconOf(id, version))}
      <div class="row-main">
        <h3><button class="title" @click=${() => store.set({ detail: id })}>${name}</button> <span class="quiet">${version}</span></h3>
        <div class="marks">${statusMark(skill)} ${tierMark(tier)}</div>
        <p class="quiet small">
          ${t(tools.length === 1 ? 'installed.tools.one' : 'installed.tools', { n: tools.length })}
          ${neededBy.length ? html`· ${t('installed.needed-by', { names: neededBy.map(nameOf).join(', ') })}` : ''}
          ${pinned ? html`· ${t('installed.held')}` : ''}
        </p>
        <p class="small">${placeLine(skill)}</p>
        ${notStopped(host)}
        ${problem ? html`<p class="notice bad small">${icon('warn')} ${problem.detail} ${problem.next_step}</p>` : ''}
      </div>
      <div class="row-buttons">
        ${mainButton(id, name)}
        ${store.taskOf(id) ? '' : secondary(skill)}
      </div>
    </li>`;
  }
}
customElements.define('ctos-installed', InstalledView);

const nameOf = (id) => store.installed.get(id)?.name ?? id;

/** What may be done with an installed skill beside its main button. */
export function secondary(skill) {
  const { id, name, status, previous_version: previous } = skill;
  return html`
    ${status === 'active'
      ? ''
      : html`<button class="button ${status === 'failed' ? 'primary' : ''}" aria-label=${t('do.label', { action: t('do.restart'), name })}
          @click=${() => plan({ action: 'restart', id, name })}>${t('do.restart')}</button>`}
    ${store.updateOf(id)
      ? html`<button class="button plain" aria-label=${t('do.label', { action: t('do.open'), name })}
          @click=${() => store.set({ tools: skill })}>${t('do.open')}</button>`
      : ''}
    ${previous
      ? html`<button class="button plain" @click=${() => plan({ action: 'rollback', id, name })}>${t('do.rollback', { version: previous })}</button>`
      : ''}
    <button class="button plain" aria-label=${t('do.label', { action: t('do.uninstall'), name })}
      @click=${() => plan({ action: 'uninstall', id, name })}>${t('do.uninstall')}</button>`;
}
