import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findBarriers, findLost, isTooWide, zoomed } from "../../cases/web/check-access.ts";
import {
  findChromium,
  howToHaveChromium,
  inpsPlace,
  openPages,
  townPlace,
} from "../../cases/web/open-pages.ts";
import { openState } from "../../cases/web/open-state.ts";
import { readText } from "../../cases/web/read-text.ts";

const pages = await openPages([inpsPlace, townPlace]);
/** Whose console says what the server refused. */
const failing = await openPages([inpsPlace]);

beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));

async function openAudit(search = "", options = {}): Promise<Page> {
  const page = await pages.open(`/inps-2023/verifica${search}`, options);
  await waitForState(page);
  return page;
}

describe("the audit on a screen", () => {
  test("[P50] [P52] which printed figure is wrong is there at once, and why is one action away", async () => {
    const page = await openAudit();
    const [first] = await page
      .getByRole("listitem")
      .filter({ has: page.getByRole("heading", { level: 3 }) })
      .all();
    const said = await readText(first!);
    for (const part of [
      "Diminuzione tempi medi, raggiungimento",
      "non torna",
      "53,13",
      "46,88",
      "|R − T|/|T|·100",
    ])
      expect(said).toContain(part);
    await first!.getByRole("link", { name: "Diminuzione tempi medi, raggiungimento" }).click();
    await page.getByText("53,13 = 100 − (49 − 32) / 32 × 100", { exact: true }).waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get("figure")).toBe("pi.tempi.ragg");
    const rules = page.getByRole("table", { name: /^Regole provate/ }).getByRole("row");
    expect(await rules.filter({ hasText: "dà il numero stampato" }).count()).toBe(2);
    // Two matters that one figure would mend are told once.
    await page.goBack();
    await page.getByText("Per la stessa ragione non tornano").waitFor();
    expect(await page.getByText("Per la stessa ragione non tornano").count()).toBe(1);
    expect(pages.complaints).toEqual([]);
  });

  test("[P51] a table has the lines of its page as rows, and every printed figure stands somewhere", async () => {
    const page = await openAudit("?section=3");
    const table = page.getByRole("table", { name: /^Performance Istituzionale/ });
    const heads = (row: string) =>
      table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: row }) });
    await table.waitFor();
    expect(await table.getByRole("columnheader").allInnerTexts()).toContain("Diminuzione tempi medi");
    expect(await table.getByRole("rowheader").allInnerTexts()).toEqual([
      "obiettivo",
      "risultato",
      "raggiungimento",
    ]);
    expect(await readText(heads("raggiungimento"))).toMatch(/100,36.*53,13.*66,33.*98,23/);
    const wrong = heads("raggiungimento").getByRole("cell").filter({ hasText: "53,13" });
    expect(await readText(wrong)).toMatch(/✗.*non torna.*≠ modello 46,88/);
    await page.getByRole("link", { name: "Tutte le sezioni" }).click();
    await page.getByText("1.065 cifre", { exact: true }).waitFor();
    const section = page.getByRole("region", { name: "Le cifre, dove sono stampate" });
    const addresses = await section
      .getByRole("table")
      .getByRole("link")
      .evaluateAll((links) =>
        links.map((link) => new URL((link as unknown as { href: string }).href).searchParams.get("figure")),
      );
    expect(new Set(addresses).size).toBe(1065);
    expect(pages.complaints).toEqual([]);
  });

  test("[P53] counts, text and what differs from the model filter, and stand in the address", async () => {
    const page = await openAudit();
    await page.getByRole("button", { name: /^9/ }).click();
    await page.getByText("9 cifre", { exact: true }).waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get("verdict")).toBe("contradicted");
    await page.getByRole("button", { name: "Togli i filtri" }).click();
    await page.getByLabel("Solo ciò che differisce dal modello").check();
    await page.getByText("10 cifre", { exact: true }).waitFor();
    await page.getByLabel("Cerca fra le cifre").fill("TEMPI medi");
    await page.getByText("1 cifra", { exact: true }).waitFor();
    const again = await openAudit(new URL(page.url()).search);
    await again.getByText("1 cifra", { exact: true }).waitFor();
    expect(await again.getByLabel("Cerca fra le cifre").inputValue()).toBe("TEMPI medi");
    expect(pages.complaints).toEqual([]);
  });

  test("[P54] weights are tried in the browser, with the alternative, and stand in the address", async () => {
    const page = await openAudit("?figure=pi.risultato");
    await page.getByText("52 insiemi di pesi su 27.132, a passi di 5, danno 90,60").waitFor();
    const trial = page.getByRole("status", { name: "Con questi pesi" });
    await trial.getByText("il risultato 90,60 segue", { exact: false }).waitFor();
    await page.getByText("Gli insiemi che danno il risultato (52)").click();
    await expect.poll(() => page.getByRole("button", { name: /^Prova l'insieme/ }).count()).toBe(52);
    await page.getByRole("button", { name: "Pesi uguali" }).click();
    await trial.getByText("il risultato 90,60 non segue").waitFor();
    await page.getByRole("button", { name: "Prova l'insieme 30", exact: true }).click();
    await trial.getByText("il risultato 90,60 segue", { exact: false }).waitFor();
    // Two weights exchanged: a set still, and another mean.
    const weight = (name: string) => page.getByRole("textbox", { name: `Peso da provare: ${name}` });
    const [low, high] = [weight("Diminuzione tempi medi"), weight("Benefici sociali netti")];
    const before = [await low.inputValue(), await high.inputValue()] as const;
    expect(before[0]).not.toBe(before[1]);
    await low.fill(before[1]);
    await trial.getByText("non è un insieme di pesi: non fanno 100").waitFor();
    await high.fill(before[0]);
    await trial.getByText("il risultato 90,60 non segue").waitFor();
    await page.waitForURL(/[?&]w=/);
    const again = await openAudit(new URL(page.url()).search);
    expect(await again.getByRole("textbox", { name: /Diminuzione tempi medi/ }).inputValue()).toBe(before[1]);
    await again.getByLabel("se Diminuzione tempi medi, raggiungimento fosse 46,88").check();
    await again.getByText("40 insiemi di pesi su 27.132").waitFor();
    await expect.poll(() => new URL(again.url()).searchParams.get("alt")).toBe("1");
    expect(pages.complaints).toEqual([]);
  });

  test("[P55] the model's own figure explains itself beside the printed one", async () => {
    const page = await openAudit("?figure=pi.tempi.ragg");
    await page.getByRole("button", { name: /^Nel modello: 46,88/ }).click();
    await page.getByRole("dialog", { name: "Perché?" }).getByText("100 + (32 − 49) / |32| × 100").waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P57] a workspace without a report says so, and leads to one that has it", async () => {
    const page = await pages.open("/esempio-comune/verifica");
    await page
      .getByRole("heading", { name: "Questo spazio di lavoro non ha un documento stampato" })
      .waitFor();
    await page.getByRole("link", { name: /^Vai alla verifica di INPS/ }).click();
    await page.getByRole("heading", { level: 1, name: /^Verifica: Relazione/ }).waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P58] on paper it is a summary", async () => {
    const page = await openAudit();
    await page.emulateMedia({ media: "print" });
    for (const shown of ["Che cosa non torna, e perché", "Medie con pesi non divulgati"])
      expect(await page.getByRole("heading", { name: shown }).isVisible()).toBe(true);
    expect(await page.getByText("Verifica ripetibile", { exact: false }).isVisible()).toBe(true);
    expect(await page.getByLabel("Cerca fra le cifre").isVisible()).toBe(false);
    expect(await page.getByRole("button", { name: "Stampa la sintesi" }).isVisible()).toBe(false);
    expect(pages.complaints).toEqual([]);
  });
});

