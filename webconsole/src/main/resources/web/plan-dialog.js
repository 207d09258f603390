/** The plan, and the yes to it: what would change, what each skill may do then, and what needs an extra yes. */
import { html, live } from './lib.js';
import { Modal } from './part.js';
import { tierMark } from './bits.js';
import { agree, consentKey, plan } from './change.js';
import { dataChoice, effects, restarts, verdict } from './effects.js';
import { icon } from './icons.js';
import { permission, permissionList } from './permissions.js';
import { said } from './said.js';
import { store } from './store.js';
import { size, t } from './strings.js';
import { flagBox, trustSection } from './trust-section.js';
import { told } from './told.js';

class PlanDialog extends Modal {
  static properties = { change: { attribute: false }, sending: { state: true } };

  declined = new Set();
  flags = new Set();

  /** A new plan is judged anew: nothing that was ticked for another one counts. */
  willUpdate(changed) {
    if (changed.has('change')) {
      this.flags = new Set();
      this.sending = false;
      const gained = (item) => new Set(item.gained);
      this.declined = new Set((this.change.plan?.items ?? []).flatMap((item) =>
        item.optional_permissions.filter((asked) => gained(item).has(asked.permission)).map((asked) => choiceKey(item, asked))));
    }
  }

  closed() {
    if (store.change === this.change) {
      store.set({ change: null });
    }
  }

