/** What an installed skill may do: what it needs, what can be granted and taken back at once, and the values that it is given. */
import { html, live } from './lib.js';
import { Part } from './part.js';
import { problemNotice } from './bits.js';
import { get, put } from './api.js';
import { plan } from './change.js';
import { icon } from './icons.js';
import { permission, permissionList } from './permissions.js';
import { notStopped, placeLine } from './place.js';
import { store } from './store.js';
import { number, size, t } from './strings.js';

class GrantsPanel extends Part {
  static properties = {
    skill: {}, shown: { state: true }, traffic: { state: true }, problem: { state: true }, busy: { state: true }, said: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('skill')) {
      Object.assign(this, { shown: null, said: '', traffic: [] });
      get(`${this.#path()}/traffic`).then(({ destinations }) => { this.traffic = destinations; }).catch(() => {});
      this.#ask(() => get(this.#path()));
    }
  }

  #path() {
    return 'skills/' + encodeURIComponent(this.skill);
  }

  /** Does one thing and shows the skill as it is then, also when it was refused. */
  async #ask(what, said = '') {
    this.busy = true;
    this.problem = null;
    try {
      await what();
      this.said = said;
    } catch (problem) {
      this.problem = problem;
    }
    try {
      this.shown = await get(this.#path());
      store.set({ installed: new Map(store.installed).set(this.skill, this.shown) });
    } catch (problem) {
      this.problem ??= problem;
    }
    this.busy = false;
  }

  /** What was asked last, and what the store heard since: of a restart, of another window. */
  get #now() {
    return { ...this.shown, ...store.installed.get(this.skill) };
  }

  render() {
    const skill = this.#now;
    if (!this.shown) {
      return this.problem ? problemNotice(this.problem) : html`<p class="quiet">${t('loading')}</p>`;
    }
    return html`<section class="grants" aria-busy=${this.busy}>
      <h3>${t('grants.place')}</h3>
      <p>${placeLine(skill)}</p>
      ${notStopped(skill.host)}
      ${this.#move(skill)}
      <h3>${t('grants.title')}</h3>
      ${this.problem ? problemNotice(this.problem) : ''}
      <p class="hidden" role="status">${this.said}</p>
      ${skill.permissions.length
        ? html`<h4>${t('grants.needed')}</h4>${permissionList(skill.permissions.map((name) => this.#asked(name, permission(name))))}`
        : html`<p class="quiet">${t('grants.none')}</p>`}
      ${skill.optional_permissions.length
        ? html`<h4>${t('grants.optional')}</h4>${permissionList(skill.optional_permissions.map((name) => this.#asked(name, this.#switch(name))))}`
        : ''}
      ${this.traffic.length
        ? html`<h4>${t('grants.traffic')}</h4><ul class="lines small">${this.traffic.map((one) => html`<li>${talked(one)}</li>`)}</ul>`
        : ''}
    </section>`;
  }

  /** A stronger place is there for the asking. */
  #move({ id, name, host, host_wish: wish }) {
    const can = store.status?.hosts?.some((one) => one.level === 'process' && one.available);
    const [to, word] = wish ? ['auto', 'grants.move.auto'] : host === 'in_framework' && can ? ['process', 'grants.move.process'] : [];
    return to
      ? html`<div><button class="button small" @click=${() => plan({ action: 'restart', id, name, host: to })}>${t(word)}</button></div>`
      : '';
  }

  #asked(name, words) {
    return html`${words}${name.startsWith('env:') ? this.#value(name.slice('env:'.length)) : ''}`;
  }

  #switch(name) {
    const granted = this.#now.grants.includes(name);
    return html`<label class="tick switch"><input type="checkbox" role="switch" .checked=${live(granted)} ?disabled=${this.busy}
      @change=${(event) => this.#grant(name, event.target.checked)}>${permission(name)}</label>`;
  }

  #grant(name, on) {
    const { grants, optional_permissions: optional } = this.#now;
    const granted = optional.filter((one) => (one === name ? on : grants.includes(one)));
    this.#ask(() => put(`${this.#path()}/grants`, { granted }), t(on ? 'grants.said.granted' : 'grants.said.taken', { name }));
  }

  /** A value goes in and never comes out; what is typed is gone from the page once it is kept. */
  #value(name) {
    const set = this.#now.env_set?.includes(name);
    const given = set && this.#now.grants.includes(`env:${name}`);
    return html`<form class="value" autocomplete="off" @submit=${(event) => this.#set(event, name)}>
      <input hidden autocomplete="username" .value=${name}>
      <label><span class="hidden">${t('grants.value', { name })}</span>
        <input class="field" type="password" name="value" autocomplete="new-password" required
          placeholder=${t(set ? 'grants.value.replace' : 'grants.value.type')}></label>
      <button class="button" ?disabled=${this.busy} aria-label=${t('do.label', { action: t('grants.set'), name })}>${t('grants.set')}</button>
      ${set
        ? html`<button class="button plain" type="button" ?disabled=${this.busy} aria-label=${t('do.label', { action: t('grants.remove'), name })}
            @click=${() => this.#keep(name, null)}>${t('grants.remove')}</button>`
        : ''}
      <span class="mark ${given ? 'good' : 'warn'}">${icon(given ? 'check' : 'warn')}${t(given ? 'grants.value.set' : set ? 'grants.value.kept' : 'grants.value.none')}</span>
    </form>`;
  }

  #set(event, name) {
    event.preventDefault();
    const { value } = event.target.elements.value;
    event.target.reset();
    this.#keep(name, value);
  }

  #keep(name, value) {
    this.#ask(() => put(`${this.#path()}/env/${encodeURIComponent(name)}`, { value }),
      t(value === null ? 'grants.said.removed' : 'grants.said.set', { name }));
  }
}
customElements.define('ctos-grants', GrantsPanel);

const talked = ({ host, port, methods, bytes_out: out, bytes_in: into }) =>
  t('grants.talked', {
    where: port ? `${host}:${port}` : t('grants.talked.others'),
    n: number(Object.values(methods).reduce((sum, count) => sum + count, 0)),
    out: size(out), into: size(into),
  });
