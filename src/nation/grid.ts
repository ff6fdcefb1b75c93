/**
 * A source that tells one or more numbers a month for each of its series (an office with a product, a
 * profile, an entry …): the plan of its numbers, and how a month of it becomes text.
 */
import type { Tally } from "./nation.ts";

export interface Column {
  readonly id: string;
  readonly decimals: 0 | 2;
  /** The sender declares its sum. */
  readonly isTotalled: boolean;
}

export interface Grid {
  readonly header: string;
  readonly columns: readonly Column[];
  /** How many series there are. */
  readonly size: number;
  /** What stands before the numbers, the office first: `DP-017;amministrativo;sede;si`. */
  readonly write: (series: number, month: number) => string;
  /** Does the series give a row in the month. */
  readonly stands: (series: number, month: number) => boolean;
  /** Whole numbers of the last decimal. */
  readonly read: (series: number, month: number, column: number) => number;
  /** Makes of the right numbers of a row others that the contract would let pass; undefined = it is never mistaken. */
  readonly mistake: ((numbers: number[], chance: number) => void) | undefined;
}

/** A row that must be refused, with what it adds to the sender's totals. */
export interface WrongRow {
  readonly text: string;
  readonly numbers: readonly number[];
}

/** Which rows of a month are written, and how. */
export interface Variant {
  /** Of these series the numbers are mistaken, or (in a delta) put right; undefined = of none. */
  readonly chosen: ((series: number) => boolean) | undefined;
  /** True: only the chosen series, with the right numbers. */
  readonly isDelta: boolean;
  readonly wrong: readonly WrongRow[];
}

/** Pieces of about this many characters: long enough to be written at once, short enough to stay in cache. */
export const chunkLength = 1 << 16;

export function formatCents(scaled: number): string {
  const whole = Math.trunc(scaled / 100);
  const rest = Math.abs(scaled % 100);
  const sign = scaled < 0 && whole === 0 ? "-" : "";
  return `${sign}${whole},${rest < 10 ? "0" : ""}${rest}`;
}

export function* writeGrid(
  grid: Grid,
  month: number,
  { chosen, isDelta, wrong }: Variant,
  chance: (series: number) => number,
): Generator<string, Tally> {
  const { columns } = grid;
  const sums = columns.map(() => 0);
  const numbers = columns.map(() => 0);
  let rows = 0;
  let chunk = `${grid.header}\n`;
  for (let series = 0; series < grid.size; series++) {
    if (!grid.stands(series, month)) continue;
    const isChosen = chosen?.(series) === true;
    if (isDelta && !isChosen) continue;
    for (let at = 0; at < columns.length; at++) numbers[at] = grid.read(series, month, at);
    if (isChosen && !isDelta) grid.mistake?.(numbers, chance(series));
    chunk += grid.write(series, month);
    for (let at = 0; at < columns.length; at++) {
      const number = numbers[at]!;
      sums[at]! += number;
      chunk += `;${columns[at]!.decimals === 0 ? number : formatCents(number)}`;
    }
    chunk += "\n";
    rows++;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  for (const row of wrong) {
    chunk += `${row.text}\n`;
    rows++;
    row.numbers.forEach((number, at) => {
      sums[at]! += number;
    });
  }
  yield chunk;
  const totals = columns.flatMap(({ id, decimals, isTotalled }, at) =>
    isTotalled ? [[id, { scaled: sums[at]!, decimals }] as const] : [],
  );
  return { rows, totals: Object.fromEntries(totals) };
}

/** Rows that a month gives, without those that must be refused. */
export function countRows(grid: Grid, month: number, chosen?: (series: number) => boolean): number {
  let rows = 0;
  for (let series = 0; series < grid.size; series++)
    if (grid.stands(series, month) && chosen?.(series) !== false) rows++;
  return rows;
}
