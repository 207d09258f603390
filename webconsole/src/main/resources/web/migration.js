/** What is known of the road from legacy skills to what follows them: a dry run of the container's, asked for when needed. */
import { get } from './api.js';
import { store } from './store.js';

let asked = null;
let seen = store.installed;

const isThere = () => [...store.installed.values()].some((skill) => skill.tier === 'legacy');

/** What a dry run depends on here. */
const standing = () => [...store.installed.values()].map(({ id, version }) => `${id}@${version}`).join(' ');

/** Asks when what is installed changed since; {@code again} asks in any case. */
export async function lookAtMigration(again = false) {
  const now = standing();
  if (!again && asked === now) {
    return;
  }
  asked = now;
  // What went wrong stays until there is an answer: with it the panel would go away, and come back closed.
  store.set({ migration: { ...store.migration, asking: true } });
  let found;
  try {
    found = await get('migration');
  } catch (problem) {
    // Without a legacy skill nobody waits for it.
    found = isThere() ? { ...store.migration, problem } : null;
  }
  if (asked === now) {
    asked = !found || found.problem ? null : now;
    store.set({ migration: found && { ...found, asking: false } });
  }
}

store.addEventListener('change', () => {
  if (store.installed !== seen) {
    seen = store.installed;
    lookAtMigration();
  }
});
