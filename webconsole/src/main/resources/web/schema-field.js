/** One field of a tool's form: its name, what it is, what fits into it, and what is wrong with it. */
import { html, live, nothing } from './lib.js';
import { icon } from './icons.js';
import { plain, said } from './said.js';
import { draftOf, known } from './schema.js';
import { keyOf } from './schema-value.js';
import { t } from './strings.js';

const TYPES = { date: 'date', email: 'email' };
const MOST_ITEMS = 100;

/**
 * {@code path}: the steps from the input to the field. {@code form}: drafts change by {@code set(path, draft)}; {@code errors} by
 * `keyOf(path)`; {@code prefix} makes the ids of one form its own.
 */
export function schemaField(field, draft, path, form) {
  if (field.kind === 'object') {
    return html`<fieldset class="group inner"><legend>${name(field, path)}</legend>${about(field)}
      ${field.fields.map((one) => schemaField(one, draft[one.name], [...path, one.name], form))}</fieldset>`;
  }
  return field.kind === 'array' ? list(field, draft, path, form) : single(field, draft, path, form);
}

function single(field, draft, path, form) {
  // Names are a stranger's, and an id has no blanks.
  const id = form.prefix + encodeURIComponent(keyOf(path));
  const error = form.errors.get(keyOf(path));
  const hint = hints(field);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const shared = { id, described, draft, error, change: (value) => form.set(path, value), name: path.join('.') };
  return html`<div class="setting ${error ? 'wrong' : ''}">
    <label class="setting-name" for=${id}>${name(field, path)}</label>
    ${about(field)}
    ${control(field, shared)}
    ${hint ? html`<p class="quiet small" id="${id}-hint">${hint}</p>` : ''}
    ${error ? html`<p class="field-error" id="${id}-error">${icon('warn')} ${error}</p>` : ''}
  </div>`;
}

const name = (field, path) =>
  html`<span class="mono">${said(typeof field.schema.title === 'string' && field.schema.title ? field.schema.title : field.name ?? path.at(-1) + 1)}</span>${
    field.required ? html` <span class="quiet small">${t('settings.required')}</span>` : ''}`;

const about = ({ schema }) =>
  (typeof schema.description === 'string' ? html`<p class="quiet small">${said(schema.description.slice(0, 2_000))}</p>` : '');

function control(field, shared) {
  const { schema, kind } = field;
  if (kind === 'choice') {
    return select(shared, [['', t(field.required ? 'form.choose' : 'form.none')],
      ...field.choices.map((choice, i) => [String(i), plain(typeof choice === 'string' ? choice : JSON.stringify(choice)).slice(0, 200)])]);
  }
  if (kind === 'boolean') {
    return select(shared, [...(field.required ? [] : [['', t('form.none')]]), ['true', t('yes')], ['false', t('no')]]);
  }
  if (kind === 'json' || (kind === 'string' && (schema.maxLength > 200 || schema.contentMediaType))) {
    return html`<textarea class="field" id=${shared.id} name=${shared.name} rows="3" spellcheck="false" placeholder=${kind === 'json' ? 'JSON' : ''}
      aria-describedby=${shared.described || nothing} aria-invalid=${shared.error ? 'true' : nothing} .value=${live(shared.draft)}
      @input=${(event) => shared.change(event.target.value)}></textarea>`;
  }
  return html`<input class="field" id=${shared.id} name=${shared.name} type=${known(TYPES, schema.format) ?? 'text'} autocomplete="off" spellcheck="false"
    inputmode=${kind === 'string' ? nothing : kind === 'integer' ? 'numeric' : 'decimal'} placeholder=${example(schema) ?? nothing}
    aria-describedby=${shared.described || nothing} aria-invalid=${shared.error ? 'true' : nothing} .value=${live(shared.draft)}
    @input=${(event) => shared.change(event.target.value)}>`;
}

const select = ({ id, described, draft, error, change, name: own }, options) =>
  html`<select class="field" id=${id} name=${own} aria-describedby=${described || nothing} aria-invalid=${error ? 'true' : nothing}
    @change=${(event) => change(event.target.value)}>
    ${options.map(([value, text]) => html`<option value=${value} .selected=${live(value === draft)}>${text}</option>`)}</select>`;

const example = ({ examples, format }) => {
  const first = Array.isArray(examples) ? examples[0] : undefined;
  return first !== undefined && typeof first !== 'object' ? plain(first).slice(0, 100)
    : format === 'date-time' ? '2026-01-31T08:00:00Z' : format === 'time' ? '08:00:00' : undefined;
};

/** What fits, in words. */
function hints({ schema, kind }) {
  const at = (value, key) => (typeof value === 'number' ? t(key, { n: value }) : '');
  return [
    kind === 'json' ? t('form.json') : '',
    at(schema.minimum, 'settings.least'), at(schema.maximum, 'settings.largest'),
    at(schema.exclusiveMinimum, 'form.above'), at(schema.exclusiveMaximum, 'form.below'),
    at(schema.minLength > 1 ? schema.minLength : undefined, 'settings.shortest'), at(schema.maxLength, 'settings.longest'),
    typeof schema.pattern === 'string' ? t('form.pattern', { pattern: plain(schema.pattern).slice(0, 120) }) : '',
    schema.format === 'date-time' ? t('form.date-time') : '',
  ].filter(Boolean).join(' · ');
}

function list(field, drafts, path, form) {
  const error = form.errors.get(keyOf(path));
  const without = (i) => form.set(path, drafts.filter((_, at) => at !== i));
  const full = drafts.length >= Math.min(field.schema.maxItems ?? MOST_ITEMS, MOST_ITEMS);
  return html`<fieldset class="group inner" tabindex="-1"><legend>${name(field, path)}</legend>${about(field)}
    ${drafts.map((draft, i) => html`<div class="item">${schemaField({ ...field.item, required: false }, draft, [...path, i], form)}
      <button class="button icon-only" type="button" aria-label=${t('form.remove', { n: i + 1, name: plain(field.name ?? '') })} @click=${() => without(i)}>${icon('minus')}</button></div>`)}
    ${error ? html`<p class="field-error">${icon('warn')} ${error}</p>` : ''}
    <div><button class="button small" type="button" ?disabled=${full} @click=${() => form.set(path, [...drafts, draftOf({ ...field.item, required: true })])}>${icon('plus')}${t('form.add', { name: plain(field.name ?? '') })}</button></div>
  </fieldset>`;
}
