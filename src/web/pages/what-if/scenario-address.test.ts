/** What stands in an address is what was supposed; what cannot be read says so and nothing else. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Scenario } from "../../../engine/index.ts";
import { mostCharacters, readScenarios, writeScenarios } from "./scenario-address.ts";

const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== "");
const number = fc.integer({ min: -1e9, max: 1e9 }).map((whole) => whole / 1000);
const value = fc.record({
  indicator: name,
  orgUnit: name,
  period: fc.constantFrom("2023", "2023-T1", "2023-11"),
  value: number,
  members: fc.dictionary(
    name.filter((text) => !text.includes("=") && text !== "__proto__"),
    name,
    { maxKeys: 2, noNullPrototype: true },
  ),
});
const scenario: fc.Arbitrary<Scenario> = fc.record({
  weights: fc.array(
    fc.record({
      indicator: name,
      weights: fc.array(fc.option(number, { nil: undefined }), { minLength: 1, maxLength: 6 }),
      adapts: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  targets: fc.array(value, { maxLength: 3 }),
  results: fc.array(value, { maxLength: 3 }),
  thresholds: fc.array(
    fc.oneof(
      fc.record({
        indicator: name,
        threshold: fc.constantFrom<"floor" | "cap" | "min" | "max" | "loss">(
          "floor",
          "cap",
          "min",
          "max",
          "loss",
        ),
        value: number,
      }),
      fc.record({
        indicator: name,
        threshold: fc.constantFrom<"bound" | "score">("bound", "score"),
        band: fc.nat({ max: 50 }),
        value: number,
      }),
    ),
    { maxLength: 3 },
  ),
});

describe("scenarios in an address", () => {
  test("[P35] are read back as they were written, whatever their names", () => {
    const any = fc.array(fc.record({ name, scenario }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(any, (scenarios) => {
        const text = writeScenarios(scenarios);
        if (text.length > mostCharacters) return;
        expect(readScenarios(text)).toEqual({ scenarios, fault: undefined });
      }),
    );
  });

  test("[P35] are words that somebody can read", () => {
    const weights = [{ indicator: "performance_strategica", weights: [40, undefined, 12.5], adapts: true }];
    const targets = [{ indicator: "tempi_medi", members: {}, orgUnit: "INPS", period: "2023", value: 49 }];
    const thresholds = [
      { indicator: "tempi_medi", threshold: "cap", value: 110 },
      { indicator: "qualita", threshold: "score", band: 1, value: 80.5 },
    ] as const;
    const scenarios = [{ name: "Più conto", scenario: { weights, targets, results: [], thresholds } }];
    expect(writeScenarios(scenarios)).toBe(
      "1*Più conto*p.performance_strategica.a.40..12,5*o.tempi_medi.INPS.2023.49*s.tempi_medi.massimo.110*s.qualita.punteggio2.80,5",
    );
  });

  test("[P35] what is no address of ours is a fault, never an exception", () => {
    expect(readScenarios("2*Nome").fault).toBe("version");
    expect(readScenarios(`1*${"x".repeat(10_000)}`).fault).toBe("too-long");
    const wrong = [
      "",
      "1",
      "*",
      "1*",
      "1* ",
      "x*Nome",
      "1*Nome*",
      "1*Nome*q.a.1",
      "1*Nome*p.a.a",
      "1*Nome*p.a.z.1",
      "1*Nome*p.a.a.1e9",
      "1*Nome*p.a.a.NaN",
      "1*Nome*o.a.b.2023.Infinity",
      "1*Nome*o.a.b.2023",
      "1*Nome*o..b.2023.1",
      "1*Nome*s.a.massimo",
      "1*Nome*s.a.massimo.1.2",
      "1*Nome*s.a.massimo2.1",
      "1*Nome*s.a.punteggio.1",
      "1*Nome*s.a.punteggio0.1",
      "1*Nome*s.a.tetto.1",
      "1*Nome*o.a.b.2023.1.c",
      "1*%3Cscript%3E",
      `1*${Array.from({ length: 9 }, () => "N").join("**")}`,
    ];
    expect(wrong.map((text) => readScenarios(text).fault)).toEqual(wrong.map(() => "unreadable"));
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void readScenarios(`1*N*${text}`)));
  });
});
