/** The default engine: DuckDB over the Parquet files of a workspace, on this machine. */
import type { FactColumns, FactQuery } from "../facts/index.ts";
import { countDistinctInDuckDb } from "./count-distinct.ts";
import { duckDb } from "./dialect.ts";
import { type DuckDb, writeText } from "./duck-db.ts";
import { type Join, prepareJoins, type WrittenTables } from "./join-tables.ts";
import { printSumQuery, type QueryPlace } from "./print-query.ts";
import type { FactScope, Warehouse } from "./warehouse.ts";
import { factsFile, type Workspace } from "./workspace.ts";

/** The engine is opened when the first question needs it: what is kept is answered without. */
export function openDuckDbWarehouse(workspace: Workspace, open: () => Promise<DuckDb>): Warehouse {
  const written: WrittenTables = new Map();
  let opened: Promise<DuckDb> | undefined;
  let besides: Promise<DuckDb> | undefined;
  const getDatabase = (): Promise<DuckDb> => {
    opened ??= open();
    return opened;
  };
  // Values are marked in the memory of this process: meanwhile the engine has time for sums.
  const getBeside = (): Promise<DuckDb> => {
    besides ??= getDatabase().then((database) => database.connect());
    return besides;
  };
  return {
    load: async () => {},
    sumFacts: async (query, scope) => sumFacts(workspace, await getDatabase(), written, query, scope),
    countDistinct: (query, scope, nesting) =>
      countDistinctInDuckDb(workspace, getBeside, query, scope, nesting),
    close: async () => {
      (await besides)?.close();
      (await opened)?.close();
    },
  };
}

async function sumFacts(
  workspace: Workspace,
  database: DuckDb,
  written: WrittenTables,
  query: FactQuery,
  scope: FactScope,
): Promise<FactColumns> {
  if (scope.deliveries.length === 0) return makeFactColumns(query.groups.length, query.aggregates.length, []);
  const join = await prepareJoins(database, written, query, scope.tables, scope.deliveries);
  const columns = await database.readColumns(
    printSumQuery(query, scope.source, makePlace(workspace, scope, join)),
  );
  return makeFactColumns(query.groups.length, query.aggregates.length, columns);
}

/** Rows of all files as one relation; where some file carries signs, those without count once. */
function makePlace(workspace: Workspace, { source, deliveries }: FactScope, join: Join): QueryPlace {
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
    join,
    sum: (expression) => `coalesce(sum(${expression}), 0)::DOUBLE`,
    count: (expression) => `count(${expression})::DOUBLE`,
  };
}

/** The engine's answer as columns: office, period, groups, aggregates; periods and aggregates come as numbers. */
export function makeFactColumns(
  groups: number,
  aggregates: number,
  columns: readonly (readonly unknown[])[],
): FactColumns {
  const at = (index: number): readonly unknown[] => columns[index] ?? [];
  return {
    rows: at(0).length,
    offices: at(0).map(writeText),
    periods: new Int32Array(at(1) as readonly number[]),
    members: Array.from({ length: groups }, (_, k) => at(2 + k).map(writeText)),
    values: Array.from(
      { length: aggregates },
      (_, k) => new Float64Array(at(2 + groups + k) as readonly number[]),
    ),
  };
}
