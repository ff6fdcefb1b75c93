/** What a browser remembers of its reader; one that is told to remember nothing shows the pages all the same. */

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nobody misses it until the next visit.
  }
}
