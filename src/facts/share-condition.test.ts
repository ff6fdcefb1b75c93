/** What all sums ask of a row, asked once. */
import { expect, test } from "vitest";
import type { Aggregate, FactColumns } from "./fact-query.ts";
import type { RowExpression } from "./row-expression.ts";
import { dropZeros, shareCondition } from "./share-condition.ts";

const is = (column: string, value: number): RowExpression => ({
  type: "comparison",
  operator: "=",
  left: { type: "column", column },
  right: { type: "integer", value },
});
const and = (left: RowExpression, right: RowExpression): RowExpression => ({
  type: "logic",
  operator: "and",
  left,
  right,
});
const or = (left: RowExpression, right: RowExpression): RowExpression => ({
  type: "logic",
  operator: "or",
  left,
  right,
});
const count = (when: RowExpression | undefined): Aggregate => ({
  value: undefined,
  weight: undefined,
  when,
  of: "total",
});

test("[D13] a condition of every sum is asked of the row, and what is left of the sum", () => {
  const [a, b, c] = [is("a", 1), is("b", 2), is("c", 3)];
  const { where, aggregates } = shareCondition([count(and(and(b, a), c)), count(a), count(and(a, or(b, c)))]);
  expect(where).toEqual(a);
  expect(aggregates.map(({ when }) => when)).toEqual([and(b, c), undefined, or(b, c)]);
});

test("[D13] where one sum counts every row, or sums share nothing, no row is passed over", () => {
  const [a, b] = [is("a", 1), is("b", 2)];
  for (const conditions of [[a, undefined], [undefined, a], [a, b], [or(a, b), a], []]) {
    const { where, aggregates } = shareCondition(conditions.map(count));
    expect(where).toBeUndefined();
    expect(aggregates.map(({ when }) => when)).toEqual(conditions);
  }
});

test("[D13] groups of nothing but zeros are left out, and no others", () => {
  const columns: FactColumns = {
    rows: 3,
    offices: ["A", "B", "C"],
    periods: Int32Array.of(202300, 202300, 202301),
    members: [["x", "y", "z"]],
    values: [Float64Array.of(0, 0, 5), Float64Array.of(0, -1, 0)],
  };
  expect(dropZeros(columns)).toEqual({
    rows: 2,
    offices: ["B", "C"],
    periods: Int32Array.of(202300, 202301),
    members: [["y", "z"]],
    values: [Float64Array.of(0, 5), Float64Array.of(-1, 0)],
  });
  expect(dropZeros({ ...columns, values: [Float64Array.of(1, 1, 1)] }).rows).toBe(3);
});
