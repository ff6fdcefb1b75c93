/** What a reader is told when the server, a script or the browser gives nothing. */
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findBarriers } from "../../cases/web/check-access.ts";
import { findChromium, howToHaveChromium, openPages, townPlace } from "../../cases/web/open-pages.ts";
import { readText } from "../../cases/web/read-text.ts";

const pages = await openPages([townPlace]);
beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));

async function openTown(language: string): Promise<Page> {
  const page = await pages.open(`/esempio-comune?lang=${language}`);
  await page.locator(".pm-why").first().waitFor();
  return page;
}

describe.each([
  {
    language: "it",
    broken: "Questa pagina non si apre",
    retry: "Riprova",
    silent: "Il server non risponde",
  },
  {
    language: "en",
    broken: "This page does not open",
    retry: "Try again",
    silent: "The server does not answer",
  },
])("in $language", ({ language, broken, retry, silent }) => {
  test("[P107] a script that does not come is told, and comes when it is tried again", async () => {
    const page = await openTown(language);
    await page.context().route(/\/audit-page-/, (route) => route.abort());
    await page.reload();
    await page.locator(".pm-nav a[href*='/verifica']").click();
    await page.getByRole("heading", { level: 1, name: broken }).waitFor();
    expect(await page.locator(".pm-nav").isVisible()).toBe(true);
    expect(await readText(page.locator("body"))).not.toContain("Something went wrong");
    expect(await findBarriers(page)).toEqual([]);
    await page.context().unroute(/\/audit-page-/);
    await page.getByRole("button", { name: retry }).click();
    await page.getByRole("heading", { level: 1, name: broken }).waitFor({ state: "detached" });
    await page.getByRole("heading", { level: 1 }).waitFor();
  });

  test.each([
    ["nobody", undefined],
    ["a gateway", 502],
  ])("[P108] where %s answers it is said that the server does not", async (_, status) => {
    const page = await openTown(language);
    await page
      .context()
      .route(/\/api\/.*\/themes/, (route) =>
        status === undefined
          ? route.abort("connectionrefused")
          : route.fulfill({ status, body: "<h1>Bad</h1>" }),
      );
    await page.locator(".pm-nav a[href*='/indicatori']").click();
    const alert = page.locator("main .alert");
    await alert.getByText(silent).waitFor();
    expect(await readText(alert)).not.toMatch(/fetch|Bad/);
    await page.context().unroute(/\/api\/.*\/themes/);
    await alert.getByRole("button", { name: retry }).click();
    await alert.waitFor({ state: "detached" });
  });
});

test("[P107] a browser that may remember nothing shows the pages", async () => {
  const page = await pages.open("/esempio-comune", { firstVisit: true });
  await page.addInitScript(`Object.defineProperty(globalThis, "localStorage", {
    get() { throw new DOMException("denied", "SecurityError"); },
  })`);
  const before = pages.complaints.length;
  await page.reload();
  await page.locator(".pm-why").first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".pm-choice select").last().selectOption("en");
  await page.locator(".pm-nav").getByText("What if…").waitFor();
  expect(pages.complaints.slice(before)).toEqual([]);
});
