/**
 * Deliveries of two years, several on a day, known on random days: every figure of every period is that of a slow
 * oracle. After any such sequence a random row is traced and taken away: what changes is what had been named.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compute } from "./compute.ts";
import { retract } from "./deliveries.ts";
import { diffDays } from "./diff-days.ts";
import { importFile } from "./import.ts";
import { openPlatform } from "./platform.ts";
import { trace } from "./trace.ts";

const measures = [
  "{ id: importo, titolo: Importo, unita: euro, natura: flusso, decimali: 2, $, misura: { tipo: somma, fonte: casi, colonna: importo } }",
  "{ id: casi, titolo: Casi, unita: numero, natura: flusso, $, misura: { tipo: conteggio, fonte: casi, quando: giorni > 0 } }",
  "{ id: pesati, titolo: Pesati, unita: punti, natura: flusso, decimali: 1, $, misura: { tipo: somma_pesata, fonte: casi, colonna: giorni, tabella: prodotti, peso: peso } }",
  "{ id: entro, titolo: Entro, unita: percento, natura: rapporto, decimali: 1, $, misura: { tipo: quota, fonte: casi, entro: giorni <= 30 } }",
  "{ id: tempo, titolo: Tempo, unita: giorni, natura: rapporto, decimali: 2, $, misura: { tipo: media, fonte: casi, colonna: giorni } }",
  "{ id: giacenti, titolo: Giacenti, unita: numero, natura: consistenza, $, misura: { tipo: conteggio, fonte: casi } }",
  "{ id: presenti, titolo: Presenti, unita: giorni, natura: livello, $, misura: { tipo: somma, fonte: casi, colonna: giorni } }",
  "{ id: diversi, titolo: Diversi, unita: numero, natura: punteggio, grana: { periodo: mese, unita: tutte }, misura: { tipo: distinti, fonte: casi, colonna: prodotto } }",
].map((line) => `  - ${line.replace("$", "grana: { periodo: mese, unita: foglie }")}`);
const model = `
provenienza: sintetico
modello: { id: giorni, titolo: Giorni, amministrazione: Ente, esercizio: 2023, anni: { da: 2023, a: 2024 } }
unita_di_misura:
  - { id: numero, simbolo: "", grandezza: numero }
  - { id: percento, simbolo: "%", grandezza: numero }
  - { id: giorni, simbolo: giorni, grandezza: giorno }
  - { id: punti, simbolo: punti, grandezza: punto }
  - { id: euro, simbolo: "€", grandezza: euro }
gerarchie:
  - id: uffici
    titolo: Uffici
    principale: true
    nodi:
      - { codice: E, titolo: Ente }
      - { codice: R, titolo: Regione, padre: E }
      - { codice: A, titolo: Sede A, padre: R }
      - { codice: B, titolo: Sede B, padre: R, valido_fino_al: 2024-01-01 }
      - { codice: C, titolo: Sede C, padre: E, valido_dal: 2023-12-01 }
tabelle:
  - { id: prodotti, titolo: Prodotti, chiave: prodotto, numeri: { peso: 1 }, file: prodotti.csv }
fonti:
  - id: casi
    titolo: Casi
    grana: evento
    ufficio_senza_righe: zero
    colonne:
      - { id: caso, tipo: intero, ruolo: chiave }
      - { id: sede, tipo: testo, ruolo: ufficio }
      - { id: prodotto, tipo: testo, tabella: prodotti }
      - { id: giorni, tipo: intero }
      - { id: importo, tipo: numero, decimali: 2 }
indicatori:
${measures.join("\n")}
`;
const weights: Readonly<Record<string, number>> = { P1: 5, P2: 12, P3: 25 };
const open: Readonly<Record<string, readonly string[]>> = {
  "2023-10": ["A", "B"],
  "2023-11": ["A", "B"],
  "2023-12": ["A", "B", "C"],
  "2024-01": ["A", "C"],
};
const months = Object.keys(open);
const spans: Readonly<Record<string, readonly string[]>> = {
  "2023-T4": months.slice(0, 3),
  ...Object.fromEntries(months.map((month) => [month, [month]])),
};
const under: Readonly<Record<string, readonly string[]>> = {
  E: ["A", "B", "C"],
  R: ["A", "B"],
  A: ["A"],
  B: ["B"],
  C: ["C"],
};

interface Case {
  readonly caso: number;
  readonly sede: string;
  readonly prodotto: string;
  readonly giorni: number;
  readonly cents: number;
}
interface Sent {
  readonly mode: "full" | "delta" | "removal" | "retraction";
  readonly month: string;
  readonly day: string;
  readonly rows: readonly Case[];
}
type Held = ReadonlyMap<string, ReadonlyMap<number, Case>>;

const anyCase = (month: string) =>
  fc.record({
    caso: fc.integer({ min: 1, max: 9 }),
    sede: fc.constantFrom(...open[month]!),
    prodotto: fc.constantFrom(...Object.keys(weights)),
    giorni: fc.integer({ min: -2, max: 60 }),
    cents: fc.integer({ min: -99_999, max: 99_999 }),
  });
const anySequence = fc
  .array(
    fc.tuple(
      fc.constantFrom(...months).chain((month) =>
        fc.record({
          mode: fc.constantFrom<Sent["mode"]>("full", "full", "delta", "delta", "removal", "retraction"),
          month: fc.constant(month),
          rows: fc.uniqueArray(anyCase(month), { maxLength: 7, selector: ({ caso }) => caso }),
        }),
      ),
      fc.constantFrom(0, 0, 1, 3),
    ),
    { minLength: 5, maxLength: 12, size: "max" },
  )
  .map((all) => {
    let day = 1;
    return all.map(([sent, later]): Sent => {
      day += later;
      return { ...sent, day: `2024-02-${String(Math.min(day, 28)).padStart(2, "0")}` };
    });
  });

let root = "";
let directory = "";
let count = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "piramide-giorni-"));
  directory = join(root, "modello");
  mkdirSync(directory);
  writeFileSync(join(directory, "modello.yaml"), model);
  const rows = Object.entries(weights).map(([name, tenths]) => `${name};${tenths / 10}`.replace(".", ","));
  writeFileSync(join(directory, "prodotti.csv"), ["prodotto;peso", ...rows].join("\n"));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(rows: readonly Case[]): string {
  const file = join(root, `consegna-${count++}.csv`);
  const lines = rows.map(({ caso, sede, prodotto, giorni, cents }) =>
    [caso, sede, prodotto, giorni, (cents / 100).toFixed(2).replace(".", ",")].join(";"),
  );
  writeFileSync(file, ["caso;sede;prodotto;giorni;importo", ...lines].join("\n"));
  return file;
}

function send(data: string, rows: readonly Case[], sent: Omit<Sent, "rows">) {
  return importFile({
    directory,
    data,
    file: write(rows),
    source: "casi",
    period: sent.month,
    mode: sent.mode as "full" | "delta" | "removal",
    recordedAt: sent.day,
    totals: new Map(),
    strict: true,
  });
}

interface Replayed {
  /** What holds at the end of each day on which something came. */
  readonly known: ReadonlyMap<string, Held>;
  /** Every row ever brought, with where it stands. */
  readonly brought: readonly {
    readonly delivery: number;
    readonly line: number;
    readonly month: string;
    readonly row: Case;
  }[];
}

