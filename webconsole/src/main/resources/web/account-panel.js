/** Who is logged in, for how long, and another password. */
import { html, nothing } from './lib.js';
import { Part } from './part.js';
import { problemNotice } from './bits.js';
import { put, start } from './api.js';
import { said } from './said.js';
import { store } from './store.js';
import { t } from './strings.js';

const SHORTEST = 12;
const FIELDS = ['current', 'new', 'again'];

/** Which field a refusal is about. */
const ABOUT = { password_wrong: 'current', password_weak: 'new', password_long: 'new', password_same: 'new' };

class AccountPanel extends Part {
  static properties = { wrong: { state: true }, problem: { state: true }, shown: { state: true }, opened: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.wrong = {};
  }

  render() {
    const chosen = store.status?.password_chosen !== false;
    return html`
      <p>${t('account.who')} <strong>${said(start.user)}</strong>. ${t('account.session', { minutes: start.idle_minutes, hours: start.longest_hours })}</p>
      ${chosen ? '' : html`<p class="notice warn">${t('account.first')}</p>`}
      <details class="panel" .open=${this.opened ?? !chosen} @toggle=${(event) => { this.opened = event.target.open; }}>
        <summary><h3>${t('account.change')}</h3></summary>
        <form class="account-form" novalidate @submit=${(event) => this.#change(event)}>
          <input hidden autocomplete="username" .value=${start.user}>
          ${FIELDS.map((name) => this.#field(name))}
          <label class="choice"><input type="checkbox" .checked=${Boolean(this.shown)} @change=${(event) => { this.shown = event.target.checked; }}>
            <span>${t('account.show')}</span></label>
          ${this.problem ? problemNotice(this.problem) : ''}
          <div class="form-foot"><p class="quiet small">${t('account.ends')}</p>
            <button class="button primary" ?disabled=${this.busy || store.waiting}>${this.busy ? t('account.busy') : t('account.change')}</button></div>
        </form>
      </details>`;
  }

  #field(name) {
    const wrong = this.wrong[name];
    const about = wrong || name === 'new' ? `account-${name}-about` : nothing;
    return html`<label class="setting ${wrong ? 'wrong' : ''}"><span class="setting-name">${t(`account.${name}`)}</span>
      <input class="field" name=${name} type=${this.shown ? 'text' : 'password'} autocomplete=${name === 'current' ? 'current-password' : 'new-password'}
        autocapitalize="off" spellcheck="false" aria-required="true" aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${about}>
      ${wrong ? html`<span class="field-error" role="alert" id="account-${name}-about">${wrong}</span>`
        : name === 'new' ? html`<span class="quiet small" id="account-new-about">${t('account.new.about', { n: SHORTEST })}</span>` : ''}</label>`;
  }

  async #change(event) {
    event.preventDefault();
    const form = event.target;
    const [current, next, again] = FIELDS.map((name) => form.elements[name].value);
    this.problem = null;
    this.wrong = {
      ...(current ? {} : { current: t('account.wrong.empty') }),
      ...([...next].length < SHORTEST ? { new: t('account.wrong.password_weak', { n: SHORTEST }) } : next === again ? {} : { again: t('account.wrong.differs') }),
    };
    if (Object.keys(this.wrong).length === 0) {
      this.busy = true;
      try {
        await put('password', { current, new: next });
        this.#changed(form);
      } catch (problem) {
        const about = ABOUT[problem.code];
        if (about) {
          this.wrong = { [about]: t(`account.wrong.${problem.code}`, { n: SHORTEST }) };
        } else {
          this.problem = problem;
        }
      }
      this.busy = false;
    }
    const first = FIELDS.find((name) => this.wrong[name]);
    if (first) {
      form.elements[first].focus();
    }
  }

  /** What was typed leaves the page. */
  #changed(form) {
    form.reset();
    this.shown = false;
    this.opened = false;
    store.set({ status: { ...store.status, password_chosen: true } });
    store.toast(t('account.changed'));
  }
}
customElements.define('ctos-account', AccountPanel);
