/**
 * Random organisations that merge, split, open, close and move, seen on the boundaries of any day: sums and counts
 * of different values are those of an oracle that follows every row from office to office.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compute } from "./compute.ts";
import { importFile } from "./import.ts";

const months = ["2023-01", "2023-02", "2023-03"] as const;
const periods: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(months.map((month) => [month, [month]])),
  "2023-T1": months,
};
const firstDay = (month: string): string => `${month}-01`;
const lastDay = (month: string): string => `${month}-${month === "2023-02" ? "28" : "31"}`;
const regions = ["R1", "R2"];

interface Version {
  readonly code: string;
  readonly region: string;
  readonly from: string | undefined;
  until: string | undefined;
}
/** What became of whom: a part of one million, or nobody knows how much. */
interface Change {
  readonly on: string;
  readonly yaml: string;
  readonly from: readonly string[];
  readonly to: readonly (readonly [string, number | undefined])[];
}
interface World {
  readonly versions: Version[];
  readonly changes: Change[];
}

const anyStep = fc.record({
  type: fc.constantFrom(
    "fusione",
    "assorbimento",
    "scissione",
    "scorporo",
    "soppressione",
    "istituzione",
    "spostamento",
  ),
  pick: fc.nat(99),
  other: fc.nat(99),
  region: fc.constantFrom(...regions),
  share: fc.constantFrom(undefined, 250_000, 500_000, 750_000),
});
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;
const days = ["2023-01-15", "2023-02-01", "2023-02-10", "2023-03-01", "2023-03-20", "2023-04-01"];
const anyWorld = fc
  .record({
    places: fc.array(fc.constantFrom(...regions), { minLength: 3, maxLength: 5 }),
    steps: fc.array(anyStep, { minLength: days.length, maxLength: days.length }),
  })
  .map(({ places, steps }) => build(places, steps));

/** One change a day, of offices that are there. */
function build(places: readonly string[], steps: readonly Step[]): World {
  const versions: Version[] = places.map((region, k) => ({
    code: `U${k}`,
    region,
    from: undefined,
    until: undefined,
  }));
  const changes: Change[] = [];
  let count = places.length;
  for (const [k, { type, pick, other, region, share }] of steps.entries()) {
    const on = days[k]!;
    const open = versions.filter(({ until }) => until === undefined);
    const [a, b] = [
      open[pick % open.length]!,
      open[(pick + 1 + (other % (open.length - 1 || 1))) % open.length]!,
    ];
    const add = (): string => {
      versions.push({ code: `U${count}`, region, from: on, until: undefined });
      return `U${count++}`;
    };
    const write = (words: string): string => `  - { id: c${k}, dal: ${on}, ${words} }`;
    const divide = (one: string, two: string): void => {
      const quote =
        share === undefined ? "" : `, quote: { ${one}: ${share / 1e6}, ${two}: ${1 - share / 1e6} }`;
      changes.push({
        on,
        yaml: write(`tipo: scissione, da: [${a.code}], a: [${one}, ${two}]${quote}`),
        from: [a.code],
        to: [
          [one, share],
          [two, share === undefined ? undefined : 1_000_000 - share],
        ],
      });
    };
    if (type === "istituzione") {
      const code = add();
      changes.push({ on, yaml: write(`tipo: istituzione, a: [${code}]`), from: [], to: [[code, 1_000_000]] });
    } else if (open.length < 2) continue;
    else if (type === "fusione" || type === "assorbimento") {
      b.until = on;
      if (type === "fusione") a.until = on;
      const code = type === "fusione" ? add() : a.code;
      const yaml = write(`tipo: fusione, da: [${a.code}, ${b.code}], a: [${code}]`);
      changes.push({ on, yaml, from: [a.code, b.code], to: [[code, 1_000_000]] });
    } else if (type === "scissione") {
      a.until = on;
      divide(add(), add());
    } else if (type === "scorporo") divide(a.code, add());
    else if (type === "soppressione") {
      a.until = on;
      changes.push({ on, yaml: write(`tipo: soppressione, da: [${a.code}]`), from: [a.code], to: [] });
    } else if (region !== a.region) {
      a.until = on;
      versions.push({ code: a.code, region, from: on, until: undefined });
      const yaml = write(`tipo: spostamento, da: [${a.code}], a: [${a.code}]`);
      changes.push({ on, yaml, from: [a.code], to: [[a.code, 1_000_000]] });
    }
  }
  return { versions, changes };
}

const isOpen = ({ from, until }: Version, first: string, last: string): boolean =>
  (from ?? "") <= last && (until === undefined || until > first);

