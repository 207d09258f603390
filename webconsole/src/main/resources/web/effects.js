/** What a change does beyond the release itself, and whether it would have come without a question. */
import { html, live } from './lib.js';
import { icon } from './icons.js';
import { store } from './store.js';
import { joined, size, t } from './strings.js';
import { windowWords } from './policy-form.js';
import { told } from './told.js';

/** Reasons that only time speaks against: it comes by itself later. */
const WAITS = ['release_too_young', 'outside_window'];

/** One item's part of a plan. */
export function effects({ kind, to, callers_wait: wait, effects: all }, action) {
  if (!all) {
    return '';
  }
  const { reach_gained: gained, reach_lost: lost, migrations, backup_bytes: bytes, data, way_back: back, failed_before: failed } = all;
  const pause = kind === 'install' || !to ? '' : t(wait ? 'plan.wait' : 'plan.no-wait');
  return html`
    ${gained.length ? html`<h4>${t('plan.reach.gained')}</h4>${list(gained, 'gained')}` : ''}
    ${lost.length ? html`<h4>${t('plan.reach.lost')}</h4>${list(lost, 'quiet')}` : ''}
    ${migrations.length ? html`<h4>${t(action === 'migrate' ? 'plan.carried' : 'plan.migrations')}</h4><ol class="steps small">${migrations.map((step) => html`<li>${told(step)}</li>`)}</ol>` : ''}
    ${pause || data || bytes || back
      ? html`<h4>${t('plan.effects')}</h4><dl class="facts effects">
          ${fact('plan.pause', pause)}
          ${fact('plan.data', data)}
          ${fact('plan.backup', bytes > 0 ? t('plan.backup.size', { size: size(bytes) }) : '')}
          ${fact('plan.back', back)}
        </dl>`
      : ''}
    ${failed ? html`<p class="notice warn" data-failed-before>${icon('warn')} ${t('plan.failed-before')} ${told(failed.detail)}</p>` : ''}`;
}

const list = (lines, tone) => html`<ul class="lines small ${tone}">${lines.map((line) => html`<li>${told(line)}</li>`)}</ul>`;

const fact = (key, words) => (words ? html`<dt>${t(key)}</dt><dd>${told(words)}</dd>` : '');

/** What of the whole plan stops and starts again. */
export const restarts = ({ restarts: ids = [], items }) => (ids.length
  ? html`<p class="small">${icon('refresh')} ${t('plan.restarts', { names: joined(ids.map((id) => items.find((item) => item.id === id)?.name ?? id)) })}</p>`
  : '');

/** Of a plan that goes back: what becomes of the data, when the state has some to put back. Another wish is another plan. */
export function dataChoice(wanted, replan) {
  if (!wanted.past?.has_data) {
    return '';
  }
  const chosen = wanted.data ?? (wanted.past.migrated ? 'restore' : 'keep');
  return html`<fieldset class="data-choice"><legend>${t('plan.data.title')}</legend>${['keep', 'restore'].map((data) =>
    html`<label class="tick"><input type="radio" name="data" value=${data} .checked=${live(chosen === data)} @change=${() => replan({ ...wanted, data })}>
      <span>${t(`plan.data.${data}`)}<br><span class="quiet small">${t(`plan.data.${data}.about`)}</span></span></label>`)}</fieldset>`;
}

/** Of an update: that it comes by itself and when, or every reason why it asks first. */
export function verdict(reason, skill) {
  if (!reason) {
    const window = skill?.policy?.window ?? store.policy?.window;
    return html`<p class="small">${icon('check')} ${window ? t('updates.by-itself.window', { window: windowWords(window) }) : t('updates.by-itself')}</p>`;
  }
  const waits = WAITS.includes(reason.code);
  const more = (reason.more ?? []).slice(1).map((line) => line.replace(/^[a-z_]+: /u, ''));
  return html`<div class="small"><p>${icon(waits ? 'clock' : 'question')} ${t(waits ? 'updates.waits' : 'updates.not-silent')} ${told(reason.detail)}</p>
    ${more.length ? html`<ul class="lines">${more.map((line) => html`<li>${told(line)}</li>`)}</ul>` : ''}</div>`;
}
