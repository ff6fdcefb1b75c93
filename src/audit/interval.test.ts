import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  absolute,
  add,
  contains,
  divide,
  type End,
  hull,
  type Interval,
  intersect,
  isInside,
  makeInterval,
  multiply,
  negate,
  scale,
  splitAtZero,
  subtract,
} from "./interval.ts";
import {
  absolute as absoluteOf,
  add as addOf,
  divide as divideOf,
  makeRational,
  multiply as multiplyOf,
  negate as negateOf,
  type Rational,
  subtract as subtractOf,
} from "./rational.ts";

const end = fc.option(
  fc.record({
    value: fc.integer({ min: -8, max: 8 }).map((n) => makeRational(BigInt(n), 2n)),
    closed: fc.boolean(),
  }),
  { nil: undefined, freq: 6 },
);
const interval = fc
  .tuple(end, end)
  .map(([lo, hi]): Interval | undefined => makeInterval(lo as End | undefined, hi as End | undefined))
  .filter((found) => found !== undefined);
const value = fc.integer({ min: -48, max: 48 }).map((n) => makeRational(BigInt(n), 8n));

/** Whether some value of `candidates` that lies in both makes `test` true. */
function membersOf(a: Interval, values: readonly Rational[]): readonly Rational[] {
  return values.filter((one) => contains(a, one));
}

const lattice = Array.from({ length: 97 }, (_, index) => makeRational(BigInt(index - 48), 8n));

describe("intervals hold every value that the arithmetic can give", () => {
  const operations = [
    ["+", add, addOf],
    ["−", subtract, subtractOf],
    ["×", multiply, multiplyOf],
  ] as const;
  test.each(operations)("[A9] %s of members is a member", (_, ofIntervals, ofNumbers) => {
    fc.assert(
      fc.property(interval, interval, value, value, (a, b, x, y) => {
        fc.pre(contains(a, x) && contains(b, y));
        expect(contains(ofIntervals(a, b), ofNumbers(x, y))).toBe(true);
      }),
    );
  });

  test("[A9] quotients too, but for a divisor of zero", () => {
    fc.assert(
      fc.property(interval, interval, value, value, (a, b, x, y) => {
        fc.pre(contains(a, x) && contains(b, y) && y.n !== 0n);
        expect(divide(a, b).some((part) => contains(part, divideOf(x, y)))).toBe(true);
      }),
    );
  });

  test("[A9] opposite, scaled and absolute values too", () => {
    fc.assert(
      fc.property(interval, value, value, (a, x, factor) => {
        fc.pre(contains(a, x));
        expect(contains(negate(a), negateOf(x))).toBe(true);
        expect(contains(scale(a, factor), multiplyOf(x, factor))).toBe(true);
        expect(contains(absolute(a), absoluteOf(x))).toBe(true);
      }),
    );
  });
});

describe("intervals hold nothing else", () => {
  test("[A9] an end of a product that belongs to it is the product of members", () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const product = multiply(a, b);
        for (const side of [product.lo, product.hi]) {
          if (side === undefined || !side.closed) continue;
          const isReached = membersOf(a, lattice).some((x) =>
            membersOf(b, lattice).some((y) => {
              const z = multiplyOf(x, y);
              return z.n * side.value.d === side.value.n * z.d;
            }),
          );
          expect(isReached).toBe(true);
        }
      }),
    );
  });

  test("[A9] a value is in an intersection when it is in both, in a hull when it lies between", () => {
    fc.assert(
      fc.property(interval, interval, value, (a, b, x) => {
        const both = intersect(a, b);
        expect(both !== undefined && contains(both, x)).toBe(contains(a, x) && contains(b, x));
        if (contains(a, x) || contains(b, x)) expect(contains(hull(a, b), x)).toBe(true);
        expect(splitAtZero(a).some((part) => contains(part, x))).toBe(contains(a, x) && x.n !== 0n);
      }),
    );
  });

  test("[A9] an interval is inside another when all its values are", () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const isEvery = membersOf(a, lattice).every((x) => contains(b, x));
        if (isInside(a, b)) expect(isEvery).toBe(true);
        const isWithinLattice = [a.lo, a.hi].every((one) => one !== undefined);
        if (isWithinLattice && isEvery && membersOf(a, lattice).length > 0) {
          // Ends are halves and the lattice is eighths: an open end shows in the lattice only by what is beside it.
          const missing = [a.lo, a.hi].some((one) => one !== undefined && !one.closed);
          if (!missing) expect(isInside(a, b)).toBe(true);
        }
      }),
    );
  });
});
