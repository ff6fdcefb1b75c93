/** Lines of a table, aligned; the first column to the left, the numbers to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((text, column) => (column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!)))
        .join("  "),
    )
    .join("\n");
}

/** `1.234,5`. */
export function formatCount(value: number, decimals = 0): string {
  const [whole, rest] = value.toFixed(decimals).split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ".");
  return rest === undefined ? grouped : `${grouped},${rest}`;
}

export interface Goal {
  readonly name: string;
  readonly wanted: string;
  readonly found: string;
  readonly isReached: boolean;
}

export function formatGoals(goals: readonly Goal[]): string {
  return formatTable([
    ["traguardo", "chiesto", "trovato", ""],
    ...goals.map(({ name, wanted, found, isReached }) => [
      name,
      wanted,
      found,
      isReached ? "raggiunto" : "NON raggiunto",
    ]),
  ]);
}
