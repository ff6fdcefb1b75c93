/** The default engine: DuckDB over the Parquet files of a workspace, on this machine. */
import type { FactColumns, FactQuery, ResolvedTable } from "../facts/index.ts";
import { countDistinctInDuckDb } from "./count-distinct.ts";
import { duckDb } from "./dialect.ts";
import { type DuckDb, writeText } from "./duck-db.ts";
import { printSumQuery, type QueryPlace } from "./print-query.ts";
import type { FactScope, Warehouse } from "./warehouse.ts";
import { factsFile, type Workspace } from "./workspace.ts";

export function openDuckDbWarehouse(workspace: Workspace, database: DuckDb): Warehouse {
  return {
    load: async () => {},
    sumFacts: (query, scope) => sumFacts(workspace, database, query, scope),
    countDistinct: (query, scope, nesting) =>
      countDistinctInDuckDb(workspace, database, query, scope, nesting),
    close: async () => database.close(),
  };
}

async function sumFacts(
  workspace: Workspace,
  database: DuckDb,
  query: FactQuery,
  scope: FactScope,
): Promise<FactColumns> {
  if (scope.deliveries.length === 0) return makeFactColumns(query.groups.length, query.aggregates.length, []);
  for (const table of scope.tables) await createResolved(database, table);
  const columns = await database.readColumns(printSumQuery(query, scope.source, makePlace(workspace, scope)));
  return makeFactColumns(query.groups.length, query.aggregates.length, columns);
}

/** Rows of all files as one relation; where some file carries signs, those without count once. */
function makePlace(workspace: Workspace, { source, deliveries }: FactScope): QueryPlace {
  const files = deliveries.map(({ facts }) =>
    duckDb.quoteText(factsFile(workspace, source.id, facts?.sha256 ?? "")),
  );
  const signed = deliveries.some(({ facts }) => facts?.signed === true);
  const relation = `read_parquet([${files.join(", ")}]${signed ? ", union_by_name = true" : ""})`;
  return {
    dialect: duckDb,
    facts: signed
      ? `(SELECT * REPLACE (coalesce(_segno, 1) AS _segno) FROM ${relation}) AS f`
      : `${relation} AS f`,
    signed,
    join: (table, by, alias) =>
      `LEFT JOIN ${duckDb.quoteName(`tabella_${table}`)} AS ${alias} ON ${alias}._chiave = f.${duckDb.quoteName(by)} AND ${alias}._periodo = f._periodo`,
    sum: (expression) => `coalesce(sum(${expression}), 0)::DOUBLE`,
  };
}

async function createResolved(database: DuckDb, table: ResolvedTable): Promise<void> {
  await database.createTable(`tabella_${table.id}`, [
    { name: "_periodo", type: "INTEGER", values: table.periods },
    { name: "_chiave", type: "VARCHAR", values: table.keys },
    ...Object.entries(table.numbers).map(([name, values]) => ({ name, type: "BIGINT", values }) as const),
    ...Object.entries(table.texts).map(([name, values]) => ({ name, type: "VARCHAR", values }) as const),
  ]);
}

/** The engine's answer as columns: office, period, groups, aggregates. */
export function makeFactColumns(
  groups: number,
  aggregates: number,
  columns: readonly (readonly unknown[])[],
): FactColumns {
  const at = (index: number): readonly unknown[] => columns[index] ?? [];
  return {
    rows: at(0).length,
    offices: at(0).map(writeText),
    periods: Int32Array.from(at(1), Number),
    members: Array.from({ length: groups }, (_, k) => at(2 + k).map(writeText)),
    values: Array.from({ length: aggregates }, (_, k) => Float64Array.from(at(2 + groups + k), Number)),
  };
}
