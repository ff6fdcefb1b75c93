import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { writeDeliveredModel } from "../../cases/cli/delivered-model.ts";
import { runPiramide } from "../../cases/cli/run-piramide.ts";
import { requirePresent } from "../../cases/needs.ts";
import { findBarriers, findLost, isTooWide, zoomed } from "../../cases/web/check-access.ts";
import { findChromium, howToHaveChromium, inpsPlace, openPages } from "../../cases/web/open-pages.ts";
import { openState } from "../../cases/web/open-state.ts";
import { readText, readTexts } from "../../cases/web/read-text.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-dati-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const sedi = await writeDeliveredModel(scratch);
const empty = { id: "vuoto", directory: sedi.directory, data: join(scratch, "vuoto") };
const pages = await openPages([{ id: "sedi", ...sedi }, inpsPlace, empty], "2023-05-01");
/** Whose console says what the server was made to refuse. */
const failing = await openPages([inpsPlace], "2023-05-01");

beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));

async function openData(search = "", options = {}): Promise<Page> {
  const page = await pages.open(`/sedi/dati${search}`, options);
  await waitForState(page);
  return page;
}

function deliver(
  file: string,
  rows: readonly string[],
  day: string,
  data = sedi.data,
): ReturnType<typeof runPiramide> {
  const path = join(scratch, file);
  writeFileSync(path, ["caso;sede;utente;importo", ...rows].join("\n"));
  return runPiramide(
    ...["import", path, "--source", "casi", "--period", "2023-04", "--recorded-at", day],
    ...["--model", sedi.directory, "--data", data],
  );
}

const april = /^Casi, aprile 2023/;

describe("before the first delivery", () => {
  test("[P117] every page says that none has come, and how they come, until one does", async () => {
    const page = await pages.open("/vuoto");
    const notice = page.getByRole("status").filter({ hasText: "Non è ancora arrivata nessuna consegna" });
    await notice.getByText(`--model ${sedi.directory} --data ${empty.data}`).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("link", { name: "Dati" }).click();
    await notice.waitFor();
    await deliver("prima.csv", ["1;A;a;10,00"], "2023-05-01", empty.data);
    await notice.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Uffici" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await notice.count()).toBe(0);
    expect(pages.complaints).toEqual([]);
  });
});

