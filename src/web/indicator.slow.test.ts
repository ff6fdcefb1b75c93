import { readFileSync } from "node:fs";
import type { BrowserContextOptions, Page } from "playwright-core";
import { readSheet } from "read-excel-file/node";
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

describe("an indicator", () => {
  test("[P17] says its formula in both tongues, its act, its line, its method before, and what is made of it", async () => {
    const page = await open("/nazione/indicatori/produttivita");
    await page.getByText("sum(produzione_omogeneizzata) / mesi_persona", { exact: true }).waitFor();
    await page.getByText("somma(«Produzione omogeneizzata») / «Mesi-persona nella quota ottimale»").waitFor();
    await page.getByText("Fino al 01/01/2023, escluso").waitFor();
    await page
      .getByText(/^processi\.yaml:\d+$/)
      .first()
      .waitFor();
    await page.getByText("È un rapporto: non si somma mai").waitFor();
    await page.getByRole("link", { name: "Mesi-persona nella quota ottimale" }).click();
    await page.getByRole("heading", { level: 1, name: "Mesi-persona nella quota ottimale" }).waitFor();
    await page.getByRole("link", { name: "Indice di produttività delle aree di produzione" }).waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P17] weights that are not disclosed are said not to be", async () => {
    const page = await open("/inps-2023/indicatori/performance_istituzionale");
    await page.getByRole("link", { name: "Continuità di reddito" }).waitFor();
    expect(await page.getByText("peso non divulgato").count()).toBe(7);
    expect(pages.complaints).toEqual([]);
  });

  test("[P105] yes and no are said in the reader's tongue, in the table and beside the chart", async () => {
    for (const [language, said, unsaid] of [
      ["en", "yes", "sì"],
      ["it", "sì", "yes"],
    ] as const) {
      const page = await open(`/inps-2023/indicatori/azione_positiva_realizzata?member=*&lang=${language}`);
      await page.getByRole("row", { name: said }).getByText(said, { exact: true }).first().waitFor();
      expect(await page.locator("main").getByText(unsaid, { exact: true }).count()).toBe(0);
      await page.context().close();
    }
    expect(pages.complaints).toEqual([]);
  });

  test("[P18] regions of the map are reached by keyboard, told by class, and lead to their office", async () => {
    const page = await open("/nazione/indicatori/produttivita");
    const map = page.locator(".pm-italy");
    await map.getByRole("link").first().waitFor();
    expect(await map.getByRole("link").count()).toBe(20);
    const region = map.getByRole("link", { name: /^Lombardia: \d+,\d+ punti per addetto, classe \d di 5/ });
    const name = (await region.getAttribute("aria-label"))!;
    const table = page.locator(".pm-map .pm-data");
    await table.locator("summary").click();
    const [, display] = /: ([\d,]+) /.exec(name)!;
    await table.getByRole("row", { name: `Lombardia ${display}` }).waitFor();
    await region.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Lombardia" }).waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P19] the day of another formula is marked in the series", async () => {
    const page = await open("/nazione/indicatori/produttivita");
    await page.getByText("Dal 01/01/2023 vale un'altra formula").waitFor();
    await page.locator(".pm-charts svg").getByText("cambio di metodo").first().waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P23] which office is behind a low figure: one action", async () => {
    const page = await open("/nazione/indicatori/produttivita?type=regione");
    const last = page.locator(".pm-ends > div", { hasText: "I più indietro" }).getByRole("link").first();
    const name = (await last.textContent())!;
    await last.click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    expect(pages.complaints).toEqual([]);
  });
});

describe("an act", () => {
  test("[P78] that is found leads to what follows from it, and from there to everything", async () => {
    const page = await open("/nazione");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("/");
    await page.locator("dialog [role=combobox]").fill("revisione obiettivi province");
    await page
      .getByRole("option", { name: /Revisione degli obiettivi nelle province alluvionate/ })
      .waitFor();
    await page.keyboard.press("Enter");
    await page
      .getByRole("heading", { level: 2, name: /^Che cosa segue da: Revisione degli obiettivi/ })
      .waitFor();
    await page.getByText("1 indicatore", { exact: true }).waitFor();
    expect(await page.locator(".pm-theme-name").count()).toBe(1);
    await expect.poll(() => new URL(page.url()).searchParams.get("act")).toBe("determina-alluvioni");
    await page.getByRole("button", { name: "Mostra tutti gli indicatori" }).click();
    await page.getByText("95 indicatori", { exact: true }).waitFor();
    const none = await open("/nazione/indicatori?act=legge-100-2023");
    await none.getByText("Nel modello nessun indicatore cita questo atto", { exact: false }).waitFor();
    expect(pages.complaints).toEqual([]);
  });
});