/** Every state of the page, by what its address says. */
const states = {
  report: "/inps-2023/verifica",
  filtered: "/inps-2023/verifica?verdict=contradicted&differing=1",
  "nothing found": "/inps-2023/verifica?q=nulla+che+ci+sia",
  prose: "/inps-2023/verifica?section=8",
  wrong: "/inps-2023/verifica?figure=pi.tempi.ragg",
  weights: "/inps-2023/verifica?figure=pi.risultato&alt=1",
  unbound: "/inps-2023/verifica?figure=contact_center.entranti",
  empty: "/esempio-comune/verifica",
} as const;

async function waitForState(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor({ timeout: 60_000 });
  await expect.poll(() => page.locator(".pm-loading").count(), { timeout: 60_000 }).toBe(0);
}

describe("the audit for everybody", () => {
  test.each(["it", "en"])("[P70] axe finds nothing in any state, lang=%s", async (language) => {
    for (const [state, address] of Object.entries(states)) {
      const mark = address.includes("?") ? "&" : "?";
      const page = await pages.open(`${address}${mark}lang=${language}`);
      await waitForState(page);
      expect([state, await findBarriers(page)]).toEqual([state, []]);
      await page.context().close();
    }
    expect(pages.complaints).toEqual([]);
  });

  test("[P71] at 320 pixels the page does not scroll sideways in any state", async () => {
    for (const [state, address] of Object.entries(states)) {
      const page = await pages.open(address, { viewport: { width: 320, height: 640 } });
      await waitForState(page);
      expect([state, await isTooWide(page), await findBarriers(page)]).toEqual([state, false, []]);
      await page.context().close();
    }
  });

  test("[P74] at 200 % nothing is lost in any state", { timeout: 300_000 }, async () => {
    for (const [state, address] of Object.entries(states)) {
      const page = await pages.open(address, zoomed);
      await waitForState(page);
      expect([state, await findLost(page)]).toEqual([state, []]);
      await page.context().close();
    }
  });

  test("[P72] with the keyboard alone one goes from the first failure to its sum and back", async () => {
    const page = await openAudit();
    const focused = () => page.evaluate("document.activeElement.textContent");
    for (let k = 0; k < 40 && (await focused()) !== "Diminuzione tempi medi, raggiungimento"; k++)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("53,13 = 100 − (49 − 32) / 32 × 100", { exact: true }).waitFor();
    // The new heading has the focus, so that what follows begins there.
    expect(await focused()).toContain("Diminuzione tempi medi");
    await page.keyboard.press("Shift+Tab");
    expect(await focused()).toContain("Tutte le cifre");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Che cosa non torna, e perché" }).waitFor();
    expect(pages.complaints).toEqual([]);
  });
});

describe("an audit that cannot be shown", () => {
  test.each(["it", "en"])(
    "[P70] axe finds nothing while it is awaited, nor where it failed, lang=%s",
    async (language) => {
      const path = "/inps-2023/verifica";
      for (const state of [
        { path, shown: ".pm-loading", answer: "never" },
        { path, shown: ".alert", answer: "failed" },
      ] as const) {
        const page = await openState(failing, state, /workspaces\/inps-2023\/audit/, language);
        expect([state.answer, await findBarriers(page)]).toEqual([state.answer, []]);
        await page.context().close();
      }
    },
  );

  test("[P52] a name that no printed figure has is told with the nearest, in a page that is still one", async () => {
    const page = await failing.open("/inps-2023/verifica?figure=pi.tempi.rag");
    await page.getByText("Forse intendevi «pi.tempi.ragg».", { exact: false }).waitFor({ timeout: 60_000 });
    expect(await findBarriers(page)).toEqual([]);
    expect(failing.complaints.every((each) => /404|503/.test(each))).toBe(true);
  });
});
