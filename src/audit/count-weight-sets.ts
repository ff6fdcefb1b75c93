/**
 * How many sets of weights on a grid are admissible. Conventions: every weight is a positive multiple
 * of the grid within its bounds; the weights add up to the total; the mean's interval meets the one
 * that its print hides. The parts enter as intervals, or (second count) as the points printed.
 * Disclosed weights keep their printed value. All sums are whole numbers below 2⁵³, hence exact.
 */

import { type End, pointInterval } from "./interval.ts";
import {
  ceiling,
  divide,
  findDivisor,
  floor,
  multiply,
  type Rational,
  reduce,
  subtract,
  zero,
} from "./rational.ts";
import type { WeightProblem } from "./weight-problem.ts";

/** Partial sets tried at most; beyond, the count is not given, and the report says so. */
export const maxSetsTried = 20_000_000;

/** Parts of a mean studied at most. */
export const maxParts = 60;

export type WeightCount =
  | {
      readonly type: "counted";
      readonly sets: bigint /** Sets of weights on the grid, admissible or not. */;
      readonly of: bigint;
    }
  /** The disclosed weights leave a rest that the grid does not divide. */
  | { readonly type: "off-grid" }
  | { readonly type: "too-many" };

interface Grid {
  readonly least: readonly number[];
  readonly most: readonly number[];
  /** Steps to share out. */
  readonly steps: number;
  /** Σ low·k ≤ lowMost and Σ high·k ≥ highLeast decide. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly lowMost: number;
  readonly highLeast: number;
}

/** `values`: the parts as the intervals they hide, or each as the one point given. */
export function countWeightSets(
  problem: WeightProblem,
  points: readonly (Rational | undefined)[] | undefined,
  work: { setsLeft: number } = { setsLeft: maxSetsTried },
): WeightCount {
  const parts = problem.parts.map((part, index) => {
    const point = points?.[index];
    return point === undefined ? part : pointInterval(point);
  });
  const grid = makeGrid({ ...problem, parts });
  if (grid === "off-grid" || grid === "too-many") return { type: grid };
  return countOnGrid(grid, work);
}

function makeGrid(problem: WeightProblem): Grid | "off-grid" | "too-many" {
  const free = problem.bounds.flatMap((bound, index) => (bound.fixed === undefined ? [index] : []));
  if (free.length > maxParts) return "too-many";
  let rest = problem.total;
  for (const bound of problem.bounds) if (bound.fixed !== undefined) rest = subtract(rest, bound.fixed);
  const steps = reduce(divide(rest, problem.grid));
  if (steps.d !== 1n || steps.n < 0n || steps.n > 1_000_000n)
    return steps.d === 1n && steps.n >= 0n ? "too-many" : "off-grid";
  const least: number[] = [];
  const most: number[] = [];
  for (const index of free) {
    const bound = problem.bounds[index];
    if (bound === undefined) continue;
    const from = ceiling(divide(bound.least, problem.grid));
    least.push(Number(bound.isLeastOpen && from === 0n ? 1n : from));
    most.push(Number(floor(divide(bound.most, problem.grid))));
  }
  const low = makeCondition(problem, free, "lo", Number(steps.n));
  const high = makeCondition(problem, free, "hi", Number(steps.n));
  if (low === undefined || high === undefined) return "too-many";
  return {
    least,
    most,
    steps: Number(steps.n),
    low: low.coefficients,
    high: high.coefficients,
    lowMost: low.bound,
    highLeast: high.bound,
  };
}

/** One side of "the mean's interval meets the print's", scaled to whole numbers; strict becomes one less. */
function makeCondition(
  problem: WeightProblem,
  free: readonly number[],
  side: "lo" | "hi",
  steps: number,
): { coefficients: readonly number[]; bound: number } | undefined {
  const ends = problem.parts.map((part) => part[side]);
  const opposite = problem.mean[side === "lo" ? "hi" : "lo"];
  if (opposite === undefined || ends.includes(undefined)) {
    return { coefficients: free.map(() => 0), bound: 0 };
  }
  const closed = opposite.closed && ends.every((end) => end?.closed);
  let bound = multiply(problem.total, opposite.value);
  for (const [index, { fixed }] of problem.bounds.entries()) {
    if (fixed !== undefined) bound = subtract(bound, multiply(fixed, ends[index]?.value ?? zero));
  }
  const coefficients = free.map((index) => reduce(multiply(problem.grid, (ends[index] as End).value)));
  const scaled = [...coefficients, reduce(bound)];
  const common = scaled.reduce((a, b) => (a / findDivisor(a, b.d)) * b.d, 1n);
  const whole = scaled.map((value) => value.n * (common / value.d));
  const last = whole.pop() ?? 0n;
  const strict = closed ? last : side === "lo" ? last - 1n : last + 1n;
  const numbers = [...whole, strict].map(Number);
  const largest =
    numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0) * Math.max(steps, 1) * 4;
  if (!(largest < Number.MAX_SAFE_INTEGER)) return undefined;
  return { coefficients: numbers.slice(0, -1), bound: numbers.at(-1) ?? 0 };
}

