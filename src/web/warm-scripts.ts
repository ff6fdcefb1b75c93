/**
 * The scripts of pages that nobody has asked for come while nobody waits for anything: one after the other, when what
 * is shown is there and the browser has nothing else to do. Only scripts: nothing is asked of the server, and nothing
 * computed, for a page that may never be looked at.
 */

/** Milliseconds until somebody who waits is looked for again. */
const lookEvery = 100;

/** @param isQuiet whether nobody waits for an answer or a page */
export async function warmScripts(
  loads: readonly (() => Promise<unknown>)[],
  isQuiet: () => boolean,
): Promise<void> {
  for (const load of loads) {
    await waitUntilIdle();
    while (!isQuiet()) {
      await new Promise((go) => setTimeout(go, lookEvery));
      await waitUntilIdle();
    }
    // The router asks again for what does not come now, when somebody goes there.
    await load().catch(() => {});
  }
}

/** Some browsers do not say when they are. */
function waitUntilIdle(): Promise<void> {
  return new Promise((go) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => go());
    else setTimeout(go, lookEvery);
  });
}
