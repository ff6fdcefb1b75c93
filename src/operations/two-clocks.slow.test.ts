/**
 * Deliveries in any sequence, known on any day: figures are those of a slow oracle that replays rows in memory. A
 * row is then taken away, and the figures that change are exactly those that `trace` had named.
 */
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ComputeReport, compute } from "./compute.ts";
import { backup, restore, retract } from "./deliveries.ts";
import { diffDays } from "./diff-days.ts";
import { importFile } from "./import.ts";
import { computeDirectory, type FigureSource } from "./open-figures.ts";
import { openModel } from "./open-model.ts";
import { trace } from "./trace.ts";

/** What an office is of which a delivery says nothing. */
type Empty = "zero" | "mancante";
const empties: readonly Empty[] = ["zero", "mancante"];

const writeText = (empty: Empty): string => `
provenienza: sintetico
modello: { id: orologi, titolo: Orologi, amministrazione: Ente, esercizio: 2023, anni: { da: 2023, a: 2023 } }
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
      - { codice: B, titolo: Sede B, padre: R, valido_fino_al: 2023-03-01 }
      - { codice: C, titolo: Sede C, padre: E, valido_dal: 2023-02-01 }
tabelle:
  - { id: prodotti, titolo: Prodotti, chiave: prodotto, numeri: { peso: 1 }, file: prodotti.csv }
fonti:
  - id: casi
    titolo: Casi
    grana: evento
    ufficio_senza_righe: ${empty}
    colonne:
      - { id: caso, tipo: intero, ruolo: chiave }
      - { id: sede, tipo: testo, ruolo: ufficio }
      - { id: prodotto, tipo: testo, tabella: prodotti }
      - { id: giorni, tipo: intero }
      - { id: importo, tipo: numero, decimali: 2 }
indicatori:
  - { id: importo, titolo: Importo, unita: euro, natura: flusso, decimali: 2, grana: { periodo: mese, unita: foglie }, misura: { tipo: somma, fonte: casi, colonna: importo } }
  - { id: casi, titolo: Casi, unita: numero, natura: flusso, grana: { periodo: mese, unita: foglie }, misura: { tipo: conteggio, fonte: casi } }
  - { id: pesati, titolo: Pesati, unita: punti, natura: flusso, decimali: 1, grana: { periodo: mese, unita: foglie }, misura: { tipo: somma_pesata, fonte: casi, colonna: giorni, tabella: prodotti, peso: peso } }
  - { id: entro, titolo: Entro, unita: percento, natura: rapporto, decimali: 1, grana: { periodo: mese, unita: foglie }, misura: { tipo: quota, fonte: casi, entro: giorni <= 30 } }
  - { id: tempo, titolo: Tempo, unita: giorni, natura: rapporto, decimali: 2, grana: { periodo: mese, unita: foglie }, misura: { tipo: media, fonte: casi, colonna: giorni } }
  - { id: giacenti, titolo: Giacenti, unita: numero, natura: consistenza, grana: { periodo: mese, unita: foglie }, misura: { tipo: conteggio, fonte: casi } }
  - { id: presenti, titolo: Presenti, unita: giorni, natura: livello, grana: { periodo: mese, unita: foglie }, misura: { tipo: somma, fonte: casi, colonna: giorni } }
  - { id: prodotti_diversi, titolo: Prodotti diversi, unita: numero, natura: punteggio, grana: { periodo: mese, unita: tutte }, misura: { tipo: distinti, fonte: casi, colonna: prodotto } }
`;
const weights: Readonly<Record<string, number>> = { P1: 5, P2: 12, P3: 25 };
const months = ["2023-01", "2023-02", "2023-03"];
const open: Readonly<Record<string, readonly string[]>> = {
  "2023-01": ["A", "B"],
  "2023-02": ["A", "B", "C"],
  "2023-03": ["A", "C"],
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

let root = "";
/** The model in which silent offices are zero. */
let directory = "";
let count = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "piramide-orologi-"));
  for (const empty of empties) writeModel(empty);
  directory = join(root, "zero");
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function writeModel(empty: Empty): void {
  mkdirSync(join(root, empty));
  writeFileSync(join(root, empty, "modello.yaml"), writeText(empty));
  const rows = Object.entries(weights).map(
    ([name, tenths]) => `${name};${String(tenths / 10).replace(".", ",")}`,
  );
  writeFileSync(join(root, empty, "prodotti.csv"), ["prodotto;peso", ...rows].join("\n"));
}

