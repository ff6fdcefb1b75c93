/** Formulas over columns of several blocks, with holes here and there: told cell by cell, and by hand. */
import { describe, expect, test } from "vitest";
import { makeRandom } from "../../bench/random.ts";
import type { Expression } from "../graph/index.ts";
import {
  assumed,
  blockCells,
  type Column,
  makeColumn,
  mergeState,
  missing,
  notApplicable,
  notDue,
  notEvaluable,
  noteStates,
  provisional,
  synthetic,
  upstream,
} from "./column.ts";
import { evaluateCells, evaluateExpression } from "./evaluate-expression.ts";

const [a, b, d] = [0, 1, 2].map((slot): Expression => ({ type: "operand", slot })) as [
  Expression,
  Expression,
  Expression,
];
type Binary = Extract<Expression, { type: "binary" }>;
type List = Extract<Expression, { type: "list" }>;
const number = (value: number): Expression => ({ type: "constant", value });
const join = (left: Expression, operator: Binary["operator"], right: Expression): Expression => ({
  type: "binary",
  operator,
  left,
  right,
});
const gather = (name: List["name"], ...operands: Expression[]): Expression => ({
  type: "list",
  name,
  operands,
});
const choose = (condition: Expression, then: Expression, otherwise: Expression): Expression => ({
  type: "if",
  condition,
  then,
  otherwise,
});

const weigh = (weight: number, of: Expression): Expression => join(number(weight), "*", of);
const root = (of: Expression): Expression => ({
  type: "scalar",
  name: "sqrt",
  operands: [{ type: "scalar", name: "abs", operands: [of] }],
});

/** Each formula beside the same by hand. */
const plain: readonly [Expression, (a: number, b: number, d: number) => number][] = [
  [join(join(a, "+", b), "+", d), (a, b, d) => a + b + d],
  [join(join(a, "+", b), "-", d), (a, b, d) => a + b - d],
  [join(join(a, "-", b), "+", d), (a, b, d) => a - b + d],
  [join(join(a, "-", b), "-", d), (a, b, d) => a - b - d],
  [join(a, "/", b), (a, b) => a / b],
  [join(join(a, "/", b), "*", number(100)), (a, b) => (a / b) * 100],
  [join(join(a, "-", b), "/", d), (a, b, d) => (a - b) / d],
  [join(join(join(a, "-", b), "/", b), "*", number(100)), (a, b) => ((a - b) / b) * 100],
  [join(join(number(0.5), "*", a), "+", join(number(0.3), "*", b)), (a, b) => 0.5 * a + 0.3 * b],
  [join(join(a, "/", d), "+", join(number(0.1), "*", b)), (a, b, d) => a / d + 0.1 * b],
  [choose(join(a, ">", b), join(a, "-", b), join(b, "-", a)), (a, b) => (a > b ? a - b : b - a)],
  [gather("mean", a, b), (a, b) => (0 + a + b) / 2],
  [gather("mean", a, b, d), (a, b, d) => (0 + a + b + d) / 3],
  [gather("max", a, b, d), (a, b, d) => Math.max(a, b, d)],
  [gather("max", a, b), (a, b) => Math.max(a, b)],
  [gather("min", a, b), (a, b) => Math.min(a, b)],
  [gather("min", a, b, d), (a, b, d) => Math.min(a, b, d)],
  [
    join(join(weigh(0.5, a), "+", weigh(0.3, b)), "+", weigh(0.2, d)),
    (a, b, d) => 0.5 * a + 0.3 * b + 0.2 * d,
  ],
  [root(join(a, "*", b)), (a, b) => Math.sqrt(Math.abs(a * b))],
  [gather("count", a, b, d), () => 3],
];
const others: readonly Expression[] = [
  choose(join(a, ">", number(0)), b, d),
  choose(join(gather("max", a, b), ">", number(3)), a, b),
  join(gather("sum", a, b, d), "/", gather("count", a, b, d)),
  join(d, "-", gather("min", a, b)),
];

