/** The one place that says where Lit lies. */
export { LitElement, html, svg, nothing } from './lib/lit/index.js';
export { repeat } from './lib/lit/directives/repeat.js';
export { live } from './lib/lit/directives/live.js';
export { unsafeHTML } from './lib/lit/directives/unsafe-html.js';
