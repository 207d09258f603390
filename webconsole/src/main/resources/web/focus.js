/**
 * Keeps the focus near its place when what had it goes away: an Install button that becomes a bar, an alert that was read, a
 * dialog that ends with a yes. Browsers let it fall to the top then, and whoever works by keyboard would begin again there.
 */
const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, main';

/** What has the focus and all that it lies in, innermost first; and by dialog, the trail that led to it. */
let trail = [];
const openers = new WeakMap();

export function keepFocus() {
  document.addEventListener('focusin', ({ target }) => {
    const dialog = target.closest('dialog');
    if (dialog && !openers.has(dialog)) {
      openers.set(dialog, trail);
    }
    trail = upwards(target);
  });
  new MutationObserver(() => {
    if (trail.length && !trail[0].isConnected && (document.activeElement ?? document.body) === document.body) {
      bringBack();
    }
  }).observe(document.body, { childList: true, subtree: true });
}

function bringBack() {
  for (let lost = trail; lost; lost = openers.get(lost.find((one) => one.localName === 'dialog'))) {
    for (const place of lost.filter((one) => one.isConnected)) {
      // A dialog below one that went away has the focus again by itself.
      const next = place.matches(FOCUSABLE) ? place : place.localName === 'ctos-app' ? null : place.querySelector(FOCUSABLE);
      next?.focus();
      if (next && document.activeElement === next) {
        return;
      }
    }
  }
  document.querySelector('main')?.focus();
}

function upwards(element) {
  const all = [];
  for (let one = element; one && one !== document.body; one = one.parentElement) {
    all.push(one);
  }
  return all;
}
