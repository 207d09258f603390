/** A failure: what happened, what was undone, what to do now, and the log to hand on. */
import { html } from './lib.js';
import { Modal } from './part.js';
import { store } from './store.js';
import { t } from './strings.js';
import { inWords, told } from './told.js';

/** Where not all was taken back. */
const UNDONE = { partly_done: 'failure.undone.partly', undo_failed: 'failure.undone.failed' };

class FailureDialog extends Modal {
  static properties = { failure: { attribute: false }, copied: { state: true } };

  closed() {
    store.set({ failure: null });
  }

  render() {
    const { problem, task, stands } = this.failure;
    const next = problem.next ?? problem.next_step;
    return this.frame(task ? told(task.title) : t('failure.title'), html`
      <h3>${t('failure.what')}</h3>
      <p>${told(problem.detail ?? t('problem.unknown'))}</p>
      ${problem.more?.length ? html`<ul class="lines">${problem.more.map((line) => html`<li>${told(line)}</li>`)}</ul>` : ''}
      ${stands ? '' : html`<h3>${t('failure.undone')}</h3>
      <p>${t(task ? (UNDONE[problem.code] ?? 'failure.undone.about') : 'failure.undone.unknown')}</p>`}
      ${next ? html`<h3>${t('failure.next')}</h3><p>${told(next)}</p>` : ''}
      ${task?.log?.length ? html`<h3>${t('failure.log')}</h3><pre class="log" tabindex="0">${task.log.map(inWords).join('\n')}</pre>` : ''}
      ${problem.code ? html`<p class="quiet small">${t('failure.code')}: <code>${problem.code}</code></p>` : ''}`,
      html`<button class="button plain" @click=${() => this.#copy()}>${this.copied ? t('copied') : t('failure.copy')}</button>
        <button class="button primary" autofocus @click=${() => this.close()}>${t('close')}</button>`);
  }

  async #copy() {
    const { problem, task } = this.failure;
    const lines = [task?.title, `${problem.code}: ${problem.detail}`, ...(problem.more ?? []), ...(task?.log ?? [])];
    await navigator.clipboard.writeText(lines.filter(Boolean).join('\n'));
    this.copied = true;
  }
}
customElements.define('ctos-failure', FailureDialog);
