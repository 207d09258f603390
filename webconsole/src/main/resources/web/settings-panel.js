/** The settings of an installed skill: a form made from what it says can be set. It starts again with what is saved. */
import { html, repeat } from './lib.js';
import { Part } from './part.js';
import { problemNotice } from './bits.js';
import { get, put } from './api.js';
import { followMine } from './follow.js';
import { icon } from './icons.js';
import { said } from './said.js';
import { keyOf, settingField, settingValue, SettingProblem } from './setting-field.js';
import { isFinal, store } from './store.js';
import { t } from './strings.js';
import { told } from './told.js';

class SettingsPanel extends Part {
  #round = 0;

  static properties = {
    skill: {}, view: { state: true }, problem: { state: true }, errors: { state: true }, busy: { state: true }, task: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('skill')) {
      Object.assign(this, { view: null, problem: null, errors: {}, task: null });
      this.#load();
    }
    // What was saved shows once the skill runs with it; what was refused is still there to be mended.
    const task = store.tasks.get(this.task);
    if (this.task && task && isFinal(task)) {
      this.task = null;
      if (task.state === 'succeeded') {
        this.#load();
      } else {
        this.#refused(task.problem ?? {});
      }
    }
  }

  #path() {
    return `skills/${encodeURIComponent(this.skill)}/config`;
  }

  async #load() {
    try {
      const view = await get(this.#path());
      this.#round++;
      Object.assign(this, { view, problem: view.problem ?? null, errors: {} });
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const groups = this.view?.form.groups ?? [];
    if (this.view && groups.length === 0) {
      return '';
    }
    return html`<details class="panel">
      <summary><h3>${t('settings.title')}</h3></summary>
      ${this.problem ? problemNotice(this.problem) : ''}
      ${this.view
        ? repeat([this.#round], (round) => round, () => html`<form class="settings" autocomplete="off" novalidate @submit=${(event) => this.#save(event)}>
            ${groups.map((group) => this.#group(group))}
            <div class="form-foot">
              <button class="button primary" ?disabled=${this.busy || this.task}>${t('settings.save')}</button>
              <p class="quiet small" role="status">${this.task ? html`${icon('clock')} ${t('settings.saved')}` : t('settings.about')}</p>
            </div>
          </form>`)
        : this.problem ? '' : html`<p class="quiet">${t('loading')}</p>`}
    </details>`;
  }

  #group(group) {
    const { pid, name, description, settings } = group;
    return html`<fieldset class="group">
      <legend>${said(name)}</legend>
      ${description ? html`<p class="quiet small">${said(description)}</p>` : ''}
      ${this.errors[pid] ? html`<p class="field-error" role="alert">${icon('warn')} ${told(this.errors[pid])}</p>` : ''}
      ${settings.map((setting) => settingField({
        pid, setting, value: this.view.values[pid]?.[setting.id], isSet: (this.view.secrets_set[pid] ?? []).includes(setting.id),
        error: this.errors[keyOf(pid, setting.id)],
      }))}
    </fieldset>`;
  }

  async #save(event) {
    event.preventDefault();
    const values = this.#values(event.target);
    if (!values) {
      this.#showFirst();
      return;
    }
    Object.assign(this, { busy: true, problem: null });
    try {
      const { task_id: task } = await put(this.#path(), { values });
      this.task = task;
      // What was typed as a secret does not stay in the page.
      event.target.querySelectorAll('input[type=password]').forEach((input) => { input.value = ''; });
      followMine(task, { failureShownElsewhere: true });
    } catch (problem) {
      this.#refused(problem);
    }
    this.busy = false;
  }

  /** All values as they shall be; null when one cannot be read, which then says so itself. A group without any is left out. */
  #values(form) {
    const values = {};
    const errors = {};
    for (const { pid, settings } of this.view.form.groups) {
      const mine = {};
      for (const setting of settings) {
        try {
          const value = settingValue(form, pid, setting, (this.view.secrets_set[pid] ?? []).includes(setting.id));
          if (value !== undefined) {
            mine[setting.id] = value;
          }
        } catch (error) {
          if (!(error instanceof SettingProblem)) {
            throw error;
          }
          errors[keyOf(pid, setting.id)] = error.message;
        }
      }
      if (Object.keys(mine).length > 0) {
        values[pid] = mine;
      }
    }
    this.errors = errors;
    return Object.keys(errors).length ? null : values;
  }

  /** What the container says of one setting stands at that setting, all else above the form. */
  #refused(problem) {
    const errors = {};
    const rest = [];
    for (const line of problem.code === 'settings_invalid' ? (problem.more ?? []) : []) {
      const at = /^\$?\['([^']+)'\](?:\['([^']+)'\])?[^:]*: (.*)$/su.exec(line);
      if (at) {
        errors[at[2] ? keyOf(at[1], at[2]) : at[1]] = at[3].charAt(0).toUpperCase() + at[3].slice(1);
      } else {
        rest.push(line);
      }
    }
    this.errors = errors;
    this.problem = {
      ...problem, detail: problem.detail ?? t('problem.unknown'), next: problem.next ?? problem.next_step,
      more: problem.code === 'settings_invalid' ? rest : problem.more,
    };
    this.#showFirst();
  }

  async #showFirst() {
    await this.updateComplete;
    const panel = this.querySelector('details');
    if (panel) {
      panel.open = true;
    }
    this.querySelector('[aria-invalid=true]')?.focus();
  }
}
customElements.define('ctos-settings', SettingsPanel);
