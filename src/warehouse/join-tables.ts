/**
 * Reference tables as the embedded engine joins them. A table is joined by key and period, but where what a query
 * reads of it is the same in every period, by key alone: the join is then as small as the table. Each is written
 * once for as long as the engine is open.
 */
import { type Delivery, encodePeriod, type FactQuery, type ResolvedTable } from "../facts/index.ts";
import { findPeriod } from "../model/index.ts";
import { duckDb } from "./dialect.ts";
import type { DuckDb } from "./duck-db.ts";

/** Joins a table on a column of the facts, under an alias. */
export type Join = (table: string, by: string, alias: string) => string;

/** Tables already written, by what they hold. */
export type WrittenTables = Map<
  ResolvedTable,
  Map<string, { readonly name: string; readonly byPeriod: boolean }>
>;

export async function prepareJoins(
  database: DuckDb,
  written: WrittenTables,
  query: FactQuery,
  tables: readonly ResolvedTable[],
  deliveries: readonly Delivery[],
): Promise<Join> {
  const periods = [...new Set(deliveries.map(({ period }) => encodePeriod(findPeriod(period)!)))];
  const prepared = new Map<string, { readonly name: string; readonly byPeriod: boolean }>();
  for (const table of tables) {
    const columns = listUsed(query, table);
    const known =
      written.get(table) ?? new Map<string, { readonly name: string; readonly byPeriod: boolean }>();
    written.set(table, known);
    // In a period of which a table says nothing it is empty, and not what it is in the others.
    const own = new Set(table.periods);
    const rows = periods.every((period) => own.has(period)) ? findConstant(table, columns) : undefined;
    const key = `${rows === undefined} ${columns.join(" ")}`;
    const place = known.get(key) ?? (await write(database, table, columns, countTables(written), rows));
    known.set(key, place);
    prepared.set(table.id, place);
  }
  return (table, by, alias) => {
    const { name, byPeriod } = prepared.get(table)!;
    const period = byPeriod ? ` AND ${alias}._periodo = f._periodo` : "";
    return `LEFT JOIN ${duckDb.quoteName(name)} AS ${alias} ON ${alias}._chiave = f.${duckDb.quoteName(by)}${period}`;
  };
}

function countTables(written: WrittenTables): number {
  let count = 0;
  for (const known of written.values()) count += known.size;
  return count;
}

/** The columns of a table that a query reads. */
function listUsed({ groups, aggregates }: FactQuery, { id }: ResolvedTable): readonly string[] {
  const names = new Set<string>();
  for (const group of groups)
    if (group.type === "attribute" && group.table === id) names.add(group.attribute);
  for (const { weight } of aggregates) if (weight?.table === id) names.add(weight.column);
  return [...names].sort();
}

async function write(
  database: DuckDb,
  table: ResolvedTable,
  columns: readonly string[],
  number: number,
  rows: readonly number[] | undefined,
): Promise<{ readonly name: string; readonly byPeriod: boolean }> {
  const name = `tabella_${table.id}_${number}`;
  const pick = <T>(values: ArrayLike<T>): ArrayLike<T> =>
    rows === undefined ? values : rows.map((row) => values[row]!);
  await database.createTable(name, [
    { name: "_periodo", type: "INTEGER", values: pick(table.periods) },
    { name: "_chiave", type: "VARCHAR", values: pick(table.keys) },
    ...columns.map((column) =>
      table.numbers[column] === undefined
        ? ({ name: column, type: "VARCHAR", values: pick(table.texts[column] ?? []) } as const)
        : ({ name: column, type: "BIGINT", values: pick(table.numbers[column]) } as const),
    ),
  ]);
  return { name, byPeriod: rows === undefined };
}

/** One row a key, where every period has the same keys with the same values; undefined where some differ. */
function findConstant(
  { periods, keys, numbers, texts }: ResolvedTable,
  columns: readonly string[],
): number[] | undefined {
  const all = new Set(periods);
  const first = new Map<string, number>();
  const seen = new Map<string, number>();
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    const known = first.get(key);
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if (known === undefined) first.set(key, row);
    else
      for (const column of columns) {
        const values = numbers[column] ?? texts[column] ?? [];
        if (!Object.is(values[row], values[known])) return undefined;
      }
  }
  return [...seen.values()].every((count) => count === all.size) ? [...first.values()] : undefined;
}
