/** Small pictures, drawn in the colour of the text beside them. */
import { html, svg } from './lib.js';

const SHAPES = {
  search: svg`<circle cx="11" cy="11" r="6.500"/><path d="m16 16 5 5"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  minus: svg`<path d="M5 12h14"/>`,
  check: svg`<path d="m5 12.500 4.500 4.500L19 7.500"/>`,
  warn: svg`<path d="M12 4 2.500 20h19Z"/><path d="M12 10v5M12 17.500v.1"/>`,
  refresh: svg`<path d="M20 12a8 8 0 1 1-2.500-5.800M20 3v4.500h-4.500"/>`,
  seal: svg`<path d="M12 3 5 6v5.500c0 4.500 3 7.700 7 9.500 4-1.800 7-5 7-9.500V6Z"/><path d="m9 12 2.200 2.200L15.300 10"/>`,
  people: svg`<circle cx="9" cy="8.500" r="3.500"/><path d="M3 20c0-3.500 2.500-6 6-6s6 2.500 6 6M16 5.500a3.200 3.200 0 0 1 0 6M18 14.500c2 .8 3 2.800 3 5.500"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.500"/><path d="M12 7v5l3.500 2"/>`,
  data: svg`<ellipse cx="12" cy="6" rx="7.500" ry="3"/><path d="M4.500 6v12c0 1.700 3.400 3 7.500 3s7.500-1.300 7.500-3V6M4.500 12c0 1.700 3.400 3 7.500 3s7.500-1.300 7.500-3"/>`,
  pencil: svg`<path d="m4 20 1-4.500L16.500 4 20 7.500 8.500 19Z"/>`,
  globe: svg`<circle cx="12" cy="12" r="8.500"/><path d="M3.500 12h17M12 3.500c5 5.500 5 11.500 0 17M12 3.500c-5 5.500-5 11.500 0 17"/>`,
  folder: svg`<path d="M3.500 6.500h6l2 2.500h9v10.500h-17Z"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 5.700 0l3.600-3.600a4 4 0 0 0-5.700-5.700L12.500 5.800M14 10a4 4 0 0 0-5.700 0l-3.600 3.600a4 4 0 0 0 5.700 5.700l1.100-1.100"/>`,
  key: svg`<circle cx="8" cy="15" r="4"/><path d="m11 12 8.500-8.500M16 7l3 3"/>`,
  program: svg`<rect x="3.500" y="5" width="17" height="14" rx="2"/><path d="m7 10 2.500 2L7 14M12 15h4"/>`,
  stop: svg`<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8Z"/><path d="M12 8v5M12 16v.1"/>`,
  bell: svg`<path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 2h-15ZM10 21h4"/>`,
  file: svg`<path d="M6 3h8l4.500 4.500V21H6ZM14 3v4.500h4.500"/><path d="M12 18v-6M9.500 14.500 12 12l2.500 2.500"/>`,
  download: svg`<path d="M12 4v11M7.500 11 12 15.500 16.500 11M5 19.500h14"/>`,
  filter: svg`<path d="M4 7h16M7 12h10M10 17h4"/>`,
  move: svg`<path d="M4 12h15M13 6l6 6-6 6"/>`,
  left: svg`<path d="m15 5-7 7 7 7"/>`,
  right: svg`<path d="m9 5 7 7-7 7"/>`,
  gear: svg`<path d="M4 7h8M18 7h2M4 17h2M12 17h8"/><circle cx="15" cy="7" r="2.500"/><circle cx="9" cy="17" r="2.500"/>`,
  question: svg`<circle cx="12" cy="12" r="8.500"/><path d="M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .9-1 1.700M12 16.500v.1"/>`,
};

export const icon = (name) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[name]}</svg>`;
