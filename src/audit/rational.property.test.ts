import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scaleRuns } from "../../cases/runs.ts";
import { displayExactly, displayRational } from "./printed-number.ts";
import {
  absolute,
  add,
  ceiling,
  compare,
  divide,
  findRational,
  floor,
  makeRational,
  multiply,
  negate,
  type Rational,
  reduce,
  subtract,
  toNumber,
} from "./rational.ts";

const whole = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const rational = fc
  .tuple(whole, fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]): Rational => makeRational(n, d));

describe("exact numbers", () => {
  test("[A7] sums, products and quotients undo each other exactly", () => {
    fc.assert(
      fc.property(rational, rational, (a, b) => {
        expect(compare(subtract(add(a, b), b), a)).toBe(0);
        if (b.n !== 0n) expect(compare(divide(multiply(a, b), b), a)).toBe(0);
        expect(compare(negate(a), a)).toBe(a.n === 0n ? 0 : a.n > 0n ? -1 : 1);
        expect(absolute(a).n >= 0n).toBe(true);
      }),
    );
  });

  test("[A7] floor and ceiling are the whole numbers beside a fraction", () => {
    fc.assert(
      fc.property(rational, (a) => {
        const below = floor(a);
        const above = ceiling(a);
        expect(below * a.d <= a.n && a.n < (below + 1n) * a.d).toBe(true);
        expect((above - 1n) * a.d < a.n && a.n <= above * a.d).toBe(true);
      }),
    );
  });

  test("[A7] long sums are reduced on the way and stay exact", () => {
    let sum: Rational = { n: 0n, d: 1n };
    for (let k = 1n; k <= 60n; k++) sum = add(sum, { n: 1n, d: k * (k + 1n) });
    expect(reduce(sum)).toEqual({ n: 60n, d: 61n });
    expect(toNumber(sum)).toBeCloseTo(60 / 61, 12);
  });

  test("[A7] numbers of YAML and of the engine are read digit by digit", () => {
    expect(findRational("138.25")).toEqual({ n: 553n, d: 4n });
    expect(findRational("-1.5e2")).toEqual({ n: -150n, d: 1n });
    expect(findRational("2.67500000000000")).toEqual({ n: 107n, d: 40n });
    expect(findRational("1,5")).toBeUndefined();
    expect(findRational("1.")).toBeUndefined();
  });
});

describe("what is shown", () => {
  test("[A7] display rounds half away from zero, as decimal.js does", () => {
    fc.assert(
      fc.property(
        whole,
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 0, max: 5 }),
        (n, power, decimals) => {
          const value = new Decimal(n.toString()).div(new Decimal(10).pow(power));
          const expected = value.toFixed(decimals, Decimal.ROUND_HALF_UP).replace(/^-(0(?:\.0+)?)$/, "$1");
          const shown = displayRational({ n, d: 10n ** BigInt(power) }, decimals);
          expect(shown.replaceAll(".", "").replace(",", ".")).toBe(expected);
        },
      ),
      { numRuns: scaleRuns(2000) },
    );
  });

  test("[A7] numbers are written 1.234,56, and longer ones say that they go on", () => {
    expect(displayRational({ n: -118353n, d: 100n }, 2)).toBe("-1.183,53");
    expect(displayExactly({ n: 46875n, d: 1000n })).toBe("46,875");
    expect(displayExactly({ n: 1n, d: 3n }, 4)).toBe("0,3333…");
    expect(displayRational({ n: -1n, d: 1000n }, 2)).toBe("0,00");
  });
});
