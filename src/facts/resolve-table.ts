/** A dated table in one period: for each key the row that holds on its last day, among those known. */
import {
  type Day,
  getDayNumber,
  getDayOfNumber,
  type Period,
  type ReferenceRow,
  type ReferenceTable,
} from "../model/index.ts";

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
