/** The page of scenarios before its browser computes: what is there, what waits, and what is told if it never does. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findBarriers, findLost } from "../../cases/web/check-access.ts";
import { findChromium, howToHaveChromium, inpsPlace, openPages } from "../../cases/web/open-pages.ts";
import { waitForQuiet } from "../../cases/web/wait-for-quiet.ts";

const pages = await openPages([inpsPlace]);
const hasBrowser = findChromium() !== undefined;
const soon = { timeout: 60_000 };
const workerScript = /desk-worker/;
const weight = "Peso di Vigilanza e recupero crediti";

/** What a row shows as supposed. */
const supposedOf = (page: Page, title: string) =>
  page
    .locator(".pm-supposed-pyramid tbody tr")
    .filter({ has: page.getByText(title, { exact: true }) })
    .first()
    .locator(".pm-supposed");

interface Held {
  readonly page: Page;
  /** Lets the script of the worker come. */
  readonly release: () => void;
}

/** The first page, and then the page of scenarios by its name, with a worker whose script does not come. */
async function openWaiting(search = "", options: BrowserContextOptions = {}): Promise<Held> {
  const page = await pages.open("/inps-2023", options);
  let release = (): void => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  await page.context().route(workerScript, async (route) => {
    await released;
    // Who has left waits for nothing.
    await route.continue().catch(() => {});
  });
  if (search === "") await page.locator('.pm-nav a[href*="/e-se"]').click();
  else await page.goto(`${pages.address}/inps-2023/e-se${search}`);
  await page.locator(".pm-supposed-pyramid tbody tr").first().waitFor(soon);
  return { page, release };
}

