/** Every page while its own script is awaited. */
import { describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findBarriers, findLost } from "../../cases/web/check-access.ts";
import { findChromium, howToHaveChromium, inpsPlace, openPages } from "../../cases/web/open-pages.ts";

const pages = await openPages([inpsPlace]);
const hasBrowser = findChromium() !== undefined;

/** The pages that have a script of their own, and their names. */
const states = [
  { path: "uffici", script: /offices-page.*\.js$/, it: "Uffici", en: "Offices" },
  { path: "uffici/INPS", script: /office-page.*\.js$/, it: "Uffici", en: "Offices" },
  { path: "indicatori", script: /indicators-page.*\.js$/, it: "Indicatori", en: "Indicators" },
  {
    path: "indicatori/valore_pubblico",
    script: /indicator-page.*\.js$/,
    it: "Indicatori",
    en: "Indicators",
  },
  { path: "e-se", script: /what-if-page.*\.js$/, it: "E se…", en: "What if…" },
  { path: "verifica", script: /audit-page.*\.js$/, it: "Verifica", en: "Audit" },
  { path: "dati", script: /data-page.*\.js$/, it: "Dati", en: "Data" },
] as const;

describe("a page whose script is awaited", () => {
  for (const { path, script, ...names } of states)
    test(`[P93] [P7] has its name as heading, nothing for axe to report and nothing lost: ${path}`, async (context) => {
      requirePresent(context, hasBrowser, howToHaveChromium);
      for (const language of ["it", "en"] as const) {
        const page = await pages.open(`/inps-2023?lang=${language}`, {
          viewport: { width: 320, height: 640 },
        });
        await page.context().route(script, () => undefined);
        await page.goto(`${pages.address}/inps-2023/${path}?lang=${language}`, { waitUntil: "commit" });
        await page.locator("#contenuto .pm-loading").waitFor();
        expect(await page.locator("h1").allTextContents()).toEqual([names[language]]);
        expect(await findBarriers(page)).toEqual([]);
        expect(await findLost(page)).toEqual([]);
        await page.context().close();
      }
      expect(pages.complaints).toEqual([]);
    });
});
