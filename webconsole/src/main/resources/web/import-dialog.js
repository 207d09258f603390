/** Looks for skills in a folder of the container's machine, and installs those that are chosen, each by its own plan. */
import { html, nothing } from './lib.js';
import { Modal } from './part.js';
import { busyMark, problemNotice } from './bits.js';
import { get, post, Problem } from './api.js';
import { cancel, plan } from './change.js';
import { followMine } from './follow.js';
import { icon } from './icons.js';
import { plain, said } from './said.js';
import { isFinal, store } from './store.js';
import { t } from './strings.js';
import { told } from './told.js';

const STATES = { unchanged: ['good', 'check'], edited: ['warn', 'pencil'], unknown: ['', 'question'] };

class ImportDialog extends Modal {
  /** The task whose end is shown. */
  #shown = null;

  static properties = { asking: { state: true }, found: { state: true }, problem: { state: true } };

  closed() {
    store.set({ imports: false });
  }

  /** It may have been started before the page was loaded anew, or in another window. */
  get task() {
    return store.tasks.get(store.importTask);
  }

  get looking() {
    return this.asking || Boolean(this.task && !isFinal(this.task));
  }

  willUpdate() {
    const { task } = this;
    if (!this.asking && task && isFinal(task) && task.task_id !== this.#shown) {
      this.#shown = task.task_id;
      this.#end(task);
    }
  }

  async #end(task) {
    if (task.state !== 'succeeded') {
      this.problem = task.state === 'failed' ? new Problem(task.problem ?? {}) : null;
      return;
    }
    try {
      this.found = (await get('imports/' + encodeURIComponent(task.task_id))).skills;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    return this.frame(t('import.title'), html`
      <p>${t('import.about')}</p>
      <form class="import-form" @submit=${(event) => this.#look(event)}>
        <label class="labelled"><span>${t('import.folder')}</span>
          <input class="field mono" name="folder" required autofocus autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="import-about"></label>
        <button class="button primary" ?disabled=${this.looking}>${icon('search')}${t('import.look')}</button>
      </form>
      <p class="small quiet" id="import-about">${t('import.folder.about')}</p>
      ${this.problem ? problemNotice(this.problem) : ''}
      ${this.looking ? this.#progress() : ''}
      <p class="small" role="status">${this.#count()}</p>
      ${this.found?.length ? this.#table() : ''}`,
      html`<button class="button plain" @click=${() => this.close()}>${t('close')}</button>`, 'wide');
  }

  #progress() {
    const running = this.task && !isFinal(this.task);
    return html`<div class="buttons">
      ${running
        ? html`<progress max="100" .value=${this.task.percent} aria-label=${t('import.looking')}></progress>
          <button class="button plain small" @click=${() => cancel(this.task.task_id)}>${t('import.stop')}</button>`
        : html`<progress aria-label=${t('import.looking')}></progress>`}
    </div>`;
  }

  #count() {
    if (this.looking) {
      return this.task && !isFinal(this.task) ? told(this.task.step) : t('import.looking');
    }
    if (!this.found) {
      return this.task?.state === 'cancelled' && !this.problem ? t('import.stopped') : '';
    }
    const ready = this.found.filter((one) => !one.problem).length;
    return this.found.length === 0 ? t('import.none') : t(this.found.length === 1 ? 'import.found.one' : 'import.found', { n: this.found.length, ready });
  }

  #table() {
    const heads = ['import.skill', 'import.state', 'import.remarks', 'migrate.action'];
    return html`<table class="stack" role="table" aria-label=${t('import.title')}>
      <thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${t(head)}</th>`)}</tr></thead>
      <tbody role="rowgroup">${this.found.map((one) => this.#row(one))}</tbody>
    </table>`;
  }

  #row(one) {
    const { folder, id, name, version, state, registry, problem, remarks = [] } = one;
    const [tone, picture] = STATES[state] ?? STATES.unknown;
    return html`<tr role="row" data-folder=${folder}>
      <th role="rowheader" scope="row"><strong>${said(name ?? id ?? folder)}</strong> <span class="quiet">${version ?? ''}</span>
        ${id ? html`<br><code class="small">${plain(id)}</code>` : ''}<br><span class="quiet small">${said(folder)}</span></th>
      <td role="cell" data-head=${t('import.state')}>${problem
        ? html`<span class="mark bad">${icon('warn')}${t('import.refused')}</span>`
        : html`<span class="mark ${tone}">${icon(picture)}${t(`import.state.${state}`)}</span>
            <p class="small quiet">${t(`import.state.${state}.about`)}</p>`}
        ${registry ? html`<p class="small quiet">${said(t('import.from', { registry }))}</p>` : ''}</td>
      <td role="cell" data-head=${problem || remarks.length ? t('import.remarks') : nothing}>${problem ? html`<p class="small">${told(problem.detail)} ${told(problem.next_step)}</p>` : ''}${remarks.length ? html`<ul class="lines small">${remarks.map((line) => html`<li>${told(line)}</li>`)}</ul>` : ''}</td>
      <td role="cell">${problem ? '' : installButton(one)}</td>
    </tr>`;
  }

  async #look(event) {
    event.preventDefault();
    const folder = new FormData(event.target).get('folder').trim();
    if (this.looking || !folder) {
      return;
    }
    Object.assign(this, { asking: true, problem: null, found: null });
    try {
      const { task_id } = await post('imports', { folder });
      store.set({ importTask: task_id });
      followMine(task_id, { failureShownElsewhere: true });
    } catch (problem) {
      this.problem = problem;
    }
    this.asking = false;
  }
}
customElements.define('ctos-import', ImportDialog);

function installButton({ id, name, version, source, sha256 }) {
  const task = store.taskOf(id);
  if (task) {
    return busyMark(task);
  }
  const installed = store.installed.get(id);
  if (installed?.version === version) {
    // Only a copy of the folder has a digest, and only what came from one can be compared with it.
    return sha256 && installed.source === source && installed.sha256 !== sha256
      ? html`<span class="mark warn">${icon('pencil')}${t('import.differs')}</span><p class="small quiet">${t('import.differs.about')}</p>`
      : html`<span class="mark good">${icon('check')}${t('import.installed')}</span>`;
  }
  return html`<button class="button primary" aria-label=${t('do.label', { action: t('do.install'), name: plain(name ?? id) })}
    @click=${() => plan({ action: 'install', id, name, version, source })}>${t('do.install')}</button>`;
}

export const importButton = () =>
  html`<button class="button" @click=${() => store.set({ imports: true })}>${icon('folder')}${t('import.open')}</button>`;
