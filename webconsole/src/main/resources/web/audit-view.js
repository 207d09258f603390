/** The record: what was done to this container, by whom and when, and whether the record is whole. */
import { html, repeat } from './lib.js';
import { Part } from './part.js';
import { addressOf, get } from './api.js';
import { problemNotice } from './bits.js';
import { did, look, skillOf, who } from './audit-words.js';
import { icon } from './icons.js';
import { plain, said } from './said.js';
import { store } from './store.js';
import { number, t, time } from './strings.js';

const PAGE = 30;

/** A record that is longer is checked only when somebody asks for it, since nothing is recorded meanwhile. */
const CHECKED_UNASKED = 20_000;

class AuditView extends Part {
  static properties = {
    entries: { state: true }, next: { state: true }, skill: { state: true }, loading: { state: true }, problem: { state: true },
    verdict: { state: true }, checking: { state: true },
  };

  #seen = new Set();
  #asked = 0;

  constructor() {
    super();
    Object.assign(this, { entries: [], next: null, skill: '' });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load().then(() => {
      if (this.entries.length > 0 && this.entries[0].number <= CHECKED_UNASKED) {
        this.#check();
      }
    });
  }

  render() {
    return html`
      ${this.#state()}
      <div class="audit-bar">
        <label class="choice"><span>${t('audit.filter')}</span>
          <select class="field" @change=${(event) => this.#filter(event.target.value)}>
            <option value="" .selected=${this.skill === ''}>${t('audit.filter.all')}</option>
            ${repeat(this.#skills(), ([id]) => id, ([id, name]) => html`<option value=${id} .selected=${this.skill === id}>${plain(name)}</option>`)}
          </select></label>
        <span class="grow"></span>
        <button class="button plain" ?disabled=${this.loading} @click=${() => this.#load()}>${icon('refresh')}${t('audit.refresh')}</button>
        <a class="button" href=${addressOf('audit/export')} download="audit.jsonl">${icon('file')}${t('audit.export')}</a>
      </div>
      ${this.problem ? problemNotice(this.problem) : ''}
      ${this.entries.length === 0 && !this.loading && !this.next && !this.problem ? html`<p class="quiet">${t('audit.none')}</p>` : ''}
      <ol class="audit" aria-busy=${Boolean(this.loading)}>${repeat(this.entries, (entry) => entry.number, entryOf)}</ol>
      ${this.next ? html`<button class="button" ?disabled=${this.loading} @click=${() => this.#load(this.next)}>
        ${this.loading ? t('loading') : this.skill ? t('audit.more.skill') : t('audit.more')}</button>` : ''}`;
  }

  #state() {
    const again = html`<button class="button plain" ?disabled=${this.checking} @click=${() => this.#check()}>
      ${t(this.checking ? 'audit.checking' : this.verdict ? 'audit.check-again' : 'audit.check')}</button>`;
    if (!this.verdict) {
      return html`<div class="audit-state"><p class="quiet" role="status">${t(this.checking ? 'audit.checking' : 'audit.unchecked')}</p>${again}</div>`;
    }
    const { whole, entries, first_broken: line, detail } = this.verdict;
    return whole
      ? html`<div class="audit-state"><p role="status"><span class="mark good">${icon('check')}${t('audit.whole')}</span>
          ${t('audit.whole.about', { n: number(entries) })}</p>${again}</div>`
      : html`<div class="notice bad" role="alert"><p>${icon('stop')} <strong>${t('audit.broken', { n: number(line) })}</strong></p>
          <p>${said(detail)}</p><p>${t('audit.broken.next')}</p>${again}</div>`;
  }

  /** Those that are installed, and those of which something was seen. */
  #skills() {
    const names = new Map([...this.#seen].map((id) => [id, id]));
    store.installed.forEach((skill, id) => names.set(id, skill.name));
    return [...names].sort(([, one], [, other]) => one.localeCompare(other));
  }

  #filter(skill) {
    this.skill = skill;
    this.entries = [];
    this.#load();
  }

  /** The newest, or what follows those that are shown. */
  async #load(before = null) {
    const asked = ++this.#asked;
    this.loading = true;
    this.problem = null;
    try {
      const question = new URLSearchParams({ most: PAGE, ...(before ? { before } : {}), ...(this.skill ? { skill: this.skill } : {}) });
      const { entries, next } = await get('audit?' + question);
      if (asked === this.#asked) {
        entries.map(skillOf).filter(Boolean).forEach((id) => this.#seen.add(id));
        this.entries = before ? [...this.entries, ...entries] : entries;
        this.next = next ?? null;
      }
    } catch (problem) {
      if (asked === this.#asked) {
        this.problem = problem;
      }
    }
    if (asked === this.#asked) {
      this.loading = false;
    }
  }

  async #check() {
    this.checking = true;
    try {
      this.verdict = await get('audit/verify');
    } catch (problem) {
      this.problem = problem;
    }
    this.checking = false;
  }
}
customElements.define('ctos-audit', AuditView);

function entryOf(entry) {
  const [tone, picture] = look(entry);
  const { result, ...details } = entry.details;
  const failed = result && result !== 'succeeded';
  return html`<li><span class="audit-look ${tone}">${icon(picture)}</span>
    <div><p>${said(did(entry))}${failed ? html` <span class="mark bad">${plain(result)}</span>` : ''}</p>
      <p class="quiet small">${said(who(entry))} · <time datetime=${entry.at}>${time(entry.at)}</time></p>
      <details><summary class="small">${t('audit.details')}<span class="hidden"> ${t('audit.details.of', { n: entry.number })}</span></summary>
        <dl class="audit-details">
          ${pair('audit.number', number(entry.number))}${pair('audit.action', html`<code>${plain(entry.action)}</code>`)}${pair('audit.subject', said(entry.subject))}
          ${Object.entries(details).filter(([, value]) => value !== '').map(([key, value]) => html`<dt><code>${plain(key)}</code></dt><dd>${said(value)}</dd>`)}
          ${pair('audit.digest', html`<code>${entry.digest}</code>`)}
        </dl></details></div></li>`;
}

const pair = (key, value) => html`<dt>${t(key)}</dt><dd>${value}</dd>`;
