/** The choice of the language, each named in its own words. The container remembers it by a cookie, and writes the page anew. */
import { html } from './lib.js';
import { language, t } from './strings.js';

const LANGUAGES = [['en', 'English'], ['zh-TW', '繁體中文']];

/** The login sets the cookie: one that a page sets itself may be kept too late for what the page asks for next. */
async function choose(select) {
  try {
    await fetch(`/ctos/login?lang=${select.value}`, { method: 'HEAD' });
  } catch {
    select.value = language;
    return;
  }
  location.reload();
}

export const languages = () => html`<select class="languages" aria-label=${t('lang.title')}
  @change=${(event) => choose(event.target)}>${LANGUAGES.map(([tag, name]) =>
    html`<option lang=${tag} value=${tag} ?selected=${tag === language}>${name}</option>`)}</select>`;
