/** Groups of which corrections have left no row: as a whole new delivery would have them, they are not there. */
import type { FactColumns, FactQuery } from "./fact-query.ts";

/**
 * The columns without the groups whose rows, counted with their signs, are none. Parts of a group may stand apart, one
 * for each delivery; where rows are not counted, or none was taken away, the columns are those that were given.
 */
export function dropEmptied(columns: FactColumns, query: FactQuery): FactColumns {
  const counts = query.rows === undefined ? undefined : columns.values[query.rows]!;
  if (counts === undefined || counts.every((count) => count > 0)) return columns;
  // Only where something was taken away can nothing be left.
  const touched = new Set(columns.offices.filter((_, row) => counts[row]! <= 0));
  const left = new Map<string, number>();
  const nameRow = (row: number): string =>
    JSON.stringify([
      columns.offices[row],
      columns.periods[row],
      ...columns.members.map((codes) => codes[row]),
    ]);
  const names = columns.offices.map((office, row) => (touched.has(office) ? nameRow(row) : ""));
  for (const [row, name] of names.entries()) left.set(name, (left.get(name) ?? 0) + counts[row]!);
  const kept = [...names.keys()].filter((row) => names[row] === "" || left.get(names[row]!) !== 0);
  if (kept.length === columns.rows) return columns;
  return {
    rows: kept.length,
    offices: kept.map((row) => columns.offices[row]!),
    periods: Int32Array.from(kept, (row) => columns.periods[row]!),
    members: columns.members.map((codes) => kept.map((row) => codes[row]!)),
    values: columns.values.map((values) => Float64Array.from(kept, (row) => values[row]!)),
  };
}
