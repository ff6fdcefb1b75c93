/** What a reader is told of an address that says something that its page does not understand. */
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findBarriers, findBroken, isTooWide } from "../../cases/web/check-access.ts";
import { makeNation } from "../../cases/web/nation-place.ts";
import { findChromium, howToHaveChromium, inpsPlace, openPages } from "../../cases/web/open-pages.ts";
import { waitForQuiet } from "../../cases/web/wait-for-quiet.ts";

const pages = await openPages([inpsPlace, await makeNation()]);
beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));

async function openPage(path: string): Promise<Page> {
  const page = await pages.open(path);
  page.setDefaultTimeout(100_000);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.locator("main .pm-loading").first().waitFor({ state: "detached" });
  return page;
}

/** The words that are told, once all of them are. */
async function expectFaults(page: Page, keys: readonly string[]): Promise<void> {
  await expect
    .poll(() => page.locator(".pm-fault li > code").allTextContents(), { timeout: 30_000 })
    .toEqual(keys);
}

/** An address with words that are not understood, and those that are told. */
const mistaken = [
  ["/inps-2023?perido=2022&look=lista&open=x", ["perido=2022", "look=lista", "open=x"]],
  ["/nazione/uffici?open=R-09,R-99&sort=worst", ["open=R-99", "sort=worst"]],
  ["/nazione/uffici/R-09?state=buono&sort=ultimi&open=x", ["state=buono", "sort=ultimi", "open=x"]],
  [
    "/nazione/indicatori/produttivita?facet=boh&member=x&type=boh&kind=boh&when=2023-15&sort=boh",
    ["facet=boh", "member=x", "type=boh", "kind=boh", "when=2023-15", "sort=boh"],
  ],
  ["/inps-2023/e-se?scenari=9*Nome&attivo=2&accanto=1", ["scenari=9*Nome", "attivo=2"]],
  ["/inps-2023/e-se?ufficio=BOH&classifica=x&quanto=900", ["ufficio=BOH", "classifica=x", "quanto=900"]],
  [
    "/inps-2023/verifica?verdict=boh&section=99&differing=no&period=2023-13",
    ["verdict=boh", "section=99", "differing=no", "period=2023-13"],
  ],
  [
    "/nazione/dati?cell=boh&row=x&delivery=uno&period=2023-13",
    ["cell=boh", "row=x", "delivery=uno", "period=2023-13"],
  ],
] as const;

describe("an address that is not understood", () => {
  test.each(mistaken)(
    "[P97] every word that its page passes over is told, in either tongue, and nothing stands in the way: %s",
    { timeout: 150_000 },
    async (path, keys) => {
      for (const [language, title] of [
        ["it", "L'indirizzo dice qualcosa che qui non si capisce."],
        ["en", "The address says something that is not understood here."],
      ] as const) {
        const page = await openPage(`${path}&lang=${language}`);
        await expectFaults(page, keys);
        expect(await page.getByText(title).count()).toBe(1);
        expect(await findBarriers(page)).toEqual([]);
        await page.setViewportSize({ width: 320, height: 800 });
        expect([await isTooWide(page), await findBroken(page)]).toEqual([false, []]);
        await page.context().close();
      }
      expect(pages.complaints).toEqual([]);
    },
  );

  test.each([
    ["another version", "9*Nome", /version that this page does not know.*have them sent again/],
    ["no scenarios", "<script>", /cannot be read.*copy the address again/],
    ["too much", `1*${"x".repeat(7_000)}`, /too long for an address.*divide them/],
  ] as const)(
    "[P97] of scenarios the notice says what is wrong and what to do, and nothing else does: %s",
    async (_, scenarios, advice) => {
      const page = await openPage(`/inps-2023/e-se?lang=en&scenari=${encodeURIComponent(scenarios)}`);
      await page.locator(".pm-fault li").getByText(advice).waitFor();
      expect(await page.locator(".pm-fault li").count()).toBe(1);
      expect(await page.locator("main .alert").count()).toBe(0);
      await page.getByRole("button", { name: "Take these words out" }).click();
      await page.locator(".pm-fault").waitFor({ state: "detached" });
      expect(pages.complaints).toEqual([]);
    },
  );

  test("[P97] one press takes out what is not understood, and keeps the rest", async () => {
    const page = await openPage("/inps-2023?against=2022&perido=2022&look=elenco&open=x");
    await expectFaults(page, ["perido=2022", "open=x"]);
    await page.getByText("Forse intendevi «period».").waitFor();
    await page.getByRole("button", { name: "Togli queste parole" }).click();
    await page.waitForURL((url) => !url.searchParams.has("perido"));
    const { searchParams } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toEqual({ against: "2022", look: "elenco" });
    expect(pages.complaints).toEqual([]);
  });

  test("[P97] a period that is none is not shown as the whole year, and stays said on paper", async () => {
    const page = await openPage("/inps-2023/verifica?period=2023-13");
    await expectFaults(page, ["period=2023-13"]);
    expect(await page.getByLabel("Periodo").inputValue()).toBe("13");
    await page.emulateMedia({ media: "print" });
    await page.locator(".pm-fault").getByText("period=2023-13").waitFor();
    expect(await page.getByRole("button", { name: "Togli queste parole" }).count()).toBe(0);
    expect(pages.complaints).toEqual([]);
  });

  test("[P97] what no field shows is said beside the fields, and goes with the rest of the view", async () => {
    const page = await openPage("/nazione/uffici?methodOn=2022-12-31&withoutEvent=alluvioni&against=2022");
    await page.getByText("con il metodo del 31/12/2022").waitFor();
    await page.getByText("senza l'evento alluvioni").waitFor();
    await page.getByText("Su questa pagina non cambia nulla: Confronta con").waitFor();
    await page.getByRole("button", { name: "Torna a come è oggi" }).click();
    await page.waitForURL((url) => url.search === "");
    expect(pages.complaints).toEqual([]);
  });
});

