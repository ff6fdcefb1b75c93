import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scaleRuns } from "../../cases/runs.ts";
import {
  evaluateFormula,
  type Formula,
  listLeaves,
  parseFormula,
  printFormula,
  printReading,
  type Reference,
  type Series,
} from "./index.ts";

const place = { file: "f.yaml", line: 1, column: 1 };
const names = {
  indicators: new Map<string, readonly string[]>([
    ["a", []],
    ["b", []],
    ["personale", ["genere"]],
  ]),
  members: new Map([["genere", new Set(["F", 'l"altro\\\n'])]]),
};
const read = (text: string): Formula => {
  const { value, problems } = parseFormula({ text, place }, names);
  if (value === undefined) throw new Error(`${text}: ${JSON.stringify(problems)}`);
  return value;
};

/** The tree without its positions. */
const withoutSpans = (formula: Formula): unknown =>
  JSON.parse(JSON.stringify(formula, (key, value) => (key === "from" || key === "to" ? undefined : value)));

const span = { from: 0, to: 0 };
const reference = (indicator: string, members = {}): Formula => ({
  type: "reference",
  indicator,
  facet: undefined,
  members,
  ...span,
});
const leaf: fc.Arbitrary<Formula> = fc.oneof(
  fc
    .constantFrom("0", "1", "2.5", ".5", "1e3", "007")
    .map((text): Formula => ({ type: "number", value: Number(text), text, ...span })),
  fc.constantFrom(
    reference("a"),
    reference("b"),
    reference("personale", { genere: "F" }),
    reference("personale", { genere: 'l"altro\\\n' }),
  ),
  fc.constant<Formula>({ type: "reference", indicator: "a", facet: "target", members: {}, ...span }),
  fc.boolean().map((value): Formula => ({ type: "boolean", value, ...span })),
  fc.constantFrom<Formula>(
    {
      type: "series",
      name: "precedente",
      operand: { type: "reference", indicator: "a", facet: "target", members: {}, ...span },
      grouping: undefined,
      weight: undefined,
      ...span,
    },
    {
      type: "series",
      name: "media_gruppo",
      operand: { type: "reference", indicator: "a", facet: undefined, members: {}, ...span },
      grouping: 'c "1"',
      weight: { type: "reference", indicator: "b", facet: undefined, members: {}, ...span },
      ...span,
    },
  ),
);
const whole = fc.integer({ min: 0, max: 9 }).chain((value): fc.Arbitrary<Formula> => {
  const number: Formula = { type: "number", value, text: String(value), ...span };
  return fc.constantFrom<Formula>(number, { type: "negate", operand: number, ...span });
});
/** Any tree that can be written, meaningful or not: printing does not look at types. */
const { tree } = fc.letrec<{ tree: Formula }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    leaf,
    fc.record({
      type: fc.constant("negate" as const),
      operand: tie("tree"),
      from: fc.constant(0),
      to: fc.constant(0),
    }),
    fc
      .tuple(fc.constantFrom("+", "-", "*", "/"), tie("tree"), tie("tree"))
      .map(
        ([operator, left, right]): Formula =>
          ({ type: "arithmetic", operator, left, right, ...span }) as Formula,
      ),
    fc
      .tuple(tie("tree"), whole)
      .map(([left, right]): Formula => ({ type: "arithmetic", operator: "**", left, right, ...span })),
    fc
      .tuple(fc.constantFrom("=", "!=", "<", "<=", ">", ">="), tie("tree"), tie("tree"))
      .map(
        ([operator, left, right]): Formula =>
          ({ type: "comparison", operator, left, right, ...span }) as Formula,
      ),
    fc
      .tuple(tie("tree"), tie("tree"), tie("tree"))
      .map(([value, low, high]): Formula => ({ type: "between", value, low, high, ...span })),
    fc
      .tuple(fc.constantFrom("and" as const, "or" as const), tie("tree"), tie("tree"))
      .map(([operator, left, right]): Formula => ({ type: "logic", operator, left, right, ...span })),
    fc
      .tuple(tie("tree"), tie("tree"), tie("tree"))
      .map(([condition, then, otherwise]): Formula => ({ type: "if", condition, then, otherwise, ...span })),
    fc
      .tuple(fc.constantFrom("abs", "floor", "not"), tie("tree"))
      .map(([name, operand]): Formula => ({ type: "scalar", name, operands: [operand], ...span }) as Formula),
    fc.tuple(tie("tree"), whole).map(
      ([operand, decimals]): Formula => ({
        type: "scalar",
        name: "round half up",
        operands: [operand, decimals],
        ...span,
      }),
    ),
    fc
      .tuple(fc.constantFrom("sum", "min", "count"), fc.array(tie("tree"), { minLength: 1, maxLength: 3 }))
      .map(([name, operands]): Formula => ({ type: "list", name, operands, ...span }) as Formula),
  ),
}));

