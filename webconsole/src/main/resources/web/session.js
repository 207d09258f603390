/**
 * Whether somebody is still logged in: noticed by the first refusal, told to every window, and mended by a login in any of
 * them, so that what was typed in the others is not lost.
 */
import { get, refusals, renew } from './api.js';
import { followAll } from './follow.js';
import { store } from './store.js';

const LOGIN = '/ctos/login';
const PLACE = 'ctos-place';
const windows = new BroadcastChannel('ctos-session');
let leaving = false;

refusals.addEventListener('session', ({ detail }) => over('ended', detail.wanted));
windows.onmessage = ({ data }) => {
  if (data === 'in') {
    goOn();
  } else if (data === 'left') {
    over('left');
  } else if (!store.session) {
    // Another window may have been refused for a session that is not this one's any more.
    get('session').catch(() => {});
  }
};
document.addEventListener('visibilitychange', () => {
  if (store.session && document.visibilityState === 'visible') {
    goOn();
  }
});

/** @param wanted whether somebody wanted something just now, and so is told again */
function over(why, wanted = false) {
  const told = store.session;
  if (leaving) {
    return;
  }
  if (!told || (wanted && told.seen)) {
    store.set({ session: { why: told?.why ?? why, seen: false } });
  } else if (why === 'left' && told.why !== why) {
    // What this window had on its way was refused before the other one could say why.
    store.set({ session: { ...told, why } });
  }
  if (!told && why === 'ended') {
    windows.postMessage('ended');
  }
}

/** Somebody logged in, here or in another window. */
async function goOn() {
  try {
    await renew();
  } catch {
    return;
  }
  if (store.session) {
    store.set({ session: null });
    await store.load().then(followAll).catch(() => {});
  }
}

/** Where the login leads back to; the place in the page is kept in this window. */
export const loginAddress = () => `${LOGIN}?next=${encodeURIComponent(location.pathname)}`;

export const keepPlace = () => sessionStorage.setItem(PLACE, location.hash);

/** At the start of the page, which only who is logged in gets. */
export function comeBack() {
  windows.postMessage('in');
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (place && !location.hash) {
    location.replace(place);
  }
}

export async function logOut() {
  leaving = true;
  await fetch('/ctos/logout', { method: 'POST', redirect: 'manual' }).catch(() => {});
  windows.postMessage('left');
  location.assign(LOGIN);
}