/** Sends what can be sent; rows are replayed beside it. */
async function replay(data: string, sequence: readonly Sent[]): Promise<Replayed> {
  const known = new Map<string, Held>();
  const brought: { delivery: number; line: number; month: string; row: Case }[] = [];
  const now = new Map<string, ReadonlyMap<number, Case>>();
  const stacks = new Map<string, { number: number; before: ReadonlyMap<number, Case> | undefined }[]>();
  for (const sent of sequence) {
    const { mode, month, day, rows } = sent;
    const stack = stacks.get(month) ?? [];
    stacks.set(month, stack);
    const held = now.get(month);
    if (mode === "retraction") {
      const last = stack.pop();
      if (last === undefined) continue;
      const asked = { directory, data, delivery: last.number, recordedAt: day, reason: "prova" };
      expect((await retract(asked)).problems).toEqual([]);
      if (last.before === undefined) now.delete(month);
      else now.set(month, last.before);
    } else {
      if (mode !== "full" && held === undefined) continue;
      const { value, problems } = await send(data, rows, sent);
      expect(problems).toEqual([]);
      if (value!.isRepeated) continue;
      const { number } = value!.delivery;
      const next = new Map(mode === "full" ? [] : held);
      for (const row of rows) {
        if (mode === "removal") next.delete(row.caso);
        else next.set(row.caso, row);
      }
      if (mode !== "removal")
        brought.push(...rows.map((row, k) => ({ delivery: number, line: k + 2, month, row })));
      stack.push({ number, before: held });
      now.set(month, next);
    }
    known.set(day, new Map(now));
  }
  return { known, brought };
}

