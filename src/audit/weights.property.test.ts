/** Undisclosed weights: counts and ranges against enumeration, and against each other. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hide, makeProblem } from "../../cases/audit/weight-problems.ts";
import { scaleRuns } from "../../cases/runs.ts";
import { countWeightSets } from "./count-weight-sets.ts";
import { findWeightRanges } from "./find-weight-ranges.ts";
import { contains, type Interval, intersect, pointInterval } from "./interval.ts";
import {
  add,
  compare,
  divide,
  hundred,
  makeRational,
  multiply,
  type Rational,
  subtract,
  zero,
} from "./rational.ts";
import {
  findReachableMeans,
  hasAdmissibleWeights,
  isAnyWeights,
  projectPart,
  type WeightProblem,
} from "./weight-problem.ts";

/** Every set of weights on the grid within the bounds. */
function* listSets(problem: WeightProblem, step: bigint, at = 0, rest = 100n): Iterable<readonly bigint[]> {
  const bound = problem.bounds[at]!;
  const isIn = (weight: bigint) => {
    const value = makeRational(weight);
    const above = compare(value, bound.least);
    return (bound.isLeastOpen ? above > 0 : above >= 0) && compare(value, bound.most) <= 0;
  };
  if (at === problem.parts.length - 1) {
    if (rest % step === 0n && isIn(rest)) yield [rest];
    return;
  }
  for (let weight = 0n; weight <= rest; weight += step) {
    if (!isIn(weight)) continue;
    for (const others of listSets(problem, step, at + 1, rest - weight)) yield [weight, ...others];
  }
}

function isAdmissibleSet(problem: WeightProblem, weights: readonly bigint[]): boolean {
  let mean: Interval = pointInterval(zero);
  for (const [index, part] of problem.parts.entries()) {
    const share = divide(makeRational(weights[index]!), hundred);
    const scaled = (end: Interval["lo"]) => end && { value: multiply(end.value, share), closed: end.closed };
    const lo = scaled(part.lo)!;
    const hi = scaled(part.hi)!;
    mean = {
      lo: { value: add(mean.lo!.value, lo.value), closed: mean.lo!.closed && lo.closed },
      hi: { value: add(mean.hi!.value, hi.value), closed: mean.hi!.closed && hi.closed },
    };
  }
  return intersect(mean, problem.mean) !== undefined;
}

const print = fc
  .tuple(fc.integer({ min: -40, max: 150 }), fc.integer({ min: 0, max: 1 }), fc.boolean())
  .map(([units, decimals, isExact]) =>
    hide(decimals === 0 ? `${units}` : `${units},5`.replace("--", "-"), isExact),
  );
const problems = fc
  .tuple(
    print,
    fc.array(print, { minLength: 2, maxLength: 4 }),
    fc.constantFrom(5, 10, 20),
    fc.constantFrom(0, 5, 10),
    fc.constantFrom(40, 60, 100),
  )
  .map(([mean, parts, grid, least, most]) => makeProblem(mean, parts, grid, least, most));

describe("on the grid", () => {
  test("[A17] the count is that of the sets that pass one by one", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const sets = [...listSets(problem, problem.grid.n)];
        const expected = sets.filter((set) => isAdmissibleSet(problem, set)).length;
        expect(countWeightSets(problem, undefined)).toEqual({
          type: "counted",
          sets: BigInt(expected),
          of: BigInt(sets.length),
        });
      }),
      { numRuns: scaleRuns(300) },
    );
  });

  test("[A17] disclosed weights keep their value, and the rest is shared on the grid", () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 1, max: 9 }), (problem, tenths) => {
        const fixed = makeRational(BigInt(tenths * 10));
        const bounds = problem.bounds.map((bound, index) =>
          index === 0 ? { least: fixed, isLeastOpen: false, most: fixed, fixed } : bound,
        );
        const partial = { ...problem, bounds };
        const sets = [...listSets(partial, problem.grid.n)].filter((set) => set[0] === fixed.n);
        const found = countWeightSets(partial, undefined);
        const isOnGrid = (100n - fixed.n) % problem.grid.n === 0n;
        if (!isOnGrid) expect(found.type).toBe("off-grid");
        else if (fixed.n % problem.grid.n === 0n) {
          expect(found).toMatchObject({
            sets: BigInt(sets.filter((set) => isAdmissibleSet(partial, set)).length),
          });
        }
      }),
      { numRuns: scaleRuns(200) },
    );
  });
});

