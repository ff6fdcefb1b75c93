import { Decimal as Oracle } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findDecimal, getNumber, scaleDecimal } from "./decimal.ts";

function scale(text: string, notation: "yaml" | "italian", decimals: number) {
  const decimal = findDecimal(text, notation);
  return decimal === undefined ? undefined : scaleDecimal(decimal, decimals);
}

describe("decimal numbers", () => {
  test("[M11] digits become a whole number without passing through a float", () => {
    expect(scale("138.25", "yaml", 2)).toBe(13_825);
    expect(scale("1.005", "yaml", 3)).toBe(1_005);
    expect(scale("1.100", "yaml", 1)).toBe(11);
    expect(scale("1.761.420.073", "italian", 0)).toBe(1_761_420_073);
    expect(scale("-1.183,53", "italian", 2)).toBe(-118_353);
    expect(scale("1234,5", "italian", 2)).toBe(123_450);
    expect(scale("-0", "yaml", 2)).toBe(0);
    expect(Object.is(scale("-0,00", "italian", 2), 0)).toBe(true);
  });

  test("[M11] what is not a number is refused, and so are decimals and sizes that would be lost", () => {
    for (const text of [
      "1.20",
      "1.2345",
      "12.34.567",
      "1,",
      ",5",
      "",
      "1e3",
      "12%",
      "- 3",
      "1'000",
      "0x10",
      "½",
    ]) {
      expect(scale(text, "italian", 9), text).toBeUndefined();
    }
    for (const text of ["1,2", "1_000", "1e3", ".inf", "0x10", "", ".", "1.2.3"]) {
      expect(scale(text, "yaml", 9), text).toBeUndefined();
    }
    expect(scale("1.255", "yaml", 2)).toBe("too-many-decimals");
    expect(scale("9007199254740991", "yaml", 0)).toBe(9_007_199_254_740_991);
    expect(scale("9007199254740992", "yaml", 0)).toBe("too-large");
    expect(scale("90071992547409.92", "yaml", 2)).toBe("too-large");
    expect(findDecimal("9".repeat(100_000), "yaml")).toBeUndefined();
  });

  test("[M11] any number, in either notation, scales as exact arithmetic does", () => {
    const parts = fc.tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(parts, ([digits, decimals]) => {
        const exact = new Oracle(digits).div(new Oracle(10).pow(decimals));
        const yaml = exact.toFixed(decimals);
        const [whole = "", fraction] = yaml.split(".");
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
        const italian = fraction === undefined ? grouped : `${grouped},${fraction}`;
        expect(scale(yaml, "yaml", decimals)).toBe(digits);
        expect(scale(italian, "italian", decimals)).toBe(digits);
        expect(getNumber(findDecimal(italian, "italian")!)).toBe(exact.toNumber());
      }),
    );
  });
});
