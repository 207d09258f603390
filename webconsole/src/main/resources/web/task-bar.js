/** What goes on now, seen from every tab, and short messages of what ended. */
import { html, repeat } from './lib.js';
import { Part } from './part.js';
import { cancel } from './change.js';
import { icon } from './icons.js';
import { store } from './store.js';
import { t } from './strings.js';
import { inWords, told } from './told.js';

class TaskBar extends Part {
  connectedCallback() {
    super.connectedCallback();
    store.addEventListener('dialog', this.#raise);
  }

  disconnectedCallback() {
    store.removeEventListener('dialog', this.#raise);
    super.disconnectedCallback();
  }

  updated() {
    this.#raise();
  }

  /** A dialog covers all but what came to the browser's top layer after it: there messages are seen, too. */
  #raise = () => {
    const toasts = this.querySelector('.toasts');
    toasts?.removeAttribute('popover');
    if (toasts?.showPopover && store.toasts.length && document.querySelector('dialog:modal')) {
      toasts.setAttribute('popover', 'manual');
      toasts.showPopover();
    }
  };

  render() {
    return html`
      ${repeat(store.running(), (task) => task.task_id, (task) => html`<section class="task" aria-label=${inWords(task.title)}>
        <p><strong>${told(task.title)}</strong> <span class="quiet">${task.percent} %</span></p>
        <progress max="100" .value=${task.percent} aria-label=${inWords(task.title)}></progress>
        <div class="task-foot"><span class="quiet small" role="status">${task.state === 'undoing' ? t('busy.undoing') : told(task.step)}</span>
          ${task.state === 'running' ? html`<button class="button plain small" @click=${() => cancel(task.task_id)}>${t('task.cancel')}</button>` : ''}</div>
      </section>`)}
      <div class="toasts" role="status" aria-live="polite">
        ${repeat(store.toasts, (toast) => toast, (toast) => html`<div class="toast ${toast.kind}">
          ${icon(toast.kind === 'good' ? 'check' : 'warn')}<span>${toast.text}</span>
          ${toast.action ? html`<button class="button plain" @click=${() => { toast.action.run(); store.dismiss(toast); }}>${toast.action.text}</button>` : ''}
          <button class="button plain icon-only" aria-label=${t('close')} @click=${() => store.dismiss(toast)}>${icon('close')}</button>
        </div>`)}
      </div>`;
  }
}
customElements.define('ctos-task-bar', TaskBar);
