import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeFigure } from "../../cases/audit/read-example.ts";
import { scaleRuns } from "../../cases/runs.ts";
import { contains } from "./interval.ts";
import { displayLike, getPrintRegion, scaleLike } from "./print-region.ts";
import { findPrintedNumber, isAbsencePrint, type PrintedNumber, reprint } from "./printed-number.ts";
import type { PrintedSign, PublishedFigure } from "./published.ts";
import { makeRational } from "./rational.ts";

function readPrint(text: string): PrintedNumber {
  const number = findPrintedNumber(text);
  if (number === undefined) throw new Error(`${text} non si legge`);
  return number;
}

describe("prints", () => {
  test.each([
    ["1.761.420.073", 1761420073n, 0, undefined],
    ["-1183,53", -118353n, 2, undefined],
    ["- 3,59", -359n, 2, undefined],
    ["+19,60", 1960n, 2, undefined],
    ["100", 100n, 0, undefined],
    ["1.06", 106n, 2, undefined],
    ["0.00", 0n, 2, undefined],
    ["<70", 70n, 0, "less-than"],
    ["≥ 90", 90n, 0, "at-least"],
    ["oltre 4.000", 4000n, 0, "more-than"],
    ["quattro", 4n, 0, undefined],
    ["Ventisette", 27n, 0, undefined],
    ["trentotto", 38n, 0, undefined],
    ["novantatré", 93n, 0, undefined],
  ] as const)("[A2] %s", (text, scaled, decimals, bound) => {
    expect(findPrintedNumber(text)).toEqual({ scaled, decimals, bound });
  });

  test.each(["", "1.23.456", "1,2,3", "12%", "12.34.567", "tanti", "1 000", "--1", "9".repeat(61)])(
    "[A2] %j is not a print",
    (text) => {
      expect(findPrintedNumber(text)).toBeUndefined();
    },
  );

  test("[A2] a dash is an absence, not a zero", () => {
    expect(isAbsencePrint("-")).toBe(true);
    expect(isAbsencePrint(" – ")).toBe(true);
    expect(isAbsencePrint("-1")).toBe(false);
  });

  test("[A2] a number put in the place of another is printed the same way", () => {
    expect(reprint("oltre 4.000", 4100n, 0)).toBe("oltre 4.100");
    expect(reprint("+19,60", 1961n, 2)).toBe("+19,61");
    expect(reprint("-1183,53", -118354n, 2)).toBe("-1183,54");
    expect(reprint("1.234", -5n, 0)).toBe("-5");
  });
});

const signs: readonly PrintedSign[] = ["signed", "magnitude", "reversed"];

describe("what a print hides", () => {
  test("[A6] a true value is in the region of a rounded print exactly when it would be printed so", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -30, max: 30 }),
        fc.integer({ min: 0, max: 2 }),
        fc.constantFrom(...signs),
        fc.integer({ min: -700, max: 700 }),
        (units, decimals, sign, steps) => {
          const scaled = BigInt(sign === "magnitude" ? Math.abs(units) : units);
          const figure: PublishedFigure = makeFigure(
            "x",
            { scaled, decimals, bound: undefined },
            "rounded",
            sign,
          );
          // Twentieths of the last digit: every tie, and points on both sides of it.
          const value = makeRational(BigInt(steps), 20n * 10n ** BigInt(decimals));
          const region = getPrintRegion(figure.number!, "rounded", sign);
          const isIn = region.some((part) => contains(part, value));
          expect(isIn).toBe(scaleLike(figure, value) === scaled);
        },
      ),
      { numRuns: scaleRuns(5000) },
    );
  });

  test("[A6] counts and decreed figures hide nothing, bounds are half-lines", () => {
    const exact = getPrintRegion(readPrint("1.234,5"), "count", "signed");
    expect(exact).toHaveLength(1);
    expect(contains(exact[0]!, makeRational(12345n, 10n))).toBe(true);
    expect(contains(exact[0]!, makeRational(123451n, 100n))).toBe(false);
    const [below] = getPrintRegion(readPrint("<70"), "bound", "signed");
    expect([69n, 70n, 71n].map((value) => contains(below!, makeRational(value)))).toEqual([
      true,
      false,
      false,
    ]);
    const [least] = getPrintRegion(readPrint("almeno 70"), "bound", "signed");
    expect([69n, 70n, 71n].map((value) => contains(least!, makeRational(value)))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("[A6] a magnitude may hide either sign, a reversed print the opposite one", () => {
    const magnitude = getPrintRegion(readPrint("10,56"), "rounded", "magnitude");
    expect(magnitude).toHaveLength(2);
    expect(magnitude.some((part) => contains(part, makeRational(-1056n, 100n)))).toBe(true);
    const reversed = getPrintRegion(readPrint("10,56"), "rounded", "reversed");
    expect(contains(reversed[0]!, makeRational(-1056n, 100n))).toBe(true);
    expect(contains(reversed[0]!, makeRational(1056n, 100n))).toBe(false);
    const figure = makeFigure("x", readPrint("10,56"), "rounded", "reversed");
    expect(displayLike(figure, makeRational(-10564n, 1000n))).toBe("10,56");
  });
});
