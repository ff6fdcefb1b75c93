/**
 * A weighted mean whose weights are not (all) disclosed, as numbers: what each part may be, what each
 * weight may be, what the printed mean allows. A set of weights is admissible when some true parts
 * and those weights give a true mean that prints as printed. Weights are always more than zero.
 */
import { type Evidence, getOperandRegion } from "./evidence.ts";
import { type End, everything, hullOf, type Interval, intersect } from "./interval.ts";
import type { WeightedMeanRelation } from "./published.ts";
import {
  add,
  compare,
  divide,
  getSign,
  greatest,
  least,
  multiply,
  type Rational,
  subtract,
  zero,
} from "./rational.ts";

export interface WeightBounds {
  readonly least: Rational;
  /** The least itself is not allowed: it is zero. */
  readonly isLeastOpen: boolean;
  readonly most: Rational;
  /** Disclosed: the printed weight. */
  readonly fixed: Rational | undefined;
}

export interface WeightProblem {
  readonly parts: readonly Interval[];
  readonly bounds: readonly WeightBounds[];
  readonly total: Rational;
  readonly mean: Interval;
  readonly grid: Rational;
}

export function makeWeightProblem(relation: WeightedMeanRelation, evidence: Evidence): WeightProblem {
  return {
    parts: relation.components.map(
      ({ operand }) => hullOf(getOperandRegion(operand, evidence)) ?? everything,
    ),
    bounds: relation.components.map(({ weight }) => {
      const region = weight === undefined ? undefined : hullOf(getOperandRegion(weight, evidence));
      const lowest = region?.lo?.value ?? relation.least;
      const highest = region?.hi?.value ?? relation.most;
      const bounded = least(highest, relation.total);
      const from = greatest(lowest, zero);
      const isPoint = region?.lo !== undefined && region.hi !== undefined;
      return {
        least: from,
        isLeastOpen: getSign(from) === 0,
        most: bounded,
        fixed: isPoint ? divide(add(region.lo.value, region.hi.value), { n: 2n, d: 1n }) : undefined,
      };
    }),
    total: relation.total,
    mean: hullOf(getOperandRegion(relation.result, evidence)) ?? everything,
    grid: relation.grid,
  };
}

/** Whether any weight is left to choose and the bounds leave room for the total. */
export function canSum(problem: WeightProblem): boolean {
  const lowest = problem.bounds.reduce((sum, bound) => add(sum, bound.least), zero);
  const highest = problem.bounds.reduce((sum, bound) => add(sum, bound.most), zero);
  const isOpen = problem.bounds.some((bound) => bound.isLeastOpen);
  const room = compare(problem.total, lowest);
  return (isOpen ? room > 0 : room >= 0) && compare(highest, problem.total) >= 0;
}

/**
 * All the means that admissible bounds allow. The weights form a convex set and each gives an
 * interval that moves without jumps, so the union is one interval, and there are admissible weights
 * exactly when it meets the printed mean. Undefined when the bounds leave no weights at all.
 */
export function findReachableMeans(problem: WeightProblem): Interval | undefined {
  if (!canSum(problem)) return undefined;
  const lo = findExtremeMean(problem, "lo");
  const hi = findExtremeMean(problem, "hi");
  return { lo, hi };
}

export function hasAdmissibleWeights(problem: WeightProblem): boolean {
  const reachable = findReachableMeans(problem);
  return reachable !== undefined && intersect(reachable, problem.mean) !== undefined;
}

