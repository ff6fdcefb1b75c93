/** Deliveries in which a key comes twice, and those of a contract that is no longer the one they were read by. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compute } from "./compute.ts";
import { importFile } from "./import.ts";
import { trace } from "./trace.ts";

const columns = [
  "{ id: caso, tipo: intero, ruolo: chiave }",
  "{ id: sede, tipo: testo, ruolo: ufficio }",
  "{ id: importo, tipo: numero, decimali: 2 }",
];

const writeModel = (own: readonly string[]): string => `
provenienza: sintetico
modello: { id: prova, titolo: Prova, amministrazione: Ente, esercizio: 2023, anni: { da: 2023, a: 2023 } }
unita_di_misura: [{ id: numero, simbolo: "", grandezza: numero }]
gerarchie:
  - id: uffici
    titolo: Uffici
    principale: true
    nodi: [{ codice: A, titolo: Sede A }]
fonti:
  - id: casi
    titolo: Casi
    grana: evento
    colonne:
      - ${own.join("\n      - ")}
indicatori:
  - { id: casi, titolo: Casi, unita: numero, natura: flusso, grana: { periodo: mese, unita: foglie }, misura: { tipo: conteggio, fonte: casi } }
  - { id: somma, titolo: Somma, unita: numero, natura: flusso, decimali: 3, quando_assente: parziale, grana: { periodo: mese, unita: foglie }, misura: { tipo: somma, fonte: casi, colonna: COLONNA } }
  - { id: diversi, titolo: Diversi, unita: numero, natura: punteggio, grana: { periodo: mese, unita: tutte }, misura: { tipo: distinti, fonte: casi, colonna: COLONNA } }
`;

let folder = "";
let data = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "piramide-"));
  data = join(folder, ".dati");
  agree(columns);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function agree(own: readonly string[], summed = "importo"): void {
  writeFileSync(join(folder, "modello.yaml"), writeModel(own).replaceAll("COLONNA", summed));
}

async function send(mode: "full" | "delta" | "removal", ...lines: readonly string[]) {
  const file = join(folder, "casi.txt");
  writeFileSync(file, lines.join("\n"));
  const asked = { source: "casi", period: "2023-01", mode, recordedAt: "2023-02-01", totals: new Map() };
  return importFile({ ...asked, directory: folder, data, file, strict: false });
}

async function read(indicator: string) {
  const asked = { directory: folder, data, period: "2023-01", indicator };
  const { value, problems } = await compute({ ...asked, facet: "result" });
  const told = problems.map(({ code, sentence }) => `${code}: ${sentence}`);
  return value?.figures[0]?.value ?? told.join("\n");
}

test("[W38] of rows with the same key the first counts, whatever the file corrects", async () => {
  await send("full", "caso;sede;importo", "1;A;1", "2;A;2");
  const delta = await send("delta", "caso;sede;importo", "2;A;5", "2;A;6", "9;A;7", "9;A;7");
  expect(delta.value?.bad.rows.map(({ line }) => line)).toEqual([3, 5]);
  expect([await read("casi"), await read("somma")]).toEqual([3, 13]);
  const removal = await send("removal", "caso;sede;importo", "9;A;7", "9;A;7");
  expect([removal.value?.replaced, removal.value?.bad.count]).toEqual([1, 1]);
  expect(await read("casi")).toBe(2);
});

test("[W39] a column that is new and optional is empty in earlier rows, one that is gone is not read", async () => {
  await send("full", "caso;sede;importo", "1;A;1", "2;A;2");
  agree([...columns, "{ id: ore, tipo: intero, facoltativa: true }"], "ore");
  expect([await read("casi"), await read("diversi")]).toEqual([2, 0]);
  const delta = await send("delta", "caso;sede;importo;ore", "2;A;5;8");
  expect(delta.value?.replaced).toBe(1);
  expect([await read("casi"), await read("somma")]).toEqual([2, 8]);
  expect(await read("diversi")).toBe(1);
  const asked = { directory: folder, data, delivery: 1, row: 2 };
  expect((await trace(asked)).value?.cells).toEqual({ caso: "1", sede: "A", importo: "1,00", ore: "" });
  agree(columns.slice(0, 2), "caso");
  expect(await read("somma")).toBe(3);
});

test.each([
  [
    "decimali: 2",
    "decimali: 3",
    "la colonna `importo` era `numero` con 2 decimali, ora è `numero` con 3 decimali",
  ],
  ["id: sede, tipo: testo", "id: ufficio, tipo: testo", "non ha la colonna `ufficio`, che è obbligatoria"],
])(
  "[W40] with %s become %s a delivery is told as no longer readable, until it comes again",
  async (was, is, told) => {
    await send("full", "caso;sede;importo", "1;A;30,5");
    agree(columns.map((column) => column.replace(was, is)));
    const sentence = `non si legge più con il contratto di oggi: ${told}.`;
    expect(await read("somma")).toContain(sentence);
    const asked = { directory: folder, data, delivery: 1, row: 2 };
    expect((await trace(asked)).problems.map(({ code }) => code)).toEqual(["delivery-of-other-contract"]);
    const header = is.includes("ufficio") ? "caso;ufficio;importo" : "caso;sede;importo";
    const delta = await send("delta", header, "1;A;7");
    expect(delta.problems.map(({ code }) => code)).toEqual(["delivery-of-other-contract"]);
    await send("full", header, "1;A;30,5");
    expect(await read("somma")).toBe(30.5);
  },
);

test("[W36] the same file is taken in again where what was refused of it is good by now, and only there", async () => {
  const lines = ["caso;sede;importo", "1;A;1", "2;B;2"];
  expect((await send("full", ...lines)).value?.delivery).toMatchObject({
    number: 1,
    rows: 1,
    quarantined: 1,
  });
  const again = await send("full", ...lines);
  expect([again.value?.isRepeated, again.value?.delivery.number]).toEqual([true, 1]);
  const model = join(folder, "modello.yaml");
  writeFileSync(
    model,
    readFileSync(model, "utf8").replace("nodi: [", "nodi: [{ codice: B, titolo: Sede B }, "),
  );
  const mended = await send("full", ...lines);
  expect(mended.value?.isRepeated).toBe(false);
  expect(mended.value?.delivery).toMatchObject({ number: 2, rows: 2, quarantined: 0 });
});

test("[W36] a file whose facts were damaged mends them when it comes again", async () => {
  const lines = ["caso;sede;importo", "1;A;1", "2;A;2"];
  const sent = await send("full", ...lines);
  const facts = join(folder, ".dati", "fatti", "casi", `${sent.value?.delivery.facts?.sha256}.parquet`);
  writeFileSync(facts, "rotto");
  expect(await read("somma")).toMatch(/^facts-damaged/);
  const again = await send("full", ...lines);
  expect(again.value?.isRepeated).toBe(false);
  expect(await read("somma")).toBe(3);
});

test("[W36] a correction of which rows were refused is recognised as well", async () => {
  await send("full", "caso;sede;importo", "1;A;1", "2;A;2");
  const lines = ["caso;sede;importo", "2;A;5", "3;NESSUNO;1"];
  expect((await send("delta", ...lines)).value?.delivery).toMatchObject({ number: 2, quarantined: 1 });
  const again = await send("delta", ...lines);
  expect([again.value?.isRepeated, again.value?.delivery.number]).toEqual([true, 2]);
  expect(await read("somma")).toBe(6);
});

test("[W35] a workspace may stand in a folder whose name would be a pattern, or a column", async () => {
  const lines = ["caso;sede;importo", "1;A;1", "2;A;2"];
  data = join(folder, "sede=B", "w1");
  await send("full", ...lines);
  data = join(folder, "sede=B", "w?");
  await send("full", ...lines.slice(0, 2));
  await send("delta", "caso;sede;importo", "7;A;5");
  expect([await read("somma"), await read("casi"), await read("diversi")]).toEqual([6, 2, 2]);
});
