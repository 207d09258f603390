/** What went wrong with a skill last, where its button is: the reason one click away, and trying again beside it. */
import { html } from './lib.js';
import { plan } from './change.js';
import { icon } from './icons.js';
import { plain } from './said.js';
import { store } from './store.js';
import { t } from './strings.js';

/** The last change of a skill failed and can be tried again, or it does not run: problem, task, again. */
export function failedOf(id) {
  const skill = store.installed.get(id);
  const task = store.lastTaskOf(id);
  const undone = { install: !skill, update: store.updateOf(id) }[task?.action];
  if (task?.state === 'failed' && undone) {
    return { problem: task.problem ?? {}, task, again: task.action, words: t('retry') };
  }
  return skill?.status === 'failed' && !store.updateOf(id)
    ? { problem: skill.problem ?? {}, stands: true, again: 'restart', words: t('do.restart') }
    : null;
}

export function failedButtons({ problem, task, stands, again, words }, id, name) {
  const label = (action) => t('do.label', { action, name: plain(name) });
  const retry = () => plan({ action: again, id, name });
  return html`<span class="failed">
    <button class="button plain bad" aria-label=${label(t('do.failed'))} @click=${() => store.set({ failure: { problem, task, stands } })}>${icon('warn')}${t('do.failed')}</button>
    <button class="button primary" ?disabled=${store.waiting} aria-label=${label(words)} @click=${retry}>${words}</button></span>`;
}
