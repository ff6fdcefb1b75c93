/** What all sums ask of a row, asked once. */
import { expect, test } from "vitest";
import type { FactSource } from "../model/index.ts";
import type { Aggregate } from "./fact-query.ts";
import type { RowExpression } from "./row-expression.ts";
import { shareCondition } from "./share-condition.ts";

const source = { emptyOffice: "zero" } as FactSource;
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
  const { where, aggregates } = shareCondition(
    [count(and(and(b, a), c)), count(a), count(and(a, or(b, c)))],
    source,
  );
  expect(where).toEqual(a);
  expect(aggregates.map(({ when }) => when)).toEqual([and(b, c), undefined, or(b, c)]);
});

test("[D13] where one sum counts every row, or sums share nothing, no row is passed over", () => {
  const [a, b] = [is("a", 1), is("b", 2)];
  for (const conditions of [[a, undefined], [undefined, a], [a, b], [or(a, b), a], []]) {
    const { where, aggregates } = shareCondition(conditions.map(count), source);
    expect(where).toBeUndefined();
    expect(aggregates.map(({ when }) => when)).toEqual(conditions);
  }
});

test("[D13] where an office without rows is missing, a row that no sum wants still says that it is there", () => {
  const { where, aggregates } = shareCondition([count(is("a", 1))], { ...source, emptyOffice: "missing" });
  expect(where).toBeUndefined();
  expect(aggregates).toEqual([count(is("a", 1))]);
});
