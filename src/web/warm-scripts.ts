/**
 * The scripts of pages that nobody has asked for come while nobody waits for anything: one after the other, when what
 * is shown is there and the browser has nothing else to do. Only scripts: nothing is asked of the server, and nothing
 * computed, for a page that may never be looked at.
 */

/** Milliseconds until somebody who waits is looked for again. */
const lookEvery = 100;

/** @param isQuiet whether nobody waits for an answer or a page */
export function warmScripts(loads: readonly (() => Promise<unknown>)[], isQuiet: () => boolean): void {
  const [load, ...others] = loads;
  if (load === undefined) return;
  whenIdle(() => {
    if (!isQuiet()) {
      setTimeout(() => warmScripts(loads, isQuiet), lookEvery);
      return;
    }
    const next = (): void => warmScripts(others, isQuiet);
    // What does not come now is asked for again by who goes there.
    load().then(next, next);
  });
}

/** Some browsers do not say when they are idle. */
function whenIdle(begin: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(begin);
  else setTimeout(begin, lookEvery);
}
