/**
 * What the container says, in the reader's language. The sentences come after the page was drawn: nobody waits for them.
 * What has no translation stays English, and says so, for those who hear it read.
 */
import { html, nothing } from './lib.js';
import { readable } from './said.js';
import { Sentences } from './sentences.js';
import { store } from './store.js';
import { language, table } from './strings.js';

/** The page's own words stand in the places of the container's, too, where it did not answer. */
const CHINESE = /[\u3400-\u9fff]/u;

const MOST_REMEMBERED = 2000;

let sentences = null;
const remembered = new Map();

if (language !== 'en') {
  table(`${language}-server`)
    .then((all) => {
      sentences = new Sentences(all);
      store.set({});
    })
    // Without them everything is said in English.
    .catch(() => {});
}

function own(text) {
  if (!sentences || !text) {
    return null;
  }
  if (!remembered.has(text)) {
    if (remembered.size >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.set(text, sentences.say(String(text)));
  }
  return remembered.get(text);
}

/** As words alone, for names and titles. */
export const inWords = (text) => readable(own(text) ?? text);

export const told = (text) => {
  const words = own(text);
  return html`<bdi lang=${words === null && language !== 'en' && !CHINESE.test(text) ? 'en' : nothing}>${readable(words ?? text)}</bdi>`;
};
