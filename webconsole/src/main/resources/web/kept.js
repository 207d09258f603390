/** What a browser remembers between two loads; one that keeps nothing is told everything again. */
export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Told again after the next load.
  }
}
