/** Permissions in words that people understand, with a picture each. */
import { html } from './lib.js';
import { icon } from './icons.js';
import { t } from './strings.js';
import { inWords, told } from './told.js';

const KINDS = [
  [/^db:read:(.+)$/, 'may.db.read', 'data'],
  [/^db:write:(.+)$/, 'may.db.write', 'pencil'],
  [/^db:own$/, 'may.db.own', 'data'],
  [/^network:outbound$/, 'may.network.any', 'globe'],
  [/^network:outbound:(.+)$/, 'may.network.host', 'globe'],
  [/^filesystem:temp$/, 'may.filesystem.temp', 'folder'],
  [/^skill:call:(.+)$/, 'may.skill.call', 'link'],
  [/^env:(.+)$/, 'may.env', 'key'],
  [/^process:exec:(sh|bash|dash|ash|ksh|mksh|zsh)$/, 'may.process.shell', 'program'],
  [/^process:exec:(.+)$/, 'may.process', 'program'],
];

function meaning(name, words) {
  for (const [pattern, key, picture] of KINDS) {
    const match = pattern.exec(name);
    if (match) {
      return { text: t(key, { what: match[1] ?? '' }), picture };
    }
  }
  return { text: words ? inWords(words) : name, picture: 'question' };
}

/** One permission: its words, its exact name, and what it reaches through other skills. */
export function permission(name, { words, reach = [], mark = null } = {}) {
  const { text, picture } = meaning(name, words);
  return html`<span class="permission">
    ${icon(mark ?? picture)}
    <span>
      <span class="words">${text}</span> <code class="quiet">${name}</code>
      ${reach.map((line) => html`<span class="reach quiet">${told(line)}</span>`)}
    </span>
  </span>`;
}

export const permissionList = (items) =>
  html`<ul class="permissions">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
