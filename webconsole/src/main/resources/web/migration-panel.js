/** Installed legacy skills beside what follows them: what a migration would do, and the way back from those that were done. */
import { html, repeat } from './lib.js';
import { Part } from './part.js';
import { busyMark, problemNotice } from './bits.js';
import { plan } from './change.js';
import { icon } from './icons.js';
import { sourceName } from './legacy.js';
import { lookAtMigration } from './migration.js';
import { permission, permissionList } from './permissions.js';
import { plain, said } from './said.js';
import { store } from './store.js';
import { date, joined, size, t, tOr } from './strings.js';
import { told } from './told.js';

const DAYS = 30;

class MigrationPanel extends Part {
  render() {
    const { skills = [], done = [], asking, problem } = store.migration ?? {};
    if (skills.length === 0 && done.length === 0 && !problem) {
      return '';
    }
    const ready = skills.filter((skill) => skill.state === 'ready');
    return html`<details class="panel migration">
      <summary><h3>${t('migrate.title')}</h3> ${this.#count(skills, ready, done)}</summary>
      <p class="small quiet">${t('migrate.about', { days: DAYS })}</p>
      ${problem ? problemNotice(problem) : ''}
      <div class="form-foot">
        <p class="small quiet" role="status">${asking ? t('migrate.asking') : ''}</p>
        <button class="button" ?disabled=${asking} @click=${() => lookAtMigration(true)}>${icon('refresh')}${t('migrate.again')}</button>
        ${ready.length > 1
          ? html`<button class="button primary" ?disabled=${store.changing()} @click=${() => plan({ action: 'migrate' })}>${t('migrate.all')}</button>`
          : ''}
      </div>
      ${skills.length ? this.#table(skills) : problem ? '' : html`<p class="small">${t('migrate.none')}</p>`}
      ${done.length ? this.#done(done) : ''}
    </details>`;
  }

  #count(skills, ready, done) {
    const open = done.filter((one) => !one.problem).length;
    return html`${skills.length
      ? html`<span class="mark ${ready.length ? 'good' : ''}">${ready.length === 1 ? t('migrate.ready.one') : t(ready.length ? 'migrate.ready' : 'migrate.ready.none', { n: ready.length })}</span>`
      : ''} ${open ? html`<span class="mark">${t('migrate.undoable', { n: open })}</span>` : ''}`;
  }

  #table(skills) {
    const heads = ['skill', 'follower', 'permissions', 'moves', 'action'];
    return html`<table class="stack migrations" role="table" aria-label=${t('migrate.title')}>
      <thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${t(`migrate.${head}`)}</th>`)}</tr></thead>
      <tbody role="rowgroup">${repeat(skills, (skill) => skill.id, (skill) => this.#row(skill))}</tbody>
    </table>`;
  }

  #row(skill) {
    const { id, name, version, follower, follower_version: to, origin, state } = skill;
    return html`<tr role="row" data-skill=${id}>
      <th role="rowheader" scope="row"><strong>${said(name)}</strong> <span class="quiet">${version}</span><br><code class="quiet small">${plain(id)}</code></th>
      <td role="cell" data-head=${t('migrate.follower')}>${follower
        ? html`<code>${plain(follower)}</code> <span class="quiet">${to ?? ''}</span>
            ${origin ? html`<br><span class="quiet small">${said(origin === 'local' ? t('migrate.by-local') : t('migrate.by-hub', { source: sourceName(origin) }))}</span>` : ''}`
        : html`<span class="quiet">${t('migrate.follower.none')}</span>`}</td>
      ${state === 'ready'
        ? html`<td role="cell" data-head=${t('migrate.permissions')}>${permissions(skill)}</td>
            <td role="cell" data-head=${t('migrate.moves')}>${moves(skill)}</td>`
        : html`<td role="cell" colspan="2">${why(skill)}</td>`}
      <td role="cell">${migrateButton(skill)}</td>
    </tr>`;
  }

  #done(done) {
    return html`<h4>${t('migrate.done')}</h4><ul class="states">${done.map((one) => {
      const { id, name, version, follower, follower_version: to, at, undo_until: until, problem } = one;
      return html`<li data-done=${id}>
        <div>
          <p><strong>${said(name)}</strong> <span class="quiet">${version}</span> → <code>${plain(follower)}</code> <span class="quiet">${to}</span></p>
          <p class="small quiet">${t('migrate.done.on', { when: date(at) })}${problem ? '' : ` · ${t('migrate.done.until', { when: date(until) })}`}</p>
          ${problem ? html`<p class="small">${told(problem.detail)} ${told(problem.next_step)}</p>` : ''}
        </div>
        ${problem ? '' : undoButton(one)}
      </li>`;
    })}</ul>`;
  }
}
customElements.define('ctos-migration', MigrationPanel);

/** Also beside the skill itself; nothing when it cannot be migrated. */
export function migrateButton({ id, name, state }) {
  const task = store.taskOf(id);
  if (task || state !== 'ready') {
    return task ? busyMark(task) : '';
  }
  return html`<button class="button" aria-label=${t('do.label', { action: t('migrate.one'), name: plain(name) })}
    @click=${() => plan({ action: 'migrate', id, name })}>${icon('move')}${t('migrate.one')}</button>`;
}

function undoButton({ id, name, follower }) {
  const task = store.taskOf(id) ?? store.taskOf(follower);
  return task
    ? busyMark(task)
    : html`<button class="button" aria-label=${t('migrate.undo.label', { name: plain(name) })}
        @click=${() => plan({ action: 'undo_migration', id, name })}>${t('migrate.undo')}</button>`;
}

const permissions = ({ gained, lost }) => html`
  ${gained.length ? html`<p class="quiet small">${t('migrate.gained')}</p><div class="gained">${permissionList(gained.map((name) => permission(name, { mark: 'plus' })))}</div>` : ''}
  ${lost.length ? html`<p class="quiet small">${t('migrate.lost')}</p><div class="lost">${permissionList(lost.map((name) => permission(name, { mark: 'minus' })))}</div>` : ''}
  ${gained.length + lost.length === 0 ? html`<span class="quiet">${t('migrate.same')}</span>` : ''}`;

function moves({ carried = [], values_left: values = [], data_left: data = [], data_bytes: bytes, notes = [] }) {
  const left = [...values, ...data];
  return html`
    ${carried.length ? html`<ul class="lines small">${carried.map((line) => html`<li>${told(line)}</li>`)}</ul>` : html`<p class="small quiet">${t('migrate.moves.none')}</p>`}
    ${bytes > 0 ? html`<p class="small">${t('migrate.data', { size: size(bytes) })}</p>` : ''}
    ${left.length ? html`<p class="small">${said(t('migrate.left', { names: joined(left) }))}</p>` : ''}
    ${known(notes)}`;
}

const known = (notes) => notes.map((line) => html`<p class="small">${icon('warn')} ${told(line)}</p>`);

const why = ({ state, problem, notes = [] }) => html`<span class="mark warn">${icon('warn')}${tOr(`migrate.state.${state}`, t('migrate.state.blocked'))}</span>
  ${problem ? html`<p class="small">${told(problem.detail)} ${told(problem.next_step)}</p>
    ${problem.more?.length ? html`<ul class="lines small">${problem.more.map((line) => html`<li>${told(line)}</li>`)}</ul>` : ''}` : ''}${known(notes)}`;
