/**
 * Weights that a reader tries on a mean whose own are not disclosed: what the mean would be, and whether it would be
 * printed as it is. Exact, on what a report says of the mean and nothing else, so that it runs wherever that is read.
 * By the conventions of the counts: weights are more than zero and add up to the total; a set is admissible when some
 * true parts behind the prints give a true mean behind its own.
 */
import type { ExactMean } from "./audit.ts";
import { readExactRange } from "./exact-mean.ts";
import { type End, type Interval, intersect } from "./interval.ts";
import { displayExactly, displayRational, findPrintedNumber, getPrintedValue } from "./printed-number.ts";
import {
  add,
  ceiling,
  compare,
  divide,
  floor,
  getSign,
  isEqual,
  least,
  multiply,
  type Rational,
  readFraction,
  subtract,
  zero,
} from "./rational.ts";

export interface WeightTrial {
  /** What the weights add up to, and whether that is the total. */
  readonly sum: string;
  readonly isWhole: boolean;
  /** Parts whose weight is not one: nothing, less than nothing, beyond its bounds, not the disclosed one. */
  readonly outside: readonly string[];
  /** The mean of the parts as printed: exact, and as it would be printed; empty where a part is not printed. */
  readonly mean: string;
  readonly display: string;
  /** What the mean may be, the parts being what their prints hide; empty where there are no weights. */
  readonly from: string;
  readonly until: string;
  /** Some true parts give a mean that prints as printed. */
  readonly follows: boolean;
  /** The parts as printed already do. */
  readonly followsAsPrinted: boolean;
}

export interface WeightSets {
  /** Decimals, one a part. */
  readonly sets: readonly (readonly string[])[];
  /** False: there may be more, the search stopped. */
  readonly isAll: boolean;
}

/** A weight as somebody writes it, `12,5` or `12.5`; undefined if it is not a number. */
export function readWeight(text: string): Rational | undefined {
  const number = findPrintedNumber(text.trim().replace(/^(\d+)\.(\d+)$/, "$1,$2"));
  return number === undefined || number.bound !== undefined ? undefined : getPrintedValue(number);
}

/** @param weights one a part, in their order; what is not a number is no weight */
export function tryWeights(exact: ExactMean, weights: readonly string[]): WeightTrial {
  const read = exact.parts.map((_, index) => readWeight(weights[index] ?? "") ?? zero);
  const sum = read.reduce(add, zero);
  const isWhole = isEqual(sum, readFraction(exact.total));
  const outside = exact.parts.flatMap((part, index) => (isAllowed(part, read[index]!) ? [] : [part.part]));
  const nothing = { mean: "", display: "", from: "", until: "", follows: false, followsAsPrinted: false };
  const told = { sum: displayExactly(sum), isWhole, outside };
  if (getSign(sum) <= 0) return { ...told, ...nothing };
  const intervals = exact.parts.map(({ hides }) => readExactRange(hides));
  const reached = weigh(intervals, read, sum);
  const points = exact.parts.map(({ point }) => (point === null ? undefined : readFraction(point)));
  const printed = points.every((point) => point !== undefined)
    ? weigh(
        points.map((value) => ({ lo: { value, closed: true }, hi: { value, closed: true } })),
        read,
        sum,
      ).lo?.value
    : undefined;
  const isSet = isWhole && outside.length === 0;
  const target = readExactRange(exact.mean);
  const meets = (mean: Interval): boolean => isSet && intersect(mean, target) !== undefined;
  const point = printed && { value: printed, closed: true };
  return {
    ...told,
    mean: printed === undefined ? "" : displayExactly(printed, exact.decimals + 4),
    display: printed === undefined ? "" : displayRational(printed, exact.decimals),
    from: reached.lo === undefined ? "" : displayExactly(reached.lo.value, exact.decimals + 4),
    until: reached.hi === undefined ? "" : displayExactly(reached.hi.value, exact.decimals + 4),
    follows: meets(reached),
    followsAsPrinted: point !== undefined && meets({ lo: point, hi: point }),
  };
}

function isAllowed({ least: from, isLeastOpen, most, fixed }: ExactMean["parts"][number], weight: Rational) {
  const above = compare(weight, readFraction(from));
  const isDisclosed = fixed === null || isEqual(weight, readFraction(fixed));
  return isDisclosed && (isLeastOpen ? above > 0 : above >= 0) && compare(weight, readFraction(most)) <= 0;
}

function weigh(parts: readonly Interval[], weights: readonly Rational[], sum: Rational): Interval {
  const side = (name: "lo" | "hi"): End | undefined => {
    let total = zero;
    let closed = true;
    for (const [index, part] of parts.entries()) {
      const weight = weights[index]!;
      if (getSign(weight) === 0) continue;
      const end = part[name];
      if (end === undefined) return undefined;
      total = add(total, multiply(weight, end.value));
      closed &&= end.closed;
    }
    return { value: divide(total, sum), closed };
  };
  return { lo: side("lo"), hi: side("hi") };
}

/**
 * The admissible sets on the grid themselves, in the order of their weights.
 * @param mostSets sets listed
 * @param mostTried partial sets tried before the search stops
 */
export function listWeightSets(exact: ExactMean, mostSets: number, mostTried = 300_000): WeightSets {
  const grid = readFraction(exact.grid);
  const parts = exact.parts.map((part) => ({
    hides: readExactRange(part.hides),
    least: part.fixed === null ? findLeast(part, grid) : readFraction(part.fixed),
    most: readFraction(part.fixed ?? part.most),
    step: part.fixed === null ? grid : undefined,
  }));
  const total = readFraction(exact.total);
  const target = readExactRange(exact.mean);
  const intervals = parts.map(({ hides }) => hides);
  const sets: string[][] = [];
  let tried = 0;
  let isAll = true;
  const visit = (weights: readonly Rational[], rest: Rational): void => {
    if (!isAll) return;
    if (++tried > mostTried) isAll = false;
    const part = parts[weights.length];
    if (part === undefined) {
      if (getSign(rest) !== 0 || intersect(weigh(intervals, weights, total), target) === undefined) return;
      if (sets.length === mostSets) isAll = false;
      else sets.push(weights.map((weight) => displayExactly(weight)));
      return;
    }
    const isLast = weights.length === parts.length - 1;
    const until = least(part.most, rest);
    if (isLast && part.step !== undefined) {
      const isOnGrid = floor(divide(rest, part.step)) === ceiling(divide(rest, part.step));
      if (isOnGrid && compare(rest, part.least) >= 0 && compare(rest, part.most) <= 0)
        visit([...weights, rest], zero);
      return;
    }
    for (let weight = part.least; compare(weight, until) <= 0; weight = add(weight, part.step)) {
      visit([...weights, weight], subtract(rest, weight));
      if (part.step === undefined) return;
    }
  };
  visit([], total);
  return { sets, isAll };
}

/** The least multiple of the grid that is a weight. */
function findLeast({ least: from, isLeastOpen }: ExactMean["parts"][number], grid: Rational): Rational {
  const steps = ceiling(divide(readFraction(from), grid));
  return multiply({ n: isLeastOpen && steps === 0n ? 1n : steps, d: 1n }, grid);
}

/** A weight as a fraction of the total, for a bar on a screen. */
export function readShare(fraction: string, total: string): number {
  const { n, d } = divide(readFraction(fraction), readFraction(total));
  return Number(n) / Number(d);
}