  render() {
    const { plan: made, notice } = this.change;
    return this.frame(this.#title(), html`
      ${notice ? html`<p class="notice warn" role="alert">${icon('warn')} ${t(notice)}</p>` : ''}
      ${made
        ? html`<p class="quiet">${t('plan.nothing-yet')}
              ${made.download_bytes > 0 ? t('plan.download', { size: size(made.download_bytes) }) : ''}</p>
            ${restarts(made)}
            ${made.action === 'update' ? verdict(made.not_silent, store.installed.get(made.id)) : ''}
            ${made.action === 'rollback' ? dataChoice(this.change.wanted, (wanted) => plan(wanted, null, made)) : ''}
            ${made.items.map((item) => this.#item(item))}
            ${notes(made)}
            ${this.#purge(made)}`
        : html`<p role="status">${t('plan.making')}</p><progress></progress>`}`,
      made ? this.#buttons(made) : null);
  }

  #title() {
    const { wanted, plan: made } = this.change;
    const item = made?.items.find((one) => one.id === wanted.id);
    const name = item?.name ?? wanted.name ?? wanted.id;
    const version = item?.to ?? wanted.version ?? '';
    return wanted.id
      ? said(t(`plan.${wanted.action}`, { name, version }).replace(/ +\?/, '?'))
      : titleOfAll(wanted, made);
  }

  #item(item) {
    const requester = this.change.plan.items.find((other) => other.id === item.requested_by)?.name ?? item.requested_by;
    return html`<section class="plan-item">
      <h3><span class="mark">${t(`plan.item.${item.kind}`)}</span> ${said(item.name)}
        <span class="quiet">${item.from && item.to && item.from !== item.to ? `${item.from} → ${item.to}` : (item.to ?? item.from)}</span></h3>
      <div class="marks">${tierMark(item.tier)} <span class="quiet">${said(t('by', { author: item.publisher }))}</span>
        ${requester ? html`<span class="quiet">${t('plan.needed', { name: requester })}</span>` : ''}
        ${item.size > 0 && item.to && item.kind !== 'restart' ? html`<span class="quiet">${size(item.size)}</span>` : ''}</div>
      ${item.release_notes ? html`<p class="notes">${said(item.release_notes)}</p>` : ''}
      ${item.to ? this.#permissions(item) : ''}
      ${item.to ? this.#place(item) : ''}
      ${effects(item, this.change.plan.action)}
      ${item.to ? trustSection(item) : ''}
      ${item.flags.map((flag) => flagBox(item, flag, this.flags.has(item.id + flag),
        (on) => this.#toggle(this.flags, item.id + flag, on)))}
    </section>`;
  }

  /** Where it will run, in the container's own words; a move stands out. */
  #place(item) {
    const moves = item.host_before && item.host_before !== item.host;
    return html`<h4>${t('grants.place')}</h4><ul class="lines small ${moves ? 'gained' : 'quiet'}">
      ${item.host_notes.map((note) => html`<li>${told(note)}</li>`)}</ul>`;
  }

  #permissions(item) {
    const isNew = new Set(item.gained);
    const asked = (list, mark) => permissionList(list.map((one) => permission(one.permission, { ...one, mark })));
    const gained = item.permissions.filter((one) => isNew.has(one.permission));
    const kept = item.permissions.filter((one) => !isNew.has(one.permission));
    // What follows a legacy skill is held against that one.
    const fresh = !item.from && (this.change.plan.action !== 'migrate' || Boolean(item.requested_by));
    return html`
      ${gained.length ? html`<h4>${fresh ? t('plan.may') : t('plan.gained')}</h4><div class=${fresh ? '' : 'gained'}>${asked(gained, fresh ? null : 'plus')}</div>` : ''}
      ${item.lost.length ? html`<h4>${t('plan.lost')}</h4><div class="lost">${permissionList(item.lost.map((name) => permission(name, { mark: 'minus' })))}</div>` : ''}
      ${kept.length ? html`<h4>${t('plan.kept')}</h4>${asked(kept, 'check')}` : ''}
      ${fresh && item.permissions.length === 0 ? html`<p>${t('plan.nothing-asked')}</p>` : ''}
      ${!fresh && gained.length === 0 && item.lost.length === 0 ? html`<p class="small">${t('plan.same')}</p>` : ''}
      ${item.optional_permissions.length
        ? html`<h4>${t('plan.optional')}</h4>${permissionList(item.optional_permissions.map((one) => this.#optional(item, one)))}`
        : ''}`;
  }

  #optional(item, asked) {
    const key = choiceKey(item, asked);
    return html`<label class="tick"><input type="checkbox" .checked=${live(!this.declined.has(key))}
      @change=${(event) => this.#toggle(this.declined, key, !event.target.checked)}>${permission(asked.permission, asked)}</label>`;
  }

  /** The plan itself says what happens to data, so another wish is another plan. */
  #purge(made) {
    const { wanted } = this.change;
    return made.action === 'uninstall'
      ? html`<label class="tick"><input type="checkbox" .checked=${live(!!wanted.purge)}
          @change=${(event) => plan({ ...wanted, purge: event.target.checked }, null, made)}><span>${t('plan.purge')}</span></label>`
      : '';
  }

  #buttons(made) {
    const grants = made.items.some((item) => item.gained.length > 0 && item.to);
    const word = { install: grants ? 'grant' : 'install', update: grants ? 'update-grant' : 'update' }[made.action] ?? made.action;
    const open = made.items.some((item) => item.flags.some((flag) => !this.flags.has(item.id + flag)));
    return html`<button class="button plain" @click=${() => this.close()}>${t('cancel')}</button>
      <button class="button ${made.action === 'uninstall' ? 'danger' : 'primary'}" data-agree
        ?disabled=${open || this.sending || this.change.making} @click=${() => this.#agree(made)}>${t(`plan.agree.${word}`)}</button>`;
  }

  #agree(made) {
    this.sending = true;
    const accept = Object.fromEntries(made.items.filter((item) => item.to).map((item) => [
      consentKey(item),
      [...item.permissions, ...item.optional_permissions.filter((asked) => !this.declined.has(choiceKey(item, asked)))]
        .map((asked) => asked.permission),
    ]));
    agree(this.change, accept, [...new Set(made.items.flatMap((item) => item.flags))])
      .finally(() => { this.sending = false; });
  }

  #toggle(set, key, on) {
    set[on ? 'add' : 'delete'](key);
    this.requestUpdate();
  }
}
customElements.define('ctos-plan', PlanDialog);

const titleOfAll = ({ action }, made) => {
  const n = made?.items.filter((item) => action !== 'migrate' || item.kind === 'uninstall').length ?? '';
  const all = action === 'migrate' ? 'plan.migrate-all' : 'plan.update-all';
  return t(n === 1 ? `${all}.one` : all, { n });
};

/** The summary has one line for each item; what it says beyond that belongs to none of them. */
function notes({ action, items, summary = [] }) {
  const lines = summary.slice(items.length);
  return lines.length
    ? html`<section class="notice warn" data-notes><p>${icon('warn')} <strong>${t(action === 'migrate' ? 'plan.notes.left' : 'plan.notes')}</strong></p>
        <ul class="lines small">${lines.map((line) => html`<li>${told(line)}</li>`)}</ul></section>`
    : '';
}

const choiceKey = (item, asked) => item.id + ' ' + asked.permission;
