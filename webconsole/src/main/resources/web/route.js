/**
 * Where one is, as the page's address says it: the tab, what is looked for, the open skill. So a reload, back and forward,
 * and a copied link lead to the same place. Parts change the store and know nothing of addresses.
 */
import { ANYTHING, store } from './store.js';

export const TABS = ['discover', 'installed', 'updates', 'container'];
export const TIERS = ['official', 'verified', 'community', 'legacy'];
export const SORTS = ['relevance', 'popularity', 'newest', 'rating', 'name'];

const LONGEST = 200;
const ID = /^[a-z0-9][a-z0-9._-]{0,127}$/;

/** What an address says; a link may come from anybody, so what is none of ours is left out. */
function read(hash) {
  const at = hash.indexOf('?');
  const name = at < 0 ? hash.slice(1) : hash.slice(1, at);
  const said = new URLSearchParams(at < 0 ? '' : hash.slice(at + 1));
  const text = (key) => (said.get(key) ?? '').slice(0, LONGEST);
  const one = (key, known, otherwise) => (known.includes(said.get(key)) ? said.get(key) : otherwise);
  const tab = TABS.includes(name) ? name : TABS[0];
  const detail = ID.test(said.get('skill') ?? '') ? said.get('skill') : null;
  // Only Discover looks for something; elsewhere it stays as it is for when one comes back.
  return tab !== TABS[0] ? { tab, detail } : {
    tab, detail,
    look: {
      q: text('q'), tier: one('tier', TIERS, ''), category: text('category'), source: text('source'),
      sort: one('sort', SORTS, ANYTHING.sort),
    },
  };
}

function write({ tab, look, detail }) {
  const said = new URLSearchParams();
  if (tab === TABS[0]) {
    Object.entries(look).filter(([name, value]) => value !== ANYTHING[name]).forEach(([name, value]) => said.set(name, value));
  }
  if (detail) {
    said.set('skill', detail);
  }
  return `#${tab}${said.size ? '?' + said : ''}`;
}

const now = () => read(location.hash);
/** On the way back to where a dialog was opened from. */
let returning = false;

function follow() {
  const before = now();
  if (returning || write(store) === write(before)) {
    return;
  }
  if (before.detail && !store.detail && history.state?.opened) {
    returning = true;
    history.back();
    return;
  }
  const same = store.tab === before.tab && store.detail === before.detail;
  const typing = same && before.look?.q && before.look.q !== store.look.q;
  const closed = store.tab === before.tab && !store.detail && before.detail;
  // Each letter that is typed is no place to go back to.
  history[typing || closed ? 'replaceState' : 'pushState']({ opened: !!store.detail }, '', write(store));
}

store.set(now());
store.addEventListener('change', follow);
addEventListener('popstate', () => {
  if (returning) {
    returning = false;
    follow();
  } else {
    store.set(now());
  }
});
