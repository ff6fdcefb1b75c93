/**
 * How many different values a column has, at every office, above it, and in every period: each value is read once,
 * as the offices and periods in which it occurs, and what is above them follows. A correction moves only the values
 * it names.
 */
import { type Delivery, type DistinctQuery, encodePeriod, type FactColumns } from "../facts/index.ts";
import { findPeriod } from "../model/index.ts";
import { printFacts } from "./changed-columns.ts";
import { duckDb } from "./dialect.ts";
import type { DuckDb } from "./duck-db.ts";
import { hashOf, readKeptFile, writeKeptFile } from "./kept-file.ts";
import { type Counted, makeCounter, numberPeriods, type Patterns, writeCounts } from "./patterns.ts";
import { printFiles, readPatterns, type ValueFile, type ValueRows } from "./read-patterns.ts";
import { scanColumns } from "./scan-apart.ts";
import type { FactScope, Nesting } from "./warehouse.ts";
import { factsFile, type Workspace } from "./workspace.ts";

export async function countDistinctInDuckDb(
  workspace: Workspace,
  getDatabase: () => Promise<DuckDb>,
  query: DistinctQuery,
  scope: FactScope,
  nesting: Nesting,
): Promise<FactColumns> {
  const counted: Counted[] = [];
  for (const [year, deliveries] of groupByYears(scope.deliveries)) {
    const bits = numberPeriods(scope.source, year);
    const counter = makeCounter(bits, nesting);
    const makeRows = (some: readonly Delivery[], among?: string): ValueRows => ({
      source: scope.source,
      query,
      files: listFiles(workspace, scope, some),
      signed: some.some(isSigned),
      among,
      bits,
    });
    const whole = deliveries.filter((delivery) => !isSigned(delivery));
    const read = async (): Promise<Patterns> => {
      const rows = makeRows(whole);
      return (await scanColumns(rows)) ?? readPatterns(await getDatabase(), rows);
    };
    if (whole.length > 0)
      counter.add(
        scope.useKept === false ? await read() : await keepPatterns(workspace, query, whole, read),
        1,
      );
    if (whole.length < deliveries.length) {
      const database = await getDatabase();
      // The values that corrections name, as they were and as they are.
      const corrections = printFiles(listFiles(workspace, scope, deliveries.filter(isSigned)));
      const named = `SELECT DISTINCT ${query.column === "" ? "NULL" : duckDb.quoteName(query.column)} FROM ${printFacts(scope.source, deliveries.filter(isSigned), corrections, ["union_by_name = true"])}`;
      if (whole.length > 0) counter.add(await readPatterns(database, makeRows(whole, named)), -1);
      counter.add(await readPatterns(database, makeRows(deliveries, named)), 1);
    }
    counted.push(...counter.write());
  }
  return writeCounts(counted);
}

const isSigned = ({ facts }: Delivery): boolean => facts?.signed === true;

/** A period counts in its own year only. */
function groupByYears(deliveries: readonly Delivery[]): ReadonlyMap<number, readonly Delivery[]> {
  return Map.groupBy(deliveries, ({ period }) => findPeriod(period)!.year);
}

function listFiles(
  workspace: Workspace,
  { source }: FactScope,
  deliveries: readonly Delivery[],
): ValueFile[] {
  return deliveries.map(({ facts, period, rows, number }) => ({
    path: factsFile(workspace, source.id, facts?.sha256 ?? ""),
    period: encodePeriod(findPeriod(period)!),
    rows,
    sha256: facts?.sha256 ?? "",
    delivery: number,
    facts,
  }));
}

/** Patterns of whole deliveries are kept under the hash of all that decides them: see `materialise.ts`. */
async function keepPatterns(
  workspace: Workspace,
  query: DistinctQuery,
  deliveries: readonly Delivery[],
  read: () => Promise<Patterns>,
): Promise<Patterns> {
  const decided = [4, query, deliveries.map(({ facts, period }) => [facts?.sha256, period])];
  const name = `${hashOf(JSON.stringify(decided))}.json`;
  const kept = readKeptFile(workspace, name);
  if (kept !== undefined) return JSON.parse(kept.toString("utf8")) as Patterns;
  const patterns = await read();
  writeKeptFile(workspace, name, Buffer.from(JSON.stringify(patterns)));
  return patterns;
}
