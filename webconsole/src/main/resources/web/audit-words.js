/** What an entry of the record says, in words. */
import { plain } from './said.js';
import { store } from './store.js';
import { t, tOr } from './strings.js';

const FAILED = /_failed$|_died$|_rolled_back$|^permission_denied$|^quota_exceeded$|^nothing_to|^audit_(broken|differs)$|^skill_quarantined$|^secret_guessing$/;
const GOOD = /^skill_(installed|updated|migrated)$/;

/** The skill that an entry is about, or null: a file has dots in its name, too. */
export const skillOf = ({ action, subject }) =>
  /^[a-z0-9_-]+(\.[a-z0-9_-]+)+@/.test(subject) || /^(skill|migration|pin|alert|update)_/.test(action) && subject.includes('.')
    ? subject.split('@')[0] : null;

const nameOf = (id) => store.installed.get(id)?.name ?? id;

/** What was done, to what: an action that this page does not know is named as it is. */
export function did(entry) {
  const [id, version] = entry.subject.split('@');
  const what = plain(skillOf(entry) ? `${nameOf(id)}${version ? ` ${version}` : ''}` : entry.subject);
  const name = plain(entry.details.name ?? entry.details.code ?? '');
  const text = tOr(`audit.did.${entry.action}`, null);
  return text ? t(`audit.did.${entry.action}`, { what, name }) : t('audit.did.unknown', { action: plain(entry.action), what });
}

/** Who did it: a person, a program, or the container by itself. */
export function who({ actor }) {
  return ['container', 'api-token', 'mcp-token'].includes(actor) ? t(`audit.who.${actor}`) : plain(actor);
}

/** How it looks: a tone and a picture. */
export function look({ action, details }) {
  if ((FAILED.test(action) && action !== 'skill_rolled_back') || (details.result && details.result !== 'succeeded')) {
    return ['bad', 'warn'];
  }
  return GOOD.test(action) ? ['good', 'check'] : ['', 'pencil'];
}
