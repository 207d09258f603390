/**
 * Shows Markdown from somebody unknown: headings, paragraphs, lists, tables, code and emphasis become elements of our own;
 * everything else, HTML above all, stays the text that it is. No string ever becomes markup.
 */
import { html } from './lib.js';

const LONGEST = 50_000;
/** Every repetition is bounded, so that no text takes long to read. */
const INLINE =
  /(`[^`\n]{1,300}`|\*\*[^*\n]{1,300}\*\*|__[^_\n]{1,300}__|\*[^*\n]{1,300}\*|!?\[[^\]\n]{0,300}\]\([^)\n]{0,300}\))/;

const KINDS = [
  { name: 'heading', marker: /^\s{0,3}#{1,6}\s+/ },
  { name: 'bullets', marker: /^\s*[-*+]\s+/ },
  { name: 'numbers', marker: /^\s*\d{1,6}[.)]\s+/ },
  { name: 'table', marker: /^\s*\|\s*/ },
  { name: 'text', marker: /^\s*/ },
];

function inline(text) {
  return text.split(INLINE).map((piece, i) => {
    if (i % 2 === 0) {
      return piece;
    }
    if (piece.startsWith('`')) {
      return html`<code>${piece.slice(1, -1)}</code>`;
    }
    if (piece.startsWith('**') || piece.startsWith('__')) {
      return html`<strong>${piece.slice(2, -2)}</strong>`;
    }
    if (piece.startsWith('*')) {
      return html`<em>${piece.slice(1, -1)}</em>`;
    }
    // A link or picture leads out of the container: only its words are shown.
    return /\[([^\]]*)\]/.exec(piece)[1];
  });
}

/** The first row is the head; the row of dashes below it is only a sign. */
function table(lines) {
  const [head, ...rows] = lines
    .filter((line) => !/^[\s|:-]{1,300}$/.test(line))
    .map((line) => line.replace(/\s*\|\s*$/, '').split('|').map((cell) => inline(cell.trim())));
  return html`<div class="table" tabindex="0"><table>
    <thead><tr>${(head ?? []).map((cell) => html`<th>${cell}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

function drawn({ kind, lines }) {
  const items = () => lines.map((line) => html`<li>${inline(line)}</li>`);
  switch (kind) {
    case 'heading':
      return lines.map((line) => html`<h4>${inline(line)}</h4>`);
    case 'bullets':
      return html`<ul>${items()}</ul>`;
    case 'numbers':
      return html`<ol>${items()}</ol>`;
    case 'table':
      return table(lines);
    case 'code':
      return html`<pre>${lines.join('\n')}</pre>`;
    default:
      return html`<p>${inline(lines.join(' '))}</p>`;
  }
}

/** Lines of one kind that stand together are one block. */
export function markdown(text) {
  const blocks = [];
  let block = null;
  let inCode = false;
  const add = (kind, line) => {
    if (block?.kind !== kind) {
      block = { kind, lines: [] };
      blocks.push(block);
    }
    block.lines.push(line);
  };
  for (const line of (text ?? '').slice(0, LONGEST).split(/\r?\n/)) {
    if (/^\s*```/.test(line)) {
      inCode = !inCode;
      block = null;
    } else if (inCode) {
      add('code', line);
    } else if (line.trim() === '') {
      block = null;
    } else {
      const { name, marker } = KINDS.find((kind) => kind.marker.test(line));
      add(name, line.replace(marker, ''));
    }
  }
  return html`<div class="markdown">${blocks.map(drawn)}</div>`;
}