const anyCase = (month: string) =>
  fc.record({
    caso: fc.integer({ min: 1, max: 12 }),
    sede: fc.constantFrom(...open[month]!),
    prodotto: fc.constantFrom(...Object.keys(weights)),
    giorni: fc.integer({ min: 0, max: 60 }),
    cents: fc.integer({ min: -99_999, max: 99_999 }),
  });
const anySent = fc.constantFrom(...months).chain((month) =>
  fc.record({
    mode: fc.constantFrom<Sent["mode"]>("full", "full", "delta", "delta", "removal", "retraction"),
    month: fc.constant(month),
    rows: fc.uniqueArray(anyCase(month), { maxLength: 8, selector: ({ caso }) => caso }),
  }),
);
const anySequence = fc
  .array(anySent, { minLength: 2, maxLength: 9 })
  .map((sent) =>
    sent.map((each, k): Sent => ({ ...each, day: `2024-01-${String(10 + k).padStart(2, "0")}` })),
  );

function write(rows: readonly Case[]): string {
  const file = join(root, `consegna-${count++}.csv`);
  const lines = rows.map(
    ({ caso, sede, prodotto, giorni, cents }) =>
      `${caso};${sede};${prodotto};${giorni};${(cents / 100).toFixed(2).replace(".", ",")}`,
  );
  writeFileSync(file, ["caso;sede;prodotto;giorni;importo", ...lines].join("\n"));
  return file;
}

/** Sends everything that can be sent; what holds of each month is replayed beside it, day by day. */
async function replay(
  directory: string,
  data: string,
  sequence: readonly Sent[],
): Promise<Map<string, Map<string, ReadonlyMap<number, Case>>>> {
  const known = new Map<string, Map<string, ReadonlyMap<number, Case>>>();
  const stacks = new Map<
    string,
    { number: number; base: boolean; before: ReadonlyMap<number, Case> | undefined }[]
  >();
  const now = new Map<string, ReadonlyMap<number, Case>>();
  for (const { mode, month, day, rows } of sequence) {
    const stack = stacks.get(month) ?? [];
    stacks.set(month, stack);
    const held = now.get(month);
    if (mode === "retraction") {
      const last = stack.pop();
      if (last === undefined) continue;
      const taken = await retract({
        directory,
        data,
        delivery: last.number,
        recordedAt: day,
        reason: "prova",
      });
      expect(taken.problems).toEqual([]);
      if (last.before === undefined) now.delete(month);
      else now.set(month, last.before);
    } else {
      if (mode !== "full" && held === undefined) continue;
      const request = {
        directory,
        data,
        file: write(rows),
        source: "casi",
        period: month,
        mode,
        recordedAt: day,
        totals: new Map(),
        strict: true,
      };
      const { value, problems } = await importFile(request);
      expect(problems).toEqual([]);
      if (value!.isRepeated) continue;
      const next = new Map(mode === "full" ? [] : held);
      for (const each of rows) {
        if (mode === "removal") next.delete(each.caso);
        else next.set(each.caso, each);
      }
      stack.push({ number: value!.delivery.number, base: mode === "full", before: held });
      now.set(month, next);
    }
    known.set(day, new Map(now));
  }
  return known;
}

const under: Readonly<Record<string, readonly string[]>> = {
  E: ["A", "B", "C"],
  R: ["A", "B"],
  A: ["A"],
  B: ["B"],
  C: ["C"],
};

/**
 * The figures of an office in the first quarter, by plain loops; undefined where a month it needs has not come, or says
 * nothing of an office that is then missing.
 */
