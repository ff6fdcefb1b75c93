/** What a server keeps, while deliveries arrive, are taken back, and files break. */
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DeliveredModel, writeDeliveredModel } from "../../cases/cli/delivered-model.ts";
import { writeModel } from "../../cases/cli/write-model.ts";
import { copyBits } from "../../cases/engine/compare-figures.ts";
import type { Figures } from "../engine/index.ts";
import { retract } from "./deliveries.ts";
import { explain } from "./explain.ts";
import { importFile } from "./import.ts";
import { computeDirectory } from "./open-figures.ts";
import { openPlatform, type Snapshot } from "./platform.ts";

const model = `
provenienza: sintetico
modello: { id: vivo, titolo: Vivo, amministrazione: Ente, esercizio: 2023, anni: { da: 2022, a: 2023 } }
unita_di_misura:
  - { id: numero, simbolo: "", grandezza: numero }
  - { id: quota, simbolo: "", grandezza: numero }
gerarchie:
  - id: uffici
    titolo: Uffici
    nodi:
      - { codice: E, titolo: Ente }
      - { codice: R, titolo: Regione, padre: E }
      - { codice: A, titolo: Sede A, padre: R }
      - { codice: B, titolo: Sede B, padre: R }
      - { codice: C, titolo: Sede C, padre: E, valido_dal: 2023-02-01 }
fonti:
  - id: casi
    titolo: Casi
    grana: evento
    ufficio_senza_righe: zero
    colonne:
      - { id: caso, tipo: intero, ruolo: chiave }
      - { id: sede, tipo: testo, ruolo: ufficio }
      - { id: utente, tipo: testo }
      - { id: importo, tipo: intero }
  - id: ore
    titolo: Ore
    grana: evento
    ufficio_senza_righe: mancante
    colonne:
      - { id: turno, tipo: intero, ruolo: chiave }
      - { id: sede, tipo: testo, ruolo: ufficio }
      - { id: ore, tipo: numero, decimali: 1 }
indicatori:
  - { id: importo, titolo: Importo, unita: numero, natura: flusso, verso: crescente, grana: { periodo: mese, unita: foglie }, raggiungimento: { regola: rapporto }, misura: { tipo: somma, fonte: casi, colonna: importo } }
  - { id: aperti, titolo: Aperti, unita: numero, natura: consistenza, grana: { periodo: mese, unita: foglie }, misura: { tipo: conteggio, fonte: casi } }
  - { id: utenti, titolo: Utenti, unita: numero, natura: punteggio, grana: { periodo: mese, unita: tutte }, misura: { tipo: distinti, fonte: casi, colonna: utente } }
  - { id: ore, titolo: Ore, unita: quota, natura: flusso, decimali: 1, quando_assente: parziale, grana: { periodo: mese, unita: foglie }, misura: { tipo: somma, fonte: ore, colonna: ore } }
  - { id: orario, titolo: Importo per ora, unita: quota, natura: rapporto, decimali: 2, verso: crescente, formula: importo / ore, raggiungimento: { regola: rapporto, massimo: 150 }, obiettivi: { 2023: 3 } }
  - { id: crescita, titolo: Crescita, unita: quota, natura: rapporto, decimali: 2, formula: importo - anno_precedente(importo) }
  - id: sintesi
    titolo: Sintesi
    unita: quota
    natura: punteggio
    faccia: indice
    sintesi: { pesi: noti, componenti: [ { indicatore: importo, faccia: raggiungimento, peso: 40 }, { indicatore: orario, faccia: raggiungimento, peso: 60 } ] }
obiettivi:
  - { indicatore: importo, periodo: 2023, valore: 500 }
`;

interface Sent {
  readonly mode: "full" | "delta" | "removal" | "retraction";
  readonly source: "casi" | "ore";
  readonly month: string;
  readonly rows: readonly (readonly [number, string, string, number])[];
}
/** Mostly of this year, so that what is held is mostly carried on. */
const months = ["2023-01", "2023-02", "2023-03", "2023-01", "2023-02", "2022-01"] as const;
const anySent: fc.Arbitrary<Sent> = fc.record({
  mode: fc.constantFrom("full", "full", "delta", "delta", "delta", "removal", "retraction"),
  source: fc.constantFrom("casi", "casi", "ore"),
  month: fc.constantFrom(...months),
  rows: fc.uniqueArray(
    fc.tuple(
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom("A", "B"),
      fc.constantFrom("u1", "u2", "u3"),
      fc.integer({ min: -50, max: 200 }),
    ),
    { maxLength: 6, selector: ([key]) => key },
  ),
});

