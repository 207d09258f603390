/** All about one skill: description, versions to choose from, what it asks for and needs. */
import { html } from './lib.js';
import { Modal } from './part.js';
import { mainButton, picture, problemNotice, stars, tierMark } from './bits.js';
import { get } from './api.js';
import { plan } from './change.js';
import './grants-panel.js';
import { secondary } from './installed-view.js';
import { markdown } from './markdown.js';
import { permission, permissionList } from './permissions.js';
import { store } from './store.js';
import { date, number, size, t } from './strings.js';

class DetailDialog extends Modal {
  static properties = {
    skill: {}, details: { state: true }, release: { state: true }, version: { state: true }, problem: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('skill')) {
      this.#load();
    }
    if (changed.has('version') && this.version) {
      this.#loadRelease(this.version);
    }
  }

  async #load() {
    try {
      this.details = await get('catalogue/' + encodeURIComponent(this.skill));
      this.version = this.details.page.latest_version;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #loadRelease(version) {
    try {
      const release = await get(`catalogue/${encodeURIComponent(this.skill)}/versions/${encodeURIComponent(version)}`);
      if (version === this.version) {
        this.release = release;
        this.problem = null;
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  closed() {
    store.set({ detail: null });
  }

  render() {
    const page = this.details?.page;
    const installed = store.installed.get(this.skill);
    const title = page?.name ?? installed?.name ?? this.skill;
    return this.frame(title, html`
      ${this.problem ? problemNotice(this.problem) : ''}
      ${page
        ? this.#page(page, installed)
        : this.problem ? this.#grants(installed) : html`<p class="quiet">${t('loading')}</p>`}`,
      page ? this.#buttons(page, installed) : null, 'wide');
  }

  /** Also when the skill's source is away: what runs here can be changed here. */
  #grants(installed) {
    return installed ? html`<ctos-grants .skill=${this.skill}></ctos-grants>` : '';
  }

  #page(page, installed) {
    return html`
      ${page.banner_url ? html`<img class="banner" src=${page.banner_url} alt="" @error=${(event) => event.target.remove()}>` : ''}
      <div class="detail-head">
        ${picture(page.name, page.icon_url, true)}
        <div>
          <p>${page.summary}</p>
          <div class="marks">${tierMark(page.tier)} <span class="quiet">${t('by', { author: page.author })}</span>
            ${stars(page.rating)} <span class="quiet">${t(page.downloads === 1 ? 'downloads.one' : 'downloads', { n: number(page.downloads) })}</span></div>
        </div>
      </div>
      <div class="detail-body">
        <section>
          ${this.#grants(installed)}
          <h3>${t('detail.about')}</h3>
          ${page.description ? markdown(page.description) : html`<p class="quiet">${t('detail.no-about')}</p>`}
          ${this.#screenshots(page)}
        </section>
        <aside>${this.#version(page)} ${this.#asks(page)} ${this.#needs(page)} ${this.#facts(page, installed)}</aside>
      </div>`;
  }

  #screenshots({ screenshots = [], name }) {
    return screenshots.length
      ? html`<div class="screenshots">${screenshots.map((url, i) =>
          html`<img src=${url} alt=${t('detail.screenshot', { n: i + 1, name })} loading="lazy" @error=${(event) => event.target.remove()}>`)}</div>`
      : '';
  }

  #version(page) {
    const marks = (line) =>
      [line.version === page.latest_version && 'detail.latest', line.yanked && 'detail.yanked', line.revoked && 'detail.revoked']
        .filter(Boolean).map((key) => ` · ${t(key)}`).join('');
    const notes = this.release?.manifest.version === this.version ? this.release.release_notes : '';
    return html`<label class="choice"><h3>${t('detail.version')}</h3>
        <select class="field" @change=${(event) => { this.version = event.target.value; }}>
          ${page.versions.map((line) => html`<option value=${line.version} ?selected=${line.version === this.version}>
            ${line.version}${marks(line)}</option>`)}
        </select></label>
      ${notes ? html`<p class="small"><strong>${t('detail.notes', { version: this.version })}</strong> ${notes}</p>` : ''}`;
  }

  /** What the chosen version asks for; while that is not known yet, the newest. */
  #asks(page) {
    const { permissions = [], optional_permissions: optional = [] } = this.release?.manifest ?? page;
    return html`<h3>${t('detail.permissions')}</h3>
      ${permissions.length ? permissionList(permissions.map((name) => permission(name))) : html`<p class="quiet">${t('detail.permissions.none')}</p>`}
      ${optional.length ? html`<h3>${t('detail.optional')}</h3>${permissionList(optional.map((name) => permission(name)))}` : ''}`;
  }

  #needs(page) {
    const needs = Object.entries((this.release?.manifest ?? page).dependencies ?? {});
    return needs.length
      ? html`<h3>${t('detail.needs')}</h3><ul class="needs">${needs.map(([id, range]) =>
          html`<li><button class="title" @click=${() => store.set({ detail: id })}>${id}</button> <code class="quiet">${range}</code></li>`)}</ul>`
      : '';
  }

  #facts(page, installed) {
    const facts = [
      ['detail.installed', installed?.version], ['detail.publisher', page.publisher], ['detail.license', page.license],
      ['detail.size', this.release && size(this.release.size)], ['detail.updated', page.updated_at && date(page.updated_at)],
      ['detail.id', page.id], ['detail.source', this.details.source],
    ];
    return html`<h3>${t('detail.facts')}</h3>
      <dl class="facts">${facts.filter(([, value]) => value).map(([key, value]) => html`<dt>${t(key)}</dt><dd>${value}</dd>`)}</dl>`;
  }

  #buttons(page, installed) {
    const { id, name } = page;
    const other = this.version && this.version !== page.latest_version;
    return html`
      ${installed && !store.taskOf(id) ? secondary(installed) : ''}
      ${!installed && other && !store.taskOf(id)
        ? html`<button class="button primary" @click=${() => plan({ action: 'install', id, name, version: this.version })}>
            ${t('do.install')} ${this.version}</button>`
        : mainButton(id, name)}`;
  }
}
customElements.define('ctos-detail', DetailDialog);