function reckon(
  office: string,
  held: ReadonlyMap<string, ReadonlyMap<number, Case>>,
  empty: Empty,
): Record<string, number | undefined> {
  const lists = months.map((month) => {
    const offices = under[office]!.filter((each) => open[month]!.includes(each));
    if (offices.length === 0) return { rows: [], isWhole: true };
    const rows = held.get(month);
    const found = rows && [...rows.values()].filter(({ sede }) => offices.includes(sede));
    const isWhole = empty === "zero" || offices.every((each) => found?.some(({ sede }) => sede === each));
    return { rows: found, isWhole };
  });
  const own = lists.map(({ rows, isWhole }) => (isWhole ? rows : undefined));
  const applying = months.map((month) => under[office]!.some((each) => open[month]!.includes(each)));
  const all = own.every((rows) => rows !== undefined) ? own.flatMap((rows) => rows!) : undefined;
  const last = own[applying.lastIndexOf(true)];
  const sum = (rows: readonly Case[], of: (each: Case) => number): number =>
    rows.reduce((total, each) => total + of(each), 0);
  const mean = (top: number, bottom: number): number | undefined => (bottom === 0 ? undefined : top / bottom);
  return {
    importo: all && sum(all, ({ cents }) => cents) / 100,
    casi: all?.length,
    pesati: all && sum(all, ({ giorni, prodotto }) => giorni * weights[prodotto]!) / 10,
    entro: all && mean(sum(all, ({ giorni }) => Number(giorni <= 30)) * 100, all.length),
    tempo:
      all &&
      mean(
        sum(all, ({ giorni }) => giorni),
        all.length,
      ),
    // A stock is that of the last month: an office that has closed has none.
    giacenti: applying[2] ? last?.length : undefined,
    presenti: all && sum(all, ({ giorni }) => giorni) / applying.filter(Boolean).length,
    prodotti_diversi: months.every((month) => held.has(month))
      ? new Set(lists.flatMap(({ rows }) => rows ?? []).map(({ prodotto }) => prodotto)).size
      : undefined,
  };
}

function readFigures(report: ComputeReport | undefined): Record<string, Record<string, number | undefined>> {
  const found: Record<string, Record<string, number | undefined>> = {};
  for (const { id, facet, orgUnit, value } of report?.figures ?? [])
    if (facet === "result") found[orgUnit] = { ...found[orgUnit], [id]: value ?? undefined };
  return found;
}

