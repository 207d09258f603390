/** One setting as a field, and its value as it was typed. What is left empty has its default. */
import { html } from './lib.js';
import { icon } from './icons.js';
import { said } from './said.js';
import { joined, number, t } from './strings.js';
import { told } from './told.js';

/** Beyond this a bound is only what the type can hold, and says nothing to people. */
const UNBOUNDED = 2_000_000_000;

/** What was typed is no value of its setting. */
export class SettingProblem extends Error {}

export const keyOf = (pid, id) => `${pid}/${id}`;

/**
 * What was typed stays when the page is drawn anew; a form that is to show other values is made anew.
 *
 * @param {object} field pid, setting, value, isSet (of a secret), error
 */
export function settingField(field) {
  const { pid, setting, error } = field;
  const id = `set-${pid}-${setting.id}`;
  const described = [setting.description || hint(setting) ? `${id}-about` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const attributes = { id, name: keyOf(pid, setting.id), described, invalid: error ? 'true' : 'false' };
  const many = setting.list && setting.options.length > 0;
  const label = html`${said(setting.name)}${setting.required ? html` <span class="quiet">${t('settings.required')}</span>` : ''}`;
  return html`<div class="setting ${error ? 'wrong' : ''}">
    ${many ? html`<span class="setting-name" id="${id}-label">${label}</span>` : html`<label class="setting-name" for=${id}>${label}</label>`}
    ${many ? choices(field, attributes) : setting.type === 'password' ? secret(field, attributes) : single(field, attributes)}
    ${setting.description || hint(setting)
      ? html`<p class="quiet small" id="${id}-about">${said(setting.description)} ${hint(setting)}</p>`
      : ''}
    ${error ? html`<p class="field-error" id="${id}-error">${icon('warn')} ${told(error)}</p>` : ''}
  </div>`;
}

function single({ setting, value }, { id, name, described, invalid }) {
  const { type, list, options } = setting;
  const otherwise = setting.defaults.length ? words(setting, list ? setting.defaults : setting.defaults[0]) : '';
  if (type === 'boolean' && !list || options.length) {
    const all = options.length ? options : [{ value: true, label: t('yes') }, { value: false, label: t('no') }];
    return html`<select class="field" id=${id} name=${name} aria-describedby=${described} aria-invalid=${invalid}>
      <option value="" ?selected=${value === undefined}>${otherwise ? t('settings.default', { value: otherwise }) : t('settings.unset')}</option>
      ${all.map((option, i) => html`<option value=${i} ?selected=${value === option.value}>${option.label}</option>`)}
    </select>`;
  }
  if (list) {
    return html`<textarea class="field" id=${id} name=${name} rows="3" spellcheck="false" aria-describedby=${described} aria-invalid=${invalid}
      placeholder=${otherwise || t('settings.lines')} .value=${(value ?? []).join('\n')}></textarea>`;
  }
  const numeric = type !== 'string';
  return html`<input class="field" id=${id} name=${name} autocomplete="off" spellcheck="false" inputmode=${numeric ? 'decimal' : 'text'}
    aria-describedby=${described} aria-invalid=${invalid} placeholder=${otherwise} .value=${String(value ?? '')}>`;
}

/** Several of a few: a tick for each. */
function choices({ setting, value }, { id, name, described }) {
  const chosen = value ?? [];
  return html`<div class="choices" role="group" aria-labelledby="${id}-label" aria-describedby=${described}>${setting.options.map((option, i) =>
    html`<label class="tick"><input type="checkbox" name=${name} value=${i} .checked=${chosen.includes(option.value)}><span>${said(option.label)}</span></label>`)}</div>`;
}

/** A secret goes in and never comes out. */
function secret({ isSet }, { id, name, described, invalid }) {
  return html`<div class="secret">
    <input hidden autocomplete="username" .value=${name}>
    <input class="field" type="password" id=${id} name=${name} autocomplete="new-password" aria-describedby=${described} aria-invalid=${invalid}
      placeholder=${t(isSet ? 'settings.secret.replace' : 'settings.secret.type')}>
    <span class="mark ${isSet ? 'good' : ''}">${icon(isSet ? 'check' : 'minus')}${t(isSet ? 'settings.secret.set' : 'settings.secret.none')}</span>
    ${isSet ? html`<label class="tick small"><input type="checkbox" name="${name}/remove"><span>${t('settings.secret.remove')}</span></label>` : ''}
  </div>`;
}

/** What it takes, in words. */
function hint({ type, list, most, min, max }) {
  const bound = (text) => (text === undefined || text === null || Math.abs(Number(text)) > UNBOUNDED ? null : number(Number(text)));
  const [least, largest] = [bound(min), bound(max)];
  const text = type === 'string' || type === 'password';
  return [
    least !== null && t(text ? 'settings.shortest' : 'settings.least', { n: least }),
    largest !== null && t(text ? 'settings.longest' : 'settings.largest', { n: largest }),
    list && t('settings.most', { n: number(most) }),
  ].filter(Boolean).join(' · ');
}

function words(setting, value) {
  if (Array.isArray(value)) {
    return joined(value.map((one) => words(setting, one)));
  }
  const option = setting.options.find((one) => one.value === value);
  return option ? option.label : typeof value === 'boolean' ? t(value ? 'yes' : 'no') : String(value);
}

/** What was typed: undefined for the default, null for a secret that stays. @throws SettingProblem */
export function settingValue(form, pid, setting, isSet) {
  const name = keyOf(pid, setting.id);
  const elements = [...form.elements].filter((element) => element.name === name);
  const { type, list, options } = setting;
  if (type === 'password') {
    const removed = form.elements.namedItem(`${name}/remove`)?.checked;
    const typed = elements[0].value;
    return typed ? (list ? [typed] : typed) : isSet && !removed ? null : undefined;
  }
  if (list && options.length) {
    const chosen = elements.filter((element) => element.checked).map((element) => options[element.value].value);
    return chosen.length ? chosen : undefined;
  }
  const typed = elements[0].value;
  if (typed.trim() === '') {
    return undefined;
  }
  if (options.length) {
    return options[typed].value;
  }
  if (type === 'boolean' && !list) {
    return typed === '0';
  }
  return list ? typed.split('\n').filter((line) => line.trim() !== '').map((line) => parsed(type, line)) : parsed(type, typed);
}

function parsed(type, typed) {
  if (type === 'string') {
    return typed;
  }
  if (type === 'boolean') {
    if (!['true', 'false'].includes(typed.trim())) {
      throw new SettingProblem(t('settings.wrong.boolean'));
    }
    return typed.trim() === 'true';
  }
  const value = Number(typed.trim());
  if (!Number.isFinite(value) || (type !== 'double' && !/^[+-]?\d+$/u.test(typed.trim()))) {
    throw new SettingProblem(t(type === 'double' ? 'settings.wrong.number' : 'settings.wrong.whole'));
  }
  // A page's numbers are not exact beyond this.
  if (type !== 'double' && !Number.isSafeInteger(value)) {
    throw new SettingProblem(t('settings.wrong.large'));
  }
  return value;
}