function writeModel({ versions, changes }: World): string {
  const nodes = versions.map(({ code, region, from, until }) => {
    const since = from === undefined ? "" : `, valido_dal: ${from}`;
    const to = until === undefined ? "" : `, valido_fino_al: ${until}`;
    return `      - { codice: ${code}, titolo: ${code}, padre: ${region}${since}${to} }`;
  });
  return `provenienza: sintetico
modello: { id: prova, titolo: P, amministrazione: E, esercizio: 2023, anni: { da: 2023, a: 2023 } }
unita_di_misura: [ { id: numero, simbolo: "", grandezza: numero } ]
gerarchie:
  - id: uffici
    titolo: Uffici
    nodi:
      - { codice: E, titolo: E }
${regions.map((code) => `      - { codice: ${code}, titolo: ${code}, padre: E }`).join("\n")}
${nodes.join("\n")}
riorganizzazioni:
${changes.map(({ yaml }) => yaml).join("\n")}
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
indicatori:
  - { id: importo, titolo: I, unita: numero, natura: flusso, grana: { periodo: mese, unita: foglie }, misura: { tipo: somma, fonte: casi, colonna: importo } }
  - { id: utenti, titolo: U, unita: numero, natura: punteggio, grana: { periodo: mese, unita: tutte }, misura: { tipo: distinti, fonte: casi, colonna: utente } }
`;
}

interface Row {
  readonly month: string;
  readonly office: string;
  readonly user: string;
  readonly amount: number;
}
const anyRow = (world: World) =>
  fc.constantFrom(...months).chain((month) => {
    const there = world.versions.filter((each) => isOpen(each, firstDay(month), lastDay(month)));
    return fc.record({
      month: fc.constant(month),
      office: fc.constantFrom(...(there.length > 0 ? there.map(({ code }) => code) : [""])),
      user: fc.constantFrom("u1", "u2", "u3", "u4"),
      // Parts of parts of parts of these are whole.
      amount: fc.integer({ min: -9, max: 9 }).map((value) => value * 1_000_000),
    });
  });
const anyCase = anyWorld.chain((world) =>
  fc.record({
    world: fc.constant(world),
    rows: fc
      .array(anyRow(world), { minLength: 6, maxLength: 16 })
      .map((rows) => rows.filter(({ office }) => office !== "")),
    on: fc.uniqueArray(
      fc.constantFrom("2022-12-31", "2023-01-31", "2023-02-20", "2023-03-31", "2023-12-31"),
      {
        minLength: 2,
        maxLength: 2,
      },
    ),
  }),
);

let root = "";
let count = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "piramide-riordino-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Who may have what an office did in a month, and which part of a million if that is known. */
function follow(
  { versions, changes }: World,
  office: string,
  month: string,
  day: string,
): Map<string, number | undefined> {
  let holders = new Map<string, number | undefined>([[office, 1_000_000]]);
  const give = (next: Map<string, number | undefined>, to: string, part: number | undefined): void => {
    const own = next.get(to);
    next.set(to, next.has(to) ? (own === undefined || part === undefined ? undefined : own + part) : part);
  };
  const step = (
    move: (holder: string) => readonly (readonly [string, number | undefined])[] | undefined,
  ): void => {
    const next = new Map<string, number | undefined>();
    for (const [holder, part] of holders)
      for (const [to, share] of move(holder) ?? [[holder, 1_000_000] as const])
        give(next, to, part === undefined || share === undefined ? undefined : (part * share) / 1e6);
    holders = next.size === 1 ? new Map([[[...next.keys()][0]!, 1_000_000]]) : next;
  };
  for (const { on, from, to } of changes)
    if (on > firstDay(month) && on <= day)
      step((holder) => (from.includes(holder) && to.length > 0 ? to : undefined));
  for (const { on, from, to } of changes.toReversed()) {
    if (on > lastDay(month) || on <= day) continue;
    step((holder) => {
      if (!to.some(([code]) => code === holder)) return undefined;
      const before = versions.some(
        ({ code, from: since, until }) => code === holder && (since ?? "") < on && (until ?? "9") >= on,
      );
      const candidates = [...new Set([...from, ...(before ? [holder] : [])])];
      if (candidates.length === 0) return undefined;
      return candidates.map((code) => [code, candidates.length === 1 ? 1_000_000 : undefined] as const);
    });
  }
  return holders;
}

interface Expected {
  readonly sum: number | undefined;
  readonly count: number | undefined;
  readonly lacksSum: boolean;
  readonly lacksCount: boolean;
}

