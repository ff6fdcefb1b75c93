import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findBarriers, findLost, zoomed } from "../../cases/web/check-access.ts";
import { makeNation } from "../../cases/web/nation-place.ts";
import { findChromium, howToHaveChromium, inpsPlace, openPages } from "../../cases/web/open-pages.ts";
import { openState, type PageState } from "../../cases/web/open-state.ts";

const pages = await openPages([inpsPlace, await makeNation()]);

beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));

/** The first figures of a nation, or of another day, take a while on a busy machine. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await pages.open(path, options);
  page.setDefaultTimeout(110_000);
  return page;
}

const phone = { viewport: { width: 320, height: 720 } };

/** Requests that were made to fail show in the console; nothing else may. */
function listComplaints(): readonly string[] {
  return pages.complaints.filter((line) => !line.includes("Failed to load resource"));
}

/** Nothing but what has a region of its own is wider than the window. */
async function findTooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const main = document.querySelector("#contenuto")!;
    if (main.scrollWidth <= main.clientWidth) return [];
    const isScrolled = (element: Element): boolean =>
      element.closest(".pm-scroll, .pm-tree, .pm-data-scroll, svg") !== null;
    return [...main.querySelectorAll("*")]
      .filter((element) => !isScrolled(element) && element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

describe("the tree of offices", () => {
  test("[P10] arrows walk it, Enter opens an office, and only what is seen is drawn", async () => {
    const page = await open("/nazione/uffici");
    const tree = page.getByRole("tree");
    await tree.getByRole("treeitem", { name: /Lombardia/ }).waitFor();
    await tree.getByRole("treeitem", { name: /Uffici$/ }).focus();
    await page.keyboard.press("ArrowDown");
    await expectFocus(page, "Ente nazionale sintetico");
    await page.keyboard.press("ArrowLeft");
    await tree.getByRole("treeitem", { name: /Lombardia/ }).waitFor({ state: "detached" });
    expect(await tree.getByRole("treeitem").count()).toBe(2);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("End");
    await expectFocus(page, "Veneto");
    await page.keyboard.press("Home");
    await expectFocus(page, "Uffici");

    await page.getByRole("button", { name: "Apri tutto" }).click();
    await tree.getByRole("treeitem", { name: /Direzione regionale 01/ }).waitFor();
    expect(await tree.getByRole("treeitem").count()).toBeLessThan(80);
    await tree.getByRole("treeitem", { name: /Uffici$/ }).focus();
    await page.keyboard.press("End");
    await page.waitForFunction(() => document.activeElement?.getAttribute("data-row") === "630");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/nazione\/uffici\/.+/);
    expect(pages.complaints).toEqual([]);
  });

  test("[P10] typing finds offices by name without accents and shows what they stand in", async () => {
    const page = await open("/inps-2023/uffici");
    await page.getByRole("searchbox", { name: "Cerca un ufficio" }).fill("VALLE D'AÒSTA");
    await page
      .getByRole("treeitem", { name: /Direzione regionale Valle d'Aosta/ })
      .first()
      .waitFor();
    await page.getByRole("treeitem", { name: /Lombardia/ }).waitFor({ state: "detached" });
    await page.getByRole("treeitem", { name: /INPS/ }).first().waitFor();
    await page.getByRole("searchbox", { name: "Cerca un ufficio" }).fill("zzz");
    await page.getByText("Nessun ufficio ha questo nome o codice.").waitFor();
    expect(pages.complaints).toEqual([]);
  });
});

async function expectFocus(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => document.activeElement?.textContent.includes(wanted), text);
}

describe("a scorecard", () => {
  test("[P11] each state is a sign and a word, and a press shows only those", async () => {
    const page = await open("/inps-2023/uffici/INPS");
    const chip = page.getByRole("button", { name: /non raggiunto/ });
    const number = Number(/\d+/.exec((await chip.textContent())!)![0]);
    await chip.click();
    await page.waitForFunction(() => new URLSearchParams(location.search).get("state") === "bad");
    await page
      .getByRole("row", { name: /Tempi medi di definizione/ })
      .getByText("non raggiunto")
      .waitFor();
    // The address is told before the rows have changed.
    await expect.poll(() => page.locator("tbody .pm-state-bad").count()).toBe(number);
    await expect.poll(() => page.locator("tbody .pm-state-good").count()).toBe(0);
    expect(pages.complaints).toEqual([]);
  });

  test("[P12] an office without a target is set beside that of the office above, by name", async () => {
    const page = await open("/nazione/uffici/R-09?find=indice di produttivit");
    const row = page.getByRole("row", { name: /^Indice di produttività/ });
    await row.getByText("obiettivo di Ente nazionale sintetico").waitFor();
    await row.getByText(/raggiunto|vicino/).waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P13] who is first and who is last is one press away, and is a link", async () => {
    const page = await open("/nazione/uffici/R-09?find=indice di produttivit");
    const rank = page.getByRole("row", { name: /^Indice di produttività/ }).locator(".pm-rank");
    await rank.locator("summary").click();
    await rank.getByText("Primo").waitFor();
    await rank.getByRole("link").last().click();
    await page.waitForFunction(() => !location.pathname.endsWith("/R-09"));
    expect(pages.complaints).toEqual([]);
  });

  test("[P22] what is looked for, sorted and opened is shown again by the address", async () => {
    const page = await open("/inps-2023/uffici/INPS");
    await page.getByRole("searchbox", { name: "Cerca un indicatore" }).fill("tempi medi");
    await page.getByRole("combobox", { name: "Ordina" }).selectOption("worst");
    await page.getByRole("button", { name: "Dettagli di Tempi medi di definizione" }).click();
    await page.getByText("Distanza dall'obiettivo").first().waitFor();
    const again = await open(new URL(page.url()).pathname + new URL(page.url()).search);
    await again.getByText("Distanza dall'obiettivo").first().waitFor();
    await again.getByText("+17 giorni").waitFor();
    expect(await again.getByRole("combobox", { name: "Ordina" }).inputValue()).toBe("worst");
    expect(await again.getByRole("searchbox", { name: "Cerca un indicatore" }).inputValue()).toBe(
      "tempi medi",
    );
    expect(pages.complaints).toEqual([]);
  });

  test("[P23] where we will be on 31 December, and what is needed each month: two actions", async () => {
    const page = await open("/nazione/uffici/ENTE?knownAt=2023-10-31");
    await page.getByRole("searchbox", { name: "Cerca un indicatore" }).fill("indice di produttività");
    await page.getByRole("button", { name: /^Dettagli di Indice di produttività/ }).click();
    await page.getByText(/^Ogni mese che manca deve valere \d+,\d+ punti per addetto/).waitFor();
    await page.getByText("Il 31 dicembre, al passo di ora").waitFor();
    await page.getByRole("img", { name: /mese per mese, 2023/i }).waitFor();
    const table = page.locator(".pm-details .pm-data");
    await table.locator("summary").click();
    expect(await table.getByRole("row").count()).toBe(13);
    expect(pages.complaints).toEqual([]);
  });

  test("[P23] what an indicator of the scorecard means and who wrote it: two actions", async () => {
    const page = await open("/inps-2023/uffici/INPS");
    await page.getByRole("searchbox", { name: "Cerca un indicatore" }).fill("tempi medi");
    await page.getByRole("link", { name: "Tempi medi di definizione" }).first().click();
    await page.getByText("Giorni per definire ricostituzioni").waitFor();
    await page
      .getByText(/^Relazione sulla Performance 2023/)
      .first()
      .waitFor();
    await page
      .getByText(/^piramide\/istituzionale\.yaml:\d+$/)
      .first()
      .waitFor();
    expect(pages.complaints).toEqual([]);
  });
});

