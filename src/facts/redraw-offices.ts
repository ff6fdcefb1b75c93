/** Facts of one time on the boundaries of another: every row goes to the heirs of its office, whole or in parts. */
import type { Day, Model } from "../model/index.ts";
import type { FactColumns } from "./fact-query.ts";
import { findHeirs, type Heir, millionths } from "./find-heirs.ts";
import { decodePeriod } from "./period-number.ts";

/**
 * Facts with their offices redrawn. A value that cannot be told is NaN at every office that may have a part of it;
 * what was apportioned is `assumed`. Rows of offices that have no heir keep them: they are lost to that day.
 */
export function redrawOffices(columns: FactColumns, model: Model, day: Day): FactColumns {
  const known = new Map<string, readonly Heir[]>();
  const offices: string[] = [];
  const sources: number[] = [];
  const values: number[][] = columns.values.map(() => []);
  const apportioned: number[] = [];
  for (let row = 0; row < columns.rows; row++) {
    const office = columns.offices[row]!;
    const period = columns.periods[row]!;
    const key = `${office} ${period}`;
    const heirs = known.get(key) ?? findHeirs(model, office, decodePeriod(period), day);
    known.set(key, heirs);
    const parts = columns.values.map((column) => apportion(column[row]!, heirs));
    for (const [k, { office: heir, share }] of heirs.entries()) {
      offices.push(heir);
      sources.push(row);
      apportioned.push(share !== undefined && share < millionths ? 1 : 0);
      for (const [j, own] of parts.entries()) values[j]!.push(own[k]!);
    }
  }
  return {
    rows: offices.length,
    offices,
    periods: Int32Array.from(sources, (row) => columns.periods[row]!),
    members: columns.members.map((codes) => sources.map((row) => codes[row]!)),
    values: values.map((column) => Float64Array.from(column)),
    apportioned: Uint8Array.from(apportioned),
    origins: sources.map((row) => columns.offices[row]!),
  };
}

/**
 * Whole parts that add up to the whole: the largest remainders get what rounding down leaves over. No number where
 * a share is not known; those that are known are of the whole all the same.
 */
export function apportion(value: number, heirs: readonly Heir[]): readonly number[] {
  if (heirs.length === 1) return [value];
  const known = heirs.reduce((sum, { share }) => sum + (share ?? 0), 0);
  // What is not known how to divide is one part more, left whole.
  const rest = heirs.some(({ share }) => share === undefined) ? millionths - known : 0;
  const parts = divide(value, [...heirs.map(({ share }) => share ?? 0), rest], known + rest);
  return heirs.map(({ share }, k) => (share === undefined ? Number.NaN : parts[k]!));
}

function divide(value: number, shares: readonly number[], total: number): readonly number[] {
  const exact = shares.map((share) => (value * share) / total);
  const parts = exact.map(Math.floor);
  let left = Math.round(value - parts.reduce((sum, part) => sum + part, 0));
  const order = exact
    .map((part, k) => [part - Math.floor(part), k] as const)
    .toSorted((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, k] of order) {
    if (left <= 0) break;
    parts[k]!++;
    left--;
  }
  return parts;
}