/** A year that is corrected row by row, and one whose year before changes: both ways are taken for certain. */
const certain: readonly Sent[] = (
  [
    ["full", "2023-01"],
    ["delta", "2023-01"],
    ["delta", "2023-02"],
    ["full", "2022-01"],
    ["delta", "2023-02"],
  ] as const
).map(([mode, month], k) => ({ mode, source: "casi", month, rows: [[k + 1, "A", "u1", 10 * (k + 1)]] }));

const scratch = mkdtempSync(join(tmpdir(), "piramide-vivo-"));
let directory = "";
let delivered: DeliveredModel;
let count = 0;
beforeAll(async () => {
  directory = writeModel(scratch, "vivo", { "modello.yaml": model });
  delivered = await writeDeliveredModel(scratch);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** As many as there is something to correct or to take back; undefined where nothing was recorded. */
async function send(
  data: string,
  sent: Sent,
  day: string,
  last: number | undefined,
): Promise<number | undefined> {
  const { mode, source, month, rows } = sent;
  if (mode === "retraction") {
    if (last === undefined) return undefined;
    const asked = { directory, data, delivery: last, recordedAt: day, reason: "prova" };
    return (await retract(asked)).value === undefined ? undefined : last + 1;
  }
  const file = join(scratch, `consegna-${count++}.csv`);
  const header = source === "casi" ? "caso;sede;utente;importo" : "turno;sede;ore";
  const lines = rows.map(([key, office, user, amount]) =>
    source === "casi"
      ? [key, office, user, amount].join(";")
      : [key, office, `${Math.abs(amount)},5`].join(";"),
  );
  writeFileSync(file, [header, ...lines].join("\n"));
  const request = {
    directory,
    data,
    file,
    source,
    period: month,
    mode,
    recordedAt: day,
    totals: new Map(),
    strict: true,
  };
  const { value } = await importFile(request);
  return value === undefined || value.isRepeated ? undefined : value.delivery.number;
}

/** Whether some column is the very one of before: then not everything was computed again. */
function isCarriedOn(before: Figures, after: Figures): boolean {
  return after !== before && after.columns.some((column, index) => column === before.columns[index]);
}

describe("figures while deliveries arrive", () => {
  test("[S19] are bit for bit those of a whole computation, and those of before stay", async () => {
    let carried = 0;
    let renewed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anySent, { minLength: 4, maxLength: 9, size: "max" }), async (sequence) => {
        const data = join(scratch, `dati-${count++}`);
        const platform = openPlatform([{ id: "vivo", directory, data }]);
        let before: Snapshot | undefined;
        let last: number | undefined;
        for (const [k, sent] of sequence.entries()) {
          const number = await send(data, sent, `2023-06-${String(k + 1).padStart(2, "0")}`, last);
          last = sent.mode === "retraction" ? undefined : (number ?? last);
          const bits = before && copyBits(before.figures);
          const { value: after, problems } = await platform.compute("vivo", {});
          expect(problems).toEqual([]);
          const computed = await computeDirectory({ directory, data });
          const whole = computed.value!;
          expect(copyBits(after!.figures)).toEqual(copyBits(whole.figures));
          // What is told of a figure rests on the deliveries that hold now, in the years before as well.
          for (const id of ["sintesi", "crescita"]) {
            const asked = { directory, data, id, orgUnit: "E" };
            const told = await explain(asked, platform.source("vivo"));
            expect(told.value?.sentences).toEqual(
              (await explain(asked, async () => computed)).value?.sentences,
            );
          }
          if (before !== undefined) {
            expect(copyBits(before.figures)).toEqual(bits);
            const isSame = before.workspace.stamp === after!.workspace.stamp;
            expect(before.version === after!.version).toBe(isSame);
            if (!isSame && isCarriedOn(before.figures, after!.figures)) carried++;
            else if (!isSame) renewed++;
          }
          before = after;
        }
        platform.close();
      }),
      { numRuns: 12, examples: [[[...certain]]] },
    );
    // Both ways were taken, so that each was compared: what is drawn may take one of them alone.
    expect(Math.min(carried, renewed)).toBeGreaterThan(0);
  });

  test("[S21] requests at once share one computation, for whichever month of a year they ask", async () => {
    const platform = openPlatform([{ id: "sedi", ...delivered }]);
    const [first, second, month] = await Promise.all([
      platform.compute("sedi", {}),
      platform.compute("sedi", { period: "2023" }),
      platform.compute("sedi", { period: "2023-12" }),
    ]);
    expect(second.value!.figures).toBe(first.value!.figures);
    expect(month.value!.figures).toBe(first.value!.figures);
    expect(month.value!.period.code).toBe("2023-12");
    expect((await platform.compute("sedi", { knownAt: "2023-03-10" })).value!.version).not.toBe(
      first.value!.version,
    );
    platform.close();
  });

  test("[S21] what lands while figures are computed is in none that are named as before it", async () => {
    const data = join(scratch, `dati-${count++}`);
    const rows = [[1, "A", "u1", 10]] as const;
    await send(data, { mode: "full", source: "casi", month: "2023-01", rows }, "2023-06-01", undefined);
    const platform = openPlatform([{ id: "vivo", directory, data }]);
    const stamp = platform.open("vivo").value!.stamp;
    const asked = platform.compute("vivo", { period: "2023-01" });
    await send(
      data,
      { mode: "full", source: "casi", month: "2023-01", rows: [[1, "A", "u1", 70]] },
      "2023-06-02",
      1,
    );
    const during = (await asked).value!;
    const after = (await platform.compute("vivo", { period: "2023-01" })).value!;
    const read = ({ figures }: Snapshot): number => {
      const node = figures.graph.nodes.find(({ key }) => key === "importo.result")!;
      return figures.columns[node.index]!.values[0]!;
    };
    expect(read(after)).toBe(70);
    expect([during.workspace.stamp === stamp, read(during)]).toEqual(
      during.workspace.stamp === stamp ? [true, 10] : [false, 70],
    );
    platform.close();
  });
});

