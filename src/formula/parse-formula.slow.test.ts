/** Formulas that mean harm, as long as a formula may be. */
import { describe, expect, test } from "vitest";
import type { Outcome } from "../model/index.ts";
import { type Formula, formulaLimits, parseFormula } from "./index.ts";

const names = {
  indicators: new Map<string, readonly string[]>([
    ["a", []],
    ["b", []],
    ["e_o", []],
    ["giacenza_finale", []],
    ["personale", ["genere", "area"]],
  ]),
  members: new Map([
    ["genere", new Set(["F", "M"])],
    ["area", new Set(["Nord", 'detta "Sud"'])],
  ]),
};
const place = { file: "modello.yaml", line: 10, column: 14 };
const parse = (text: string): Outcome<Formula | undefined> =>
  parseFormula({ text, place }, names, "indicatore z");

describe("limits", () => {
  const hostile = [
    "([{<",
    '"',
    "/*",
    "a//\n",
    "+*/-<>=",
    "{a:",
    "a\0",
    "é😀",
    "date and ",
    "for a in ",
    "\u202e",
    "a.",
    "🏴",
  ];
  test.each(hostile)("[F1] %j repeated to the limit is a problem and nothing else", (piece) => {
    const text = piece.repeat(Math.floor(formulaLimits.characters / piece.length));
    const { value, problems } = parse(text);
    expect(value).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
    for (const { sentence } of problems) expect(sentence.length).toBeLessThan(1_000);
  });
});
