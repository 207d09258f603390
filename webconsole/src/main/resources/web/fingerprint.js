/** Fingerprints of keys. The whole one is always there to be compared: two that begin alike need not be the same. */
import { html } from './lib.js';
import { t } from './strings.js';

const SHORT = 16;
const groups = (text) => text.match(/.{1,4}/g)?.join(' ') ?? '';

export const wholePrint = (sha256) => html`<code class="print">sha256:${sha256}</code>`;

/** Its beginning; the whole on demand. */
export const shortPrint = (sha256, label) => html`<details class="fingerprint">
  <summary>${label} <code>sha256:${groups(sha256.slice(0, SHORT))} …</code><span class="hidden"> ${t('print.whole')}</span></summary>
  ${wholePrint(sha256)}
</details>`;
