/** Interval relations against brute force: every true value on a fine lattice that the prints hide. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readExample } from "../../cases/audit/read-example.ts";
import { scaleRuns } from "../../cases/runs.ts";
import { getGrade, gradeReport } from "./grade-report.ts";
import { contains } from "./interval.ts";
import { displayScaled } from "./printed-number.ts";
import { projectRelation } from "./project-relation.ts";
import {
  add,
  divide,
  hundred,
  makeRational,
  multiply,
  type Rational,
  roundToScaled,
  subtract,
} from "./rational.ts";

interface Print {
  readonly scaled: bigint;
  readonly decimals: number;
  readonly isExact: boolean;
}

const makePrint = (min: number, max: number) =>
  fc
    .record({
      units: fc.integer({ min, max }),
      decimals: fc.integer({ min: 0, max: 1 }),
      isExact: fc.boolean(),
    })
    .map(({ units, decimals, isExact }): Print => ({ scaled: BigInt(units), decimals, isExact }));

/** Fractions of the last digit: the true values that would be printed so. */
function listTruths(print: Print, steps = 16): readonly Rational[] {
  const unit = 10n ** BigInt(print.decimals);
  if (print.isExact) return [makeRational(print.scaled, unit)];
  const around = Array.from({ length: steps + 1 }, (_, step) =>
    makeRational(print.scaled * BigInt(steps) + BigInt(step - steps / 2), unit * BigInt(steps)),
  );
  return around.filter((value) => roundToScaled(value, print.decimals) === print.scaled);
}

const write = (id: string, print: Print) =>
  `${id} ${displayScaled(print.scaled, print.decimals)} ${print.isExact ? "conteggio" : "arrotondato"}`;

function gradeOne(operands: readonly Print[], result: Print, relation: string) {
  const figures = [...operands.map((print, index) => write(`x${index}`, print)), write("r", result)].join(
    "\n",
  );
  const published = readExample(figures, `relazioni:\n  - ${relation}\n`);
  const grading = gradeReport(published);
  return { grading, grade: getGrade(grading, "q"), relation: published.relations[0]! };
}

/** Every combination of true values, with what the relation makes of them (undefined: nothing). */
function listOutcomes(
  operands: readonly Print[],
  compute: (values: readonly Rational[]) => Rational | undefined,
): readonly { values: readonly Rational[]; outcome: Rational }[] {
  const combinations = operands
    .map((print) => listTruths(print))
    .reduce<readonly (readonly Rational[])[]>(
      (all, values) => all.flatMap((before) => values.map((value) => [...before, value])),
      [[]],
    );
  return combinations.flatMap((values) => {
    const outcome = compute(values);
    return outcome === undefined ? [] : [{ values, outcome }];
  });
}

const cases: readonly {
  readonly name: string;
  readonly relation: string;
  readonly operands: fc.Arbitrary<readonly Print[]>;
  readonly compute: (values: readonly Rational[]) => Rational | undefined;
}[] = [
  {
    name: "a sum with a subtraction",
    relation: "{ id: q, tipo: somma, totale: r, addendi: [x0, x1], sottrae: [x2] }",
    operands: fc.tuple(makePrint(-9, 9), makePrint(-9, 9), makePrint(-9, 9)),
    compute: ([a, b, c]) => subtract(add(a!, b!), c!),
  },
  {
    name: "a ratio",
    relation: "{ id: q, tipo: rapporto, risultato: r, numeratore: x0, denominatore: x1, fattore: 10 }",
    operands: fc.tuple(makePrint(-9, 9), makePrint(-9, 9)),
    compute: ([a, b]) => (b!.n === 0n ? undefined : multiply(divide(a!, b!), makeRational(10n))),
  },
  {
    name: "a deviation where less is better",
    relation: "{ id: q, tipo: scostamento, risultato: r, consuntivo: x0, obiettivo: x1, verso: decrescente }",
    operands: fc.tuple(makePrint(-9, 9), makePrint(-9, 9)),
    compute: ([a, t]) => {
      if (t!.n === 0n) return undefined;
      const base = t!.n < 0n ? multiply(t!, makeRational(-1n)) : t!;
      return multiply(divide(subtract(t!, a!), base), hundred);
    },
  },
  {
    name: "an attainment",
    relation: "{ id: q, tipo: raggiungimento, risultato: r, consuntivo: x0, obiettivo: x1 }",
    operands: fc.tuple(makePrint(1, 9), makePrint(1, 9)),
    compute: ([a, t]) => (t!.n === 0n ? undefined : multiply(divide(a!, t!), hundred)),
  },
  {
    name: "an equation with a product and brackets",
    relation: '{ id: q, tipo: equazione, risultato: r, espressione: "(x0 + 2) * x1 - 1" }',
    operands: fc.tuple(makePrint(-9, 9), makePrint(-9, 9)),
    compute: ([a, b]) => subtract(multiply(add(a!, makeRational(2n)), b!), makeRational(1n)),
  },
  {
    name: "a weighted mean with disclosed weights",
    relation:
      "{ id: q, tipo: media_ponderata, risultato: r, pesi: noti, componenti: [ { cifra: x0, peso: 30 }, { cifra: x1, peso: 70 } ] }",
    operands: fc.tuple(makePrint(-9, 9), makePrint(-9, 9)),
    compute: ([a, b]) =>
      divide(add(multiply(a!, makeRational(3n)), multiply(b!, makeRational(7n))), makeRational(10n)),
  },
];

