/** What a tool answered: its pictures, its long texts, and all of it as JSON. */
import { html } from './lib.js';
import { plain } from './said.js';
import { t } from './strings.js';

const MOST_PICTURES = 8;
const MOST_TEXTS = 8;
const DEEPEST = 6;
const LONGEST = 200_000;
/** SVG is a program of its own, so it is not among them. */
const PICTURE = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/;
const TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** The pictures of an answer as addresses of this page alone; whoever shows them gives them back by `forget`. */
export class Pictures {
  urls = [];

  of(value) {
    this.forget();
    for (const { type, base64 } of walk(value).map(({ node }) => pictureIn(node)).filter(Boolean).slice(0, MOST_PICTURES)) {
      try {
        const bytes = Uint8Array.from(atob(base64.replace(/\s/g, '')), (char) => char.charCodeAt(0));
        this.urls.push(URL.createObjectURL(new Blob([bytes], { type })));
      } catch {
        // No picture after all: the JSON below shows it.
      }
    }
    return this.urls;
  }

  forget() {
    this.urls.forEach((url) => URL.revokeObjectURL(url));
    this.urls = [];
  }
}

export function toolResult(value, urls) {
  const json = JSON.stringify(value, null, 2) ?? '';
  const texts = walk(value).filter(({ node }) => typeof node === 'string' && node.includes('\n')).slice(0, MOST_TEXTS);
  return html`<h4>${t('tools.result')}</h4>
    ${urls.map((url, i) => html`<img class="result-picture" src=${url} alt=${t('tools.picture', { n: i + 1 })} @error=${(event) => event.target.remove()}>`)}
    ${texts.map(({ node, path }) => html`<p class="small quiet mono">${plain(path)}</p><pre class="result-text" tabindex="0">${lines(node)}</pre>`)}
    <pre class="result" tabindex="0">${lines(json)}</pre>
    ${json.length > LONGEST ? html`<p class="quiet small">${t('tools.cut')}</p>` : ''}`;
}

const lines = (text) => text.slice(0, LONGEST).split(/\r?\n/).map((line) => line.split('\t').map(plain).join('\t')).join('\n');

/** {type: image, data, mimeType} as tools of MCP answer, or a data address. */
function pictureIn(node) {
  if (typeof node === 'string') {
    const match = node.startsWith('data:image/') ? PICTURE.exec(node) : null;
    return match && { type: match[1], base64: match[2] };
  }
  return node?.type === 'image' && typeof node.data === 'string' && TYPES.includes(node.mimeType) ? { type: node.mimeType, base64: node.data } : null;
}

/** Every value inside, with its place; no deeper than somebody would look. */
function walk(value, path = '', depth = 0) {
  const inner = depth < DEEPEST && value !== null && typeof value === 'object'
    ? Object.entries(value).slice(0, 200).flatMap(([name, one]) => walk(one, path ? `${path}.${name}` : name, depth + 1)) : [];
  return [{ node: value, path }, ...inner];
}
