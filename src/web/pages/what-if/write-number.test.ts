import { describe, expect, test } from "vitest";
import { readNumber, writeField } from "./write-number.ts";

describe("a number that is typed", () => {
  test.each([
    ["150.000", 150_000],
    ["1.500.000", 1_500_000],
    ["200 000 000", 200_000_000],
    [" 1.234,50 ", 1234.5],
    ["−3,5", -3.5],
    ["1500", 1500],
    ["30,", 30],
    ["1.5", "point"],
    ["1500.25", "point"],
    ["1.50.000", "point"],
    ["0.150", "point"],
    ["200 milioni", "word"],
    ["30 %", "word"],
    ["1,255", "decimals"],
    ["1234567890123456", "long"],
  ])("[P113] %j is %j", (text, read) => {
    expect(readNumber(text, 2)).toBe(read);
  });

  test("[P113] what a field at rest shows is read back", () => {
    expect(writeField(378_690_628_276, 2)).toBe("378.690.628.276");
    expect(readNumber(writeField(-1234.5, 2), 2)).toBe(-1234.5);
  });
});