describe.each(cases)("$name", ({ relation, operands, compute }) => {
  /** A print that some true values give, moved by a few units: sometimes right, sometimes wrong. */
  const example = fc.tuple(
    operands,
    fc.integer({ min: 0, max: 1 }),
    fc.boolean(),
    fc.integer({ min: -2, max: 2 }),
    fc.nat(),
  );

  test("[A8] [A11] never contradicted when some true values print as printed; exact when all of them do", () => {
    fc.assert(
      fc.property(example, ([prints, decimals, isExact, shift, pick]) => {
        const outcomes = listOutcomes(prints, compute);
        fc.pre(outcomes.length > 0);
        const chosen = outcomes[pick % outcomes.length]!.outcome;
        const scaled = roundToScaled(chosen, decimals) + BigInt(shift);
        const result: Print = { scaled, decimals, isExact };
        const { grade } = gradeOne(prints, result, relation);
        const prints_ = (outcome: Rational) =>
          isExact
            ? outcome.n * 10n ** BigInt(decimals) === scaled * outcome.d
            : roundToScaled(outcome, decimals) === scaled;
        if (outcomes.some(({ outcome }) => prints_(outcome))) expect(grade.verdict).not.toBe("contradicted");
        if (grade.verdict === "exact") expect(outcomes.every(({ outcome }) => prints_(outcome))).toBe(true);
        const isAllExact = prints.every((print) => print.isExact);
        if (isAllExact) expect(grade.verdict).toBe(prints_(chosen) ? "exact" : "contradicted");
      }),
      { numRuns: scaleRuns(300) },
    );
  });

  test("[A9] every value that the true ones give lies in the recomputed interval", () => {
    fc.assert(
      fc.property(example, ([prints, decimals, , , pick]) => {
        const outcomes = listOutcomes(prints, compute);
        fc.pre(outcomes.length > 0);
        const scaled = roundToScaled(outcomes[pick % outcomes.length]!.outcome, decimals);
        const { grade } = gradeOne(prints, { scaled, decimals, isExact: false }, relation);
        expect(
          outcomes.every(({ outcome }) => grade.recomputed.some((part) => contains(part, outcome))),
        ).toBe(true);
      }),
      { numRuns: scaleRuns(200) },
    );
  });

  test("[A10] every operand that could have given the print lies in what the relation implies for it", () => {
    fc.assert(
      fc.property(example, fc.nat(), ([prints, decimals, , , pick], which) => {
        const outcomes = listOutcomes(prints, compute);
        fc.pre(outcomes.length > 0);
        const scaled = roundToScaled(outcomes[pick % outcomes.length]!.outcome, decimals);
        const { grading, relation: read } = gradeOne(prints, { scaled, decimals, isExact: false }, relation);
        const index = which % prints.length;
        const implied = projectRelation(grading.prepared, read, `x${index}`, grading.evidence.shared);
        for (const { values, outcome } of outcomes) {
          if (roundToScaled(outcome, decimals) !== scaled) continue;
          expect(implied.some((part) => contains(part, values[index]!))).toBe(true);
        }
      }),
      { numRuns: scaleRuns(200) },
    );
  });
});

describe("differences are decided exactly", () => {
  // Ends of the intervals are multiples of 0,05, so an overlap is at least that wide; the lattice is finer.
  const steps = 80;

  test("[A11] a difference holds exactly when some true values on the lattice give the print", () => {
    fc.assert(
      fc.property(makePrint(-9, 9), makePrint(-9, 9), fc.integer({ min: -200, max: 200 }), (a, b, units) => {
        const result: Print = { scaled: BigInt(units), decimals: 1, isExact: false };
        const isPossible = listTruths(a, steps).some((x) =>
          listTruths(b, steps).some((y) => roundToScaled(subtract(x, y), 1) === result.scaled),
        );
        const relation = "{ id: q, tipo: somma, totale: r, addendi: [x0], sottrae: [x1] }";
        expect(gradeOne([a, b], result, relation).grade.verdict !== "contradicted").toBe(isPossible);
      }),
      { numRuns: scaleRuns(500) },
    );
  });
});
