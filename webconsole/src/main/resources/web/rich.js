/**
 * The one place where markup of the container is taken as it is: what the container made of a stranger's Markdown, cleaned
 * there (`description_html`, `release_notes_html`). Nothing else may ever be given to it.
 */
import { html, unsafeHTML } from './lib.js';

export const rich = (cleaned, kind = '') => html`<div class="markdown ${kind}">${unsafeHTML(cleaned)}</div>`;