describe("the table of an indicator", () => {
  test("[P20] it is filtered and sorted, absent figures last, and shows few of very many rows", async () => {
    const page = await open("/nazione/indicatori/tempi_linea?member=*");
    const table = page.locator(".pm-figures");
    await table.getByRole("row").nth(2).waitFor();
    const many = Number(
      /([\d.]+) righe/.exec((await page.getByText(/ righe$/).textContent())!)![1]!.replaceAll(".", ""),
    );
    expect(many).toBeGreaterThan(100_000);
    expect(await table.getByRole("row").count()).toBeLessThan(100);
    await table.evaluate((region) => region.scrollTo(0, region.scrollHeight));
    await table.locator(`tr[aria-rowindex="${many + 1}"]`).waitFor();

    await page.getByRole("button", { name: "Cifra" }).click();
    await page.locator('th[aria-sort="ascending"]').waitFor();
    await table.evaluate((region) => region.scrollTo(0, 0));
    await table.locator('tr[aria-rowindex="2"]').waitFor();
    const values = await readValues(page);
    expect(values.length).toBeGreaterThan(5);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    await page.getByRole("button", { name: "Cifra" }).click();
    await page.waitForFunction(() => new URLSearchParams(location.search).get("sort") === "-value");
    await page.locator('th[aria-sort="descending"]').waitFor();
    await table.locator('tr[aria-rowindex="2"]').waitFor();
    const falling = await readValues(page);
    expect(falling).toEqual(falling.toSorted((a, b) => b - a));
    expect(pages.complaints).toEqual([]);
  });

  test("[P20] what is seen is what is taken away, numbers as numbers", async () => {
    const page = await open("/nazione/indicatori/produttivita?when=year&kind=regione&sort=-value");
    await page.getByText("20 righe").waitFor();
    const csv = await download(page, "Scarica CSV");
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = csv.toString("utf8").trim().split("\r\n");
    expect(lines[0]).toMatch(/^Indicatore;Faccia;/);
    expect(lines).toHaveLength(21);
    const cells = lines.slice(1).map((line) => line.split(";"));
    const values = cells.map((row) => Number(row[7]!.replace(",", ".")));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    const rows = await readSheet(await download(page, "Scarica XLSX"));
    expect(rows).toHaveLength(21);
    expect(rows.slice(1).map((row) => row[7])).toEqual(values);
    expect(rows.slice(1).map((row) => row[4])).toEqual(cells.map((row) => row[4]));
    expect(listComplaints()).toEqual([]);
  });

  test("[P22] facet, member, filters and order are shown again by the address", async () => {
    const path = "/nazione/indicatori/indice_giacenza?member=area%3Dconto&facet=target&rows=ente&sort=period";
    const page = await open(path);
    await page.getByText(/^\d+ righe$|^1 riga$/).waitFor();
    expect(await page.getByRole("combobox", { name: "Faccia" }).inputValue()).toBe("target");
    expect(await page.getByRole("combobox", { name: "Voce" }).inputValue()).toBe("area=conto");
    expect(await page.locator('th[aria-sort="ascending"]').textContent()).toContain("Periodo");
    expect(pages.complaints).toEqual([]);
  });
});

async function readValues(page: Page): Promise<number[]> {
  const texts = await page.locator(".pm-figures tbody .pm-number").allTextContents();
  return texts.map((text) =>
    Number(text.replaceAll(".", "").replace(",", ".").replace("−", "-").split(" ")[0]),
  );
}

async function download(page: Page, button: string): Promise<Buffer> {
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return readFileSync(await saved.path());
}

const states: readonly (PageState & { readonly name: string })[] = [
  { name: "the list", path: "/inps-2023/indicatori", shown: ".pm-theme" },
  { name: "nothing found", path: "/inps-2023/indicatori?find=zzz", shown: "#contenuto [role=status]" },
  { name: "what follows from an act", path: "/nazione/indicatori?act=piano-2023", shown: ".pm-theme" },
  { name: "no such act", path: "/inps-2023/indicatori?act=nessuno", shown: "#contenuto [role=status]" },
  { name: "the list to come", path: "/inps-2023/indicatori", shown: ".pm-loading", answer: "never" },
  { name: "no list", path: "/inps-2023/indicatori", shown: ".alert", answer: "failed" },
  {
    name: "a synthesis",
    path: "/inps-2023/indicatori/performance_istituzionale",
    shown: ".pm-figures tbody tr",
  },
  { name: "an indicator", path: "/nazione/indicatori/produttivita", shown: ".pm-figures tbody tr" },
  {
    name: "an indicator by members",
    path: "/nazione/indicatori/indice_giacenza?member=*",
    shown: ".pm-figures tbody tr",
  },
  { name: "no rows", path: "/inps-2023/indicatori/tempi_medi?rows=zzz", shown: ".pm-figures" },
  { name: "no such indicator", path: "/inps-2023/indicatori/nessuno", shown: ".alert" },
  {
    name: "figures to come",
    path: "/inps-2023/indicatori/tempi_medi",
    shown: ".pm-loading",
    answer: "never",
  },
  { name: "failed figures", path: "/inps-2023/indicatori/tempi_medi", shown: ".alert", answer: "failed" },
];

const openOwn = (state: PageState, language: string, options?: BrowserContextOptions): Promise<Page> =>
  openState(pages, state, /\/themes|\/figures|\/series/, language, options);

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
      const isWide = await page.evaluate(() => {
        const main = document.querySelector("#contenuto")!;
        return main.scrollWidth > main.clientWidth;
      });
      expect(isWide).toBe(false);
      expect(await findBarriers(page)).toEqual([]);
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