describe("the two clocks", () => {
  test("[W2] [W3] [D13] figures known on any day are those of rows replayed by hand", async () => {
    await fc.assert(
      fc.asyncProperty(anySequence, fc.constantFrom(...empties), async (sequence, empty) => {
        const directory = join(root, empty);
        const data = join(root, `dati-${count++}`);
        const known = await replay(directory, data, sequence);
        for (const [day, held] of known) {
          const { value, problems } = await compute({ directory, data, period: "2023-T1", knownAt: day });
          expect(problems).toEqual([]);
          const figures = readFigures(value);
          for (const office of Object.keys(under)) {
            for (const [id, expected] of Object.entries(reckon(office, held, empty))) {
              const found = figures[office]?.[id];
              const isSame =
                found === expected || Math.abs((found ?? Number.NaN) - (expected ?? Number.NaN)) < 1e-9;
              expect({ empty, day, office, id, found, expected, isSame }).toMatchObject({ isSame: true });
            }
          }
        }
      }),
      { numRuns: 16, endOnFailure: true },
    );
  }, 120_000);

  test.each([
    { empty: "zero", offices: ["A", "C"], what: "a row" },
    // The last row is the only one of its office, of which nothing is left.
    { empty: "mancante", offices: ["A"], what: "the only row of an office" },
  ] as const)(
    "[W4] [W5] [D13] $what that is taken away changes the figures that trace had named, and diff says why",
    async ({ empty, offices }) => {
      const directory = join(root, empty);
      const rows: Case[] = Array.from({ length: 12 }, (_, k) => ({
        caso: k + 1,
        sede: k === 11 ? "C" : offices[k % offices.length]!,
        prodotto: `P${1 + (k % 3)}`,
        giorni: 7 * k,
        cents: 100 * k + 1,
      }));
      for (const month of ["2023-02", "2023-03"]) {
        const data = join(root, `dati-${count++}`);
        const send = (file: string, period: string, mode: Sent["mode"], day: string) =>
          importFile({
            directory,
            data,
            file,
            source: "casi",
            period,
            mode: mode as "full" | "removal",
            recordedAt: day,
            totals: new Map(),
            strict: true,
          });
        const before = rows.flatMap((row) =>
          empty === "zero" ? [] : [row, { ...row, caso: row.caso + 12 }],
        );
        const first = before.map((row, k) => ({ ...row, sede: ["A", "B"][k % 2]! }));
        await send(write(first), "2023-01", "full", "2024-01-01");
        await send(write(rows), "2023-02", "full", "2024-01-01");
        const third = await send(write(rows), "2023-03", "full", "2024-01-01");
        const delivery =
          month === "2023-03" ? third.value!.delivery.number : third.value!.delivery.number - 1;
        const line = empty === "zero" ? 2 + Math.floor(Math.random() * rows.length) : 1 + rows.length;
        const traced = await trace({ directory, data, delivery, row: line });
        expect(traced.problems).toEqual([]);
        // Who holds figures from before the row came does not know it.
        const { model: read } = openModel(directory);
        const findFigures: FigureSource = (request) =>
          computeDirectory({ ...request, knownAt: "2023-12-01" });
        expect(await trace({ directory, data, delivery, row: line }, { model: read, findFigures })).toEqual(
          traced,
        );
        const former = await listAll(directory, data);
        await send(write([rows[line - 2]!]), month, "removal", "2024-02-01");
        const after = await listAll(directory, data);
        const moved = [...former].filter(([key, value]) => after.get(key) !== value).map(([key]) => key);
        expect(moved.length).toBeGreaterThan(10);
        expect(
          traced.value!.figures.map(({ with: each }) => `${each.id} ${each.orgUnit} ${each.period}`).sort(),
        ).toEqual(moved.sort());
        const { value: changed } = await diffDays({
          directory,
          data,
          period: month,
          days: ["2024-01-15", "2024-02-15"],
        });
        const causes = changed!.figures.find(
          ({ after: { id, orgUnit } }) => id === "importo" && orgUnit === rows[line - 2]!.sede,
        )!.causes;
        expect(causes).toMatchObject([
          { type: "delivery", source: "casi", rows: [{ sign: -1, delivery, line }] },
        ]);
      }
    },
    60_000,
  );

  test("[W5] what is absent on both days, for the same reason, has not moved", async () => {
    const data = join(root, `dati-${count++}`);
    const row = { caso: 1, sede: "A", prodotto: "P1", giorni: 3, cents: 100 };
    const request = { directory, data, file: write([row]), source: "casi", mode: "full" as const };
    const day = { period: "2023-01", recordedAt: "2024-01-10", totals: new Map(), strict: true };
    expect((await importFile({ ...request, ...day })).problems).toEqual([]);
    const days = ["2024-01-09", "2024-01-11"] as const;
    const countMoved = async (period: string) =>
      (await diffDays({ directory, data, period, days })).value!.figures.length;
    expect(await countMoved("2023-01")).toBeGreaterThan(10);
    // Of February and March nothing is known: the quarter is as absent as before, though January's mark has reached it.
    expect(await countMoved("2023-T1")).toBe(0);
  });

  test("[W6] a copy gives the same figures, also restored elsewhere, and a damaged one is refused", async () => {
    const data = join(root, "originale");
    await importFile({
      directory,
      data,
      file: write([{ caso: 1, sede: "A", prodotto: "P1", giorni: 3, cents: 5 }]),
      source: "casi",
      period: "2023-01",
      mode: "full",
      recordedAt: "2024-01-01",
      totals: new Map(),
      strict: true,
    });
    const [copy, elsewhere] = [join(root, "copia"), join(root, "altrove")];
    expect((await backup(data, copy)).problems).toEqual([]);
    expect((await restore(copy, elsewhere)).problems).toEqual([]);
    expect(await listAll(directory, elsewhere)).toEqual(await listAll(directory, data));
    const facts = join(copy, "fatti", "casi");
    appendFileSync(join(facts, readdirSync(facts)[0]!), "x");
    expect((await restore(copy, join(root, "mai"))).problems.map(({ code }) => code)).toEqual([
      "facts-damaged",
    ]);
    expect((await compute({ directory, data: copy })).problems.map(({ code }) => code)).toEqual([
      "facts-damaged",
    ]);
  });
});

/** Every figure of the year that has a value or an absence, in all its periods. */
async function listAll(directory: string, data: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const periods = [
    ...Array.from({ length: 12 }, (_, k) => `2023-${String(k + 1).padStart(2, "0")}`),
    "2023-T1",
    "2023-T2",
    "2023-T3",
    "2023-T4",
    "2023-S1",
    "2023-S2",
    "2023",
  ];
  for (const period of periods) {
    const { value } = await compute({ directory, data, period });
    for (const { id, orgUnit, value: number, absence } of value!.figures)
      found.set(`${id} ${orgUnit} ${period}`, `${number} ${absence}`);
  }
  return found;
}
