/** Installs a release that somebody brings as files: its JAR and its statement. What they are, the plan says. */
import { html } from './lib.js';
import { Modal } from './part.js';
import { problemNotice } from './bits.js';
import { upload } from './api.js';
import { plan } from './change.js';
import { icon } from './icons.js';
import { said } from './said.js';
import { store } from './store.js';
import { size, t } from './strings.js';

class FileDialog extends Modal {
  static properties = {
    jar: { state: true }, statement: { state: true }, over: { state: true }, sending: { state: true }, problem: { state: true },
  };

  closed() {
    this.#asked?.abort();
    store.set({ file: false });
  }

  #asked = null;

  render() {
    return this.frame(t('file.title'), html`
      <p>${t('file.about')}</p>
      ${this.problem ? problemNotice(this.problem) : ''}
      <label class="drop ${this.over ? 'over' : ''}" @dragover=${(event) => this.#drag(event, true)} @dragleave=${(event) => this.#drag(event, false)}
        @drop=${(event) => this.#drop(event)}>
        ${icon('file')}<span>${t('file.drop')}</span>
        <input type="file" multiple accept=".jar,.json" ?disabled=${this.sending} aria-describedby="file-chosen"
          @change=${(event) => { this.#take(event.target.files); event.target.value = ''; }}>
      </label>
      <ul class="chosen" id="file-chosen" aria-live="polite">
        ${this.#chosen(this.jar, 'file.jar')} ${this.#chosen(this.statement, 'file.statement')}
      </ul>
      ${this.sending ? html`<p role="status">${t('file.sending')}</p><progress></progress>` : ''}`,
      html`<button class="button plain" @click=${() => this.close()}>${t('cancel')}</button>
        <button class="button primary" ?disabled=${!this.jar || !this.statement || this.sending} @click=${() => this.#send()}>${t('file.look')}</button>`);
  }

  #chosen(file, word) {
    return html`<li><span class="mark ${file ? 'good' : 'warn'}">${icon(file ? 'check' : 'question')}${t(word)}</span>
      ${file ? html`${said(file.name)} <span class="quiet">${size(file.size)}</span>` : html`<span class="quiet">${t(`${word}.none`)}</span>`}</li>`;
  }

  #drag(event, over) {
    event.preventDefault();
    this.over = over;
  }

  #drop(event) {
    this.#drag(event, false);
    if (!this.sending) {
      this.#take(event.dataTransfer.files);
    }
  }

  #take(files) {
    this.problem = null;
    for (const file of files) {
      if (file.name.endsWith('.jar')) {
        this.jar = file;
      } else {
        this.statement = file;
      }
    }
  }

  async #send() {
    const form = new FormData();
    form.append('artifact', this.jar, 'skill.jar');
    form.append('statement', this.statement, 'statement.json');
    this.problem = null;
    this.sending = true;
    this.#asked = new AbortController();
    try {
      const { id, version } = await upload('files', form, this.#asked.signal);
      this.close();
      plan({ action: 'install', id, version, source: 'disk' });
    } catch (problem) {
      this.problem = problem;
    }
    this.sending = false;
  }
}
customElements.define('ctos-file', FileDialog);
