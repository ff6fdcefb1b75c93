/** The default engine: DuckDB over the Parquet files of a workspace, on this machine. */
import { type Delivery, encodePeriod, type FactColumns, type FactQuery } from "../facts/index.ts";
import { type FactSource, findPeriod } from "../model/index.ts";
import { printFacts } from "./changed-columns.ts";
import { countDistinctInDuckDb } from "./count-distinct.ts";
import { duckDb, quotePath } from "./dialect.ts";
import type { DuckDb } from "./duck-db.ts";
import { type Join, prepareJoins, type WrittenTables } from "./join-tables.ts";
import { printSumQuery, type QueryPlace } from "./print-query.ts";
import { makeFactColumns, readSums } from "./read-sums.ts";
import type { FactScope, Warehouse } from "./warehouse.ts";
import { factsFile, type Workspace } from "./workspace.ts";

/** The engine is opened when the first question needs it: what is kept is answered without. */
export function openDuckDbWarehouse(
  workspace: Workspace,
  open: () => Promise<DuckDb>,
  manyRows = usuallyMany,
): Warehouse {
  let opened: Promise<DuckDb> | undefined;
  let besides: Promise<DuckDb> | undefined;
  const getDatabase = (): Promise<DuckDb> => {
    opened ??= open();
    return opened;
  };
  const getBeside = (): Promise<DuckDb> => {
    besides ??= getDatabase().then((database) => database.connect());
    return besides;
  };
  const desks = openDesks(getDatabase);
  return {
    load: async () => {},
    sumFacts: (query, scope) => desks.use((desk) => sumFacts(workspace, desk, manyRows, query, scope)),
    countDistinct: (query, scope, nesting) =>
      countDistinctInDuckDb(workspace, getBeside, query, scope, nesting),
    close: async () => {
      await desks.close();
      (await besides)?.close();
      (await opened)?.close();
    },
  };
}

/** A connection of its own, with the tables that were written over it; it answers one question at a time. */
interface Desk {
  readonly database: DuckDb;
  readonly written: WrittenTables;
}

/** Two: while the answer of one question is read, which takes one core, the engine has another to work on. */
const deskCount = 2;

interface Desks {
  readonly use: <T>(ask: (desk: Desk) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Who finds no desk free waits for one. */
function openDesks(getDatabase: () => Promise<DuckDb>): Desks {
  const free: Desk[] = [];
  const waiting: (() => void)[] = [];
  let opened = 0;
  const take = async (): Promise<Desk> => {
    const desk = free.pop();
    if (desk !== undefined) return desk;
    if (opened < deskCount) {
      opened += 1;
      try {
        const database = await getDatabase();
        return { database: await database.connect(), written: new Map() };
      } catch (error) {
        // Who waits for it shall hear the same.
        opened -= 1;
        waiting.shift()?.();
        throw error;
      }
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
    return take();
  };
  return {
    use: async (ask) => {
      const desk = await take();
      try {
        return await ask(desk);
      } finally {
        free.push(desk);
        waiting.shift()?.();
      }
    },
    close: async () => {
      for (const { database } of free.splice(0)) database.close();
    },
  };
}

async function sumFacts(
  workspace: Workspace,
  { database, written }: Desk,
  manyRows: number,
  query: FactQuery,
  scope: FactScope,
): Promise<FactColumns> {
  if (scope.deliveries.length === 0) return makeFactColumns(query, []);
  const { join, textsOf } = await prepareJoins(database, written, query, scope.tables, scope.deliveries);
  const selects = partDeliveries(scope.deliveries, manyRows).map((part) =>
    printSumQuery(query, scope.source, makePlace(workspace, scope.source, part, join)),
  );
  const isLong = scope.deliveries.reduce((sum, { rows }) => sum + rows, 0) >= manyRows;
  return readSums(database, selects.join(" UNION ALL "), query, textsOf, isLong);
}

/** Rows that are read together. */
interface Part {
  readonly deliveries: readonly Delivery[];
  readonly period: number | undefined;
  readonly signed: boolean;
}

/** From so many rows on a delivery is worth a select of its own, which groups by one column less. */
const usuallyMany = 100_000;

function partDeliveries(deliveries: readonly Delivery[], manyRows: number): readonly Part[] {
  const isSigned = ({ facts }: Delivery): boolean => facts?.signed === true;
  const isLarge = (delivery: Delivery): boolean => delivery.rows >= manyRows && !isSigned(delivery);
  const others = deliveries.filter((delivery) => !isLarge(delivery));
  const parts = deliveries.filter(isLarge).map(
    (delivery): Part => ({
      deliveries: [delivery],
      period: encodePeriod(findPeriod(delivery.period)!),
      signed: false,
    }),
  );
  if (others.length === 0) return parts;
  return [...parts, { deliveries: others, period: undefined, signed: others.some(isSigned) }];
}

/** Rows of some files as one relation; where some file carries signs, those without count once. */
function makePlace(
  workspace: Workspace,
  source: FactSource,
  { deliveries, period, signed }: Part,
  join: Join,
): QueryPlace {
  const files = deliveries.map(({ facts }) =>
    quotePath(factsFile(workspace, source.id, facts?.sha256 ?? "")),
  );
  const relation = printFacts(
    source,
    deliveries,
    `[${files.join(", ")}]`,
    signed ? ["union_by_name = true"] : [],
  );
  return {
    dialect: duckDb,
    facts: signed
      ? `(SELECT * REPLACE (coalesce(_segno, 1) AS _segno) FROM ${relation}) AS f`
      : `${relation} AS f`,
    signed,
    period,
    join,
    sum: (expression) => `coalesce(sum(${expression}), 0)::DOUBLE`,
    count: (expression) => `count(${expression})::DOUBLE`,
  };
}
