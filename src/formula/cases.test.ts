import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { computeOutcome, readCase } from "../../cases/formula/compute-outcome.ts";
import { formulaSentences } from "./index.ts";

const read = (folder: "good" | "bad") =>
  readdirSync(`cases/formula/${folder}`)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => ({ name, ...readCase(readFileSync(`cases/formula/${folder}/${name}`, "utf8")) }));
const bad = read("bad");

describe.each([
  ["good", read("good")],
  ["bad", bad],
] as const)("cases/formula/%s", (folder, cases) => {
  test.each(cases)("$name: $title", ({ formulas, setting }) => {
    expect(formulas.length).toBeGreaterThan(0);
    for (const { text, outcome } of formulas) {
      expect(computeOutcome(text, setting)).toBe(outcome);
      expect(outcome.startsWith("formula: ")).toBe(folder === "good");
    }
  });
});

test("[F3] every problem of a formula has a case named after it that shows it", () => {
  for (const code of Object.keys(formulaSentences)) {
    const shown = bad.find(({ name }) => name === `${code}.md`);
    expect(shown?.formulas[0]?.outcome.startsWith(`${code}   caso.feel:`), code).toBe(true);
  }
});