describe("deliveries on a screen", () => {
  test("[P60] [P61] a cell says what came and when, and its delivery who answers and what was in it", async () => {
    const page = await openData();
    const cells = page.getByRole("gridcell").getByRole("button");
    const labels = await cells.evaluateAll((all) =>
      all.map((each) => (each as unknown as { ariaLabel: string }).ariaLabel),
    );
    expect(labels.slice(0, 5)).toEqual([
      "Casi, gennaio 2023, corretta, 5 giorni di ritardo",
      "Casi, febbraio 2023, in ritardo, 5 giorni di ritardo",
      "Casi, marzo 2023, in ritardo, 5 giorni di ritardo",
      "Casi, aprile 2023, dovuta, 1 giorno di ritardo",
      "Casi, maggio 2023, non dovuta",
    ]);
    await cells.first().click();
    const region = page.getByRole("region", { name: "Casi, gennaio 2023" });
    expect(await region.getByRole("link", { name: /^Consegna/ }).allInnerTexts()).toEqual([
      "Consegna 1: intera, 5 febbraio 2023",
      "Consegna 4: correzione, 20 marzo 2023",
    ]);
    const delivery = region.getByRole("article", { name: "Consegna 4" });
    for (const part of ["20 marzo 2023", "dati-2023-01-2023-03-20.csv", "correzione", "non detto"])
      await delivery.getByText(part).first().waitFor();
    expect(await readText(delivery.locator("dd code").first())).toMatch(/^[0-9a-f]{64}$/);

    // As known before the correction, January had come late and nothing else had come.
    const before = await openData("?knownAt=2023-03-01");
    const known = await before
      .getByRole("gridcell")
      .getByRole("button")
      .evaluateAll((all) => all.map((each) => (each as unknown as { ariaLabel: string }).ariaLabel));
    expect(known.slice(0, 3)).toEqual([
      "Casi, gennaio 2023, in ritardo, 5 giorni di ritardo",
      "Casi, febbraio 2023, dovuta, 1 giorno di ritardo",
      "Casi, marzo 2023, non dovuta",
    ]);
    expect(pages.complaints).toEqual([]);
  });

  test("[P63] [P64] a delivery tells what it moved and by which rows, a row what it touches", async () => {
    const page = await openData("?delivery=4");
    const moved = page.getByRole("region", { name: "Che cosa ha cambiato" }).getByRole("table");
    const row = moved
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: /^Importo consuntivo/ }) });
    expect(await readText(row)).toContain("Ente 310 320 +10");
    await row.getByText("2 righe").click();
    expect(await readTexts(row.getByRole("listitem"))).toEqual([
      expect.stringMatching(/non vale più consegna 1, riga 2: .*importo 10/),
      expect.stringMatching(/arrivata consegna 4, riga 2: .*importo 20/),
    ]);
    // Both figures are explained as known on their day.
    await row.getByRole("button", { name: /2023-03-19: 310/ }).click();
    await page.getByRole("dialog").getByText("come note il 19/03/2023").waitFor();
    await page.goBack();
    await row.getByRole("link", { name: "consegna 4, riga 2" }).click();
    const traced = page.getByRole("table", { name: "Riga 2 della consegna 4" });
    await traced.getByRole("cell", { name: "Sede A" }).first().waitFor();
    const touched = await readTexts(traced.getByRole("row"));
    expect(touched).toHaveLength(14);
    expect(touched).toContainEqual(expect.stringMatching(/^Importo consuntivo Sede A gennaio 2023 20\D.*0$/));
    expect(touched).toContainEqual(
      expect.stringMatching(/^Importo medio consuntivo Sede A .*non valutabile$/),
    );
    expect(touched.some((text) => text.includes("febbraio"))).toBe(false);
    expect(pages.complaints).toEqual([]);
  });

  test("[P66] from a verdict to the row of the delivery that explains it", async () => {
    const page = await pages.open("/sedi/verifica");
    await page.getByRole("link", { name: "gennaio, c" }).first().click({ timeout: 60_000 });
    await page.getByRole("button", { name: /^Nel modello: 320/ }).click();
    const why = page.getByRole("dialog", { name: "Perché?" });
    const link = why.getByRole("link", { name: "Vai alla consegna 4 (20/03/2023)" });
    const closed = why.locator("button[aria-expanded=false]");
    for (let k = 0; k < 20 && (await link.count()) === 0; k++) await closed.first().click();
    await link.first().click();
    const moved = page.getByRole("region", { name: "Che cosa ha cambiato" }).getByRole("row");
    const row = moved.filter({ has: page.getByRole("rowheader", { name: /^Importo consuntivo/ }) });
    await row.getByText("2 righe").click();
    await row.getByRole("link", { name: "consegna 4, riga 2" }).click();
    await page.getByRole("heading", { name: "Riga 2 della consegna 4" }).waitFor();
    expect(pages.complaints).toEqual([]);
  });

  test("[P67] what has changed since the end of the quarter is one action away", async () => {
    const page = await openData();
    await page.getByRole("button", { name: "Dalla fine del trimestre (31 marzo 2023)" }).click();
    const changed = page.getByRole("region", { name: "Che cosa è cambiato da un giorno" });
    await changed.getByText("Da allora 1 consegna.").waitFor();
    await changed.getByLabel("Periodo").selectOption("2023-03");
    const row = changed
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: /^Importo consuntivo/ }) });
    expect(await readText(row.first())).toMatch(/Ente non dovuto 47/);
    await expect.poll(() => new URL(page.url()).searchParams.get("against")).toBe("2023-03-31");
    expect(pages.complaints).toEqual([]);
  });

  test("[P57] a model without sources says so", async () => {
    const page = await pages.open("/inps-2023/dati");
    await page.getByRole("heading", { name: "Questo modello non riceve consegne" }).waitFor();
    expect(pages.complaints).toEqual([]);
  });
});

