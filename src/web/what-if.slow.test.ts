/** The page of scenarios in a real browser: what a member of the board does with it, and what must never happen. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findBarriers, findLost, zoomed } from "../../cases/web/check-access.ts";
import {
  findChromium,
  howToHaveChromium,
  inpsPlace,
  openPages,
  townPlace,
} from "../../cases/web/open-pages.ts";

const pages = await openPages([inpsPlace, townPlace]);
/** A busy machine is not a wrong page. */
const soon = { timeout: 60_000 };
const hasBrowser = findChromium() !== undefined;

/** Opens the page and waits until figures are there. */
async function openDesk(search = "", options: Parameters<typeof pages.open>[1] = {}): Promise<Page> {
  const page = await pages.open(`/inps-2023/e-se${search}`, options);
  await page.locator(".pm-supposed-pyramid tbody tr").first().waitFor({ timeout: 60_000 });
  return page;
}

const rowOf = (page: Page, title: string) =>
  page
    .locator(".pm-supposed-pyramid tbody tr")
    .filter({ has: page.getByText(title, { exact: true }) })
    .first();

/** A list by the words above it. */
const choiceOf = (page: Page, words: string) =>
  page.locator("label", { has: page.getByText(words, { exact: true }) }).locator("select");

/** What a row shows as supposed. */
async function readSupposed(page: Page, title: string): Promise<string> {
  return ((await rowOf(page, title).locator(".pm-supposed").first().textContent()) ?? "").trim();
}

