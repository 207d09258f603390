/** Which updates come by themselves, and when: of the container, or of one skill, whose own values go first. */
import { html } from './lib.js';
import { Part } from './part.js';
import { problemNotice } from './bits.js';
import { put } from './api.js';
import { icon } from './icons.js';
import { store } from './store.js';
import { joined, t } from './strings.js';

const KINDS = ['security', 'patch', 'minor'];
export const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** A window in words: Saturday, Sunday, 01:00 to 05:00 (Asia/Taipei). */
export const windowWords = ({ days = [], from, to, zone }) =>
  t('policy.window.words', { days: days.length ? joined(days.map((day) => t(`day.${day}`))) : t('policy.every-day'), from, to, zone });

class PolicyForm extends Part {
  static properties = { skill: {}, problem: { state: true }, busy: { state: true }, done: { state: true }, windowed: { state: true } };

  willUpdate(changed) {
    if (changed.has('skill')) {
      Object.assign(this, { problem: null, done: false, windowed: null });
    }
  }

  /** What is set here; of a skill only what is its own. */
  get #own() {
    return (this.skill ? store.installed.get(this.skill)?.policy : store.policy) ?? {};
  }

  render() {
    if (!store.policy) {
      return html`<p class="quiet">${t('loading')}</p>`;
    }
    const own = this.#own;
    const windowed = this.windowed ?? Boolean(own.window);
    return html`<form class="policy" @submit=${(event) => this.#save(event)} @input=${() => { this.done = false; }}>
      ${this.problem ? problemNotice(this.problem) : ''}
      ${KINDS.map((kind) => html`<label class="labelled"><span>${t(`policy.${kind}`)}</span>
        <select class="field" name=${kind}>
          ${this.skill ? option('', t('policy.inherit', { value: t(`policy.${store.policy[kind]}`) }), own[kind] === undefined) : ''}
          ${['silent', 'ask'].map((mode) => option(mode, t(`policy.${mode}`), own[kind] === mode))}
        </select></label>`)}
      <label class="labelled"><span>${t('policy.age')}</span>
        <input class="field" type="number" name="age" min="0" max="8784" step="1" ?required=${!this.skill}
          placeholder=${this.skill ? t('policy.inherit', { value: store.policy.release_age_hours }) : ''}
          .value=${String(own.release_age_hours ?? '')}></label>
      <label class="labelled"><span>${t('policy.window')}</span>
        <select class="field" name="windowed" @change=${(event) => { this.windowed = event.target.value === 'yes'; }}>
          ${option('no', this.skill ? t('policy.inherit', { value: store.policy.window ? windowWords(store.policy.window) : t('policy.any-time') }) : t('policy.any-time'), !windowed)}
          ${option('yes', t('policy.only-in'), windowed)}
        </select></label>
      ${windowed ? this.#window(own.window ?? { days: [], from: '01:00', to: '05:00', zone: Intl.DateTimeFormat().resolvedOptions().timeZone }) : ''}
      <p class="quiet small">${t('policy.always')}</p>
      <div class="form-foot"><button class="button" ?disabled=${this.busy}>${t('policy.save')}</button>
        <span role="status" class="small">${this.done ? html`${icon('check')} ${t('policy.saved')}` : ''}</span></div>
    </form>`;
  }

  #window({ days, from, to, zone }) {
    return html`<fieldset class="window"><legend>${t('policy.window.title')}</legend>
      <div class="days" role="group" aria-label=${t('policy.days')}>${DAYS.map((day) =>
        html`<label class="tick"><input type="checkbox" name="day" value=${day} .checked=${days.includes(day)}><span>${t(`day.${day}`)}</span></label>`)}</div>
      <div class="times">
        <label class="labelled"><span>${t('policy.from')}</span><input class="field" type="time" name="from" required .value=${from}></label>
        <label class="labelled"><span>${t('policy.to')}</span><input class="field" type="time" name="to" required .value=${to}></label>
        <label class="labelled"><span>${t('policy.zone')}</span><input class="field" name="zone" required list="zones-${this.skill ?? ''}" .value=${zone}></label>
      </div>
      <datalist id="zones-${this.skill ?? ''}">${Intl.supportedValuesOf('timeZone').map((name) => html`<option value=${name}></option>`)}</datalist>
      <p class="quiet small">${t('policy.days.none')}</p>
    </fieldset>`;
  }

  async #save(event) {
    event.preventDefault();
    const form = event.target.elements;
    const policy = {};
    for (const kind of KINDS) {
      if (form.namedItem(kind).value) {
        policy[kind] = form.namedItem(kind).value;
      }
    }
    if (form.namedItem('age').value !== '') {
      policy.release_age_hours = Number(form.namedItem('age').value);
    }
    if (form.namedItem('windowed').value === 'yes') {
      const days = [...event.target.querySelectorAll('[name=day]:checked')].map((day) => day.value);
      policy.window = { days, from: form.namedItem('from').value, to: form.namedItem('to').value, zone: form.namedItem('zone').value.trim() };
    }
    Object.assign(this, { busy: true, problem: null, done: false });
    try {
      if (this.skill) {
        const skill = await put(`skills/${encodeURIComponent(this.skill)}/policy`, policy);
        store.set({ installed: new Map(store.installed).set(this.skill, skill) });
      } else {
        store.set({ policy: await put('policy', policy) });
      }
      Object.assign(this, { done: true, windowed: null });
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
    // Another policy is another verdict on what is waiting.
    store.refresh().catch(() => {});
  }
}
customElements.define('ctos-policy', PolicyForm);

const option = (value, text, selected) => html`<option value=${value} ?selected=${selected}>${text}</option>`;
