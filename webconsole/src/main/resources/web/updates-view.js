/** What is newer than what is installed. */
import { html, repeat } from './lib.js';
import { Part } from './part.js';
import { empty, iconOf, mainButton, picture } from './bits.js';
import { plan } from './change.js';
import { icon } from './icons.js';
import { store } from './store.js';
import { t, time } from './strings.js';

class UpdatesView extends Part {
  render() {
    const { updates, at, failed = [] } = store.updates;
    const checked = at ? t('updates.checked', { when: time(at) }) : t('updates.never');
    const failures = failed.map(({ source, problem }) =>
      html`<p class="notice warn">${t('discover.failed', { source, detail: problem.detail })} ${problem.next_step}</p>`);
    if (updates.length === 0) {
      return html`${failures}${empty('check', t('updates.none'), checked)}`;
    }
    return html`<div class="toolbar">
        <h2>${t('updates.title')}</h2><p class="quiet small">${checked}</p>
        ${updates.length > 1
          ? html`<button class="button primary" ?disabled=${store.running().length > 0} @click=${() => plan({ action: 'update' })}>${t('do.update-all')}</button>`
          : ''}
      </div>
      ${failures}
      <ul class="rows">${repeat(updates, (update) => update.id, (update) => this.#row(update))}</ul>`;
  }

  #row(update) {
    const { id, name, current_version: from, latest_version: to, severity, security, release_notes: notes } = update;
    return html`<li class="row">
      ${picture(name, iconOf(id, from))}
      <div class="row-main">
        <h3><button class="title" @click=${() => store.set({ detail: id })}>${name}</button> <span class="quiet">${from} → ${to}</span></h3>
        <div class="marks">
          <span class="mark">${t(`severity.${severity}`)}</span>
          ${security ? html`<span class="mark bad">${icon('seal')}${t('updates.security')}</span>` : ''}
          ${update.new_permissions?.length ? html`<span class="mark warn">${icon('plus')}${t('updates.new-permissions')}</span>` : ''}
        </div>
        ${notes ? html`<p class="notes">${notes}</p>` : ''}
      </div>
      <div class="row-buttons">${mainButton(id, name)}</div>
    </li>`;
  }
}
customElements.define('ctos-updates', UpdatesView);