describe("the page of scenarios", () => {
  test("[P34] computes the real figures in the browser, and shows that the hash is the server's", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    const proof = page.locator(".pm-proof");
    await proof.locator(".pm-state-good").waitFor({ timeout: 60_000 });
    expect(await proof.textContent()).toContain("✓coincidono");
    const [here, there] = await proof.locator("code").allTextContents();
    expect(here).toMatch(/^[0-9a-f]{16}$/);
    expect(here).toBe(there);
    expect(pages.complaints).toEqual([]);
  });

  test("[P38] what a weight of 30 % would do is told in one action from the open page", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    await page.getByLabel("Peso di Vigilanza e recupero crediti", { exact: true }).fill("30");
    // (70 × (111,43 × 30 + 89,53 × 20 + 100 × 10 + 105,14 × 20) / 80 + 122,79 × 30) / 100
    await expect.poll(() => readSupposed(page, "Performance strategica"), soon).toMatch(/^108,9/);
    expect(await rowOf(page, "Performance strategica").textContent()).toContain("▲ +1,98");
    // Whoever adapts says so: 30 of 80 shares of 70.
    expect(await rowOf(page, "Conto assicurativo").textContent()).toContain("diventa 26,25");
    expect(pages.complaints).toEqual([]);
  });

  test("[P36] a member of the board changes a weight, keeps it by name, and compares two scenarios", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    await page.getByLabel("Nome dello scenario").fill("Più vigilanza");
    await page.getByLabel("Nome dello scenario").press("Enter");
    await page.getByLabel("Peso di Vigilanza e recupero crediti", { exact: true }).fill("40");
    await expect.poll(() => readSupposed(page, "Performance strategica"), soon).toMatch(/^110,/);
    const first = await readSupposed(page, "Performance strategica");
    await page.getByRole("button", { name: "Nuovo", exact: true }).click();
    await page.getByLabel("Nome dello scenario").fill("Più contenzioso");
    await page.getByLabel("Nome dello scenario").press("Enter");
    await page.getByLabel("Peso di Contenzioso", { exact: true }).fill("40");
    const row = rowOf(page, "Performance strategica");
    await expect.poll(() => row.locator(".pm-supposed").count(), soon).toBe(2);
    const [second, beside] = await row.locator(".pm-supposed").allTextContents();
    expect(beside?.trim()).toBe(first);
    expect(second?.trim()).not.toBe(first);
    const heads = await page.locator(".pm-supposed-pyramid thead th").allTextContents();
    expect(heads.slice(-2)).toEqual(["Più contenzioso", "Più vigilanza"]);

    // The address is all that a colleague needs.
    await expect
      .poll(() => new URL(page.url()).searchParams.get("scenari"), soon)
      .toContain("Più contenzioso");
    const { search } = new URL(page.url());
    const again = await openDesk(search);
    await expect
      .poll(() => rowOf(again, "Performance strategica").locator(".pm-supposed").count(), soon)
      .toBe(2);
    expect(await rowOf(again, "Performance strategica").locator(".pm-supposed").allTextContents()).toEqual([
      second,
      beside,
    ]);
    expect(pages.complaints).toEqual([]);
  });

  test("[P31] weights that are not disclosed can be supposed, and the printed number is met or missed", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    await page.getByRole("button", { name: "Supponi pesi uguali per Performance istituzionale" }).click();
    const row = rowOf(page, "Performance istituzionale");
    await row.getByText("Stampato 90,60; con questi pesi si calcola 86,50").waitFor();
    await page.getByLabel("Peso di Continuità di reddito", { exact: true }).fill("40");
    await row.getByText(/con questi pesi si calcola 90,66/).waitFor();
    expect(await row.textContent()).toContain("manca il bersaglio di");
    expect(pages.complaints).toEqual([]);
  });

  test("[P32] a weight raised while the others stay is told in words, and nothing is computed", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    await page.getByLabel("Peso di Vigilanza e recupero crediti", { exact: true }).fill("30");
    await page.getByLabel("Gli altri pesi di Performance strategica").selectOption("stay");
    await page.getByText("I pesi supposti sommano a 110; devono sommare a 100: ne avanzano 10.").waitFor();
    expect(await rowOf(page, "Performance strategica").textContent()).toContain("non calcolato");
    await page.getByLabel("Peso di Accesso ai servizi", { exact: true }).fill("0");
    await page.getByText("un peso è maggiore di zero").waitFor();
    await page.getByLabel("Peso di Conto assicurativo", { exact: true }).fill("25");
    await page.getByLabel("Peso di Accesso ai servizi", { exact: true }).fill("5");
    await expect.poll(() => readSupposed(page, "Performance strategica"), soon).toMatch(/^108,6/);
    expect(pages.complaints).toEqual([]);
  });

  test("[P36] a target changes, is undone, made again and left; the server is asked for nothing", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    await page.locator(".pm-proof .pm-state-good").waitFor({ timeout: 60_000 });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const row = rowOf(page, "Tempi medi di definizione");
    await page.getByLabel("Obiettivo di Tempi medi di definizione").fill("49");
    await expect.poll(() => readSupposed(page, "Tempi medi di definizione"), soon).toMatch(/^100,00/);
    await page.getByText("Obiettivo di Tempi medi di definizione, INPS, 2023: 49").waitFor();
    await page.getByRole("button", { name: "Annulla" }).click();
    await expect.poll(() => row.locator(".pm-supposed").count(), soon).toBe(0);
    await page.getByRole("button", { name: "Ripeti" }).click();
    await expect.poll(() => row.locator(".pm-supposed").count(), soon).toBe(1);
    await page.getByRole("button", { name: "Torna al vero" }).click();
    await expect.poll(() => row.locator(".pm-supposed").count(), soon).toBe(0);
    expect(asked.filter((url) => url.includes("/api/"))).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });

  test("[P77] a threshold changes, is told, stands in the address, and is refused where it makes no rule", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    const row = rowOf(page, "Tempi medi di definizione");
    await row.getByText("Soglie", { exact: false }).click();
    await page.getByLabel("Minimo di Tempi medi di definizione", { exact: true }).fill("60");
    await expect.poll(() => readSupposed(page, "Tempi medi di definizione"), soon).toMatch(/^60,00/);
    await page.getByText("Minimo di Tempi medi di definizione: 60").waitFor();
    await expect
      .poll(() => new URL(page.url()).searchParams.get("scenari"), soon)
      .toContain("s.tempi_medi.minimo.60");
    await row.locator(".pm-supposed").click();
    await page.getByRole("dialog").getByText("il limite previsto decide: 60").first().waitFor();
    await page.keyboard.press("Escape");

    const again = await openDesk(new URL(page.url()).search);
    await expect.poll(() => readSupposed(again, "Tempi medi di definizione"), soon).toMatch(/^60,00/);
    // What is supposed is not hidden behind a word.
    expect(await again.getByLabel("Minimo di Tempi medi di definizione", { exact: true }).inputValue()).toBe(
      "60",
    );
    await again.getByLabel("Massimo di Tempi medi di definizione", { exact: true }).fill("50");
    await again.getByText(/Con le soglie supposte il minimo supera il massimo/).waitFor();
    await again.getByRole("button", { name: "Togli: Massimo di Tempi medi di definizione: 50" }).click();
    await again.getByRole("button", { name: "Togli: Minimo di Tempi medi di definizione: 60" }).click();
    await expect
      .poll(() => rowOf(again, "Tempi medi di definizione").locator(".pm-supposed").count(), soon)
      .toBe(0);
    expect(pages.complaints).toEqual([]);
  });

  test("[P77] bands are found by name and supposed one by one", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await pages.open(
      "/esempio-comune/e-se?scenari=1*A*s.tempo_pagamento.punteggio1.90&cerca=tempo+medio",
    );
    const found = page.getByRole("region", { name: "Un'altra cifra" });
    const score = found.getByLabel("Punteggio della fascia 1 di Tempo medio di pagamento");
    await score.waitFor({ timeout: 60_000 });
    expect(await score.inputValue()).toBe("90");
    await found.getByLabel("Inizio della fascia 2 di Tempo medio di pagamento").fill("50");
    await page.getByText(/Con le soglie supposte le fasce non salgono/).waitFor();
    await found.getByLabel("Inizio della fascia 3 di Tempo medio di pagamento").fill("60");
    await page.getByText(/le fasce non salgono/).waitFor({ state: "detached" });
    await page.getByText("Inizio della fascia 3 di Tempo medio di pagamento: 60").waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P100] a figure that becomes shorter again leaves every column where it is", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    const target = page.getByLabel(/^Obiettivo di /).first();
    const row = page.locator("tr", { has: target });
    const seePlaces = () =>
      row.locator("td, th").evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().left));
    const suppose = async (text: string): Promise<string> => {
      const before = await row.locator(".pm-change").allTextContents();
      await target.fill(text);
      await expect.poll(() => row.locator(".pm-change").allTextContents(), soon).not.toEqual(before);
      return (await row.locator(".pm-change").first().textContent()) ?? "";
    };
    const long = await suppose("0,01");
    const places = await seePlaces();
    const short = await suppose("77");
    expect(short.length).toBeLessThan(long.length - 1);
    expect(await seePlaces()).toEqual(places);
    expect(pages.complaints).toEqual([]);
  });

  test("[P113] what cannot be read stays in its field, says why, and supposes nothing", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    const target = page.getByLabel("Obiettivo di Tempi medi di definizione", { exact: true });
    const before = await target.inputValue();
    for (const text of ["200 milioni", "1.5"]) {
      await target.fill("");
      await target.pressSequentially(text);
      await target.blur();
      expect(await target.inputValue()).toBe(text);
      expect(await target.getAttribute("aria-invalid")).toBe("true");
      await page.getByRole("alert").filter({ hasText: "non cambia nulla" }).waitFor();
      await page.getByText("Ancora niente: lo scenario dice il vero.").waitFor();
    }
    await target.fill(before);
    await target.blur();
    expect(await page.getByRole("alert").filter({ hasText: "non cambia nulla" }).count()).toBe(0);
    await target.fill("150.000");
    await target.blur();
    expect(await target.inputValue()).toBe("150.000");
    const unit = await target.evaluate((field) => field.nextElementSibling?.textContent);
    expect(unit).not.toBe("");
    expect(await target.getAttribute("aria-describedby")).toContain(
      await target.evaluate((field) => field.nextElementSibling?.id ?? "none"),
    );
    expect(pages.complaints).toEqual([]);
  });

  test("[P115] the menu leads back to the scenarios, and not to those of another workspace", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    const go = (name: string) => page.getByRole("link", { name, exact: true }).click();
    const weight = page.getByLabel("Peso di Vigilanza e recupero crediti", { exact: true });
    await weight.fill("30");
    await page.waitForURL(/scenari=/);
    await go("Dati");
    await page.waitForURL(/\/dati/);
    expect(page.url()).not.toContain("scenari=");
    await go("E se…");
    await weight.waitFor({ timeout: 60_000 });
    expect(await weight.inputValue()).toBe("30");
    expect(page.url()).toContain("scenari=");
    await choiceOf(page, "Spazio di lavoro").selectOption("esempio-comune");
    await page.waitForURL(/\/esempio-comune/);
    await go("E se…");
    await page.locator(".pm-what-if").waitFor();
    expect(page.url()).not.toContain("scenari=");
    expect(pages.complaints).toEqual([]);
  });

  test("[P116] weights that cannot be are told beside them, and the others stay to be read", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    await page.getByLabel("Peso di Vigilanza e recupero crediti", { exact: true }).fill("100");
    await rowOf(page, "Performance strategica")
      .getByText(/Con questi pesi Performance strategica/)
      .waitFor();
    const other = page.getByLabel("Peso di Conto assicurativo", { exact: true });
    expect(await other.getAttribute("placeholder")).toBe("30");
    expect(pages.complaints).toEqual([]);
  });

  test("[P36] a ranking moves with what is supposed, and says by how much", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await pages.open(
      "/esempio-comune/e-se?period=2025-T1&ufficio=TRIBUTI&cerca=pratiche+definite",
    );
    await choiceOf(page, "Per").selectOption("pratiche_definite.result|ufficio", { timeout: 60_000 });
    const first = page.locator(".pm-ranking tbody tr").first();
    const before = await first.locator("th").textContent();
    expect(before).not.toBe("Ufficio tributi");
    await page.getByRole("textbox", { name: "Consuntivo di Pratiche definite" }).last().fill("99999");
    await expect.poll(() => first.locator("th").textContent(), soon).toBe("Ufficio tributi");
    expect(await first.textContent()).toMatch(/sale di [12]/);
    expect(pages.complaints).toEqual([]);
  });

  test("[P37] the tornado shows what matters most, and a table says the same", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    await choiceOf(page, "Guarda").selectOption({ label: "Performance strategica" });
    await page.locator(".pm-tornado svg").waitFor({ timeout: 60_000 });
    await page.getByText("Le stesse cose in una tabella").click();
    const first = page.locator("details table tbody tr").first();
    expect(await first.textContent()).toContain("Conto assicurativo (consuntivo)");
    // A tenth of 111,43 at a weight of 30.
    expect(await first.textContent()).toContain("3,342");
    await page.getByLabel("Quanto si muove (%)").fill("20");
    await expect.poll(() => first.textContent(), soon).toContain("6,687");
    expect(pages.complaints).toEqual([]);
  });

  test("[P37] thresholds move in it, too, and are called what their fields are called", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await pages.open("/esempio-comune/e-se");
    await choiceOf(page, "Guarda").selectOption({ label: "Qualità" }, soon);
    await page.locator(".pm-tornado svg").waitFor(soon);
    await page.getByText("Le stesse cose in una tabella").click();
    const row = page.locator("details table tbody tr", { hasText: "Utenti soddisfatti (vale 100 a)" });
    // The range ends at 90: if it ended at 81 more would be attained, and at 99 less.
    expect(await row.textContent()).toMatch(/91,76.*71,57/);
    expect(await findBarriers(page)).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });

  test("[P1] [P31] a supposed figure explains itself too, from what is supposed", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    await page.getByLabel("Obiettivo di Tempi medi di definizione").fill("49");
    await rowOf(page, "Tempi medi di definizione").locator(".pm-supposed").click();
    const panel = page.getByRole("dialog");
    await panel.getByText("100 + (49 − 49) / |49| × 100").waitFor();
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    expect(pages.complaints).toEqual([]);
  });

  test("[P35] hostile addresses give a sentence, and the real figures", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const told: readonly (readonly [string, RegExp])[] = [
      ["?scenari=9*Nome", /versione che questa pagina non conosce/],
      ["?scenari=%3Cscript%3Ealert(1)%3C/script%3E", /non si leggono/],
      ["?scenari=1*N*p.performance_strategica.a.1e9", /non si leggono/],
      [`?scenari=1*${"x".repeat(7_000)}`, /troppo lunghi/],
      ["?scenari=[1,2]", /non si leggono/],
      ["?scenari=1*N*p.non_esiste.a.1..", /«non_esiste» non c'è in queste cifre/],
      ["?scenari=1*N*p.performance_strategica.a.1.", /Lo scenario dà 2 pesi/],
      ["?scenari=1*N*o.tempi_medi.ALTROVE.2023.1", /«ALTROVE» non c'è in queste cifre/],
      ["?attivo=99&accanto=-1&ufficio=X&quanto=1e99&aperte=~~&classifica=|", /La piramide/],
    ];
    for (const [search, words] of told) {
      const page = await pages.open(`/inps-2023/e-se${search}`);
      await page.getByText(words).first().waitFor({ timeout: 60_000 });
      await page.getByRole("heading", { name: "La piramide" }).waitFor({ timeout: 60_000 });
      await page.close();
    }
    expect(pages.complaints).toEqual([]);
  });

  test("[P39] everything can be done with the keyboard alone", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk();
    const reach = async (name: RegExp): Promise<void> => {
      for (let presses = 0; presses < 150; presses++) {
        await page.keyboard.press("Tab");
        const found = await page.evaluate(() => {
          const { activeElement: at } = document;
          return `${at?.getAttribute("aria-label") ?? ""} ${at?.textContent ?? ""}`;
        });
        if (name.test(found)) return;
      }
      throw new Error(`${name} is not reached`);
    };
    await reach(/^Peso di Vigilanza e recupero crediti, cursore/);
    for (let k = 0; k < 10; k++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => readSupposed(page, "Performance strategica"), soon).toMatch(/^108,9/);
    await reach(/^Togli: Pesi di Performance strategica/);
    await page.keyboard.press("Enter");
    await expect
      .poll(() => rowOf(page, "Performance strategica").locator(".pm-supposed").count(), soon)
      .toBe(0);
    expect(pages.complaints).toEqual([]);
  });

  /** The states of the page, by what brings them about. */
  const states: readonly { readonly name: string; readonly search: string; readonly ready: string }[] = [
    { name: "real", search: "", ready: ".pm-tornado svg" },
    {
      name: "supposed and compared",
      search:
        "?scenari=1*A*p.performance_strategica.a.40....*o.tempi_medi.INPS.2023.49**B*p.valore_pubblico.a....&accanto=2",
      ready: ".pm-change",
    },
    { name: "thresholds", search: "?scenari=1*A*s.tempi_medi.minimo.60", ready: ".pm-thresholds[open]" },
    { name: "not computable", search: "?scenari=1*A*p.performance_strategica.f.40....", ready: ".alert" },
    { name: "unreadable", search: "?scenari=2*A", ready: ".pm-fault" },
    { name: "searched", search: "?cerca=giacenza", ready: ".pm-found li" },
  ];
  for (const { name, search, ready } of states) {
    test(`[P39] axe finds nothing, in either language: ${name}`, async (context) => {
      requirePresent(context, hasBrowser, howToHaveChromium);
      for (const language of ["it", "en"]) {
        const page = await openDesk(`${search}${search === "" ? "?" : "&"}lang=${language}`);
        await page.locator(ready).first().waitFor({ timeout: 60_000 });
        expect(await findBarriers(page)).toEqual([]);
        await page.close();
      }
      expect(pages.complaints).toEqual([]);
    });
  }

  test("[P74] at 200 % nothing is lost in any state", { timeout: 300_000 }, async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    for (const { name, search, ready } of states) {
      const page = await openDesk(search, zoomed);
      await page.locator(ready).first().waitFor({ timeout: 60_000 });
      expect([name, await findLost(page)]).toEqual([name, []]);
      await page.context().close();
    }
    expect(pages.complaints).toEqual([]);
  });

  test("[P39] at 320 px nothing is wider than the page, and weights can still be changed", async (context) => {
    requirePresent(context, hasBrowser, howToHaveChromium);
    const page = await openDesk("", { viewport: { width: 320, height: 640 }, reducedMotion: "reduce" });
    await page.getByLabel("Peso di Vigilanza e recupero crediti", { exact: true }).fill("30");
    await expect.poll(() => readSupposed(page, "Performance strategica"), soon).toMatch(/^108,9/);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
    expect(pages.complaints).toEqual([]);
  });
});
