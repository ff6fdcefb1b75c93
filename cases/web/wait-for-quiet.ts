/** A page that stands: nothing on it is awaited, and nothing has come for a while. */
import type { Page } from "playwright-core";

/** Milliseconds in which nothing has come. */
const quietFor = 600;

/** What all tabs share never ends, so that a browser never calls its network idle. */
export async function waitForQuiet(page: Page): Promise<void> {
  await page.waitForFunction((quiet) => {
    const { document, performance } = globalThis as unknown as {
      readonly document: { readonly querySelector: (selector: string) => unknown };
      readonly performance: {
        readonly now: () => number;
        readonly getEntriesByType: (type: string) => readonly { readonly responseEnd: number }[];
      };
    };
    const last = Math.max(
      0,
      ...performance.getEntriesByType("resource").map(({ responseEnd }) => responseEnd),
    );
    return document.querySelector(".pm-loading") === null && performance.now() - last > quiet;
  }, quietFor);
}
