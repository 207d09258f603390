/** One alert: what an administrator has to know, or had to. */
import { html } from './lib.js';
import { icon } from './icons.js';
import { said } from './said.js';
import { store } from './store.js';
import { t, time } from './strings.js';
import { told } from './told.js';

const LOOKS = { danger: ['bad', 'stop'], warning: ['warn', 'warn'], notice: ['', 'bell'] };

/** @param read what is done when somebody read it */
export function alertItem(alert, busy, read) {
  const { level, at, skill, problem, read_at: readAt } = alert;
  const [tone, picture] = LOOKS[level] ?? LOOKS.warning;
  const known = store.installed.get(skill)?.name;
  return html`<li class="notice ${readAt ? 'read' : tone} alert">
    <div>
      <p class="small">${icon(picture)} <strong>${t(`alerts.${level}`)}</strong>
        ${known ? html`· <button class="title" @click=${() => store.set({ detail: skill })}>${said(known)}</button>` : skill ? html`· ${skill}` : ''}
        · <time datetime=${at}>${time(at)}</time></p>
      <p>${told(problem.detail)}</p>
      ${problem.next_step ? html`<p>${told(problem.next_step)}</p>` : ''}
      ${readAt ? html`<p class="small">${icon('check')} ${t('alerts.read-at')} <time datetime=${readAt}>${time(readAt)}</time></p>` : ''}
    </div>
    ${readAt ? '' : html`<button class="button" ?disabled=${busy} aria-label=${t('alerts.read.label', { what: known ?? skill ?? problem.code })}
      @click=${() => read([alert])}>${icon('check')}${t('alerts.read')}</button>`}
  </li>`;
}
