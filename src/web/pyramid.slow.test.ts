import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findBarriers, findLost, isTooWide, zoomed } from "../../cases/web/check-access.ts";
import { makeNation } from "../../cases/web/nation-place.ts";
import {
  findChromium,
  howToHaveChromium,
  inpsPlace,
  openPages,
  townPlace,
} from "../../cases/web/open-pages.ts";

const pages = await openPages([inpsPlace, townPlace, await makeNation()]);
beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));

interface Pyramid {
  readonly rows: readonly {
    readonly depth: number;
    readonly title: string;
    readonly figure: { readonly members: Readonly<Record<string, string>> };
  }[];
}

/** Opens a block of the pyramid by its name: one action. */
async function openBlock(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: false }).and(page.locator("[aria-expanded]")).click();
}

describe("the pyramid in a browser", () => {
  test("[P1] a figure explains itself at one press, at an address of its own", async () => {
    const page = await pages.open("/inps-2023");
    await openBlock(page, "Performance istituzionale");
    await page.getByRole("button", { name: /^Tempi medi di definizione: 46,88/ }).click();
    const panel = page.getByRole("dialog", { name: "Perché?" });
    await panel.getByText("100 + (32 − 49) / |32| × 100").waitFor();
    const { pathname, search, searchParams } = new URL(page.url());
    expect(searchParams.get("why")).toBe("tempi_medi|attainment|INPS|2023");

    const again = await pages.open(pathname + search);
    await again.getByRole("dialog").getByText("piramide/istituzionale.yaml:45:21").waitFor();
    await again.keyboard.press("Escape");
    await again.getByRole("dialog", { name: "Perché?" }).waitFor({ state: "detached" });
    // Of the address we hear a moment after the page has changed.
    await again.waitForURL(({ searchParams }) => !searchParams.has("why"));
    expect(pages.complaints).toEqual([]);
  });

  test("[P118] what a block opens comes into sight, below however many blocks", async () => {
    const page = await pages.open("/nazione");
    const block = page.locator(".pm-pyramid [aria-expanded=false]").first();
    await block.click();
    const title = page.locator(".pm-level-title").last();
    await title.waitFor();
    await expect.poll(() => title.evaluate((each) => each.getBoundingClientRect().bottom)).toBeLessThan(900);
    expect(await title.evaluate((each) => each.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
    expect(pages.complaints).toEqual([]);
  });

  test("[P2] why is the index 100,48: one action; down to one indicator: two more", async () => {
    const page = await pages.open("/inps-2023");
    await page.getByRole("button", { name: /^Indice sintetico del Valore Pubblico: 100,48/ }).click();
    const panel = page.getByRole("dialog", { name: "Perché?" });
    await panel.getByText("i pesi delle sue 4 componenti non sono divulgati").waitFor();
    expect(await panel.getByText("106,92").count()).toBeGreaterThan(0);
    await panel.getByRole("button", { name: "Chiudi" }).click();

    await openBlock(page, "Performance strategica");
    await openBlock(page, "Conto assicurativo");
    await page.getByRole("button", { name: /^Gestione privata, giacenza stratificata.*147,20/ }).waitFor();
    await expect
      .poll(() => new URL(page.url()).searchParams.get("open"))
      .toBe("valore_pubblico.index/performance_strategica.index/oge_conto_assicurativo.attainment");
    // And back: what is open closes.
    await openBlock(page, "Performance strategica");
    await page.getByText("Di che cosa è fatto: Performance strategica").waitFor({ state: "detached" });
    expect(pages.complaints).toEqual([]);
  });

  test("[P3] an absence is a word, an undisclosed weight is said, and what was stands beside what is", async () => {
    const page = await pages.open("/inps-2023?against=2022&look=elenco");
    const row = page.getByRole("row", { name: /Performance gestionale/ });
    await row.getByText("non divulgato", { exact: true }).waitFor();
    await row.getByText("∅").waitFor();
    expect(
      await page
        .getByRole("row", { name: /Performance strategica/ })
        .getByText("peso non divulgato")
        .count(),
    ).toBe(1);
    await page.getByRole("columnheader", { name: "Variazione" }).waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P96] a result that has a target is set beside it, with state and deviation that explain themselves", async () => {
    const page = await pages.open("/nazione");
    page.setDefaultTimeout(60_000);
    const block = page.getByRole("article").filter({ hasText: "IEEP Incassi e pagamenti" });
    await block.locator(".pm-state-good").getByText("raggiunto").waitFor();
    expect(await block.getByText("senza obiettivo").count()).toBe(0);
    await block
      .getByRole("button", { name: /^IEEP Incassi e pagamenti, obiettivo: 7\.579\.546\.346 €/ })
      .waitFor();
    await block.getByRole("button", { name: /^IEEP Incassi e pagamenti, scostamento: 14,84 %/ }).click();
    await page.getByRole("dialog", { name: "Perché?" }).getByText("14,84 %").first().waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P110] a part that is one member is called by it, and leads to its own figures", async () => {
    const page = await pages.open("/nazione");
    page.setDefaultTimeout(60_000);
    const answer = await page.request.get(`${pages.address}/api/v1/workspaces/nazione/pyramid`);
    const { rows } = (await answer.json()) as Pyramid;
    const at = rows.findIndex(({ figure }) => figure.members.elementare === "tempestivita_naspi");
    const row = rows[at]!;
    const above = rows.slice(0, at).findLast(({ depth }) => depth < row.depth)!;
    await openBlock(page, above.title);
    await openBlock(page, row.title);
    await page.getByRole("link", { name: "Vai all'indicatore" }).last().click();
    await page.waitForURL(
      ({ searchParams }) => searchParams.get("member") === "elementare=tempestivita_naspi",
    );
    await page.getByRole("heading", { name: row.title }).first().waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P3] what was absent is said in the reader's tongue, in the list as in the blocks", async () => {
    const page = await pages.open("/inps-2023?against=2022&look=elenco&lang=en");
    const row = page.getByRole("row", { name: /^Indice sintetico del Valore Pubblico/ });
    await row.getByRole("cell", { name: "was undisclosed" }).waitFor();
    expect(await page.getByRole("cell").filter({ hasText: /^$/ }).count()).toBe(0);
    await page.getByRole("radio", { name: "Pyramid" }).check({ force: true });
    await page.getByRole("article").first().getByText("was undisclosed").waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P4] the period and the day of knowledge are chosen on the page and stand in the address", async () => {
    const page = await pages.open("/esempio-comune");
    await page.getByLabel("Come noto il").fill("2024-03-01");
    await page.getByLabel("Periodo").selectOption({ label: "1º semestre" });
    await page.waitForURL(/period=\d{4}-S1/);
    await expect.poll(() => new URL(page.url()).searchParams.get("knownAt")).toContain("2024-03-01");
    await page.getByRole("button", { name: "Torna a come è oggi" }).click();
    await page.waitForURL((url) => !url.search.includes("knownAt"));
    expect(pages.complaints).toEqual([]);
  });

  test("[P5] everything goes by keyboard: from the first stop to an explanation and back", async () => {
    const page = await pages.open("/inps-2023");
    await page.getByRole("button", { name: /^Indice sintetico.*100,48/ }).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Vai al contenuto");
    await page.keyboard.press("Enter");
    for (let stop = 0; stop < 12; stop++) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
      if (name.startsWith("Indice sintetico")) break;
    }
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Perché?" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Perché?" }).waitFor({ state: "detached" });
    // Who was sent into the explanation comes back to the figure.
    const back = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
    expect(back).toMatch(/^Indice sintetico/);
  });

  test("[P6] a first visit is guided, once", async () => {
    const page = await pages.open("/inps-2023", { firstVisit: true });
    const guide = page.getByRole("dialog", { name: "Ogni blocco poggia su quelli sotto" });
    await guide.waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Avanti" }).click();
    await page.getByRole("heading", { name: "Ogni cifra sa dire perché" }).waitFor();
    await page.keyboard.press("Escape");
    await page.reload();
    await page.getByRole("button", { name: /^Indice sintetico.*: 100,48/ }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });
});