describe("what cannot be computed any more", () => {
  const file = (): string => join(delivered.directory, "modello.yaml");

  test("[S20] a broken model leaves the figures of before, with what is wrong, until it is mended", async () => {
    const platform = openPlatform([{ id: "sedi", ...delivered }]);
    const before = (await platform.compute("sedi", {})).value!;
    const text = readFileSync(file(), "utf8");
    writeFileSync(file(), `${text}\nindicatori: [ {`);
    const broken = (await platform.compute("sedi", {})).value!;
    expect(broken.figures).toBe(before.figures);
    expect(broken.outdated.length).toBeGreaterThan(0);
    expect(broken.version).not.toBe(before.version);
    expect(platform.open("sedi").value!.outdated).toEqual(broken.outdated);
    // From elsewhere nobody has looked before.
    const elsewhere = await platform.compute("sedi", { knownAt: "2023-02-20" });
    expect([elsewhere.value, elsewhere.problems]).toEqual([undefined, broken.outdated]);
    writeFileSync(file(), text);
    const mended = (await platform.compute("sedi", {})).value!;
    expect(mended.outdated).toEqual([]);
    expect(copyBits(mended.figures)).toEqual(copyBits(before.figures));
    platform.close();
  });

  test("[S20] a model that was never whole is a problem", async () => {
    const text = readFileSync(file(), "utf8");
    writeFileSync(file(), `${text}\nindicatori: [ {`);
    const platform = openPlatform([{ id: "sedi", ...delivered }]);
    const { value, problems } = await platform.compute("sedi", {});
    expect([value, problems.length > 0]).toEqual([undefined, true]);
    writeFileSync(file(), text);
    platform.close();
  });

  test("[S20] deliveries, or the whole model, that are taken away while they are served", async () => {
    for (const [folder, code] of [
      [delivered.data, "not-a-workspace"],
      [delivered.directory, "folder-not-found"],
    ] as const) {
      const platform = openPlatform([{ id: "sedi", ...delivered }]);
      const before = (await platform.compute("sedi", {})).value!;
      renameSync(folder, `${folder}-altrove`);
      const gone = (await platform.compute("sedi", {})).value!;
      expect(gone.figures).toBe(before.figures);
      expect(gone.outdated.map((problem) => problem.code)).toEqual([code]);
      renameSync(`${folder}-altrove`, folder);
      const back = (await platform.compute("sedi", {})).value!;
      expect([back.outdated, back.version]).toEqual([[], before.version]);
      platform.close();
    }
  });
});