/** Every state of these pages: an address, what is asked of the server in it, and what shows that it is there. */
const states: readonly (PageState & { readonly name: string })[] = [
  { name: "the tree", path: "/inps-2023/uffici", shown: "[role=treeitem]" },
  { name: "the tree of a nation", path: "/nazione/uffici?open=*", shown: "[role=treeitem]" },
  {
    name: "nothing found in the tree",
    path: "/inps-2023/uffici?find=zzz",
    shown: "#contenuto [role=status]",
  },
  { name: "the tree to come", path: "/inps-2023/uffici", shown: ".pm-loading", answer: "never" },
  { name: "no tree", path: "/inps-2023/uffici", shown: ".alert", answer: "failed" },
  { name: "a scorecard", path: "/inps-2023/uffici/INPS?state=bad", shown: ".pm-group" },
  { name: "a region", path: "/nazione/uffici/R-09?sort=rank&find=indice", shown: ".pm-group" },
  {
    name: "absent figures and a forecast",
    path: "/nazione/uffici/ENTE?knownAt=2023-10-31&find=produttivit&open=produttivita",
    shown: ".pm-chart svg",
  },
  { name: "an office without figures", path: "/inps-2023/uffici/DR-LOM", shown: ".pm-tool-empty" },
  { name: "nothing found", path: "/inps-2023/uffici/INPS?find=zzz", shown: ".pm-tool-empty" },
  { name: "no such office", path: "/inps-2023/uffici/NESSUNO", shown: ".alert" },
  { name: "a scorecard to come", path: "/inps-2023/uffici/INPS", shown: ".pm-loading", answer: "never" },
  { name: "a failed scorecard", path: "/inps-2023/uffici/INPS", shown: ".alert", answer: "failed" },
];

const openOwn = (state: PageState, language: string, options?: BrowserContextOptions): Promise<Page> =>
  openState(pages, state, /org-unit-overview|scorecard/, language, options);

describe("every state", () => {
  for (const state of states) {
    test(`[P21] axe finds nothing in ${state.name}, in either language`, async () => {
      for (const lang of ["it", "en"]) {
        const page = await openOwn(state, lang);
        expect(await findBarriers(page)).toEqual([]);
        await page.context().close();
      }
      expect(listComplaints()).toEqual([]);
    });
  }

  for (const state of states.filter(({ answer }) => answer === undefined)) {
    test(`[P16] on a phone nothing scrolls sideways in ${state.name}, and axe finds nothing`, async () => {
      const page = await openOwn(state, "it", phone);
      expect(await findTooWide(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
      if (state.name === "a scorecard")
        expect(await page.locator(".pm-office-card").count()).toBeGreaterThan(10);
      expect(listComplaints()).toEqual([]);
    });
  }

  test("[P74] at 200 % nothing is lost in any of them", { timeout: 300_000 }, async () => {
    for (const state of states.filter(({ answer }) => answer === undefined)) {
      const page = await openOwn(state, "it", zoomed);
      expect([state.name, await findLost(page)]).toEqual([state.name, []]);
      await page.context().close();
    }
    expect(listComplaints()).toEqual([]);
  });
});