function countOnGrid(grid: Grid, work: { setsLeft: number }): WeightCount {
  const count = grid.least.length;
  const ways = listWays(grid);
  const of = ways[0]?.[grid.steps] ?? 0n;
  if (count === 0) {
    const fits = grid.steps === 0 && 0 <= grid.lowMost && 0 >= grid.highLeast;
    return { type: "counted", sets: fits ? 1n : 0n, of: grid.steps === 0 ? 1n : 0n };
  }
  const suffix = listSuffixBounds(grid);
  const limit = Math.min(maxSetsTried, work.setsLeft);
  let tried = 0;
  let sets = 0n;
  /** Shares `rest` steps among the parts from `at` on; `low` and `high` are the sums so far. */
  const visit = (at: number, rest: number, low: number, high: number): boolean => {
    if (++tried > limit) return false;
    const bounds = suffix[at];
    if (bounds === undefined) return true;
    if (low + rest * bounds.lowMin > grid.lowMost || high + rest * bounds.highMax < grid.highLeast)
      return true;
    if (low + rest * bounds.lowMax <= grid.lowMost && high + rest * bounds.highMin >= grid.highLeast) {
      sets += ways[at]?.[rest] ?? 0n;
      return true;
    }
    const from = grid.least[at] ?? 0;
    const until = Math.min(grid.most[at] ?? 0, rest);
    if (at === count - 1) {
      const isIn = rest >= from && rest <= until;
      const fits =
        low + rest * (grid.low[at] ?? 0) <= grid.lowMost &&
        high + rest * (grid.high[at] ?? 0) >= grid.highLeast;
      if (isIn && fits) sets += 1n;
      return true;
    }
    if (at === count - 2) {
      sets += countLastTwo(grid, at, rest, low, high);
      return true;
    }
    for (let steps = from; steps <= until; steps++) {
      if (
        !visit(at + 1, rest - steps, low + steps * (grid.low[at] ?? 0), high + steps * (grid.high[at] ?? 0))
      )
        return false;
    }
    return true;
  };
  const isDone = visit(0, grid.steps, 0, 0);
  work.setsLeft -= tried;
  return isDone ? { type: "counted", sets, of } : { type: "too-many" };
}

/** The last two parts share what is left: both conditions are linear in one number of steps. */
function countLastTwo(grid: Grid, at: number, rest: number, low: number, high: number): bigint {
  const next = at + 1;
  let from = Math.max(grid.least[at] ?? 0, rest - (grid.most[next] ?? 0));
  let until = Math.min(grid.most[at] ?? 0, rest - (grid.least[next] ?? 0));
  // slope·k ≤ room, once for each condition.
  const conditions = [
    [(grid.low[at] ?? 0) - (grid.low[next] ?? 0), grid.lowMost - low - rest * (grid.low[next] ?? 0)],
    [(grid.high[next] ?? 0) - (grid.high[at] ?? 0), high + rest * (grid.high[next] ?? 0) - grid.highLeast],
  ] as const;
  for (const [slope, room] of conditions) {
    if (slope === 0 && room < 0) return 0n;
    if (slope > 0) until = Math.min(until, divideDown(room, slope));
    if (slope < 0) from = Math.max(from, -divideDown(room, -slope));
  }
  return BigInt(Math.max(0, until - from + 1));
}

/** Floor of a quotient of whole numbers, corrected where the division itself rounds. */
function divideDown(a: number, b: number): number {
  let quotient = Math.floor(a / b);
  while (quotient * b > a) quotient--;
  while ((quotient + 1) * b <= a) quotient++;
  return quotient;
}

/** ways[i][n]: in how many ways the parts from i on can share n steps within their bounds. */
function listWays(grid: Grid): readonly (readonly bigint[])[] {
  const count = grid.least.length;
  const ways: bigint[][] = Array.from({ length: count + 1 }, () => []);
  const last = Array.from({ length: grid.steps + 1 }, (_, n) => (n === 0 ? 1n : 0n));
  ways[count] = last;
  for (let at = count - 1; at >= 0; at--) {
    const next = ways[at + 1] ?? [];
    const prefix = [0n];
    for (const value of next) prefix.push((prefix.at(-1) ?? 0n) + value);
    const from = grid.least[at] ?? 0;
    const until = grid.most[at] ?? 0;
    ways[at] = next.map((_, n) => {
      if (n < from) return 0n;
      return (prefix[n - from + 1] ?? 0n) - (prefix[Math.max(0, n - until)] ?? 0n);
    });
  }
  return ways;
}

function listSuffixBounds(grid: Grid) {
  return grid.low.map((_, at) => {
    const low = grid.low.slice(at);
    const high = grid.high.slice(at);
    return {
      lowMin: Math.min(...low),
      lowMax: Math.max(...low),
      highMin: Math.min(...high),
      highMax: Math.max(...high),
    };
  });
}
