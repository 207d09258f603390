/** How every installed skill does: a table that is sorted as one likes, and asks anew every few seconds while it is seen. */
import { html, live, repeat } from './lib.js';
import { Part } from './part.js';
import { statusMark } from './bits.js';
import { icon } from './icons.js';
import { heldBy } from './place.js';
import { plain, said } from './said.js';
import { store } from './store.js';
import { number, size, t, time } from './strings.js';
import { told } from './told.js';

const LOOK_AGAIN_MS = 5_000;

/** The worst first. */
const STATES = ['quarantined', 'failed', 'unhealthy', 'active'];

/** What each column is sorted by, and whether the most of it comes first. */
const COLUMNS = {
  name: { of: (skill) => plain(skill.name).toLocaleLowerCase() },
  state: { of: (skill) => STATES.indexOf(skill.status) },
  place: { of: (skill) => `${skill.host} ${skill.vitals?.sandbox ?? ''}` },
  calls: { of: (skill) => skill.calls?.total ?? 0, most: true },
  errors: { of: (skill) => skill.calls?.errors ?? 0, most: true },
  memory: { of: (skill) => skill.vitals?.memory_bytes ?? 0, most: true },
  updated: { of: (skill) => Date.parse(skill.updated_at ?? skill.installed_at), most: true },
};

class SkillsTable extends Part {
  static properties = { by: { state: true }, turned: { state: true } };

  #asking = false;
  #clock = 0;

  constructor() {
    super();
    Object.assign(this, { by: 'name', turned: false });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#clock = setInterval(() => {
      if (document.visibilityState === 'visible' && !store.waiting && !this.#asking) {
        // What is not answered now is asked again in a moment; the page itself tells when nothing answers at all.
        this.#asking = true;
        store.refreshSkills().catch(() => {}).finally(() => { this.#asking = false; });
      }
    }, LOOK_AGAIN_MS);
  }

  disconnectedCallback() {
    clearInterval(this.#clock);
    super.disconnectedCallback();
  }

  render() {
    if (store.installed.size === 0) {
      return html`<p class="quiet">${t('installed.none')}</p>`;
    }
    const sorted = [...store.installed.values()].sort((one, other) => this.#compare(one, other));
    return html`<label class="choice sort-narrow"><span>${t('skills.sort')}</span>
        <select class="field" .value=${live(this.by)} @change=${(event) => this.#sort(event.target.value)}>
          ${Object.keys(COLUMNS).map((column) => html`<option value=${column} ?selected=${column === this.by}>${t(`skills.${column}`)}</option>`)}
        </select></label>
      <table class="stack skills">
        <caption class="hidden">${t('skills.title')}</caption>
        <thead><tr>${Object.keys(COLUMNS).map((column) => this.#head(column))}</tr></thead>
        <tbody>${repeat(sorted, (skill) => skill.id, row)}</tbody>
      </table>
      <p class="quiet small">${t('skills.since')}</p>`;
  }

  #head(column) {
    const sorted = column === this.by;
    const down = sorted && Boolean(COLUMNS[column].most) !== this.turned;
    return html`<th scope="col" aria-sort=${sorted ? (down ? 'descending' : 'ascending') : 'none'}>
      <button class="sort" @click=${() => this.#sort(column)}>${t(`skills.${column}`)}<span aria-hidden="true">${sorted ? (down ? ' ↓' : ' ↑') : ''}</span></button></th>`;
  }

  #sort(column) {
    this.turned = column === this.by && !this.turned;
    this.by = column;
  }

  #compare(one, other) {
    const { of, most } = COLUMNS[this.by];
    const [a, b] = [of(one), of(other)];
    const order = typeof a === 'string' ? a.localeCompare(b) : a - b;
    const way = Boolean(most) !== this.turned ? -1 : 1;
    return order * way || one.id.localeCompare(other.id);
  }
}
customElements.define('ctos-skills-table', SkillsTable);

function row(skill) {
  const { id, name, version, host, vitals, calls, problem, previous_version: previous, updated_at: updated, installed_at: installed } = skill;
  return html`<tr data-skill=${id}>
    <th scope="row"><button class="title" @click=${() => store.set({ detail: id })}>${said(name)}</button> <span class="quiet">${version}</span></th>
    <td data-head=${t('skills.state')}>${statusMark(skill)}
      ${vitals && vitals.state !== 'running' ? html`<p class="quiet small">${t(`skills.is.${vitals.state}`)}</p>` : ''}
      ${vitals?.restarts ? html`<p class="quiet small">${t(vitals.restarts === 1 ? 'vitals.restarts.one' : 'vitals.restarts', { n: number(vitals.restarts) })}</p>` : ''}
      ${problem ? html`<p class="small problem">${icon('warn')} ${told(problem.detail)} ${told(problem.next_step)}</p>` : ''}</td>
    <td data-head=${t('skills.place')}>${t(`skills.in.${host}`)}${vitals ? html`<p class="quiet small">${heldBy(vitals.sandbox)}</p>` : ''}</td>
    <td data-head=${t('skills.calls')}>${number(calls?.total ?? 0)}
      ${calls?.running ? html`<p class="quiet small">${t('skills.running', { n: number(calls.running) })}</p>` : ''}</td>
    <td data-head=${t('skills.errors')}>${number(calls?.errors ?? 0)}
      ${calls?.last_error_code ? html`<p class="quiet small"><code>${plain(calls.last_error_code)}</code> ${time(calls.last_error_at)}</p>` : ''}</td>
    <td data-head=${t('skills.memory')}>${vitals?.memory_bytes ? size(vitals.memory_bytes) : html`<span class="quiet">${vitals && host === 'in_framework' ? t('skills.shared') : '–'}</span>`}</td>
    <td data-head=${t('skills.updated')}>${updated ? time(updated) : html`<span class="quiet">${t('skills.updated.never', { when: time(installed) })}</span>`}
      ${updated && previous ? html`<p class="quiet small">${t('skills.updated.from', { version: previous })}</p>` : ''}</td>
  </tr>`;
}