/** Gives all the weight that is free to the lowest (highest) parts first; undefined = no bound. */
function findExtremeMean(problem: WeightProblem, side: "lo" | "hi"): End | undefined {
  const ends = problem.parts.map((part) => part[side]);
  if (ends.includes(undefined)) return undefined;
  const order = ends
    .map((end, index) => ({ value: end?.value ?? zero, index }))
    .sort((a, b) => compare(a.value, b.value) * (side === "lo" ? 1 : -1));
  let free = problem.bounds.reduce((rest, bound) => subtract(rest, bound.least), problem.total);
  let sum = zero;
  let marginal: Rational | undefined;
  let isAttained = ends.every((end) => end?.closed === true);
  const emptied: Rational[] = [];
  for (const { value, index } of order) {
    const bound = problem.bounds[index];
    if (bound === undefined) continue;
    const extra = least(free, subtract(bound.most, bound.least));
    free = subtract(free, extra);
    sum = add(sum, multiply(add(bound.least, extra), value));
    if (getSign(extra) > 0) marginal = value;
    else if (bound.isLeastOpen) emptied.push(value);
  }
  // A weight left at an open zero is only approached, unless it can be taken from an equal part.
  for (const value of emptied)
    if (marginal === undefined || compare(value, marginal) !== 0) isAttained = false;
  return { value: divide(sum, problem.total), closed: isAttained };
}

/** Every set of weights is admissible: each part alone could be the mean. */
export function isAnyWeights(problem: WeightProblem): boolean {
  return canSum(problem) && problem.parts.every((part) => intersect(part, problem.mean) !== undefined);
}

/**
 * What one part would have to be for admissible weights to exist, the others being what they are:
 * everything when they exist whatever it is, otherwise a half-line beyond the others.
 */
export function projectPart(problem: WeightProblem, index: number): Interval | undefined {
  const bound = problem.bounds[index];
  if (bound === undefined || !canSum(problem)) return undefined;
  const rest = {
    ...problem,
    parts: problem.parts.map((part, other) => (other === index ? everything : part)),
  };
  const room = problem.bounds.reduce(
    (left, other, position) => (position === index ? left : subtract(left, other.least)),
    problem.total,
  );
  const most = least(bound.most, room);
  if (getSign(most) <= 0) return everything;
  const threshold = (side: "lo" | "hi"): End | undefined => {
    const end = problem.mean[side === "lo" ? "hi" : "lo"];
    const others = sumOthers(rest, index, most, side);
    if (end === undefined || others === undefined) return undefined;
    const value = divide(subtract(multiply(problem.total, end.value), others), most);
    return { value, closed: true };
  };
  const reach = findReachableMeans({ ...problem, parts: rest.parts });
  if (reach === undefined) return undefined;
  const without = findReachableWithout(problem, index);
  if (without !== undefined && intersect(without, problem.mean) !== undefined && bound.isLeastOpen)
    return everything;
  const isBelow =
    without?.hi !== undefined &&
    problem.mean.lo !== undefined &&
    compare(without.hi.value, problem.mean.lo.value) <= 0;
  const isAbove =
    without?.lo !== undefined &&
    problem.mean.hi !== undefined &&
    compare(without.lo.value, problem.mean.hi.value) >= 0;
  if (isBelow) return { lo: threshold("hi"), hi: undefined };
  if (isAbove) return { lo: undefined, hi: threshold("lo") };
  return everything;
}

/** The means reachable as the weight of one part goes to its least. */
function findReachableWithout(problem: WeightProblem, index: number): Interval | undefined {
  const bounds = problem.bounds.map((bound, other) =>
    other === index ? { ...bound, most: bound.least } : bound,
  );
  const point = problem.mean;
  const parts = problem.parts.map((part, other) => (other === index ? point : part));
  return findReachableMeans({ ...problem, bounds, parts });
}

function sumOthers(
  problem: WeightProblem,
  index: number,
  most: Rational,
  side: "lo" | "hi",
): Rational | undefined {
  let free = problem.bounds.reduce(
    (rest, bound, other) => (other === index ? rest : subtract(rest, bound.least)),
    subtract(problem.total, most),
  );
  const others = problem.parts
    .map((part, other) => ({ end: part[side], other }))
    .filter(({ other }) => other !== index);
  if (others.some(({ end }) => end === undefined)) return undefined;
  others.sort((a, b) => compare(a.end?.value ?? zero, b.end?.value ?? zero) * (side === "lo" ? 1 : -1));
  let sum = zero;
  for (const { end, other } of others) {
    const bound = problem.bounds[other];
    if (bound === undefined || end === undefined) continue;
    const extra = least(free, subtract(bound.most, bound.least));
    free = subtract(free, extra);
    sum = add(sum, multiply(add(bound.least, extra), end.value));
  }
  return sum;
}
