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
  const lastDay = getDayOfNumber(getDayNumber(period.until) - 1);
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
  for (const period of periods) {
    const rows = [...resolveTable(table, period, knownAt).values()];
    const same = versions.find((version) => isSame(version.rows, rows));
    if (same === undefined) versions.push({ rows, periods: [encodePeriod(period)] });
    else same.periods.push(encodePeriod(period));
  }
  return { id: table.id, versions: versions.map((version) => makeVersion(table, version)) };
}

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
