/** How an installed skill is updated, and the states that it can go back to. */
import { html, live } from './lib.js';
import { Part } from './part.js';
import { problemNotice } from './bits.js';
import { get, put } from './api.js';
import { plan } from './change.js';
import { icon } from './icons.js';
import './policy-form.js';
import { store } from './store.js';
import { size, t, time } from './strings.js';
import { told } from './told.js';

class VersionsPanel extends Part {
  static properties = { skill: {}, states: { state: true }, problem: { state: true }, busy: { state: true }, told: { state: true } };

  #shownOf = null;

  willUpdate(changed) {
    if (changed.has('skill')) {
      Object.assign(this, { states: null, problem: null, told: '' });
    }
    // A state is left, and comes into the history, with each change of the version.
    const key = `${this.skill}@${store.installed.get(this.skill)?.version}`;
    if (this.#shownOf !== key) {
      this.#shownOf = key;
      get(this.#path('history')).then(({ states }) => { this.states = states; }).catch((problem) => { this.problem = problem; });
    }
  }

  #path(door) {
    return `skills/${encodeURIComponent(this.skill)}/${door}`;
  }

  render() {
    const skill = store.installed.get(this.skill);
    if (!skill) {
      return '';
    }
    return html`
      ${this.problem ? problemNotice(this.problem) : ''}
      <details class="panel">
        <summary><h3>${t('versions.updates')}</h3> <span class="quiet small">${[
          skill.pinned && t('installed.held'), t(`channel.${skill.channel}`),
          skill.probation_until && t('versions.probation.short')].filter(Boolean).join(' · ')}</span></summary>
        ${this.#updates(skill)}
      </details>
      <details class="panel">
        <summary><h3>${t('versions.history')}</h3> <span class="quiet small">${this.states ? t(this.states.length === 1 ? 'versions.count.one' : 'versions.count', { n: this.states.length }) : ''}</span></summary>
        ${this.#history(skill)}
      </details>`;
  }

  #updates(skill) {
    return html`
      <p class="hidden" role="status">${this.told}</p>
      ${standing(skill)}
      <label class="tick switch"><input type="checkbox" role="switch" .checked=${live(skill.pinned)} ?disabled=${this.busy}
        @change=${(event) => this.#put('pin', { pinned: event.target.checked }, t(event.target.checked ? 'versions.told.held' : 'versions.told.free'))}>
        <span>${t('versions.hold', { version: skill.version })}<br><span class="quiet small">${t('versions.hold.about')}</span></span></label>
      <label class="labelled"><span>${t('versions.channel')}</span>
        <select class="field" ?disabled=${this.busy} @change=${(event) => this.#put('channel', { channel: event.target.value }, t('versions.told.channel'))}>
          ${['stable', 'beta', 'nightly'].map((one) => html`<option value=${one} .selected=${live(skill.channel === one)}>${t(`channel.${one}.about`)}</option>`)}
        </select></label>
      <h4>${t('versions.policy')}</h4>
      <ctos-policy .skill=${this.skill}></ctos-policy>`;
  }

  async #put(door, body, told) {
    Object.assign(this, { busy: true, problem: null });
    try {
      const skill = await put(this.#path(door), body);
      store.set({ installed: new Map(store.installed).set(this.skill, skill) });
      this.told = told;
      store.refresh().catch(() => {});
    } catch (problem) {
      this.problem = problem;
      // The control shows again what holds.
      this.requestUpdate();
    }
    this.busy = false;
  }

  #history(skill) {
    if (!this.states) {
      return html`<p class="quiet">${t('loading')}</p>`;
    }
    return this.states.length === 0
      ? html`<p class="quiet">${t('versions.none')}</p>`
      : html`<ul class="states">${this.states.map((state) => this.#state(skill, state))}</ul>`;
  }

  #state({ id, name }, past) {
    const { state_id: state, version, until, bytes, reason } = past;
    const busy = Boolean(store.taskOf(id));
    return html`<li>
      <div>
        <p><strong>${version}</strong> <span class="quiet">${size(bytes)}</span></p>
        <p class="small">${t('versions.until', { when: time(until) })} · ${told(reason)}</p>
        <p class="quiet small">${icon('data')} ${dataWords(past)}</p>
      </div>
      <button class="button" ?disabled=${busy} aria-label=${t('versions.back.label', { name, version, when: time(until) })}
        @click=${() => plan({ action: 'rollback', id, name, version, state, past })}>${t('do.rollback.plain')}</button>
    </li>`;
  }
}
customElements.define('ctos-versions', VersionsPanel);

const dataWords = ({ has_data: has, migrated, while_running: running }) =>
  [t(!has ? 'versions.data.none' : migrated ? 'versions.data.migrated' : 'versions.data.kept'), has && running ? t('versions.data.running') : ''].join(' ');

/** What is not as usual: a version that may still go back by itself, and those that failed here. */
export function standing({ probation_until: until, failed = [] }) {
  return html`
    ${until ? html`<p class="notice small">${icon('clock')} ${t('versions.probation', { when: time(until) })}</p>` : ''}
    ${failed.length
      ? html`<div class="notice warn small"><p>${icon('warn')} ${t('versions.failed')}</p>
          <ul class="lines">${failed.map((one) => html`<li><strong>${one.version}</strong>${t('list.comma')}${time(one.at)}${t('list.colon')}${told(one.problem?.detail)}</li>`)}</ul></div>`
      : ''}`;
}
