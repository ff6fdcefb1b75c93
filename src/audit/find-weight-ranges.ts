/**
 * The exact range of each undisclosed weight over the continuous simplex. The admissible weights are
 * the polytope { Σw = S, least ≤ w ≤ most, Σ w·lo ≤ S·H, Σ w·hi ≥ S·L } (lo, hi: ends of the parts;
 * L, H: ends of the printed mean), some of whose faces are left out. A vertex has at most three weights
 * off their bounds: one for the sum and one for each end of the mean. Vertices are enumerated, and a
 * range is between the least and the greatest of them.
 */

import { maxParts } from "./count-weight-sets.ts";
import type { Interval } from "./interval.ts";
import {
  add,
  compare,
  divide,
  getSign,
  isEqual,
  multiply,
  type Rational,
  reduce,
  subtract,
  zero,
} from "./rational.ts";
import { canSum, type WeightProblem } from "./weight-problem.ts";

/** Corners tried at most; beyond, ranges are not computed, and the report says so. */
export const maxCorners = 150_000;

interface HalfSpace {
  /** Σ coefficient·w ≥ bound. */
  readonly coefficients: readonly Rational[];
  readonly bound: Rational;
  readonly isOpen: boolean;
}

export type WeightRanges =
  | { readonly type: "none" }
  | { readonly type: "too-many" }
  /** One range a part; ends are closed when some admissible set really has that weight. */
  | { readonly type: "ranges"; readonly ranges: readonly Interval[] };

export function findWeightRanges(
  problem: WeightProblem,
  work: { cornersLeft: number } = { cornersLeft: maxCorners },
): WeightRanges {
  if (!canSum(problem)) return { type: "none" };
  if (problem.parts.length > maxParts) return { type: "too-many" };
  const spaces = listHalfSpaces(problem);
  const vertices = listVertices(problem, spaces, work);
  if (vertices === undefined) return { type: "too-many" };
  // The mean of all vertices lies strictly inside every face that does not hold them all.
  if (vertices.length === 0 || !isAdmissible(average(vertices), problem, spaces)) return { type: "none" };
  const ranges = problem.parts.map((_, index): Interval => {
    const values = vertices.map((vertex) => vertex[index] ?? zero);
    const lo = values.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
    const hi = values.reduce((a, b) => (compare(a, b) >= 0 ? a : b));
    const isAttained = (end: Rational) =>
      isAdmissible(
        average(vertices.filter((vertex) => isEqual(vertex[index] ?? zero, end))),
        problem,
        spaces,
      );
    return { lo: { value: lo, closed: isAttained(lo) }, hi: { value: hi, closed: isAttained(hi) } };
  });
  return { type: "ranges", ranges };
}

/** The two conditions of the mean; the ends are left out where the intervals leave them out. */
function listHalfSpaces(problem: WeightProblem): readonly HalfSpace[] {
  const spaces: HalfSpace[] = [];
  const { lo, hi } = problem.mean;
  const lows = problem.parts.map((part) => part.lo);
  const highs = problem.parts.map((part) => part.hi);
  if (hi !== undefined && !lows.includes(undefined)) {
    spaces.push({
      coefficients: lows.map((end) => multiply(end?.value ?? zero, { n: -1n, d: 1n })),
      bound: multiply(multiply(problem.total, hi.value), { n: -1n, d: 1n }),
      isOpen: !(hi.closed && lows.every((end) => end?.closed)),
    });
  }
  if (lo !== undefined && !highs.includes(undefined)) {
    spaces.push({
      coefficients: highs.map((end) => end?.value ?? zero),
      bound: multiply(problem.total, lo.value),
      isOpen: !(lo.closed && highs.every((end) => end?.closed)),
    });
  }
  return spaces;
}

function isAdmissible(
  weights: readonly Rational[],
  problem: WeightProblem,
  spaces: readonly HalfSpace[],
): boolean {
  return (
    problem.bounds.every((bound, index) => {
      const weight = weights[index] ?? zero;
      const above = compare(weight, bound.least);
      return (bound.isLeastOpen ? above > 0 : above >= 0) && compare(weight, bound.most) <= 0;
    }) &&
    spaces.every((space) => {
      const room = getSign(subtract(dot(space.coefficients, weights), space.bound));
      return space.isOpen ? room > 0 : room >= 0;
    })
  );
}

function dot(a: readonly Rational[], b: readonly Rational[]): Rational {
  return a.reduce((sum, value, index) => add(sum, multiply(value, b[index] ?? zero)), zero);
}

function average(vertices: readonly (readonly Rational[])[]): readonly Rational[] {
  const count = { n: BigInt(vertices.length), d: 1n };
  const [first = []] = vertices;
  return first.map((_, index) =>
    divide(
      vertices.reduce((sum, vertex) => add(sum, vertex[index] ?? zero), zero),
      count,
    ),
  );
}

