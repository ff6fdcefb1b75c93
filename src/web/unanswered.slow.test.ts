/** What a reader is told when the server, a script or the browser gives nothing. */
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findBarriers } from "../../cases/web/check-access.ts";
import {
  findChromium,
  howToHaveChromium,
  inpsPlace,
  openPages,
  townPlace,
} from "../../cases/web/open-pages.ts";
import { readText } from "../../cases/web/read-text.ts";

const pages = await openPages([townPlace, inpsPlace]);
beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));

async function openPyramid(language: string, workspace = "esempio-comune"): Promise<Page> {
  const page = await pages.open(`/${workspace}?lang=${language}`);
  await page.locator(".pm-why").first().waitFor();
  return page;
}

describe.each([
  {
    language: "it",
    broken: "Questa pagina non si apre",
    retry: "Riprova",
    silent: "Il server non risponde",
    nobody: "Nessuno si chiama così.",
    first: "I primi 20",
    found: "1 trovato",
    place: "indicatore · ",
  },
  {
    language: "en",
    broken: "This page does not open",
    retry: "Try again",
    silent: "The server does not answer",
    nobody: "Nobody has that name.",
    first: "The first 20",
    found: "1 found",
    place: "indicator · ",
  },
])("in $language", ({ language, broken, retry, silent, ...search }) => {
  test("[P107] a script that does not come is told, and comes when it is tried again", async () => {
    const page = await openPyramid(language);
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
    const page = await openPyramid(language);
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

  test("[P109] a search that fails says so, and not that nobody has the name", async () => {
    const page = await openPyramid(language);
    const seen = page.getByRole("dialog").getByText(search.nobody);
    await page.context().route(/\/search/, (route) => route.abort("connectionrefused"));
    await page.keyboard.press("/");
    await page.locator("dialog [role=combobox]").fill("boh boh");
    expect(await seen.count()).toBe(0);
    await page.getByRole("dialog").getByText(silent).waitFor();
    expect(await seen.count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.context().unroute(/\/search/);
    await page.getByRole("dialog").getByRole("button", { name: retry }).click();
    await seen.waitFor();
  });

  test("[P109] of a list that is not whole it says so, and says nothing twice", async () => {
    const page = await openPyramid(language, "inps-2023");
    await page.keyboard.press("/");
    const field = page.locator("dialog [role=combobox]");
    const options = page.getByRole("listbox").getByRole("option");
    await field.fill("direzione");
    await page.getByRole("dialog").getByText(search.first).waitFor();
    expect(await options.count()).toBe(20);
    await field.fill("tempi_medi");
    await page.getByRole("dialog").getByText(search.found).waitFor();
    expect(await readText(options.first().locator("small"))).toBe(`${search.place}tempi_medi`);
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
