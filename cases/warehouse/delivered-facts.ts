/** A workspace of small deliveries with every kind of cell, written straight as Parquet, and a model of them as rows. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  type Delivery,
  decodePeriod,
  encodePeriod,
  type ResolvedTable,
  type Row,
} from "../../src/facts/index.ts";
import { type FactColumn, type FactSource, findPeriod, type PeriodCode } from "../../src/model/index.ts";
import { duckDb } from "../../src/warehouse/dialect.ts";
import { type DuckDb, openDuckDb, printFactsCopy } from "../../src/warehouse/duck-db.ts";
import { hashFile } from "../../src/warehouse/hash-file.ts";
import type { FactScope, Nesting } from "../../src/warehouse/warehouse.ts";
import { factsFile, openWorkspace, type Workspace } from "../../src/warehouse/workspace.ts";

/** A row with the sign and period of its delivery. */
export interface DeliveredRow {
  readonly row: Row;
  readonly period: number;
  readonly sign: 1 | -1;
}

function column(id: string, type: FactColumn["type"], rest: Partial<FactColumn> = {}): FactColumn {
  const place = { file: "fonti.yaml", line: 1, column: 1 };
  const empty = { role: undefined, table: undefined, values: undefined, min: undefined, max: undefined };
  return { id, type, decimals: 0, ...empty, optional: false, isKey: false, place, ...rest };
}

/** Names and texts that a careless printer would break on. */
export const source = {
  id: "pratiche",
  period: "month",
  columns: [
    column("sede", "text", { role: "office" }),
    column("prodotto", "text", { table: "prodotti" }),
    column("classe", "text", { optional: true, table: "classi" }),
    column("evento", "text"),
    column("pezzi", "integer"),
    column("importo", "number", { decimals: 2, optional: true, min: -1e9, max: 1e9 }),
    column("aperta", "day", { optional: true }),
    column("chiusa", "day"),
    column("urgente", "yes-no", { optional: true }),
  ],
} as unknown as FactSource;

export const offices = ["01", "02", "l'Aquila", "Forlì\\Cesena", "zona `A`"] as const;
const products = ["p1", "p'2", "p\\3", "p4", "non in tabella"] as const;
const classes = ["fino a 30", '31-60 "gg"', "oltre\t60"] as const;
const events = ["definito", "respinto", "sospeso; in attesa"] as const;

/** Whole numbers from a seed, the same at every run. */
export function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

export function makeRows(count: number, seed: number): readonly Row[] {
  const random = makeRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const maybe = <T>(value: T): T | undefined => (random(4) === 0 ? undefined : value);
  return Array.from({ length: count }, () => ({
    sede: pick(offices),
    prodotto: pick(products),
    classe: maybe(pick(classes)),
    evento: pick(events),
    pezzi: random(2000) - 1000,
    importo: maybe(random(2_000_000) - 1_000_000),
    aperta: maybe(-3000 + random(22_000)),
    chiusa: 19_600 + random(60),
    urgente: maybe(random(2)),
  }));
}

export interface Facts {
  readonly workspace: Workspace;
  readonly database: DuckDb;
  readonly deliver: (
    number: number,
    period: PeriodCode,
    rows: readonly { readonly row: Row; readonly sign?: 1 | -1 }[],
    isSigned?: boolean,
  ) => Promise<Delivery>;
  /** What was delivered, row by row. */
  readonly rowsOf: (deliveries: readonly Delivery[]) => readonly DeliveredRow[];
  readonly remove: () => void;
}

const sqlTypes = {
  text: "VARCHAR",
  integer: "BIGINT",
  number: "BIGINT",
  day: "DATE",
  "yes-no": "TINYINT",
} as const;

