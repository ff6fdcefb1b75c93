/**
 * How many different values a column has, at every office, above it, and in every period. Such counts add up to
 * nothing, and asking for each would read the facts again and again: instead each value is read once, as the
 * offices and months in which it occurs. Most values occur in one office, and these are only counted by pattern;
 * what is above offices and months follows from the patterns. A correction moves only the values it names.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Delivery, type DistinctQuery, encodePeriod, type FactColumns } from "../facts/index.ts";
import { findPeriod } from "../model/index.ts";
import { duckDb, printColumn, printExpression } from "./dialect.ts";
import { type DuckDb, writeText } from "./duck-db.ts";
import { nameColumns } from "./print-query.ts";
import type { FactScope, Nesting } from "./warehouse.ts";
import { factsFile, folders, type Workspace } from "./workspace.ts";

/** So many values occur in these months of these offices, and nowhere else: office → bits of months. */
interface Pattern {
  readonly months: ReadonlyMap<string, number>;
  readonly count: number;
}

/** Node → span → how many. */
type Counts = Map<string, Map<number, number>>;

/** Months that a mask holds: a double keeps whole numbers of so many bits. */
const monthsInMask = 48;

export async function countDistinctInDuckDb(
  workspace: Workspace,
  database: DuckDb,
  query: DistinctQuery,
  scope: FactScope,
  nesting: Nesting,
): Promise<FactColumns> {
  const whole = scope.deliveries.filter(({ facts }) => facts?.signed === false);
  const signed = scope.deliveries.filter(({ facts }) => facts?.signed === true);
  const counts: Counts = new Map();
  for (const group of groupByYears(whole)) {
    const patterns =
      scope.useKept === false
        ? await readPatterns(workspace, database, query, scope, group, group, undefined)
        : await readKeptPatterns(workspace, database, query, scope, group);
    addPatterns(counts, patterns, group, nesting, 1);
  }
  if (signed.length > 0) {
    // The values that corrections name, as they were and as they are.
    const named = `SELECT DISTINCT ${query.column === "" ? "NULL" : duckDb.quoteName(query.column)} AS v FROM ${printRelation(workspace, scope, signed)}`;
    for (const group of groupByYears(scope.deliveries)) {
      const before = group.filter(({ facts }) => facts?.signed === false);
      addPatterns(
        counts,
        await readPatterns(workspace, database, query, scope, before, before, named),
        before,
        nesting,
        -1,
      );
      addPatterns(
        counts,
        await readPatterns(workspace, database, query, scope, group, group, named),
        group,
        nesting,
        1,
      );
    }
  }
  return writeCounts(counts);
}

/** Few enough years that their months fit a mask; a period counts in its own year only. */
function groupByYears(deliveries: readonly Delivery[]): readonly (readonly Delivery[])[] {
  const groups = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const year = delivery.period.slice(0, 4);
    const group = groups.get(year);
    if (group === undefined) groups.set(year, [delivery]);
    else group.push(delivery);
  }
  return [...groups.values()];
}

function printRelation(workspace: Workspace, { source }: FactScope, deliveries: readonly Delivery[]): string {
  const files = deliveries.map(({ facts }) =>
    duckDb.quoteText(factsFile(workspace, source.id, facts?.sha256 ?? "")),
  );
  return `read_parquet([${files.join(", ")}], union_by_name = true)`;
}

/** The bit of each delivered period. */
function numberPeriods(deliveries: readonly Delivery[]): ReadonlyMap<number, number> {
  const periods = [...new Set(deliveries.map(({ period }) => encodePeriod(findPeriod(period)!)))].sort(
    (a, b) => a - b,
  );
  return new Map(periods.slice(0, monthsInMask).map((period, bit) => [period, bit]));
}

async function readPatterns(
  workspace: Workspace,
  database: DuckDb,
  query: DistinctQuery,
  scope: FactScope,
  deliveries: readonly Delivery[],
  numbered: readonly Delivery[],
  among: string | undefined,
): Promise<readonly Pattern[]> {
  if (deliveries.length === 0) return [];
  const naming = nameColumns(scope.source, duckDb);
  const value = printColumn(query.column, naming);
  const office = printColumn(query.office, naming);
  const isSigned = deliveries.some(({ facts }) => facts?.signed === true);
  const conditions = [`${value} IS NOT NULL`];
  if (query.when !== undefined) conditions.push(printExpression(query.when, naming));
  if (among !== undefined) conditions.push(`f.${duckDb.quoteName(query.column)} IN (${among})`);
  const bits = [...numberPeriods(numbered)].map(([period, bit]) => `WHEN ${period} THEN ${2 ** bit}::BIGINT`);
  const bit = `CASE f._periodo ${bits.join(" ")} ELSE 0 END`;
  const rows = `FROM ${printRelation(workspace, scope, deliveries)} AS f WHERE ${conditions.join(" AND ")}`;
  const places = isSigned
    ? `(SELECT ${office} AS o, ${value} AS v, ${bit} AS b ${rows} GROUP BY o, v, b HAVING sum(coalesce(f._segno, 1)) > 0)`
    : `(SELECT ${office} AS o, ${value} AS v, ${bit} AS b ${rows})`;
  await database.run(
    `CREATE OR REPLACE TEMP TABLE _valori AS SELECT v, min(o) AS o, max(o) AS o2, bit_or(b) AS m FROM ${places} GROUP BY v`,
  );
  const single = await database.readColumns(
    "SELECT o, m::DOUBLE, count(*)::DOUBLE FROM _valori WHERE o = o2 GROUP BY o, m",
  );
  const several = await database.readColumns(
    `SELECT row_number() OVER (ORDER BY v) AS n, o, m FROM (SELECT v, list(o) AS o, list(m::DOUBLE) AS m FROM` +
      ` (SELECT p.v, p.o, bit_or(p.b) AS m FROM ${places} AS p JOIN _valori AS s ON s.v = p.v WHERE s.o <> s.o2 GROUP BY p.v, p.o) GROUP BY v)`,
  );
  await database.run("DROP TABLE _valori");
  const alone = (single[0] ?? []).map(
    (name, k): Pattern => ({
      months: new Map([[writeText(name), Number(single[1]![k])]]),
      count: Number(single[2]![k]),
    }),
  );
  const spread = (several[1] ?? []).map((names, k): Pattern => {
    const masks = several[2]![k] as readonly unknown[];
    const pairs = (names as readonly unknown[]).map((name, j): [string, number] => [
      writeText(name),
      Number(masks[j]),
    ]);
    return { months: new Map(pairs), count: 1 };
  });
  return [...alone, ...spread];
}