describe("the page of scenarios before it computes", () => {
  test("[P90] has its fields, and what is changed waits, is seen to wait, and is computed", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const { page, release } = await openWaiting();
    const state = page.locator(".pm-desk-state[role=status]");
    expect(await state.textContent()).toMatch(/puoi già cambiare ogni cosa/);
    const row = page.locator(".pm-supposed-pyramid tbody tr", { hasText: "Performance strategica" }).first();
    // The very figures of the server, and nothing said of what is not known.
    expect(await row.textContent()).toContain("106,9");
    await page.getByLabel(weight, { exact: true }).fill("30");
    await expect.poll(() => state.textContent(), soon).toMatch(/si calcola appena è pronto/);
    expect(await row.textContent()).toContain("in attesa");
    expect(await row.locator(".pm-supposed").count()).toBe(0);
    await page.getByText("Pesi di Performance strategica").first().waitFor();
    expect(await page.getByLabel(weight, { exact: true }).inputValue()).toBe("30");
    await page.locator("#tornado-se").scrollIntoViewIfNeeded();
    await page
      .getByText(/appena il calcolo nel browser è pronto/)
      .first()
      .waitFor();

    release();
    await expect.poll(() => supposedOf(page, "Performance strategica").textContent(), soon).toMatch(/^108,9/);
    expect(await state.textContent()).toMatch(/pronto: ogni cambiamento/);
    expect(await page.getByText("in attesa").count()).toBe(0);
    await page.locator(".pm-proof .pm-state-good").waitFor(soon);
    const [here, there] = await page.locator(".pm-proof code").allTextContents();
    expect(here).toBe(there);
    expect(pages.complaints).toEqual([]);
  });

  test("[P90] shows the same rows and fields as when it computes", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const { page, release } = await openWaiting();
    const read = () =>
      page.evaluate<string>(
        `[...document.querySelectorAll(".pm-supposed-pyramid, .pm-ranking")].map((table) => table.innerText +
          [...table.querySelectorAll("input, select")].map(({ ariaLabel, value }) => ariaLabel + "=" + value).join()
        ).join()`,
      );
    await page.getByLabel("Per", { exact: false }).first().scrollIntoViewIfNeeded();
    const before = await read();
    release();
    await page.getByText(/\d+ colonne ricalcolate/).waitFor(soon);
    expect(await read()).toBe(before);
    expect(before).toContain(weight);
    expect(pages.complaints).toEqual([]);
  });

  test("[P90] [P39] a row opens and a weight moves by keyboard while it waits", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const { page, release } = await openWaiting();
    const toggle = page.getByRole("button", { name: "Chiudi Performance strategica" });
    await toggle.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Apri Performance strategica" }).waitFor();
    await page.keyboard.press("Enter");
    await toggle.waitFor();
    await page.getByLabel(weight, { exact: true }).focus();
    await page.keyboard.press("Tab");
    for (let k = 0; k < 10; k++) await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "Annulla" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Ripeti" }).focus();
    await page.keyboard.press("Enter");
    release();
    await expect.poll(() => supposedOf(page, "Performance strategica").textContent(), soon).toMatch(/^108,9/);
    expect(pages.complaints).toEqual([]);
  });

  test("[P90] an address with a scenario shows what it says before it is computed", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const { page, release } = await openWaiting(
      "?scenari=1*A*p.performance_strategica.a.30....**B&accanto=2",
    );
    const row = page.locator(".pm-supposed-pyramid tbody tr", { hasText: "Performance strategica" }).first();
    // Of the one beside it, which supposes nothing, everything is known.
    expect(await row.textContent()).toMatch(/in attesa.*uguale/);
    release();
    await supposedOf(page, "Performance strategica").waitFor(soon);
    expect(pages.complaints).toEqual([]);
  });

  test("[P91] a calculation that does not begin is told, and can be begun again", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await pages.open("/inps-2023");
    await page.context().route(workerScript, (route) => route.fulfill({ status: 503, body: "" }));
    await page.locator('.pm-nav a[href*="/e-se"]').click();
    const alert = page.getByRole("alert");
    await alert
      .getByText("Il calcolo nel browser non è partito: si vedono solo le cifre vere.")
      .waitFor(soon);
    await page.getByLabel(weight, { exact: true }).fill("30");
    const row = page.locator(".pm-supposed-pyramid tbody tr", { hasText: "Performance strategica" }).first();
    await row.getByText("non calcolato").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().unroute(workerScript);
    await alert.getByRole("button", { name: "Riprova" }).click();
    await expect.poll(() => supposedOf(page, "Performance strategica").textContent(), soon).toMatch(/^108,9/);
    expect(await alert.count()).toBe(0);
    // What the browser itself says of the script is all that was complained of.
    const said = pages.complaints.filter((each) => !/503/.test(each));
    expect(said).toEqual([]);
  });

  test("[P92] what stands is held for who comes back; who leaves before leaves nothing at work", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const { page, release } = await openWaiting();
    await page.getByRole("link", { name: "Dati", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Dati" }).waitFor();
    await expect.poll(() => page.workers().length, soon).toBe(0);
    release();
    await page.locator('.pm-nav a[href*="/e-se"]').click();
    await page.locator(".pm-proof .pm-state-good").waitFor(soon);
    await expect.poll(() => page.workers().length, soon).toBe(1);
    const [stands] = page.workers();
    await page.getByRole("link", { name: "Dati", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Dati" }).waitFor();
    await page.locator('.pm-nav a[href*="/e-se"]').click();
    await page.getByLabel(weight, { exact: true }).fill("30");
    await expect.poll(() => supposedOf(page, "Performance strategica").textContent(), soon).toMatch(/^108,9/);
    expect(page.workers()).toEqual([stands]);
    expect(await page.locator(".pm-proof .pm-state-good").count()).toBe(1);
    expect(pages.complaints.filter((each) => !/503/.test(each))).toEqual([]);
  });

  test("[P92] to pass over its name in the menu starts no calculation", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await pages.open("/inps-2023");
    const asked = page.waitForResponse(/scenario-desk/);
    await page.locator('.pm-nav a[href*="/e-se"]').hover();
    await (await asked).finished();
    await waitForQuiet(page);
    expect(page.workers()).toEqual([]);
    expect(pages.complaints.filter((each) => !/503/.test(each))).toEqual([]);
  });

  for (const language of ["it", "en"])
    test(`[P39] axe finds nothing while it waits, and at 320 px nothing is lost: ${language}`, async (context) => {
      requirePresent(context, hasBrowser, howToHaveChromium);
      for (const search of ["?", "?scenari=1*A*p.performance_strategica.a.30....&cerca=giacenza&"]) {
        const { page } = await openWaiting(`${search}lang=${language}`);
        expect(await findBarriers(page)).toEqual([]);
        await page.context().close();
        const { page: narrow } = await openWaiting(`${search}lang=${language}`, {
          viewport: { width: 320, height: 640 },
        });
        expect(await findLost(narrow)).toEqual([]);
        await narrow.context().close();
      }
      expect(pages.complaints.filter((each) => !/503/.test(each))).toEqual([]);
    });
});