/** Vertices of the closed polytope; undefined when there would be too many corners to try. */
function listVertices(
  problem: WeightProblem,
  spaces: readonly HalfSpace[],
  work: { cornersLeft: number },
): readonly (readonly Rational[])[] | undefined {
  const count = problem.parts.length;
  const ends = problem.bounds.map((_, index) => listEnds(problem, index));
  const systems = [[], ...spaces.map((space) => [space]), ...(spaces.length === 2 ? [spaces] : [])];
  const found = new Map<string, readonly Rational[]>();
  let corners = Math.min(maxCorners, work.cornersLeft);
  for (const tight of systems) {
    for (const free of listSubsets(count, tight.length + 1)) {
      for (const corner of listCorners(ends, free)) {
        work.cornersLeft--;
        if (--corners < 0) return undefined;
        const vertex = solveCorner(problem, tight, free, corner);
        if (vertex === undefined || !isInPolytope(vertex, problem, spaces)) continue;
        found.set(vertex.map((weight) => `${weight.n}/${weight.d}`).join(" "), vertex);
      }
    }
  }
  return [...found.values()];
}

/** The bounds a weight can really sit at: a most that the others' least never let it reach is left out. */
function listEnds(problem: WeightProblem, index: number): readonly Rational[] {
  const bound = problem.bounds[index];
  if (bound === undefined) return [];
  if (isEqual(bound.least, bound.most)) return [bound.least];
  const room = problem.bounds.reduce(
    (rest, other, position) => (position === index ? rest : subtract(rest, other.least)),
    problem.total,
  );
  return compare(bound.most, room) >= 0 ? [bound.least] : [bound.least, bound.most];
}

function* listSubsets(count: number, size: number, from = 0): Iterable<readonly number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= count - size; first++) {
    for (const rest of listSubsets(count, size - 1, first + 1)) yield [first, ...rest];
  }
}

/** Every choice of an end for the weights that are not free. */
function* listCorners(ends: readonly (readonly Rational[])[], free: readonly number[]): Iterable<Rational[]> {
  const corner = ends.map((choices) => choices[0] ?? zero);
  const open = ends.flatMap((choices, index) => (choices.length > 1 && !free.includes(index) ? [index] : []));
  const total = 2 ** Math.min(open.length, 30);
  for (let choice = 0; choice < total; choice++) {
    for (const [bit, index] of open.entries()) corner[index] = ends[index]?.[(choice >> bit) & 1] ?? zero;
    yield [...corner];
  }
}

/** Solves for the free weights: their sum, and each tight condition of the mean as an equality. */
function solveCorner(
  problem: WeightProblem,
  tight: readonly HalfSpace[],
  free: readonly number[],
  corner: readonly Rational[],
): readonly Rational[] | undefined {
  const ones = problem.parts.map((): Rational => ({ n: 1n, d: 1n }));
  const rows = [{ coefficients: ones, bound: problem.total }, ...tight].map(({ coefficients, bound }) => {
    const fixed = coefficients.reduce(
      (sum, value, index) => (free.includes(index) ? sum : add(sum, multiply(value, corner[index] ?? zero))),
      zero,
    );
    return [...free.map((index) => coefficients[index] ?? zero), subtract(bound, fixed)];
  });
  const solution = solveSystem(rows);
  if (solution === undefined) return undefined;
  return corner.map((weight, index) => {
    const position = free.indexOf(index);
    return position < 0 ? weight : (solution[position] ?? zero);
  });
}

/** Gauss–Jordan on at most three equations, exactly; undefined when they are dependent. */
function solveSystem(rows: readonly (readonly Rational[])[]): readonly Rational[] | undefined {
  const matrix = rows.map((row) => [...row]);
  const size = matrix.length;
  for (let column = 0; column < size; column++) {
    const pivotAt = matrix.findIndex((row, index) => index >= column && getSign(row[column] ?? zero) !== 0);
    const pivot = matrix[pivotAt];
    const swapped = matrix[column];
    if (pivot === undefined || swapped === undefined) return undefined;
    matrix[pivotAt] = swapped;
    const scaled = pivot.map((value) => divide(value, pivot[column] ?? zero));
    matrix[column] = scaled;
    for (const [index, row] of matrix.entries()) {
      const factor = row[column] ?? zero;
      if (index === column || getSign(factor) === 0) continue;
      matrix[index] = row.map((value, position) =>
        subtract(value, multiply(factor, scaled[position] ?? zero)),
      );
    }
  }
  return matrix.map((row) => reduce(row[size] ?? zero));
}

function isInPolytope(
  weights: readonly Rational[],
  problem: WeightProblem,
  spaces: readonly HalfSpace[],
): boolean {
  return (
    problem.bounds.every((bound, index) => {
      const weight = weights[index] ?? zero;
      return compare(weight, bound.least) >= 0 && compare(weight, bound.most) <= 0;
    }) && spaces.every((space) => compare(dot(space.coefficients, weights), space.bound) >= 0)
  );
}
