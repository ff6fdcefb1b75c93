/** A dated table in one period: for each key the row that holds on its last day, among those known. */
import {
  type Day,
  getDayNumber,
  getDayOfNumber,
  type Period,
  type ReferenceRow,
  type ReferenceTable,
} from "../model/index.ts";
import type { ResolvedTable, TableVersion } from "./fact-query.ts";
import { encodePeriod } from "./period-number.ts";

/** Keys without a row on that day are left out; of several known rows the one recorded last holds. */
export function resolveTable(
  table: ReferenceTable,
  period: Period,
  knownAt: Day | undefined,
): ReadonlyMap<string, ReferenceRow> {
  const lastDay = findLastDay(period);
  const rows = new Map<string, ReferenceRow>();
  for (const row of table.rows) {
    if ((row.validFrom ?? "") > lastDay || (row.validUntil !== undefined && row.validUntil <= lastDay))
      continue;
    if (knownAt !== undefined && (row.origin.recordedOn ?? "") > knownAt) continue;
    const before = rows.get(row.key);
    if (before === undefined || (before.origin.recordedOn ?? "") <= (row.origin.recordedOn ?? ""))
      rows.set(row.key, row);
  }
  return rows;
}

/** A table in several periods: those in which the same rows hold share a version. */
export function resolvePeriods(
  table: ReferenceTable,
  periods: readonly Period[],
  knownAt: Day | undefined,
): ResolvedTable {
  const versions: { readonly rows: readonly ReferenceRow[]; readonly periods: number[] }[] = [];
  // Between two days on which a row begins or ends the table is what it was, and need not be read again.
  for (const [first, ...others] of groupByChanges(table, periods)) {
    const rows = [...resolveTable(table, first!, knownAt).values()];
    const same = versions.find((version) => isSame(version.rows, rows));
    const version = same ?? { rows, periods: [] };
    if (same === undefined) versions.push(version);
    version.periods.push(...[first!, ...others].map(encodePeriod));
  }
  return { id: table.id, versions: versions.map((version) => makeVersion(table, version)) };
}

/** Periods together, between whose last days no row of the table begins or ends. */
function groupByChanges({ rows }: ReferenceTable, periods: readonly Period[]): Iterable<readonly Period[]> {
  const days = new Set(rows.flatMap(({ validFrom, validUntil }) => [validFrom ?? "", validUntil ?? ""]));
  return Map.groupBy(periods, (period) => {
    const lastDay = findLastDay(period);
    let before = 0;
    for (const day of days) if (day <= lastDay) before += 1;
    return before;
  }).values();
}

const findLastDay = ({ until }: Period): Day => getDayOfNumber(getDayNumber(until) - 1);

function isSame(one: readonly ReferenceRow[], other: readonly ReferenceRow[]): boolean {
  return one.length === other.length && one.every((row, k) => row === other[k]);
}

function makeVersion(
  table: ReferenceTable,
  { rows, periods }: { readonly rows: readonly ReferenceRow[]; readonly periods: readonly number[] },
): TableVersion {
  const pickNumbers = (name: string): Float64Array =>
    Float64Array.from(rows, ({ numbers }) => numbers[name] ?? Number.NaN);
  return {
    periods,
    keys: rows.map(({ key }) => key),
    numbers: Object.fromEntries(Object.keys(table.numbers).map((name) => [name, pickNumbers(name)])),
    texts: Object.fromEntries(table.texts.map((name) => [name, rows.map(({ texts }) => texts[name] ?? "")])),
  };
}