/** Every word that a page reads, said as the page itself writes it. */
const understood = [
  "/inps-2023?period=2023&knownAt=2024-06-30&against=2022&look=elenco&open=valore_pubblico.index&office=INPS",
  "/nazione/uffici?find=lomb&beside=produttivita&open=R-09",
  "/nazione/uffici?open=*",
  "/nazione/uffici/R-09?find=indice&open=produttivita&state=good&sort=worst",
  "/inps-2023/indicatori?find=tempi",
  "/nazione/indicatori/produttivita?facet=result&office=R-09&type=provincia&rows=lo&when=month&kind=regione&sort=-value",
  "/inps-2023/verifica?section=3&verdict=contradicted&differing=1&q=tempi",
  "/inps-2023/verifica?figure=pi.risultato&alt=1",
  "/nazione/dati?delivery=72&row=2&of=2023&unit=ENTE&against=2023-06-30&sincePeriod=2023-06&sinceUnit=R-09",
  "/nazione/dati?cell=volumi%202023-03",
  "/inps-2023/e-se?ufficio=INPS&tornado=valore_pubblico.index&quanto=20&cerca=tempi&scenari=1*Prova&attivo=1",
];

test.each(understood)(
  "[P97] of an address that is understood nothing is told: %s",
  { timeout: 150_000 },
  async (path) => {
    const page = await openPage(path);
    await waitForQuiet(page);
    expect(await page.locator(".pm-fault").allTextContents()).toEqual([]);
    expect(await page.locator("main .alert").allTextContents()).toEqual([]);
    expect(pages.complaints).toEqual([]);
  },
);

describe("the words of an address", () => {
  test("[P97] those of a page stay with it: who goes on takes the view along, and no more", async () => {
    const page = await openPage("/inps-2023?against=2022&look=elenco&knownAt=2024-06-30");
    await page.getByRole("link", { name: "Uffici" }).click();
    await page.getByRole("treeitem", { name: /INPS/ }).first().waitFor();
    expect(new URL(page.url()).search).toBe("?knownAt=2024-06-30&against=2022");
    expect(await page.locator(".pm-fault").count()).toBe(0);
    expect(pages.complaints).toEqual([]);
  });

  test("[P97] a year stands in it as people write it, and one in quotes is read, too", async () => {
    const page = await openPage("/inps-2023?look=elenco");
    await page.getByLabel("Confronta con").fill("2022");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.search === "?look=elenco&against=2022");
    const again = await openPage("/inps-2023?look=elenco&against=%222022%22");
    await again.getByRole("columnheader", { name: "Variazione" }).waitFor();
    expect(await again.locator(".pm-fault").count()).toBe(0);
    expect(pages.complaints).toEqual([]);
  });
});