export async function openFacts(): Promise<Facts> {
  const folder = mkdtempSync(join(tmpdir(), "piramide-facts-"));
  const workspace = openWorkspace(folder, "prova").value!;
  const database = await openDuckDb({ folder, threads: 1 });
  const delivered = new Map<number, readonly DeliveredRow[]>();
  return {
    workspace,
    database,
    deliver: async (number, period, rows, isSigned = false) => {
      const encoded = encodePeriod(findPeriod(period)!);
      delivered.set(
        number,
        rows.map(({ row, sign = 1 }) => ({ row, period: encoded, sign })),
      );
      await database.createTable("righe", [
        { name: "_n", type: "BIGINT", values: rows.map((_, k) => k) },
        ...source.columns.map(({ id, type }) => ({
          name: id,
          type: type === "text" ? ("VARCHAR" as const) : ("BIGINT" as const),
          values: rows.map(({ row }) => row[id]),
        })),
        { name: "_segno", type: "BIGINT", values: rows.map(({ sign = 1 }) => sign) },
      ]);
      const columns = source.columns.map(({ id, type }) => {
        const name = duckDb.quoteName(id);
        if (type === "day") return `(DATE '1970-01-01' + ${name}::INTEGER)::DATE AS ${name}`;
        return `${name}::${sqlTypes[type]} AS ${name}`;
      });
      const added = isSigned ? ", _n + 2 AS _riga, _segno::TINYINT AS _segno, NULL::INTEGER AS _da" : "";
      const draft = join(folder, "bozza.parquet");
      await database.run(
        printFactsCopy(
          `SELECT ${columns.join(", ")}, ${encoded}::INTEGER AS _periodo${added} FROM righe ORDER BY _n`,
          draft,
        ),
      );
      const sha256 = await hashFile(draft);
      const bytes = statSync(draft).size;
      const path = factsFile(workspace, source.id, sha256);
      mkdirSync(dirname(path), { recursive: true });
      renameSync(draft, path);
      return {
        number,
        source: source.id,
        period,
        mode: isSigned ? "delta" : "full",
        recordedOn: "2024-01-01",
        file: { name: "prova.csv", sha256: "00" },
        rows: rows.length,
        quarantined: 0,
        facts: { sha256, bytes, signed: isSigned, firstLine: isSigned ? undefined : 2 },
        of: undefined,
        notes: [],
        reason: undefined,
      };
    },
    rowsOf: (deliveries) => deliveries.flatMap(({ number }) => delivered.get(number) ?? []),
    remove: () => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Coefficients that change with the period and are sometimes missing; a key that only one period has. */
export function makeTables(periods: readonly number[]): readonly ResolvedTable[] {
  const versions = periods.map((period, k) => {
    const keys = products.slice(0, k === 0 ? 4 : 3);
    return {
      periods: [period],
      keys,
      numbers: {
        coefficiente: Float64Array.from(keys, (_, j) =>
          j === 1 && k === 1 ? Number.NaN : 1250 + 7 * j - 2600 * (k % 2),
        ),
      },
      texts: { area: keys.map((key) => (key === "p4" ? "area 'B'" : "area \\A")) },
    };
  });
  const bands = {
    periods,
    keys: classes.slice(0, 2),
    numbers: { peso: Float64Array.of(3, 1) },
    texts: { fascia: ["fascia 0", "fascia 1"] },
  };
  return [
    { id: "prodotti", versions },
    { id: "classi", versions: [bands] },
  ];
}

export function makeScope(
  deliveries: readonly Delivery[],
  emptyOffice: FactScope["source"]["emptyOffice"] = "missing",
): FactScope {
  const periods = [...new Set(deliveries.map(({ period }) => encodePeriod(findPeriod(period)!)))];
  return {
    source: { ...source, emptyOffice },
    deliveries,
    tables: makeTables(periods.toSorted((a, b) => a - b)),
  };
}

/** Two regions and a nation; months in their quarter and year. */
export function makeNesting(deliveries: readonly Delivery[]): Nesting {
  const months = [...new Set(deliveries.map(({ period }) => encodePeriod(findPeriod(period)!)))];
  const above = months.flatMap((month) =>
    offices.flatMap((office, k) =>
      // In one month the first office is elsewhere.
      [office, k % 2 === 0 && (k > 0 || month % 100 !== 10) ? "regione 1" : "regione 2", "nazione"].map(
        (node) => ({ month, office, node }),
      ),
    ),
  );
  const spans = months.flatMap((month) => {
    const { year, index } = decodePeriod(month);
    return [month, year * 100 + 12 + Math.floor(index / 3), year * 100 + 18].map((span) => ({ month, span }));
  });
  return {
    offices: above.map(({ office }) => office),
    nodes: above.map(({ node }) => node),
    officePeriods: Int32Array.from(above, ({ month }) => month),
    periods: Int32Array.from(spans, ({ month }) => month),
    spans: Int32Array.from(spans, ({ span }) => span),
  };
}