/** Marks on a share of the cells. Some blocks are full, in some every other cell is absent, in some a few rows are. */
function drawColumn(seed: number, marks: number, share: number): Column {
  const random = makeRandom(seed);
  const column = makeColumn(5 * blockCells + 37);
  let row = 0;
  for (let cell = 0; cell < column.values.length; cell++) {
    if (cell % 19 === 0)
      row = random.next() < 0.1 ? [missing, notDue, notApplicable, upstream][random.pick(0, 4)]! : 0;
    const block = Math.floor((cell + seed * blockCells) / blockCells) % 4;
    const state = block === 0 ? 0 : block === 1 && cell % 2 === 0 ? notApplicable : row;
    column.states[cell] = state | (random.next() < share ? marks : 0);
    const value = [0, -0, 1e308, -1e308][random.pick(0, 80)] ?? random.pick(-50, 50) / 10;
    column.values[cell] = state === 0 ? value : Number.NaN;
  }
  noteStates(column);
  return column;
}

const cells = Array.from({ length: 5 * blockCells + 37 }, (_, cell) => cell);

/** A column for each operand that the formula reads, and no other. */
function drawOperands(expression: Expression, marks: readonly number[], share: number): Column[] {
  const seeds = JSON.stringify(expression).includes('"slot":2') ? [1, 2, 3] : [1, 2];
  return seeds.map((seed, k) => drawColumn(seed, marks[k]!, share));
}

describe("a formula over blocks", () => {
  test("[F17] [F18] [F21] gives what it gives by hand where nothing is absent, and one reason where something is", () => {
    for (const [expression, byHand] of plain) {
      const columns = drawOperands(expression, [0, 0, 0], 0);
      const out = makeColumn(cells.length);
      evaluateExpression(expression, columns, out);
      const isList = expression.type === "list";
      for (const cell of cells) {
        const union = columns.reduce((bits, { states }) => bits | states[cell]!, 0);
        if (isList && (union & notApplicable) !== 0) continue;
        const [x = 0, y = 0, z = 0] = columns.map(({ values }) => values[cell]!);
        const value = union === 0 ? byHand(x, y, z) : Number.NaN;
        expect(out.values[cell]).toBe(Number.isFinite(value) ? value : Number.NaN);
        const own = Number.isFinite(value) ? 0 : notEvaluable;
        expect(out.states[cell]).toBe(union === 0 ? own : mergeState(union));
      }
    }
  });

  test("[F19] [F22] [E3] gives the same whether states are read before or where there is no value", () => {
    const [some, every] = [0.5, 1];
    const cases = [
      [0, 0, 0, some],
      [synthetic, synthetic, synthetic, some],
      [assumed, 0, 0, every],
      [assumed, assumed, assumed, every],
      [assumed, synthetic, provisional, every],
    ] as const;
    // Filled anew again and again: nothing of the last time may be left.
    const out = makeColumn(cells.length);
    for (const [first, second, third, share] of cases) {
      for (const expression of [...plain.map(([plainOne]) => plainOne), ...others]) {
        const columns = drawOperands(expression, [first, second, third], share);
        const again = makeColumn(cells.length);
        evaluateExpression(expression, columns, out);
        evaluateCells(expression, columns, again, cells);
        expect(out.values).toEqual(again.values);
        expect(out.states).toEqual(again.states);
        expect(out.holes).toEqual(again.holes);
      }
    }
  });

  test("[T5] an office that does not exist spoils no marks, and any that it gets are written over", () => {
    const exists = Uint8Array.from(cells, (cell) => (cell % 31 === 0 ? 0 : 1));
    for (const [expression] of plain) {
      const columns = drawOperands(expression, [assumed, synthetic, 0], 1);
      for (const column of columns) {
        for (const cell of cells) if (exists[cell] === 0) column.states[cell] = notApplicable;
        for (const cell of cells) if (exists[cell] === 0) column.values[cell] = Number.NaN;
        noteStates(column);
      }
      const [out, again] = [makeColumn(cells.length), makeColumn(cells.length)];
      evaluateExpression(expression, columns, out, exists);
      evaluateCells(expression, columns, again, cells);
      const seen = (column: Column) => [...column.states].filter((_, cell) => exists[cell] === 1);
      expect(seen(out)).toEqual(seen(again));
    }
  });
});
