/** What open pages are told, when there are many of them and when nobody was there to tell. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { writeDeliveredModel } from "../../cases/cli/delivered-model.ts";
import { runPiramide } from "../../cases/cli/run-piramide.ts";
import { requirePresent } from "../../cases/needs.ts";
import { findChromium, howToHaveChromium, openPages } from "../../cases/web/open-pages.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-schede-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const place = await writeDeliveredModel(scratch);
const pages = await openPages([{ id: "sedi", ...place }], "2023-05-01");

beforeEach((context) => requirePresent(context, findChromium() !== undefined, howToHaveChromium));

test("[P106] eight tabs stand, and a delivery moves those that are still open", async () => {
  const first = await pages.open("/sedi/dati");
  const tabs = [first];
  while (tabs.length < 8) {
    const tab = await first.context().newPage();
    await tab.goto(`${pages.address}/sedi/dati`);
    tabs.push(tab);
  }
  for (const tab of tabs) await tab.getByRole("button", { name: "Casi, aprile 2023, dovuta" }).waitFor();
  await first.close();
  const file = join(scratch, "aprile.csv");
  writeFileSync(file, "caso;sede;utente;importo\n1;A;u1;30\n2;D;u2;30\n3;F;u3;5\n");
  const delivered = await runPiramide(
    ...["import", file, "--source", "casi", "--period", "2023-04", "--recorded-at", "2023-04-30"],
    ...["--model", place.directory, "--data", place.data],
  );
  expect(delivered.code).toBe(0);
  for (const tab of tabs.slice(1))
    await tab.getByRole("button", { name: "Casi, aprile 2023, arrivata" }).waitFor();
  expect(pages.complaints).toEqual([]);
});

test("[P106] what changed while the server was away is shown when it is back", async () => {
  const page = await pages.open("/sedi/uffici/E");
  await page.getByText("Importo medio").first().waitFor();
  await page.evaluate("document.body.dataset.same = 'yes'");
  const file = join(place.directory, "modello.yaml");
  await pages.restart(async () => {
    writeFileSync(file, readFileSync(file, "utf8").replace("Importo medio", "Importo a testa"));
  });
  await page.getByText("Importo a testa").first().waitFor();
  expect(await page.evaluate("document.body.dataset.same")).toBe("yes");
});
