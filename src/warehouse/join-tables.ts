/**
 * Reference tables as the embedded engine joins them. A table is joined by key and by the version that holds in the
 * row's period, but where what a query reads of it is the same in every period, by key alone: the join is then as
 * small as the table. Each is written once for as long as the engine is open.
 */
import {
  type Delivery,
  encodePeriod,
  type FactQuery,
  type GroupBy,
  type ResolvedTable,
  type TableVersion,
} from "../facts/index.ts";
import { findPeriod } from "../model/index.ts";
import { duckDb } from "./dialect.ts";
import type { DuckDb, TableColumn } from "./duck-db.ts";

/** Joins a table on a column of the facts, under an alias; `period` is the expression of their period. */
export type Join = (table: string, by: string, alias: string, period: string) => string;

export interface Joins {
  readonly join: Join;
  /** What stands in a group's column is a place among these, if the group is a text of a table. */
  readonly textsOf: (group: GroupBy) => readonly string[] | undefined;
}

interface WrittenTable {
  readonly name: string;
  /** The place of the version that holds in a period, from an expression of the period; undefined: there is but one. */
  readonly versionOf: ((period: string) => string) | undefined;
  /** Texts are written as their places among these: rows are grouped by numbers, and texts told at the end. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/** Tables already written, by what they hold. */
export type WrittenTables = Map<ResolvedTable, Map<string, WrittenTable>>;

export async function prepareJoins(
  database: DuckDb,
  written: WrittenTables,
  query: FactQuery,
  tables: readonly ResolvedTable[],
  deliveries: readonly Delivery[],
): Promise<Joins> {
  const periods = [...new Set(deliveries.map(({ period }) => encodePeriod(findPeriod(period)!)))];
  const prepared = new Map<string, WrittenTable>();
  for (const table of tables) {
    const columns = listUsed(query, table);
    const known = written.get(table) ?? new Map<string, WrittenTable>();
    written.set(table, known);
    // In a period of which a table says nothing it is empty, and not what it is in the others.
    const own = new Set(table.versions.flatMap((version) => version.periods));
    const isConstant = periods.every((period) => own.has(period)) && saysTheSame(table, columns);
    const key = `${isConstant} ${columns.join(" ")}`;
    const place = known.get(key) ?? (await write(database, table, columns, countTables(written), isConstant));
    known.set(key, place);
    prepared.set(table.id, place);
  }
  return {
    join: (table, by, alias, period) => {
      const { name, versionOf } = prepared.get(table)!;
      const both = versionOf === undefined ? "" : ` AND ${alias}._versione = ${versionOf(period)}`;
      return `LEFT JOIN ${duckDb.quoteName(name)} AS ${alias} ON ${alias}._chiave = f.${duckDb.quoteName(by)}${both}`;
    },
    textsOf: (group) =>
      group.type === "attribute" ? prepared.get(group.table)!.texts[group.attribute] : undefined,
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
  { id, versions }: ResolvedTable,
  columns: readonly string[],
  number: number,
  isConstant: boolean,
): Promise<WrittenTable> {
  const name = `tabella_${id}_${number}`;
  const written = isConstant ? versions.slice(0, 1) : versions;
  const gather = <T>(pick: (version: TableVersion) => ArrayLike<T>): T[] =>
    written.flatMap((version) => Array.from(pick(version)));
  const places = written.flatMap((version, place) => version.keys.map(() => place));
  const texts: Record<string, readonly string[]> = {};
  const writeColumn = (column: string): TableColumn => {
    if (versions.some(({ numbers }) => numbers[column] !== undefined))
      return { name: column, type: "BIGINT", values: gather(({ numbers }) => numbers[column]!) };
    const own = gather(({ texts: all }) => all[column] ?? []);
    const placeOf = new Map([...new Set(own)].map((text, place) => [text, place]));
    texts[column] = [...placeOf.keys()];
    return { name: column, type: "INTEGER", values: own.map((text) => placeOf.get(text)) };
  };
  await database.createTable(name, [
    { name: "_versione", type: "INTEGER", values: places },
    { name: "_chiave", type: "VARCHAR", values: gather(({ keys }) => keys) },
    ...columns.map(writeColumn),
  ]);
  return { name, versionOf: isConstant ? undefined : (period) => printVersion(versions, period), texts };
}

/** NULL in a period of which no version says anything: no row then finds one of the table. */
function printVersion(versions: readonly TableVersion[], period: string): string {
  const whens = versions.map(
    ({ periods }, place) => ` WHEN ${period} IN (${periods.join(", ")}) THEN ${place}`,
  );
  return whens.length === 0 ? "NULL" : `CASE${whens.join("")} END`;
}

/** Whether all versions have the same keys with the same values, in the columns that a query reads. */
function saysTheSame({ versions }: ResolvedTable, columns: readonly string[]): boolean {
  const [first, ...others] = versions;
  if (first === undefined) return false;
  if (others.length === 0) return true;
  const placeOf = new Map(first.keys.map((key, place) => [key, place]));
  return others.every(
    (other) =>
      other.keys.length === first.keys.length &&
      other.keys.every((key, row) => {
        const place = placeOf.get(key);
        return (
          place !== undefined &&
          columns.every((column) => {
            const [own, its] = [other, first].map(
              ({ numbers, texts }) => numbers[column] ?? texts[column] ?? [],
            );
            return Object.is(own![row], its![place]);
          })
        );
      }),
  );
}
