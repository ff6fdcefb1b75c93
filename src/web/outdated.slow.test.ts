import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { writeDeliveredModel } from "../../cases/cli/delivered-model.ts";
import { requirePresent } from "../../cases/needs.ts";
import { findBarriers, isTooWide } from "../../cases/web/check-access.ts";
import { findChromium, howToHaveChromium, openPages } from "../../cases/web/open-pages.ts";
import { readText } from "../../cases/web/read-text.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-di-prima-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const place = await writeDeliveredModel(scratch);
const pages = await openPages([{ id: "sedi", ...place }]);

/** Whose model was broken before the server began. */
const broken = await openPages([{ id: "rotto", directory: breakModel() }]);

function breakModel(): string {
  const directory = join(scratch, "rotto");
  cpSync(place.directory, directory, { recursive: true });
  const file = join(directory, "modello.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("natura: flusso", "natura: fluido"));
  return directory;
}

beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));

test.each([
  ["it", "Cifre di prima", "Riprova"],
  ["en", "Figures of before", "Try again"],
])(
  "[P73] a model that breaks is told on the open page, on paper too, until it is mended: lang=%s",
  async (language, words, retry) => {
    const file = join(place.directory, "modello.yaml");
    const text = readFileSync(file, "utf8");
    const page = await pages.open(`/sedi/uffici/E?lang=${language}`);
    await page.getByText("Importo medio").first().waitFor();
    const notice = page.getByRole("status").filter({ hasText: words });
    expect(await notice.count()).toBe(0);

    writeFileSync(file, text.replace("natura: flusso", "natura: fluido"));
    await notice.waitFor();
    const said = await readText(notice);
    expect(said).toContain("⚠");
    expect(said).toMatch(/modello\.yaml:\d+ .*fluido/);
    // The figures of before are there all the same.
    expect(await page.getByText("Importo medio").first().isVisible()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await isTooWide(page)).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await notice.isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: retry }).isVisible()).toBe(false);

    writeFileSync(file, text);
    await notice.waitFor({ state: "detached" });
    expect(pages.complaints).toEqual([]);
  },
);

test("[P73] one answer about figures that is of before is enough, though the model reads well", async () => {
  const page = await pages.open("/sedi/uffici/E");
  await page.getByText("Importo medio").first().waitFor();
  await page.route(/scorecard/, async (route) => {
    const answer: object = await (await route.fetch()).json();
    const problem = {
      code: "x",
      place: { file: "", line: 0, column: 0 },
      subject: "",
      sentence: "Manca un fatto.",
    };
    await route.fulfill({
      json: {
        ...answer,
        outdated: Array.from({ length: 7 }, (_, k) => ({ ...problem, sentence: `Manca il fatto ${k}.` })),
      },
    });
  });
  await page.reload();
  const notice = page.getByRole("status").filter({ hasText: "Cifre di prima" });
  await notice.getByText("Manca il fatto 4.").waitFor();
  expect(await readText(notice)).toContain("E altre 2 cose.");
  await page.unroute(/scorecard/);
  await notice.getByRole("button", { name: "Riprova" }).click();
  await notice.waitFor({ state: "detached" });
  expect(pages.complaints).toEqual([]);
});

test.each(["", "/uffici", "/indicatori", "/e-se", "/verifica", "/dati"])(
  "[P73] a model that was broken from the beginning is told with file and line: %s",
  async (path) => {
    const page = await broken.open(`/rotto${path}`);
    await page
      .getByText(/modello\.yaml:\d+ .*fluido/)
      .first()
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
  },
);
