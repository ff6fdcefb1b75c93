/** What comes before somebody waits for it: scripts while nobody waits, answers beside the script of their page. */
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findChromium, howToHaveChromium, inpsPlace, openPages } from "../../cases/web/open-pages.ts";

const pages = await openPages([inpsPlace]);
beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));
const soon = { timeout: 30_000 };

/** Paths that the page asks for from now on. */
function listAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  return asked;
}

const named = [
  { path: "uffici", script: /\/offices-page-/, first: ["org-unit-overview"] },
  { path: "indicatori", script: /\/indicators-page-/, first: ["themes"] },
  { path: "e-se", script: /\/what-if-page-/, first: ["scenario-desk"] },
  { path: "verifica", script: /\/audit-page-/, first: ["audit"] },
  { path: "dati", script: /\/data-page-/, first: ["sources", "deliveries"] },
] as const;

describe("before a page is gone to", () => {
  test("[P101] the scripts of the menu come once the page that was come for stands, and nothing else does", async () => {
    const page = await pages.open("/inps-2023?lang=it");
    await page.locator(".pm-why").first().waitFor();
    const asked = listAsked(page);
    const all = () =>
      page.evaluate<string[]>(
        "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)",
      );
    for (const { script } of named)
      await expect.poll(async () => (await all()).some((path) => script.test(path)), soon).toBe(true);
    const names = await all();
    const firstFigures = names.findIndex((path) => path.endsWith("/pyramid"));
    for (const { script } of named)
      expect(names.findIndex((path) => script.test(path))).toBeGreaterThan(firstFigures);
    // Charts are large, the worker computes, and answers are of pages that may never be looked at.
    expect(names.filter((path) => /charts|desk-worker|indicator-page/.test(path))).toEqual([]);
    expect(asked.filter((path) => path.startsWith("/api/"))).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });

  for (const { path, script, first } of named)
    test(`[P102] what it asks for first is asked beside its script, and once: ${path}`, async () => {
      const page = await pages.open("/inps-2023?lang=it");
      await page.context().route(script, () => undefined);
      await page.reload();
      await page.locator(".pm-why").first().waitFor();
      const asked = listAsked(page);
      await page.locator(`.pm-nav a[href*="/${path}"]`).click();
      const resources = first.map((name) => `/api/v1/workspaces/inps-2023/${name}`);
      await expect.poll(() => asked.filter((each) => each.startsWith("/api/")), soon).toEqual(resources);
      expect(pages.complaints).toEqual([]);
    });
});

test("[P103] what asks for attention is in the document before the tables below it", async () => {
  const page = await pages.open("/inps-2023?lang=it");
  await page.locator(".pm-why").first().waitFor();
  // What stands after each change of the document: the tables, or what asks for attention without them.
  await page.evaluate(`
    globalThis.seen = [];
    new MutationObserver(() => {
      const [failures, tables] = ["non-torna", "cifre"].map((id) => document.getElementById(id) !== null);
      if (failures) seen.push(tables ? "all" : "failures");
    }).observe(document.body, { childList: true, subtree: true });`);
  await page.locator('.pm-nav a[href*="/verifica"]').click();
  await page.locator("#cifre").waitFor(soon);
  expect(await page.evaluate<readonly string[]>("[...new Set(seen)]")).toEqual(["failures", "all"]);
  expect(pages.complaints).toEqual([]);
});

test("[P103] who goes back to the audit stands where they stood", async () => {
  const page = await pages.open("/inps-2023/verifica?lang=it&section=3", {
    viewport: { width: 1280, height: 600 },
  });
  const table = page.locator("#cifre");
  await table.waitFor(soon);
  await page.locator(".pm-printed a").last().scrollIntoViewIfNeeded();
  // That it has been scrolled is told with the next frame; a press by the driver would scroll to what it presses.
  const before = await page.evaluate<number>(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY))))",
  );
  expect(before).toBeGreaterThan(1_000);
  await page.evaluate("document.querySelector('.pm-nav a[href*=\"/dati\"]').click()");
  await page.locator(".pm-empty").waitFor();
  await page.goBack();
  await table.waitFor();
  await expect.poll(() => page.evaluate<number>("scrollY"), soon).toBe(before);
  expect(pages.complaints).toEqual([]);
});
