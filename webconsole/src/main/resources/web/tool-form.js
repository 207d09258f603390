/** One tool: a form made from its schema, or plain JSON, and what it answered. */
import { html } from './lib.js';
import { Part } from './part.js';
import { problemNotice } from './bits.js';
import { post } from './api.js';
import { icon } from './icons.js';
import { plain, said } from './said.js';
import { schemaField } from './schema-field.js';
import { keyOf, valueOf } from './schema-value.js';
import { draftOf, formOf } from './schema.js';
import { t } from './strings.js';
import { Pictures, toolResult } from './tool-result.js';

/** Where what is wrong with all of it stands. */
const WHOLE = keyOf([]);

let forms = 0;

class ToolForm extends Part {
  static properties = {
    tool: { attribute: false }, json: { state: true }, draft: { state: true }, errors: { state: true }, seconds: { state: true },
    result: { state: true }, problem: { state: true }, told: { state: true },
  };

  #form = null;
  #prefix = `tool-${++forms}-`;
  #calling = null;
  #pictures = new Pictures();

  willUpdate(changed) {
    if (changed.has('tool') && changed.get('tool')?.input_schema !== this.tool.input_schema) {
      this.#form = formOf(this.tool.input_schema);
      Object.assign(this, { draft: this.#form && draftOf(this.#form), json: this.#form ? null : '{}', errors: new Map() });
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#calling?.abort();
    this.#pictures.forget();
  }

  render() {
    const { name, description, exported } = this.tool;
    return html`<form class="tool" novalidate autocomplete="off" @submit=${(event) => this.#call(event)}>
      <div class="tool-head"><h3><code>${plain(name)}</code></h3>
        ${this.#form ? html`<button type="button" class="button plain small" @click=${() => this.#turn()}>${t(this.json === null ? 'tools.json' : 'tools.form')}</button>` : ''}</div>
      <p>${said(description)} ${exported ? html`<span class="quiet small">${t('tools.exported')}.</span>` : ''}</p>
      ${this.json === null ? this.#fields() : this.#asJson()}
      <div class="form-foot">
        <button class="button primary" ?disabled=${this.#calling}>${this.#calling ? t('tools.calling') : t('tools.call')}</button>
        ${this.#calling ? html`<button class="button" type="button" @click=${() => this.#calling?.abort()}>${t('tools.stop')}</button>
          <p class="quiet small" role="timer">${icon('clock')} ${t('tools.seconds', { n: this.seconds })}</p>` : ''}
      </div>
      <div class="answer" role="status">
        ${this.told ? html`<p class="notice small">${this.told}</p>` : ''}
        ${this.problem ? html`${problemNotice(this.problem)}<p class="small quiet">${t('failure.code')}: <code>${plain(this.problem.code)}</code></p>` : ''}
        ${this.result === undefined ? '' : toolResult(this.result, this.#pictures.urls)}
      </div>
    </form>`;
  }

  /** The answer stands below the form: it is brought into view, as far as it fits. */
  updated(changed) {
    if ((changed.has('result') && this.result !== undefined) || (changed.has('problem') && this.problem)) {
      this.querySelector('.answer').scrollIntoView({ block: 'nearest' });
    }
  }

  #fields() {
    const form = { prefix: this.#prefix, errors: this.errors, set: (path, draft) => this.#set(path, draft) };
    return html`<div class="settings">${this.#form.fields.map((one) => schemaField(one, this.draft[one.name], [one.name], form))}</div>`;
  }

  #asJson() {
    const error = this.errors.get(WHOLE);
    return html`<label class="labelled"><span class="quiet small">${t('form.json')}</span>
      <textarea class="field" name="json" rows="6" spellcheck="false" aria-invalid=${error ? 'true' : 'false'} .value=${this.json}
        @input=${(event) => { this.json = event.target.value; }}></textarea></label>
      ${error ? html`<p class="field-error">${icon('warn')} ${error}</p>` : ''}`;
  }

  /** What was typed goes along into JSON; the form keeps its own. */
  #turn() {
    this.json = this.json === null ? JSON.stringify(valueOf(this.#form, this.draft, [], new Map()), null, 2) : null;
    this.errors = new Map();
  }

  /** The draft of one place is another; those around it stay. */
  #set(path, draft) {
    const put = (node, [step, ...rest]) => {
      if (step === undefined) {
        return draft;
      }
      const copy = Array.isArray(node) ? [...node] : { ...node };
      copy[step] = put(node[step], rest);
      return copy;
    };
    this.draft = put(this.draft, path);
    if (this.errors.delete(keyOf(path))) {
      this.requestUpdate();
    }
  }

  async #call(event) {
    event.preventDefault();
    const input = this.#input();
    if (this.errors.size > 0 && !this.#calling) {
      Object.assign(this, { problem: null, result: undefined, told: '' });
    }
    if (this.errors.size > 0 || this.#calling) {
      await this.updateComplete;
      this.querySelector('[aria-invalid=true], .group:has(> .field-error)')?.focus();
      return;
    }
    const calling = (this.#calling = new AbortController());
    Object.assign(this, { problem: null, result: undefined, told: '', seconds: 0 });
    const clock = setInterval(() => { this.seconds++; }, 1000);
    try {
      const result = await post('tools/' + encodeURIComponent(this.tool.name), input, calling.signal);
      this.#pictures.of(result);
      this.result = result;
    } catch (problem) {
      if (calling.signal.aborted) {
        this.told = t('tools.stopped');
      } else {
        this.problem = problem;
      }
    } finally {
      clearInterval(clock);
      this.#calling = null;
      this.requestUpdate();
    }
  }

  #input() {
    const errors = new Map();
    let input;
    if (this.json === null) {
      input = valueOf(this.#form, this.draft, [], errors);
    } else {
      try {
        input = JSON.parse(this.json);
      } catch (error) {
        errors.set(WHOLE, t('tools.json.wrong', { detail: error.message }));
      }
    }
    this.errors = errors;
    return input;
  }
}
customElements.define('ctos-tool', ToolForm);
