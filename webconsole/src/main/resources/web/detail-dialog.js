/** All about one skill: what it is, its versions, what it asks for and needs, who stands behind it; and what is installed of it. */
import { html } from './lib.js';
import { Modal } from './part.js';
import { mainButton, picture, problemNotice, stars, tierMark } from './bits.js';
import { get } from './api.js';
import './carousel.js';
import { cancel, plan } from './change.js';
import { aside } from './detail-aside.js';
import { dryPlan } from './dry-plan.js';
import './grants-panel.js';
import { rateable } from './rating-panel.js';
import { icon } from './icons.js';
import './settings-panel.js';
import './versions-panel.js';
import { secondary } from './installed-view.js';
import { alsoLines, legacyLine } from './legacy.js';
import { rich } from './rich.js';
import { plain, said } from './said.js';
import { store } from './store.js';
import { date, number, size, t } from './strings.js';

const LONG = 1_600;

class DetailDialog extends Modal {
  static properties = {
    skill: {}, details: { state: true }, release: { state: true }, version: { state: true }, problem: { state: true },
    dry: { state: true }, whole: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('skill')) {
      Object.assign(this, { details: null, release: null, version: null, problem: null, dry: null, whole: false });
      this.#load(this.skill);
    }
    if (changed.has('version') && this.version) {
      this.#loadRelease(this.skill, this.version);
    }
  }

  async #load(id) {
    try {
      const details = await get('catalogue/' + encodeURIComponent(id));
      if (id === this.skill) {
        this.details = details;
        this.version = this.#startsWith(details.page);
      }
    } catch (problem) {
      if (id === this.skill) {
        this.problem = problem;
      }
    }
  }

  /** What is installed is looked at as it is, unless there is something newer to decide about. */
  #startsWith(page) {
    const installed = store.installed.get(page.id);
    const known = page.versions.some((line) => line.version === installed?.version);
    return known && !store.updateOf(page.id) ? installed.version : page.latest_version;
  }

  async #loadRelease(id, version) {
    const isWanted = () => id === this.skill && version === this.version;
    this.dry = null;
    try {
      const release = await get(`catalogue/${encodeURIComponent(id)}/versions/${encodeURIComponent(version)}`);
      if (isWanted()) {
        Object.assign(this, { release, problem: null });
      }
    } catch (problem) {
      if (isWanted()) {
        this.problem = problem;
      }
    }
    // A legacy skill would be fetched whole, to be wrapped, before anybody asked for it.
    if (isWanted() && !store.installed.has(id) && this.details?.page.tier !== 'legacy') {
      const dry = await dryPlan(id, version);
      if (dry && isWanted()) {
        this.dry = dry;
      }
    }
  }

  closed() {
    store.set({ detail: null });
  }

  render() {
    const page = this.details?.page;
    const installed = store.installed.get(this.skill);
    const title = page?.name ?? installed?.name ?? this.skill;
    return this.frame(said(title), html`
      ${this.problem ? problemNotice(this.problem) : ''}
      ${page
        ? this.#page(page, installed)
        : this.problem ? this.#manage(installed) : html`<p class="quiet" role="status">${t('loading')}</p>`}`,
      page || installed ? this.#buttons(page ?? installed, installed) : null, 'wide detail');
  }

  #page(page, installed) {
    return html`
      ${page.banner_url ? html`<div class="banner"><img src=${page.banner_url} alt="" @error=${(event) => event.target.parentElement.remove()}></div>` : ''}
      <div class="detail-head">
        ${picture(page.name, page.icon_url, true)}
        <div>
          <p class="detail-summary">${said(page.summary)}</p>
          <div class="marks">${tierMark(page.tier)} <span class="quiet">${said(t('by', { author: page.author }))}</span></div>
          ${legacyLine(page.tier, 'legacy.about')} ${alsoLines(store.also.get(page.id))}
        </div>
      </div>
      ${this.#strip(page, installed)}
      ${rateable(installed) ? html`<ctos-rating .skill=${page.id} .label=${page.name}></ctos-rating>` : ''}
      ${installed ? this.#ways() : ''}
      <div class="detail-body">
        <div>
          ${page.screenshots?.length ? html`<ctos-carousel .urls=${page.screenshots} .name=${page.name}></ctos-carousel>` : ''}
          <section class="about">
            <h3>${t('detail.about')}</h3>
            ${this.#about()}
          </section>
          ${this.#manage(installed)}
        </div>
        ${aside({ page, installed, release: this.#chosenRelease, source: this.details.source, version: this.version, dry: installed ? null : this.dry,
          choose: (version) => { this.version = version; } })}
      </div>`;
  }

  /** The release that was chosen, once it is there. */
  get #chosenRelease() {
    return this.release?.manifest.id === this.skill && this.release.manifest.version === this.version ? this.release : null;
  }

  #about() {
    const about = this.details.description_html;
    if (!about) {
      return html`<p class="quiet">${t('detail.no-about')}</p>`;
    }
    const long = about.length > LONG;
    return html`${rich(about, long && !this.whole ? 'short' : '')}
      ${long ? html`<div><button class="button small" aria-expanded=${this.whole ? 'true' : 'false'} @click=${() => { this.whole = !this.whole; }}>${
        t(this.whole ? 'detail.less' : 'detail.more')}</button></div>` : ''}`;
  }

  /** What people look at first, in a row. */
  #strip(page, installed) {
    const cells = [
      ['detail.rating', stars(page.id, page.rating)],
      ['detail.downloads', number(page.downloads)],
      installed ? ['detail.installed', installed.version] : ['detail.newest', page.latest_version],
      ['detail.size', this.#chosenRelease ? size(this.#chosenRelease.size) : '…'],
      page.updated_at && ['detail.updated', date(page.updated_at)],
    ];
    return html`<dl class="strip">${cells.filter(Boolean).map(([key, value]) => html`<div><dt>${t(key)}</dt><dd>${value}</dd></div>`)}</dl>`;
  }

  /** To what can be changed about an installed skill, without looking for it. */
  #ways() {
    const ways = [
      store.installed.get(this.skill).has_settings && ['gear', 'settings.title', 'ctos-settings .panel'],
      ['clock', 'detail.ways.updates', 'ctos-versions .panel'],
      ['refresh', 'versions.history', 'ctos-versions .panel + .panel'],
      ['key', 'grants.title', 'ctos-grants'],
    ];
    return html`<nav class="ways" aria-label=${t('detail.manage')}>${ways.filter(Boolean).map(([picture, key, where]) =>
      html`<button class="button small" @click=${() => this.#show(where)}>${icon(picture)}${t(key)}</button>`)}</nav>`;
  }

  #show(where) {
    const panel = this.querySelector(where);
    if (panel?.localName === 'details') {
      panel.open = true;
    }
    panel?.scrollIntoView({ block: 'start' });
    (panel?.querySelector('summary') ?? panel?.querySelector('h3'))?.focus({ preventScroll: true });
  }

  /** Also when the skill's source is away: what runs here can be changed here. */
  #manage(installed) {
    return installed
      ? html`<section class="manage">
          <h3>${t('detail.manage')}</h3>
          ${installed.has_settings ? html`<ctos-settings .skill=${this.skill}></ctos-settings>` : ''}
          <ctos-versions .skill=${this.skill}></ctos-versions>
          <ctos-grants .skill=${this.skill}></ctos-grants>
        </section>`
      : '';
  }

  #buttons(page, installed) {
    const { id, name } = page;
    const other = this.version && this.version !== page.latest_version;
    const task = store.taskOf(id);
    // Known from the versions of the page, also before somebody has checked for updates.
    const newer = installed && !installed.pinned && !store.updateOf(id) && !task
      && this.version === page.latest_version && this.#isAbove(page, installed);
    // The bar of what goes on lies behind this dialog.
    return html`
      ${task?.state === 'running' ? html`<button class="button plain" @click=${() => cancel(task.task_id)}>${t('task.cancel')}</button>` : ''}
      ${installed && !task ? secondary(installed) : ''}
      ${!installed && other && !task
        ? html`<button class="button primary" @click=${() => plan({ action: 'install', id, name, version: this.version })}>
            ${t('do.install')} ${this.version}</button>`
        : newer
          ? html`<button class="button primary" aria-label=${t('do.label', { action: t('do.update'), name: plain(name) })}
              @click=${() => plan({ action: 'update', id, name })}>${t('do.update')}</button>`
          : mainButton(id, name)}`;
  }

  /** The newest stands first. */
  #isAbove(page, installed) {
    const versions = page.versions.map((line) => line.version);
    return versions.indexOf(installed.version) > versions.indexOf(page.latest_version);
  }
}
customElements.define('ctos-detail', DetailDialog);
