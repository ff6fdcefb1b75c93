/** Every page of both workspaces, on a phone, a tablet and a desk: nothing is cut, covered or taken apart. */
import { beforeEach, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findBroken } from "../../cases/web/check-access.ts";
import { makeNation } from "../../cases/web/nation-place.ts";
import { findChromium, howToHaveChromium, inpsPlace, openPages } from "../../cases/web/open-pages.ts";

const pages = await openPages([inpsPlace, await makeNation()]);
beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));

/** An address, and what shows that it is there. */
const shown = [
  ["/inps-2023", ".pm-block"],
  ["/inps-2023?look=elenco&against=2022", "main table"],
  ["/nazione", ".pm-block"],
  ["/nazione?look=elenco", "main table"],
  ["/inps-2023/uffici/INPS", ".pm-group"],
  ["/nazione/uffici/R-09", ".pm-group"],
  ["/inps-2023/indicatori/tempi_medi", "#cifre"],
  ["/nazione/indicatori/produttivita", "#cifre"],
  ["/inps-2023/e-se", ".pm-what-if table"],
  ["/nazione/e-se", ".pm-what-if table"],
  ["/inps-2023/verifica", "#cifre"],
  ["/inps-2023/verifica?figure=pi.tempi.ragg", ".pm-paper"],
  ["/nazione/dati?delivery=72&row=2", "#riga ~ .pm-table-region"],
] as const;

test.each(shown)(
  "[P95] words are whole and figures stand in their place: %s",
  { timeout: 120_000 },
  async (path, place) => {
    const page = await pages.open(path);
    page.setDefaultTimeout(100_000);
    await page.locator(place).first().waitFor();
    await page.locator(".pm-loading").first().waitFor({ state: "detached" });
    // What is folded is part of the page, too.
    await page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true");
    for (const width of [1280, 768, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => findBroken(page), { message: `${width} px` }).toEqual([]);
    }
    expect(pages.complaints).toEqual([]);
  },
);
