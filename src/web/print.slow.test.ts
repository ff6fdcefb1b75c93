import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findClipped, onPaper } from "../../cases/web/check-access.ts";
import { makeNation } from "../../cases/web/nation-place.ts";
import { findChromium, howToHaveChromium, inpsPlace, openPages } from "../../cases/web/open-pages.ts";
import { readText } from "../../cases/web/read-text.ts";

const pages = await openPages([inpsPlace, await makeNation()]);
beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));

async function print(path: string, shown: string): Promise<Page> {
  const page = await pages.open(path, onPaper);
  page.setDefaultTimeout(110_000);
  await page.locator(shown).first().waitFor();
  await expect.poll(() => page.locator(".pm-loading").count(), { timeout: 60_000 }).toBe(0);
  await page.emulateMedia({ media: "print" });
  return page;
}

/** Every page, and what shows that it is there. */
const printed = [
  ["the pyramid", "/inps-2023?open=valore_pubblico.index/performance_strategica.index", ".pm-block"],
  ["the pyramid as a list", "/inps-2023?look=elenco&against=2022", "tbody tr"],
  ["an explanation", "/inps-2023?why=indice_economico_gestione", ".pm-panel .pm-step"],
  ["the tree of offices", "/nazione/uffici?open=*", ".pm-tree-row"],
  ["an office", "/nazione/uffici/ENTE?knownAt=2023-10-31", ".pm-group"],
  ["all indicators", "/inps-2023/indicatori", ".pm-theme"],
  ["an indicator", "/nazione/indicatori/produttivita", ".pm-figures tbody tr"],
  ["scenarios", "/inps-2023/e-se", ".pm-tornado svg"],
  ["the audit", "/inps-2023/verifica", ".pm-card"],
  ["a printed figure", "/inps-2023/verifica?figure=pi.risultato", ".pm-paper"],
  ["deliveries", "/nazione/dati", ".pm-calendar"],
] as const;

describe("on paper", () => {
  test.each(printed)("[P75] nothing to press is printed and nothing is cut: %s", async (_, path, shown) => {
    const page = await print(path, shown);
    expect(await findClipped(page)).toEqual([]);
    for (const role of ["navigation", "searchbox"] as const)
      expect(await page.getByRole(role, { name: /menu|cerca/i }).count()).toBe(0);
    expect(
      await page
        .locator(".btn, .pm-header-button, [aria-label='Da dove si guarda']")
        .filter({ visible: true })
        .count(),
    ).toBe(0);
    const foot = await readText(page.locator(".pm-print-foot").filter({ visible: true }));
    const known = new URL(page.url()).searchParams.get("knownAt");
    expect(foot).toMatch(
      /^(?:INPS, Relazione|Nazione sintetica).* · 2023 · come noto il \d\d\/\d\d\/\d{4} http/,
    );
    if (known !== null) expect(foot).toContain(known.split("-").reverse().join("/"));
    expect(foot).toMatch(/knownAt=\d{4}-\d\d-\d\d/);
    expect(foot).toContain(new URL(page.url()).pathname);
    expect(pages.complaints).toEqual([]);
  });

  test("[P75] the foot stands under every sheet, where the browser can", async () => {
    const page = await print("/inps-2023?knownAt=2024-06-30", ".pm-block");
    const rules = await page.evaluate<string>(
      "[...document.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).join(' ')",
    );
    expect(rules).toContain("@page");
    expect(rules).toMatch(/@bottom-left.*come noto il 30\/06\/2024.*knownAt=2024-06-30/s);
  });

  test("[P76] of a long table paper has the first rows, and says how many it has not", async () => {
    const page = await print("/nazione/indicatori/produttivita", ".pm-figures tbody tr");
    const table = page.locator(".pm-figures");
    await expect.poll(() => table.getByRole("row").count()).toBe(301);
    await page.getByText(/^Su carta stanno le prime 300 righe di [\d.]+, /).waitFor();
    await page.emulateMedia({ media: "screen" });
    await expect.poll(() => table.getByRole("row").count()).toBeLessThan(100);
    expect(await page.getByText(/^Su carta stanno/).isVisible()).toBe(false);

    const tree = await print("/nazione/uffici?open=*", ".pm-tree-row");
    await expect.poll(() => tree.getByRole("treeitem").count()).toBe(300);
    await tree.getByText(/^Su carta stanno le prime 300 righe di 631, /).waitFor();
    const few = await print("/inps-2023/indicatori/tempi_medi", ".pm-figures tbody tr");
    expect(await few.getByText(/^Su carta stanno/).count()).toBe(0);
    expect(pages.complaints).toEqual([]);
  });

  test("[P76] under every chart stands its table, and on the screen what was open stays open", async () => {
    const page = await print("/nazione/indicatori/produttivita", ".pm-chart svg");
    const tables = page.locator(".pm-data");
    const number = await tables.count();
    expect(number).toBeGreaterThan(2);
    await expect.poll(() => page.locator(".pm-data table").filter({ visible: true }).count()).toBe(number);
    await page.emulateMedia({ media: "screen" });
    await expect.poll(() => page.locator(".pm-data table").filter({ visible: true }).count()).toBe(0);
    await tables.first().locator("summary").click();
    await tables.first().locator("table").waitFor();
    await page.emulateMedia({ media: "print" });
    await expect.poll(() => page.locator(".pm-data table").filter({ visible: true }).count()).toBe(number);
    await page.emulateMedia({ media: "screen" });
    await expect.poll(() => page.locator(".pm-data table").filter({ visible: true }).count()).toBe(1);
    expect(pages.complaints).toEqual([]);
  });
});