describe("FEEL", () => {
  test("[F9] a printed formula is read back as the same tree", () => {
    fc.assert(
      fc.property(tree, (formula) => {
        expect(withoutSpans(read(printFormula(formula)))).toEqual(withoutSpans(formula));
      }),
      { numRuns: scaleRuns(2_000) },
    );
  });

  test.each([
    ["((a)) + ((b * (2)))", "a + b * 2"],
    ["(a + b) * 2 - (a - b)", "(a + b) * 2 - (a - b)"],
    ["a - (b + 1)", "a - (b + 1)"],
    ["(a / b) / 2", "a / b / 2"],
    ["a / (b / 2)", "a / (b / 2)"],
    ["(a * b) ** 2 + (a) ** 2", "(a * b) ** 2 + a ** 2"],
    ["(a > 1 and b > 1) or (a < 0)", "a > 1 and b > 1 or a < 0"],
    ["a > 1 and (b > 1 or a < 0)", "a > 1 and (b > 1 or a < 0)"],
    [
      "1 + (if a > 1 then b else (if b > 1 then 2 else 3))",
      "1 + (if a > 1 then b else if b > 1 then 2 else 3)",
    ],
  ])("[F9] %s has no more parentheses than needed", (text, printed) => {
    expect(printFormula(read(text))).toBe(printed);
  });
});

describe("reading", () => {
  const show =
    (values: Readonly<Record<string, string>>) =>
    (node: Reference | Series): string =>
      node.type === "reference" ? (values[node.indicator] ?? "?") : "42";

  test("[F9] values stand in the place of references, in Italian style", () => {
    const reading = (text: string) => printReading(read(text), show({ a: "1.234,56", b: "789" }));
    expect(reading("a / b")).toBe("1.234,56 / 789");
    expect(reading("(a - b) * 100000.5")).toBe("(1.234,56 − 789) × 100.000,5");
    expect(reading("if a >= .5 and b != 2 then sum(a, b) else round half up(a, 1)")).toBe(
      "se 1.234,56 ≥ 0,5 e 789 ≠ 2 allora somma(1.234,56; 789) altrimenti arrotondato(1.234,56; 1)",
    );
    expect(reading("a between 1 and 2 or not(true)")).toBe("1.234,56 è compreso fra 1 e 2 o non(vero)");
    expect(reading("precedente(a) ** 2")).toBe("42 ^ 2");
  });

  test("[F9] in English the words are other, and numbers and signs the same", () => {
    const reading = (text: string) => printReading(read(text), show({ a: "1.234,56", b: "789" }), "en");
    expect(reading("(a - b) * 100000.5")).toBe("(1.234,56 − 789) × 100.000,5");
    expect(reading("if a >= .5 and b != 2 then sum(a, b) else round half up(a, 1)")).toBe(
      "if 1.234,56 ≥ 0,5 and 789 ≠ 2 then sum(1.234,56; 789) else rounded(1.234,56; 1)",
    );
    expect(reading("a between 1 and 2 or not(true)")).toBe("1.234,56 is between 1 and 2 or not(true)");
  });

  test("[F9] its names and calls are listed as they are read", () => {
    const formula = read("if b > precedente(a) then max(a, b) / (b - a) else a");
    const names = listLeaves(formula).map((leaf) => (leaf.type === "series" ? leaf.name : leaf.indicator));
    expect(names).toEqual(["b", "precedente", "a", "b", "b", "a", "a"]);
  });

  test("[F9] a negative value gets parentheses where it is an operand", () => {
    expect(printReading(read("a - b"), show({ a: "−3", b: "-4" }))).toBe("(−3) − (-4)");
    expect(printReading(read("sum(a, b)"), show({ a: "−3", b: "4" }))).toBe("somma(−3; 4)");
  });
});

test("[F9] parentheses keep the meaning", () => {
  const values: Readonly<Record<string, number>> = { a: 7, b: 3 };
  const compute = (text: string) =>
    evaluateFormula(read(text), (node) => ({
      value: node.type === "reference" ? values[node.indicator]! : 0,
    }));
  for (const text of ["a - (b - 1)", "a / (b / 2)", "-(a - b)", "(a + b) * -2", "(-a) ** 2"])
    expect(compute(printFormula(read(text)))).toEqual(compute(text));
});