function reckon(world: World, rows: readonly Row[], node: string, period: string, day: string): Expected {
  const standing = new Map(
    world.versions.filter((each) => isOpen(each, day, day)).map(({ code, region }) => [code, region]),
  );
  const isUnder = (code: string): boolean => [code, standing.get(code), "E"].includes(node);
  const shelter = (code: string, month: string): string => {
    const own = world.versions.filter((each) => each.code === code);
    return (own.findLast((each) => isOpen(each, firstDay(month), lastDay(month))) ?? own.at(-1)!).region;
  };
  let sum: number | undefined = 0;
  let isCounted = true;
  let lacksCount = false;
  const users = new Set<string>();
  const lacking = new Map<string, number>();
  for (const { month, office, user, amount } of rows.filter((row) => periods[period]!.includes(row.month))) {
    const holders = [...follow(world, office, month, day)];
    const here = holders.filter(([code]) => standing.has(code));
    const gone = holders.filter(([code]) => !standing.has(code));
    for (const [code, part] of here)
      if (isUnder(code))
        sum = part === undefined || sum === undefined ? undefined : sum + (amount * part) / 1e6;
    const isSheltering = (code: string): boolean => ["E", shelter(code, month)].includes(node);
    for (const [code, part] of gone.filter(([each]) => isSheltering(each)))
      lacking.set(
        `${code} ${month}`,
        (lacking.get(`${code} ${month}`) ?? 0) + (part === undefined ? Number.NaN : amount * part),
      );
    const touched = here.some(([code]) => isUnder(code)) || gone.some(([code]) => isSheltering(code));
    if (gone.length === 0 && here.every(([code]) => isUnder(code))) users.add(user);
    else if (here.length === 0) lacksCount ||= touched;
    else if (touched) isCounted = false;
  }
  const lacksSum = [...lacking.values()].some((value) => value !== 0);
  return { sum, count: isCounted ? users.size : undefined, lacksSum, lacksCount };
}

async function prepare(world: World, rows: readonly Row[]): Promise<{ directory: string; data: string }> {
  const [directory, data] = [join(root, `modello-${count}`), join(root, `dati-${count++}`)];
  mkdirSync(directory);
  writeFileSync(join(directory, "modello.yaml"), writeModel(world));
  for (const month of months) {
    const file = join(root, `${count}-${month}.csv`);
    const own = rows.filter((row) => row.month === month);
    const lines = own.map(({ office, user, amount }, k) => [k + 1, office, user, amount].join(";"));
    writeFileSync(file, ["caso;sede;utente;importo", ...lines].join("\n"));
    const sent = { file, source: "casi", period: month, mode: "full", recordedAt: "2023-05-01" } as const;
    const { problems } = await importFile({ directory, data, ...sent, totals: new Map(), strict: true });
    expect(problems).toEqual([]);
  }
  return { directory, data };
}

describe("reorganisations", () => {
  test("[D18] [D19] [D25] [D26] on the boundaries of any day, sums and counts are those of rows followed one by one", async () => {
    let lacking = 0;
    let untold = 0;
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ world, rows, on }) => {
        const place = await prepare(world, rows);
        for (const boundariesOn of on) {
          for (const period of Object.keys(periods)) {
            const { value, problems } = await compute({ ...place, period, boundariesOn });
            expect(problems).toEqual([]);
            const codes = world.versions
              .filter((each) => isOpen(each, boundariesOn, boundariesOn))
              .map(({ code }) => code);
            for (const node of ["E", ...regions, ...codes]) {
              const {
                sum,
                count: users,
                lacksSum,
                lacksCount,
              } = reckon(world, rows, node, period, boundariesOn);
              const find = (id: string) =>
                value!.figures.find((each) => each.id === id && each.orgUnit === node);
              const [amount, different] = [find("importo"), find("utenti")];
              // Where an office was not there yet, nothing is told.
              expect({
                boundariesOn,
                period,
                node,
                sum: amount?.value ?? (amount === undefined ? 0 : undefined),
              }).toEqual({ boundariesOn, period, node, sum });
              expect({
                boundariesOn,
                period,
                node,
                users: different?.value ?? (different === undefined ? 0 : undefined),
              }).toEqual({ boundariesOn, period, node, users });
              if (sum !== undefined && amount !== undefined)
                expect({ boundariesOn, period, node, partial: amount.partial }).toEqual({
                  boundariesOn,
                  period,
                  node,
                  partial: lacksSum,
                });
              if (users !== undefined && different !== undefined)
                expect({ boundariesOn, period, node, partial: different.partial }).toEqual({
                  boundariesOn,
                  period,
                  node,
                  partial: lacksCount,
                });
              lacking += Number(lacksSum || lacksCount);
              untold += Number(sum === undefined || users === undefined);
            }
          }
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
    expect([lacking > 20, untold > 20]).toEqual([true, true]);
  }, 240_000);
});