const states = {
  calendar: "/sedi/dati",
  "known before": "/sedi/dati?knownAt=2023-01-15",
  owed: "/sedi/dati?cell=casi+2023-12",
  delivery: "/sedi/dati?delivery=4",
  row: "/sedi/dati?delivery=4&row=2",
  "not known yet": "/sedi/dati?delivery=4&knownAt=2023-03-01",
  "explained on a day": "/sedi/dati?delivery=4&why=importo|result|E|2023-01|@2023-03-19",
  since: "/sedi/dati?against=2023-02-28&sincePeriod=2023-01",
  empty: "/inps-2023/dati",
} as const;

async function waitForState(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expect.poll(() => page.locator(".pm-loading").count(), { timeout: 60_000 }).toBe(0);
}

describe("deliveries for everybody", () => {
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

  test.each(["it", "en"])(
    "[P70] axe finds nothing while they are awaited, nor where that failed, lang=%s",
    async (language) => {
      const path = "/inps-2023/dati";
      for (const state of [
        { path, shown: ".pm-loading", answer: "never" },
        { path, shown: ".alert", answer: "failed" },
      ] as const) {
        const page = await openState(failing, state, /\/sources/, language);
        expect([state.answer, await findBarriers(page)]).toEqual([state.answer, []]);
        await page.context().close();
      }
    },
  );

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

  test("[P72] arrows go from cell to cell, and Enter opens one", async () => {
    const page = await openData();
    const label = () => page.evaluate("document.activeElement.ariaLabel") as Promise<string | null>;
    for (let k = 0; k < 30 && !(await label())?.startsWith("Casi"); k++) await page.keyboard.press("Tab");
    expect(await label()).toMatch(/^Casi, gennaio/);
    const keys = { ArrowRight: /febbraio/, End: /dicembre/, ArrowLeft: /novembre/, Home: /gennaio/ };
    for (const [key, expected] of Object.entries(keys)) {
      await page.keyboard.press(key);
      expect(await label()).toMatch(expected);
    }
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Casi, febbraio 2023" }).waitFor();
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Casi, febbraio 2023");
    // The calendar is left with one key, and entered again where it was left.
    await page.keyboard.press("Shift+Tab");
    expect(await label()).toMatch(/^Casi, febbraio/);
    expect(pages.complaints).toEqual([]);
  });
});

// The last, because it changes what the others look at.
describe("a bad file", () => {
  test("[P62] [P65] is delivered, quarantined and mended, and the open page moves by itself", async () => {
    const page = await openData();
    await page.evaluate("document.body.dataset.same = 'yes'");
    const cell = page.getByRole("button", { name: april });
    expect(await cell.getAttribute("aria-label")).toContain("dovuta");

    expect((await deliver("male.csv", ["1;A;u1;30", "2;A;u2;trenta", "3;Q;u3;5"], "2023-04-30")).code).toBe(
      0,
    );
    await page.getByRole("button", { name: "Casi, aprile 2023, arrivata, 2 in quarantena" }).waitFor();
    await cell.click();
    const bad = page.getByRole("region", { name: "Righe da correggere", exact: true });
    const rows = await readTexts(bad.getByRole("row"));
    expect(rows).toEqual([
      expect.stringContaining("Riga Colonna Valore"),
      expect.stringMatching(/^3 importo trenta .+/),
      expect.stringMatching(/^4 sede Q .+/),
    ]);
    const downloading = page.waitForEvent("download");
    await bad.getByRole("button", { name: "Scarica le righe da correggere (CSV)" }).click();
    const file = await (await downloading).path();
    const kept = join(sedi.data, "quarantena", "00000005.csv");
    expect(readFileSync(file, "utf8")).toBe(readFileSync(kept, "utf8"));

    expect((await deliver("bene.csv", ["1;A;u1;30", "2;A;u2;30", "3;F;u3;5"], "2023-05-01")).code).toBe(0);
    await page.getByRole("button", { name: "Casi, aprile 2023, corretta", exact: true }).waitFor();
    await page.getByRole("link", { name: /^Consegna 6/ }).click();
    const moved = page.getByRole("region", { name: "Che cosa ha cambiato" }).getByRole("row");
    const row = moved.filter({ has: page.getByRole("rowheader", { name: /^Importo consuntivo/ }) });
    expect(await readText(row)).toContain("Ente 30 65 +35");
    // Nobody has loaded it again.
    expect(await page.evaluate("document.body.dataset.same")).toBe("yes");
    expect(pages.complaints).toEqual([]);
  });
});
