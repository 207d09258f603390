/** One tool: a form made from its schema, or plain JSON, and what it answered. */
import { html } from './lib.js';
import { Part } from './part.js';
import { problemNotice } from './bits.js';
import { post, Problem } from './api.js';
import { t } from './strings.js';

class ToolForm extends Part {
  static properties = {
    tool: { attribute: false }, json: { state: true }, calling: { state: true }, result: { state: true }, problem: { state: true },
  };

  get #fields() {
    try {
      const { properties = {}, required = [] } = JSON.parse(this.tool.input_schema ?? '{}');
      return Object.entries(properties).map(([name, schema]) => ({ name, schema, type: typeOf(schema), required: required.includes(name) }));
    } catch {
      return [];
    }
  }

  render() {
    const { name, description, exported } = this.tool;
    return html`<form class="tool" @submit=${(event) => this.#call(event)}>
      <h3><code>${name}</code>
        <button type="button" class="button plain" @click=${() => { this.json = !this.json; }}>${this.json ? t('tools.form') : t('tools.json')}</button></h3>
      <p>${description} ${exported ? html`<span class="quiet small">${t('tools.exported')}.</span>` : ''}</p>
      ${this.json
        ? html`<label><span class="hidden">${t('tools.json')}</span><textarea class="field" name="json" rows="5" spellcheck="false">${this.#example()}</textarea></label>`
        : this.#fields.map((field) => this.#field(field))}
      <div><button class="button primary" ?disabled=${this.calling}>${this.calling ? t('tools.calling') : t('tools.call')}</button></div>
      <div role="status">
        ${this.problem ? problemNotice(this.problem) : ''}
        ${this.result ? html`<h4>${t('tools.result')}</h4><pre class="result" tabindex="0">${JSON.stringify(this.result, null, 2)}</pre>` : ''}
      </div>
    </form>`;
  }

  /** The answer stands below the form: it is brought into view, as far as it fits. */
  updated(changed) {
    if ((changed.has('result') && this.result) || (changed.has('problem') && this.problem)) {
      this.querySelector('[role=status]').scrollIntoView({ block: 'nearest' });
    }
  }

  #example() {
    return JSON.stringify(Object.fromEntries(this.#fields.map(({ name }) => [name, ''])), null, 2);
  }

  #field({ name, schema, type, required }) {
    const hint = schema.description ? html`<span class="quiet small">${schema.description}</span>` : '';
    if (type === 'boolean') {
      return html`<label class="tick"><input type="checkbox" name=${name}><span><span class="mono">${name}</span> ${hint}</span></label>`;
    }
    const label = html`<span><span class="mono">${name}</span>${required ? ' *' : ''} ${hint}</span>`;
    if (Array.isArray(schema.enum)) {
      return html`<label class="labelled">${label}<select class="field" name=${name} ?required=${required}>
        ${required ? '' : html`<option value=""></option>`}
        ${schema.enum.map((value) => html`<option>${value}</option>`)}</select></label>`;
    }
    if (type === 'string' || type === 'number' || type === 'integer') {
      return html`<label class="labelled">${label}<input class="field" name=${name} ?required=${required}
        type=${type === 'string' ? 'text' : 'number'} step=${type === 'integer' ? '1' : 'any'} autocomplete="off"></label>`;
    }
    return html`<label class="labelled">${label}<textarea class="field" name=${name} rows="3" placeholder="JSON" ?required=${required}></textarea></label>`;
  }

  async #call(event) {
    event.preventDefault();
    this.problem = null;
    this.result = null;
    try {
      const input = this.#input(event.target.elements);
      this.calling = true;
      this.result = await post('tools/' + encodeURIComponent(this.tool.name), input);
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.calling = false;
    }
  }

  #input(elements) {
    if (this.json) {
      return parsed(elements.namedItem('json').value, (detail) => t('tools.json.wrong', { detail }));
    }
    const input = {};
    for (const { name, schema, type } of this.#fields) {
      const element = elements.namedItem(name);
      if (type === 'boolean') {
        input[name] = element.checked;
      } else if (element.value !== '') {
        input[name] = type === 'string' ? element.value : parsed(element.value, () => t('tools.json.value', { name }), schema.enum);
      }
    }
    return input;
  }
}
customElements.define('ctos-tool', ToolForm);

/** The type that a field is made for: where a schema takes several, text keeps what was typed exactly. */
function typeOf({ type }) {
  const types = [].concat(type ?? []);
  return types.includes('string') ? 'string' : types[0];
}

function parsed(text, words, choices) {
  const choice = choices?.find((value) => String(value) === text);
  if (choice !== undefined) {
    return choice;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem({ code: 'input_invalid', detail: words(error.message), next_step: '' });
  }
}
