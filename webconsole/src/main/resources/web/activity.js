/** When somebody last did something in this window. What the page asks for by itself is to keep no session alive. */
const QUIET_MS = 120_000;

let last = Date.now();
for (const sign of ['keydown', 'pointerdown', 'pointermove', 'wheel']) {
  addEventListener(sign, () => { last = Date.now(); }, { capture: true, passive: true });
}

/** The header that says so, longer than the page waits until it looks again. */
export const idleHeader = () => (Date.now() - last > QUIET_MS ? { 'X-CTOS-Idle': '1' } : {});