/** Every state in which the page can be, with what shows that it is reached, in each tongue. */
const states = [
  ["the top", "/inps-2023", /^100,48$/, /^100,48$/],
  [
    "a level deep",
    "/inps-2023?open=valore_pubblico.index/performance_strategica.index",
    /^111,43 %$/,
    /^111,43 %$/,
  ],
  [
    "one indicator, office by office",
    "/inps-2023?open=valore_pubblico.index/performance_strategica.index/oge_invalidita_civile.attainment/cdl_revisioni_114.attainment",
    /non è misurata negli uffici sottostanti/,
    /not measured in the offices below/,
  ],
  ["compared with a year", "/inps-2023?against=2022", /^era non divulgato/, /^was /],
  ["as a list", "/inps-2023?look=elenco", /^106,92$/, /^106,92$/],
  ["explained", "/inps-2023?why=indice_economico_gestione", /^6,16 %$/, /^6,16 %$/],
  [
    "an absence explained",
    "/inps-2023?why=performance_gestionale",
    /componenti sono divulgati/,
    /components are disclosed/,
  ],
  ["a period that is none", "/inps-2023?period=boh", /non è un periodo/, /non è un periodo/],
  ["a workspace that is not open", "/altrove", /non è aperto/, /non è aperto/],
  ["an address that leads nowhere", "/inps-2023/qui/non/c-e-nulla", /non esiste/, /no such page/],
] as const;

