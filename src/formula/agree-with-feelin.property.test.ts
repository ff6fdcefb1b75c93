/** Our dialect and the reference implementation of FEEL, side by side on random formulas. */
import { evaluate as evaluateFeel } from "@bpmn-io/feelin";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scaleRuns } from "../../cases/runs.ts";
import { type Evaluated, evaluateFormula, type Formula, parseFormula, printFormula } from "./index.ts";

const place = { file: "f.yaml", line: 1, column: 1 };
const names = { indicators: new Map(["a", "b", "c", "d"].map((id) => [id, []])), members: new Map() };
const read = (text: string): Formula => {
  const { value, problems } = parseFormula({ text, place }, names);
  if (value === undefined) throw new Error(`${text}: ${JSON.stringify(problems)}`);
  return value;
};

describe("against feelin", () => {
  const span = { from: 0, to: 0 };
  const number = (text: string): Formula => ({ type: "number", value: Number(text), text, ...span });
  const written = fc.constantFrom("0", "1", "2", "3", "10", "0.25", "1.5", "12.75", "100").map(number);
  const name = fc
    .constantFrom("a", "b", "c", "d")
    .map((indicator): Formula => ({ type: "reference", indicator, facet: undefined, members: {}, ...span }));
  const exact = fc.oneof(written, name);
  /** Powers and roundings only where both compute without error: there the dialects must agree to the bit. */
  const { numeric, logical } = fc.letrec<{ numeric: Formula; logical: Formula }>((tie) => ({
    numeric: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      exact,
      fc
        .tuple(fc.constantFrom("+", "-", "*", "/"), tie("numeric"), tie("numeric"))
        .map(
          ([operator, left, right]) => ({ type: "arithmetic", operator, left, right, ...span }) as Formula,
        ),
      tie("numeric").map((operand): Formula => ({ type: "negate", operand, ...span })),
      fc.tuple(exact, fc.constantFrom("0", "1", "2", "3")).map(
        ([left, power]): Formula => ({
          type: "arithmetic",
          operator: "**",
          left,
          right: number(power),
          ...span,
        }),
      ),
      fc.tuple(exact, fc.constantFrom("0", "1")).map(
        ([value, scale]): Formula => ({
          type: "scalar",
          name: "round half up",
          operands: [value, number(scale)],
          ...span,
        }),
      ),
      fc
        .tuple(fc.constantFrom("abs", "floor", "ceiling", "sqrt"), tie("numeric"))
        .map(
          ([scalar, operand]) => ({ type: "scalar", name: scalar, operands: [operand], ...span }) as Formula,
        ),
      fc
        .tuple(
          fc.constantFrom("sum", "mean", "min", "max", "count"),
          fc.array(tie("numeric"), { minLength: 1, maxLength: 4 }),
        )
        .map(([list, operands]) => ({ type: "list", name: list, operands, ...span }) as Formula),
      fc
        .tuple(tie("logical"), tie("numeric"), tie("numeric"))
        .map(
          ([condition, then, otherwise]): Formula => ({ type: "if", condition, then, otherwise, ...span }),
        ),
    ),
    logical: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.boolean().map((value): Formula => ({ type: "boolean", value, ...span })),
      fc
        .tuple(fc.constantFrom("=", "!=", "<", "<=", ">", ">="), tie("numeric"), tie("numeric"))
        .map(
          ([operator, left, right]) => ({ type: "comparison", operator, left, right, ...span }) as Formula,
        ),
      // feelin turns an upside-down interval round (F25), so the bounds come in order.
      fc.tuple(tie("numeric"), exact, tie("numeric")).map(([value, low, numeric]): Formula => {
        const size: Formula = { type: "scalar", name: "abs", operands: [numeric], ...span };
        const high: Formula = { type: "arithmetic", operator: "+", left: low, right: size, ...span };
        return { type: "between", value, low, high, ...span };
      }),
      fc
        .tuple(fc.constantFrom("and", "or"), tie("logical"), tie("logical"))
        .map(([operator, left, right]) => ({ type: "logic", operator, left, right, ...span }) as Formula),
      tie("logical").map(
        (operand): Formula => ({ type: "scalar", name: "not", operands: [operand], ...span }),
      ),
    ),
  }));

  /** The same formula as FEEL writes it: everything in parentheses, lists as lists. */
  const writeFeel = (formula: Formula): string => {
    switch (formula.type) {
      case "number":
        return formula.text;
      case "boolean":
        return String(formula.value);
      case "reference":
        return formula.indicator;
      case "negate":
        return `(-(${writeFeel(formula.operand)}))`;
      case "arithmetic":
      case "comparison":
      case "logic":
        return `(${writeFeel(formula.left)} ${formula.operator} ${writeFeel(formula.right)})`;
      case "between":
        return `(${writeFeel(formula.value)} between ${writeFeel(formula.low)} and ${writeFeel(formula.high)})`;
      case "if":
        return `(if ${writeFeel(formula.condition)} then ${writeFeel(formula.then)} else ${writeFeel(formula.otherwise)})`;
      case "scalar":
        return `${formula.name}(${formula.operands.map(writeFeel).join(", ")})`;
      case "list":
        return `${formula.name}([${formula.operands.map(writeFeel).join(", ")}])`;
      default:
        throw new Error(formula.type);
    }
  };

  const value = fc.integer({ min: -4_000, max: 4_000 }).map((quarters) => quarters / 4);
  const context = fc.record({ a: value, b: value, c: value, d: value });

  test("[F24] wherever our dialect has a value, FEEL has the same to the bit", () => {
    let compared = 0;
    let runs = 0;
    fc.assert(
      fc.property(fc.oneof(numeric, logical), context, (formula, values) => {
        const ours: Evaluated = evaluateFormula(read(printFormula(formula)), (node) => ({
          value: node.type === "reference" ? values[node.indicator as "a"] : Number.NaN,
        }));
        runs++;
        if ("absence" in ours) {
          expect(ours).toEqual({ absence: "not-evaluable" });
          return;
        }
        compared++;
        const theirs = evaluateFeel(writeFeel(formula), values).value;
        // FEEL has no negative zero to tell apart.
        if (ours.value !== theirs) expect(ours.value).toBe(theirs);
      }),
      { numRuns: scaleRuns(5_000) },
    );
    expect(compared).toBeGreaterThan(runs / 2);
  });
});
