/** What is installed, and what can be done with it. */
import { html, repeat } from './lib.js';
import { Part } from './part.js';
import { empty, iconOf, mainButton, picture, statusMark, tierMark } from './bits.js';
import { plan } from './change.js';
import { failedOf } from './failed.js';
import { icon } from './icons.js';
import { importButton } from './import-dialog.js';
import { legacyLine } from './legacy.js';
import { migrateButton } from './migration-panel.js';
import { notStopped, placeLine } from './place.js';
import { plain, said } from './said.js';
import { standing } from './versions-panel.js';
import { store } from './store.js';
import { joined, t } from './strings.js';
import { told } from './told.js';

class InstalledView extends Part {
  render() {
    const skills = [...store.installed.values()];
    if (skills.length === 0) {
      return html`${empty('plus', t('installed.none'), t('installed.none.hint'),
          html`<div class="buttons"><button class="button primary" @click=${() => store.go('discover')}>${t('installed.discover')}</button>${fromFile()}${importButton()}</div>`)}
        <ctos-migration></ctos-migration>`;
    }
    return html`<div class="toolbar"><h2>${t('installed.title')}</h2><div class="buttons">${fromFile()}${importButton()}</div></div>
      <ctos-migration></ctos-migration>
      <ul class="rows">${repeat(skills, (skill) => skill.id, (skill) => this.#row(skill))}</ul>`;
  }

  #row(skill) {
    const { id, name, version, tier, publisher, host, tools = [], needed_by: neededBy = [], problem, pinned } = skill;
    return html`<li class="row">
      ${picture(name, iconOf(skill))}
      <div class="row-main">
        <h3><button class="title" @click=${() => store.set({ detail: id })}>${said(name)}</button> <span class="quiet">${version}</span></h3>
        <p class="quiet small" data-who><code>${plain(id)}</code>${publisher ? html` · ${said(t('by', { author: publisher }))}` : ''}</p>
        <div class="marks">${statusMark(skill)} ${tierMark(tier)}</div>
        ${legacyLine(tier)}
        <p class="quiet small">
          ${t(tools.length === 1 ? 'installed.tools.one' : 'installed.tools', { n: tools.length })}
          ${neededBy.length ? html`· ${t('installed.needed-by', { names: joined(neededBy.map(nameOf)) })}` : ''}
          ${pinned ? html`· ${t('installed.held')}` : ''}
        </p>
        <p class="small">${placeLine(skill)}</p>
        ${notStopped(host)}
        ${standing(skill)}
        ${problem ? html`<p class="notice bad small">${icon('warn')} ${told(problem.detail)} ${told(problem.next_step)}</p>` : ''}
      </div>
      <div class="row-buttons">
        ${mainButton(id, name)}
        ${store.taskOf(id) ? '' : secondary(skill)}
      </div>
    </li>`;
  }
}
customElements.define('ctos-installed', InstalledView);

const fromFile = () =>
  html`<button class="button" @click=${() => store.set({ file: true })}>${icon('file')}${t('file.open')}</button>`;

const nameOf = (id) => store.installed.get(id)?.name ?? id;

/** What may be done with an installed skill beside its main button. */
export function secondary(skill) {
  const { id, name, status, previous_version: previous } = skill;
  return html`
    ${status === 'active' || failedOf(id)?.again === 'restart'
      ? ''
      : status === 'quarantined'
      ? html`<button class="button" aria-label=${t('do.label', { action: t('do.run-revoked'), name: plain(name) })}
          @click=${() => plan({ action: 'restart', id, name })}>${t('do.run-revoked')}</button>`
      : html`<button class="button" aria-label=${t('do.label', { action: t('do.restart'), name: plain(name) })}
          @click=${() => plan({ action: 'restart', id, name })}>${t('do.restart')}</button>`}
    ${store.updateOf(id) && !skill.pinned && status !== 'quarantined'
      ? html`<button class="button plain" aria-label=${t('do.label', { action: t('do.open'), name: plain(name) })}
          @click=${() => store.set({ tools: skill })}>${t('do.open')}</button>`
      : ''}
    ${store.migratable(id) ? migrateButton(store.migratable(id)) : ''}
    ${previous && previous !== store.updateOf(id)?.latest_version
      ? html`<button class="button plain" @click=${() => plan({ action: 'rollback', id, name })}>${t('do.rollback', { version: previous })}</button>`
      : ''}
    <button class="button plain" aria-label=${t('do.label', { action: t('do.uninstall'), name: plain(name) })}
      @click=${() => plan({ action: 'uninstall', id, name })}>${t('do.uninstall')}</button>`;
}