test("[P74] at 200 % nothing is lost in any state", { timeout: 300_000 }, async () => {
  for (const [name, path, shown] of states) {
    const page = await pages.open(path, zoomed);
    await page.getByText(shown).filter({ visible: true }).first().waitFor();
    await page.locator(".pm-loading").first().waitFor({ state: "detached" });
    expect([name, await findLost(page)]).toEqual([name, []]);
    await page.context().close();
  }
});

describe.each(["it", "en"] as const)("in %s", (language) => {
  test.each(states)("[P7] nothing stands in anyone's way: %s", async (_, path, inItalian, inEnglish) => {
    const page = await pages.open(`${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
    const shown = language === "it" ? inItalian : inEnglish;
    await page.getByText(shown).filter({ visible: true }).first().waitFor();
    await page.locator(".pm-loading").first().waitFor({ state: "detached" });
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await isTooWide(page)).toBe(false);
  });

  test("[P8] `/` searches from anywhere: what is marked is gone to, by keyboard", async () => {
    // The states before asked for what is not there, and the browser said so.
    const before = pages.complaints.length;
    const page = await pages.open(`/inps-2023?lang=${language}`);
    await page
      .getByText(/^100,48$/)
      .first()
      .waitFor();
    await page.keyboard.press("/");
    const field = page.locator("dialog [role=combobox]");
    await field.fill("tempi medi def");
    const options = page.getByRole("listbox").getByRole("option");
    await options.filter({ hasText: "tempi_medi" }).first().waitFor();
    expect(await options.first().getAttribute("aria-selected")).toBe("true");
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/indicatori\/tempi_medi/);

    await page.keyboard.press("/");
    await page.locator("dialog [role=combobox]").fill("nessuno si chiama cosi");
    await page.getByText(language === "it" ? "Nessuno si chiama così." : "Nobody has that name.").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog [role=combobox]").waitFor({ state: "detached" });
    expect(pages.complaints.slice(before)).toEqual([]);
  });
});

test("[P99] to ask again is offered where it may help, and not where the question is wrong", async () => {
  const wrong = await pages.open("/inps-2023?period=boh");
  await wrong.locator("main .alert").getByText("non è un periodo").waitFor();
  expect(await wrong.locator("main .alert").getByRole("button").count()).toBe(0);
  const broken = await pages.open("/inps-2023/dati");
  await broken.getByRole("heading", { level: 1 }).waitFor();
  await broken.route(/\/pyramid/, (route) => route.fulfill({ status: 503, body: "{}" }));
  await broken.getByRole("link", { name: "Piramide", exact: true }).click();
  await broken.locator("main .alert").getByRole("button", { name: "Riprova" }).waitFor();
});
