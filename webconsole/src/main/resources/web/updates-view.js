/** What is newer than what is installed. */
import { html, repeat } from './lib.js';
import { Part } from './part.js';
import { empty, iconOf, mainButton, picture } from './bits.js';
import { plan } from './change.js';
import { verdict } from './effects.js';
import { icon } from './icons.js';
import './policy-form.js';
import { said } from './said.js';
import { store } from './store.js';
import { t, time } from './strings.js';
import { inWords, told } from './told.js';

class UpdatesView extends Part {
  render() {
    const { updates, at, failed = [] } = store.updates;
    const checked = at ? t('updates.checked', { when: time(at) }) : t('updates.never');
    // Of offline mode a line above the page tells.
    const failures = failed.filter(({ problem }) => problem.code !== 'offline').map(({ source, problem }) =>
      html`<p class="notice warn">${t('discover.failed', { source, detail: inWords(problem.detail) })} ${told(problem.next_step)}</p>`);
    // One form of the policy: what is typed there stays when updates come, or the last one goes.
    return html`${updates.length === 0
      ? html`${failures}${none(checked, failed.length > 0 || !at)}`
      : html`<div class="toolbar">
            <h2>${t('updates.title')}</h2><p class="quiet small">${checked}</p>
            ${updates.length > 1
              ? html`<button class="button primary" ?disabled=${store.changing()} @click=${() => plan({ action: 'update' })}>${t('do.update-all')}</button>`
              : ''}
          </div>
          ${failures}
          <ul class="rows">${repeat(updates, (update) => update.id, (update) => this.#row(update))}</ul>`}
      <details class="panel"><summary><h3>${t('policy.title')}</h3></summary><ctos-policy></ctos-policy></details>`;
  }

  #row(update) {
    const { id, name, current_version: from, latest_version: to, severity, security, release_notes: notes } = update;
    const skill = store.installed.get(id);
    return html`<li class="row">
      ${picture(name, iconOf({ id, version: from, tier: skill?.tier }))}
      <div class="row-main">
        <h3><button class="title" @click=${() => store.set({ detail: id })}>${name}</button> <span class="quiet">${from} → ${to}</span></h3>
        <div class="marks">
          <span class="mark">${t(`severity.${severity}`)}</span>
          ${security ? html`<span class="mark bad">${icon('seal')}${t('updates.security')}</span>` : ''}
          ${skill?.failed?.some((one) => one.version === to) ? html`<span class="mark bad">${icon('warn')}${t('updates.failed-before')}</span>` : ''}
          ${update.new_permissions?.length ? html`<span class="mark warn">${icon('plus')}${t('updates.new-permissions')}</span>` : ''}
        </div>
        ${verdict(update.not_silent, skill)}
        ${notes ? html`<p class="notes">${said(notes)}</p>` : ''}
      </div>
      <div class="row-buttons">${mainButton(id, name)}</div>
    </li>`;
  }
}
customElements.define('ctos-updates', UpdatesView);

const none = (checked, unknown) => (store.installed.size > 0
  ? unknown ? empty('clock', t('updates.unknown'), checked) : empty('check', t('updates.none'), checked)
  : empty('plus', t('updates.nothing'), t('updates.nothing.hint'),
      html`<button class="button primary" @click=${() => store.go('discover')}>${t('installed.discover')}</button>`));
