/** The choice of the language, each named in its own words. The container remembers it by a cookie, and writes the page anew. */
import { html } from './lib.js';
import { language, t } from './strings.js';

const LANGUAGES = [['en', 'English'], ['zh-TW', '繁體中文']];
const A_YEAR_S = 31_536_000;

function choose(tag) {
  document.cookie = `ctos_lang=${tag}; Path=/; Max-Age=${A_YEAR_S}; SameSite=Lax`;
  location.reload();
}

export const languages = () => html`<select class="languages" aria-label=${t('lang.title')}
  @change=${(event) => choose(event.target.value)}>${LANGUAGES.map(([tag, name]) =>
    html`<option lang=${tag} value=${tag} ?selected=${tag === language}>${name}</option>`)}</select>`;