/** Adds a pattern's count to every node and span in which its values occur. */
function addPatterns(
  counts: Counts,
  patterns: readonly Pattern[],
  deliveries: readonly Delivery[],
  nesting: Nesting,
  sign: 1 | -1,
): void {
  const bits = numberPeriods(deliveries);
  const nodesOf = new Map<string, string[]>();
  const first = [...bits.keys()][0];
  nesting.offices.forEach((office, k) => {
    if (nesting.officePeriods[k] !== first) return;
    const nodes = nodesOf.get(office);
    if (nodes === undefined) nodesOf.set(office, [nesting.nodes[k]!]);
    else nodes.push(nesting.nodes[k]!);
  });
  const spans = new Map<number, number>();
  nesting.periods.forEach((period, k) => {
    const bit = bits.get(period);
    if (bit !== undefined) spans.set(nesting.spans[k]!, (spans.get(nesting.spans[k]!) ?? 0) + 2 ** bit);
  });
  const wanted = [...spans];
  for (const { months, count } of patterns) {
    const masks = months.size === 1 ? undefined : new Map<string, number>();
    for (const [office, mask] of months) {
      for (const node of nodesOf.get(office) ?? []) {
        if (masks === undefined) addMask(counts, node, mask, wanted, sign * count);
        else masks.set(node, unite(masks.get(node) ?? 0, mask));
      }
    }
    if (masks !== undefined)
      for (const [node, mask] of masks) addMask(counts, node, mask, wanted, sign * count);
  }
}

function addMask(
  counts: Counts,
  node: string,
  mask: number,
  spans: readonly (readonly [number, number])[],
  count: number,
): void {
  let own = counts.get(node);
  if (own === undefined) {
    own = new Map();
    counts.set(node, own);
  }
  for (const [span, wanted] of spans) if (overlap(mask, wanted)) own.set(span, (own.get(span) ?? 0) + count);
}

/** Masks of up to 48 bits in halves, because the language's bits are 32. */
const half = 2 ** 24;
function unite(a: number, b: number): number {
  return (Math.floor(a / half) | Math.floor(b / half)) * half + ((a % half) | (b % half));
}
function overlap(a: number, b: number): boolean {
  return (Math.floor(a / half) & Math.floor(b / half)) !== 0 || ((a % half) & (b % half)) !== 0;
}

function writeCounts(counts: Counts): FactColumns {
  const kept = [...counts].flatMap(([node, own]) =>
    [...own].flatMap(([span, count]) => (count === 0 ? [] : [{ node, span, count }])),
  );
  return {
    rows: kept.length,
    offices: kept.map(({ node }) => node),
    periods: Int32Array.from(kept, ({ span }) => span),
    members: [],
    values: [Float64Array.from(kept, ({ count }) => count)],
  };
}

/** Patterns of whole deliveries are kept under the hash of all that decides them: see `materialise.ts`. */
async function readKeptPatterns(
  workspace: Workspace,
  database: DuckDb,
  query: DistinctQuery,
  scope: FactScope,
  deliveries: readonly Delivery[],
): Promise<readonly Pattern[]> {
  const decided = [1, query, deliveries.map(({ facts, period }) => [facts?.sha256, period])];
  const name = createHash("sha256").update(JSON.stringify(decided)).digest("hex");
  const file = join(workspace.folder, folders.materialised, `${name}.json`);
  const kept = readKept(file);
  if (kept !== undefined) return kept;
  const patterns = await readPatterns(workspace, database, query, scope, deliveries, deliveries, undefined);
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, JSON.stringify(patterns.map(({ months, count }) => [count, ...[...months].flat()])));
    renameSync(draft, file);
  } catch {
    rmSync(draft, { force: true });
  }
  return patterns;
}

function readKept(file: string): readonly Pattern[] | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const rows = JSON.parse(readFileSync(file, "utf8")) as readonly (readonly (string | number)[])[];
    return rows.map(([count, ...pairs]) => ({
      count: Number(count),
      months: new Map(
        Array.from({ length: pairs.length / 2 }, (_, k): [string, number] => [
          String(pairs[2 * k]),
          Number(pairs[2 * k + 1]),
        ]),
      ),
    }));
  } catch {
    return undefined;
  }
}
