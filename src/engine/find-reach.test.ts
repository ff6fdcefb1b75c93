/** How large values can be, told beforehand: where nothing can fail, nobody looks whether it has. */
import { expect, test } from "vitest";
import type { Expression } from "../graph/index.ts";
import { makeColumn } from "./column.ts";
import { findReach } from "./find-reach.ts";

const [a, b] = [0, 1].map((slot): Expression => ({ type: "operand", slot })) as [Expression, Expression];
type Binary = Extract<Expression, { type: "binary" }>;
const join = (left: Expression, operator: Binary["operator"], right: Expression): Expression => ({
  type: "binary",
  operator,
  left,
  right,
});
const apply = (name: "sqrt" | "abs", of: Expression): Expression => ({
  type: "scalar",
  name,
  operands: [of],
});

function reachOf(expression: Expression, reach: number): ReturnType<typeof findReach> {
  const operands = [0, 1].map(() => Object.assign(makeColumn(1), { reach, fineness: 4 }));
  return findReach(expression, operands);
}

test("[F21] a sum, a product, a root of a size of bounded values has a value; of any values, it may have none", () => {
  for (const expression of [join(a, "+", b), join(a, "*", b), apply("sqrt", apply("abs", a))]) {
    expect(reachOf(expression, 53).mayFail).toBe(false);
    expect(reachOf(expression, Number.POSITIVE_INFINITY).mayFail).toBe(true);
  }
  expect(reachOf(join(a, "*", b), 600).mayFail).toBe(true);
});

test("[F21] a quotient and a root may have no value, whatever their operands", () => {
  expect(reachOf(join(a, "/", b), 53)).toEqual({ reach: 57, mayFail: true });
  expect(reachOf(apply("sqrt", a), 53).mayFail).toBe(true);
  expect(reachOf({ type: "list", name: "sum", operands: [] }, 53).mayFail).toBe(true);
});

test("[F21] what compares or chooses among values that may fail may fail", () => {
  const choose = (condition: Expression): Expression => ({ type: "if", condition, then: a, otherwise: b });
  expect(reachOf(choose(join(a, ">", b)), 53)).toEqual({ reach: 53, mayFail: false });
  expect(reachOf(choose(join(join(a, "/", b), ">", b)), 53).mayFail).toBe(true);
});