const add = (rows: readonly Case[], of: (row: Case) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

/** By plain loops; undefined where a month that is needed has not come, null where the office does not apply. */
function reckon(office: string, period: string, held: Held): Record<string, number | undefined> | null {
  const own = spans[period]!;
  const offices = (month: string) => under[office]!.filter((each) => open[month]!.includes(each));
  const applying = own.filter((month) => offices(month).length > 0);
  if (applying.length === 0) return null;
  const rowsOf = (month: string) =>
    [...(held.get(month)?.values() ?? [])].filter(({ sede }) => offices(month).includes(sede));
  const has = applying.every((month) => held.has(month));
  const rows = applying.flatMap(rowsOf);
  const last = own.at(-1)!;
  const whole = (value: number): number | undefined => (has ? value : undefined);
  const part = (top: number): number | undefined => (has && rows.length > 0 ? top / rows.length : undefined);
  return {
    importo: whole(add(rows, ({ cents }) => cents) / 100),
    casi: whole(rows.filter(({ giorni }) => giorni > 0).length),
    pesati: whole(add(rows, ({ giorni, prodotto }) => giorni * weights[prodotto]!) / 10),
    entro: part(100 * rows.filter(({ giorni }) => giorni <= 30).length),
    tempo: part(add(rows, ({ giorni }) => giorni)),
    giacenti: applying.includes(last) && held.has(last) ? rowsOf(last).length : undefined,
    presenti: whole(add(rows, ({ giorni }) => giorni) / applying.length),
    diversi: own.every((month) => held.has(month))
      ? new Set(rows.map(({ prodotto }) => prodotto)).size
      : undefined,
  };
}

async function readAll(data: string, period: string, knownAt?: string): Promise<Map<string, number | null>> {
  const { value, problems } = await compute({ directory, data, period, knownAt });
  expect(problems).toEqual([]);
  return new Map(
    value!.figures
      .filter(({ facet }) => facet === "result")
      .map(({ id, orgUnit, value: number }) => [`${id} ${orgUnit}`, number]),
  );
}

describe("known on a day", () => {
  test("[W2] [W3] in two years and with several deliveries on a day, figures are those of replayed rows", async () => {
    await fc.assert(
      fc.asyncProperty(anySequence, fc.nat(), async (sequence, chance) => {
        const data = join(root, `dati-${count++}`);
        const { known } = await replay(data, sequence);
        const days = [...known.keys()];
        if (days.length === 0) return;
        for (const day of new Set([days.at(-1)!, days[chance % days.length]!])) {
          for (const period of Object.keys(spans)) {
            const found = await readAll(data, period, day);
            for (const office of Object.keys(under)) {
              const expected = reckon(office, period, known.get(day)!);
              for (const [id, value] of Object.entries(expected ?? {})) {
                const at = found.get(`${id} ${office}`) ?? undefined;
                const isSame = at === value || Math.abs((at ?? Number.NaN) - (value ?? Number.NaN)) < 1e-9;
                expect({ day, period, office, id, at, value, isSame }).toMatchObject({ isSame: true });
              }
            }
          }
        }
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 120_000);

  test("[W4] [W5] [W13] any row of any delivery: what changes without it is what trace names, and diff names the row", async () => {
    await fc.assert(
      fc.asyncProperty(anySequence, fc.nat(), async (sequence, chance) => {
        const data = join(root, `dati-${count++}`);
        const { known, brought } = await replay(data, sequence);
        const held = [...known.values()].at(-1);
        if (held === undefined || brought.length === 0) return;
        const { delivery, line, month, row } = brought[chance % brought.length]!;
        const traced = await trace({ directory, data, delivery, row: line });
        expect(traced.problems).toEqual([]);
        // What a platform holds is carried on to the same.
        const platform = openPlatform([{ id: "prova", directory, data }]);
        const { model } = platform.open("prova").value!;
        const inMemory = { model, findFigures: platform.source("prova") };
        for (let time = 0; time < 2; time++)
          expect(await trace({ directory: "", data, delivery, row: line }, inMemory)).toEqual(traced);
        platform.close();
        const named = traced.value!.figures.map(
          ({ with: { id, orgUnit, period } }) => `${period} ${id} ${orgUnit}`,
        );
        // The same row of a later delivery holds in its place: then this one touches nothing.
        const same = brought.filter((each) => each.month === month && each.row.caso === row.caso);
        const holds = held.get(month)?.get(row.caso) === row;
        if (!holds) {
          expect({ named, same }).toEqual({ named: [], same });
          return;
        }
        const periods = [...Object.keys(spans), "2023", "2024", "2024-T1"];
        const before = await Promise.all(periods.map((period) => readAll(data, period)));
        await send(data, [row], { mode: "removal", month, day: "2024-03-10" });
        const moved: string[] = [];
        for (const [k, period] of periods.entries()) {
          const after = await readAll(data, period);
          for (const [key, value] of before[k]!) if (after.get(key) !== value) moved.push(`${period} ${key}`);
        }
        expect(named.filter((each) => periods.includes(each.split(" ")[0]!)).sort()).toEqual(moved.sort());
        const { value } = await diffDays({
          directory,
          data,
          period: month,
          days: ["2024-03-01", "2024-03-31"],
        });
        expect(value!.figures.length).toBeGreaterThan(0);
        for (const { causes } of value!.figures)
          expect(causes).toContainEqual(
            expect.objectContaining({
              type: "delivery",
              rows: [expect.objectContaining({ sign: -1, delivery, line })],
            }),
          );
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 120_000);

  test("[W13] a row that is not known yet, was superseded or replaced touches no figure", async () => {
    const data = join(root, `dati-${count++}`);
    const row = (giorni: number): Case => ({ caso: 1, sede: "A", prodotto: "P1", giorni, cents: 1 });
    const month = "2023-11";
    await send(data, [row(1)], { mode: "full", month, day: "2024-02-01" });
    await send(data, [row(2)], { mode: "full", month, day: "2024-02-02" });
    await send(data, [row(3)], { mode: "delta", month, day: "2024-02-03" });
    const touched = async (delivery: number, knownAt?: string): Promise<number> =>
      (await trace({ directory, data, delivery, row: 2, knownAt })).value!.figures.length;
    expect([await touched(1), await touched(2), await touched(2, "2024-02-01")]).toEqual([0, 0, 0]);
    expect(await touched(1, "2024-02-01")).toBeGreaterThan(5);
    expect(await touched(2, "2024-02-02")).toBeGreaterThan(5);
    expect(await touched(3)).toBeGreaterThan(5);
    const { problems } = await trace({ directory, data, delivery: 3, row: 2, knownAt: "ieri" });
    expect(problems.map(({ code }) => code)).toEqual(["day-not-known"]);
  });

  test("[W8] whole deliveries of the same source and period at once are all recorded, and the last one holds", async () => {
    const data = join(root, `dati-${count++}`);
    const sent = Array.from({ length: 6 }, (_, k) =>
      send(data, [{ caso: 1, sede: "A", prodotto: "P1", giorni: k, cents: 100 * k }], {
        mode: "full",
        month: "2023-11",
        day: "2024-02-01",
      }),
    );
    const done = await Promise.all(sent);
    expect(done.flatMap(({ problems }) => problems)).toEqual([]);
    const numbers = done.map(({ value }) => value!.delivery.number);
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await readAll(data, "2023-11")).get("importo A")).toBe(numbers.indexOf(6));
  });
});
