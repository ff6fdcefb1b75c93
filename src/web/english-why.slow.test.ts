/** Explanations in the reader's language: beside a page, of what is supposed, and of a formula. */
import type { Locator, Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findBarriers } from "../../cases/web/check-access.ts";
import { makeNation } from "../../cases/web/nation-place.ts";
import { findChromium, howToHaveChromium, inpsPlace, openPages } from "../../cases/web/open-pages.ts";

const pages = await openPages([inpsPlace, await makeNation()]);
beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));

/** Words of Italian sentences, which no title of what is explained here has. */
const italian =
  /\b(somma|regola|pesi|peso|fonte|arrotondamento|mostrato|raggiungimento|dato rilevato|già|manca|componenti)\b/i;

/** They enclose what the model says on its way to the page, which shows none. */
const marks = /[\u2066-\u2069]/;

/** What of an element is not marked as Italian. */
const readOurs = (told: Locator): Promise<string> =>
  told.evaluate((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const cited of copy.querySelectorAll("[lang=it]")) cited.remove();
    return copy.textContent ?? "";
  });

const panelOf = (page: Page) => page.getByRole("dialog", { name: "Why?" });

describe("an explanation in English", () => {
  test("[P104] says rule, values and rounding in English, as a tree and as sentences", async () => {
    const page = await pages.open("/inps-2023?why=tempi_medi|attainment|INPS|2023&lang=en");
    const panel = panelOf(page);
    await panel.getByText("rule “deviation”: 100 + (32 − 49) / |32| × 100").waitFor();
    await panel.getByText("it is 46,875, shown with 2 decimals; half is rounded away from zero").waitFor();
    await panel.getByText("declared target").waitFor();
    expect(await panel.locator(".pm-steps [lang=it]").allTextContents()).toContain(
      "Tempi medi di definizione",
    );
    expect(await page.content()).not.toMatch(marks);
    expect(await panel.locator("ul[lang], pre[lang]").count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);

    await panel.getByText("Sentences", { exact: true }).click();
    const told = (await panel.locator("pre").textContent()) ?? "";
    expect(told).toContain("rule “deviation”: 100 + (32 − 49) / |32| × 100");
    expect(told).not.toMatch(marks);
    expect(await readOurs(panel.locator("pre"))).not.toMatch(italian);
    expect(await panel.locator("pre [lang=it]").allTextContents()).toContain("Tempi medi di definizione");
    expect(await findBarriers(page)).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });

  test("[P104] what an absence depends on, and what one looks from, are told in it too", async () => {
    const page = await pages.open(
      "/inps-2023?why=performance_gestionale|index|INPS|2023&methodOn=2023-06-30&lang=en",
    );
    const panel = panelOf(page);
    await panel.getByText("components are disclosed").first().waitFor();
    await panel.getByText("by the formulas in force on 30/06/2023").waitFor();
    await panel.getByText("undisclosed; the model does not say who owes it").first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });

  test("[P104] so are the conditions of a scorecard, and what of them is Italian is marked", async () => {
    const page = await pages.open("/nazione/uffici/R-09?methodOn=2022-12-31&withoutEvent=alluvioni&lang=en");
    const [method, event] = ["formulas in force on 31/12/2022", "without the offices of the event"].map(
      (text) => page.locator(".pm-office-facts .pm-tag").filter({ hasText: text }),
    );
    await method!.waitFor({ timeout: 110_000 });
    expect(await method!.locator("[lang]").count()).toBe(0);
    expect(await event!.locator("[lang=it]").count()).toBe(1);
    expect(await event!.textContent()).not.toMatch(marks);
    expect(await findBarriers(page)).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });

  test("[P104] it is asked again when the reader changes language", async () => {
    const page = await pages.open("/inps-2023?lang=en");
    await page.getByLabel("Language").selectOption("it");
    await page.getByRole("button", { name: /^Indice sintetico del Valore Pubblico: 100,48/ }).click();
    const inItalian = page.getByRole("dialog", { name: "Perché?" });
    await inItalian.getByText("i pesi delle sue 4 componenti non sono divulgati").waitFor();
    await page.keyboard.press("Escape");
    await page.getByLabel("Lingua").selectOption("en");
    await page.getByRole("button", { name: /^Indice sintetico del Valore Pubblico: 100,48/ }).click();
    await panelOf(page).getByText("the weights of its 4 components are undisclosed").waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P104] a supposed figure, and the formula of an indicator, are read in it", async () => {
    const desk = await pages.open("/inps-2023/e-se?lang=en");
    await desk.getByLabel("Target of Tempi medi di definizione").fill("49", { timeout: 60_000 });
    const row = desk
      .locator(".pm-supposed-pyramid tbody tr")
      .filter({ has: desk.getByText("Tempi medi di definizione", { exact: true }) })
      .first();
    await row.locator(".pm-supposed").click({ timeout: 60_000 });
    const panel = desk.getByRole("dialog");
    await panel.getByText("rule “deviation”: 100 + (49 − 49) / |49| × 100").waitFor();
    await panel.getByText("provenance: assumed").first().waitFor();
    expect(await panel.locator(".pm-told [lang=it]").allTextContents()).toContain(
      "Tempi medi di definizione",
    );
    expect(await desk.content()).not.toMatch(marks);

    const indicator = await pages.open("/inps-2023/indicatori/rischi_nuovi_totale?lang=en");
    const formula = indicator.locator(".pm-formula").first();
    await formula.getByText("Formula, in English").waitFor();
    expect(await formula.locator("[lang=it]").count()).toBeGreaterThan(0);
    expect(await formula.textContent()).toMatch(/“.+”/);
    expect(await readOurs(formula.locator("dd").first())).toBe("sum(“”)");
    expect(await indicator.content()).not.toMatch(marks);
    expect(await findBarriers(indicator)).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });
});
