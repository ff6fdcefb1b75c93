/** The patterns of a column's values, by a question to the engine: for values of any kind. */
import type { DistinctQuery, FactsFile } from "../facts/index.ts";
import type { FactSource } from "../model/index.ts";
import { printFacts } from "./changed-columns.ts";
import { duckDb, printColumn, printExpression, quotePath } from "./dialect.ts";
import { type DuckDb, writeText } from "./duck-db.ts";
import type { Patterns } from "./patterns.ts";
import { nameColumns } from "./print-query.ts";

/** The rows in which values are looked for. */
export interface ValueRows {
  readonly source: FactSource;
  readonly query: DistinctQuery;
  /** Files with the source's columns, each of one period, and, where rows take others away, `_segno`. */
  readonly files: readonly ValueFile[];
  /** Whether some rows take others away. */
  readonly signed: boolean;
  /** Only values of this relation of one column, if there is one. */
  readonly among: string | undefined;
  /** The bit of each period. */
  readonly bits: ReadonlyMap<number, number>;
}

export interface ValueFile {
  readonly path: string;
  readonly period: number;
  readonly rows: number;
  /** As it was recorded with the delivery, and the delivery's number. */
  readonly sha256: string;
  readonly delivery: number;
  readonly facts?: FactsFile | undefined;
}

export function printFiles(files: readonly ValueFile[]): string {
  return `[${files.map(({ path }) => quotePath(path)).join(", ")}]`;
}

/** A select of office `o`, value `v` and bit `b`, as often as they occur. */
export function printPlaces({ source, query, files, signed, among, bits }: ValueRows): string {
  const naming = nameColumns(source, duckDb);
  const value = printColumn(query.column, naming);
  const office = printColumn(query.office, naming);
  const conditions = [`${value} IS NOT NULL`, `${office} IS NOT NULL`];
  if (query.when !== undefined) conditions.push(printExpression(query.when, naming));
  if (among !== undefined) conditions.push(`f.${duckDb.quoteName(query.column)} IN (${among})`);
  const cases = [...bits].map(([period, bit]) => `WHEN ${period} THEN ${bit}`).join(" ");
  const places =
    `SELECT ${office} AS o, ${value} AS v, (CASE f._periodo ${cases} ELSE 0 END)::USMALLINT AS b` +
    ` FROM ${printFacts(source, files, printFiles(files), ["union_by_name = true"])} AS f WHERE ${conditions.join(" AND ")}`;
  return signed ? `${places} GROUP BY o, v, b HAVING sum(coalesce(f._segno, 1)) > 0` : places;
}

export async function readPatterns(database: DuckDb, rows: ValueRows): Promise<Patterns> {
  const places = printPlaces(rows);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE _valori AS SELECT v, min(o) AS o, max(o) AS o2, bit_or(b) AS m FROM (${places}) GROUP BY v`,
  );
  const alone = await database.readColumns(
    "SELECT o, list(m::DOUBLE), list(n::DOUBLE) FROM (SELECT o, m, count(*) AS n FROM _valori WHERE o = o2 GROUP BY o, m) GROUP BY o",
  );
  const spread = await database.readColumns(
    `SELECT list(o), list(m::DOUBLE) FROM` +
      ` (SELECT p.v, p.o, bit_or(p.b) AS m FROM (${places}) AS p JOIN _valori AS s ON s.v = p.v WHERE s.o <> s.o2 GROUP BY p.v, p.o) GROUP BY v`,
  );
  await database.run("DROP TABLE _valori");
  const [offices = [], masks = [], counts = []] = alone;
  const [spreadOffices = [], spreadMasks = []] = spread;
  return {
    alone: offices.map((office, k) => ({
      office: writeText(office),
      masks: toNumbers(masks[k]),
      counts: toNumbers(counts[k]),
    })),
    spread: spreadOffices.map((own, k) => ({
      offices: (own as readonly unknown[]).map(writeText),
      masks: toNumbers(spreadMasks[k]),
    })),
  };
}

function toNumbers(values: unknown): number[] {
  return (values as readonly unknown[]).map(Number);
}