describe("in the continuous", () => {
  test("[A16] there are weights exactly when the reachable means meet the print", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const ranges = findWeightRanges(problem);
        expect(ranges.type === "ranges").toBe(hasAdmissibleWeights(problem));
      }),
      { numRuns: scaleRuns(500) },
    );
  });

  test("[A18] every admissible set on the grid lies in the ranges", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const found = findWeightRanges(problem);
        for (const set of listSets(problem, problem.grid.n)) {
          if (!isAdmissibleSet(problem, set)) continue;
          expect(found.type).toBe("ranges");
          if (found.type !== "ranges") return;
          for (const [index, weight] of set.entries()) {
            expect(contains(found.ranges[index]!, makeRational(weight))).toBe(true);
          }
        }
      }),
      { numRuns: scaleRuns(200) },
    );
  });

  /** The problem with one weight held fast. */
  function hold(problem: WeightProblem, index: number, weight: Rational): WeightProblem {
    const bounds = problem.bounds.map((bound, other) =>
      other === index ? { least: weight, isLeastOpen: false, most: weight, fixed: weight } : bound,
    );
    return { ...problem, bounds };
  }

  test("[A18] a range's ends are exact: attained when closed, only approached when open, nothing beyond", () => {
    const tiny = makeRational(1n, 10n ** 12n);
    fc.assert(
      fc.property(problems, fc.nat(), (problem, pick) => {
        const found = findWeightRanges(problem);
        fc.pre(found.type === "ranges");
        if (found.type !== "ranges") return;
        const index = pick % problem.parts.length;
        const { lo, hi } = found.ranges[index]!;
        const bound = problem.bounds[index]!;
        const isAllowed = (weight: Rational) =>
          weight.n > 0n && compare(weight, bound.least) >= 0 && compare(weight, bound.most) <= 0;
        const isPossible = (weight: Rational) =>
          isAllowed(weight) && hasAdmissibleWeights(hold(problem, index, weight));
        expect(isPossible(lo!.value)).toBe(lo!.closed);
        expect(isPossible(hi!.value)).toBe(hi!.closed);
        expect(isPossible(subtract(lo!.value, tiny))).toBe(false);
        expect(isPossible(add(hi!.value, tiny))).toBe(false);
        if (compare(subtract(hi!.value, lo!.value), makeRational(1n, 10n ** 6n)) > 0) {
          expect(isPossible(add(lo!.value, tiny))).toBe(true);
          expect(isPossible(subtract(hi!.value, tiny))).toBe(true);
        }
      }),
      { numRuns: scaleRuns(300) },
    );
  });

  test("[A18] the ranges of Vigilanza, the only objective whose weights are narrow", () => {
    const parts = ["100,00", "100,00", "115,57", "141,37", "114,84"].map((text) => hide(text));
    const found = findWeightRanges(makeProblem(hide("122,79"), parts, 5));
    expect(found.type).toBe("ranges");
    if (found.type !== "ranges") return;
    const range = found.ranges[3]!;
    expect([range.lo!.closed, range.hi!.closed]).toEqual([false, false]);
    // At the least, the others at most 115,575 and it at most 141,375 for a mean of 122,785.
    expect(compare(range.lo!.value, makeRational(3605n, 129n))).toBe(0);
    // At the most, the others at least 99,995 and it at least 141,365 for a mean of 122,795.
    expect(compare(range.hi!.value, divide(makeRational(2280n), makeRational(4137n, 100n)))).toBe(0);
  });

  test("[A19] any weights do when every part could be the mean", () => {
    const equal = makeProblem(hide("100,00"), [hide("100,00"), hide("100,00"), hide("100")], 5);
    expect(isAnyWeights(equal)).toBe(true);
    expect(isAnyWeights(makeProblem(hide("100,00"), [hide("100,00"), hide("100,02")], 5))).toBe(false);
  });

  test("[A16] a zero weight is not a weight: an extreme mean is approached and not reached", () => {
    const parts = [hide("50", true), hide("80", true)];
    expect(hasAdmissibleWeights(makeProblem(pointInterval(makeRational(50n)), parts, 5))).toBe(false);
    expect(hasAdmissibleWeights(makeProblem(hide("50,0"), parts, 5))).toBe(true);
    const means = findReachableMeans(makeProblem(hide("60"), parts, 5));
    expect(means).toMatchObject({ lo: { closed: false }, hi: { closed: false } });
    expect(findReachableMeans(makeProblem(hide("60"), parts, 5, 60, 100))).toBeUndefined();
  });

  test("[A10] a part that alone could mend the mean is given the half-line where it must be", () => {
    const parts = [hide("50", true), hide("60", true)];
    const problem = makeProblem(hide("70", true), parts, 5, 10, 90);
    const implied = projectPart(problem, 1)!;
    // With the most weight, 90: (70·100 − 50·10) / 90.
    expect(implied.lo).toEqual({ value: expect.anything(), closed: true });
    expect(compare(implied.lo!.value, makeRational(6500n, 90n))).toBe(0);
    expect(implied.hi).toBeUndefined();
    expect(hasAdmissibleWeights({ ...problem, parts: [parts[0]!, pointInterval(implied.lo!.value)] })).toBe(
      true,
    );
  });
});
