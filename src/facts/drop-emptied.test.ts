/** Groups of which corrections have left nothing. */
import { expect, test } from "vitest";
import { dropEmptied } from "./drop-emptied.ts";
import type { FactColumns, FactQuery } from "./fact-query.ts";

const every = { value: undefined, weight: undefined, when: undefined, of: "total" } as const;
const query: FactQuery = { source: "s", office: "sede", groups: [], aggregates: [every, every], rows: 1 };

/** Office, member, sum and rows of each part. */
const makeColumns = (parts: readonly (readonly [string, string, number, number])[]): FactColumns => ({
  rows: parts.length,
  offices: parts.map(([office]) => office),
  periods: Int32Array.from(parts, () => 202301),
  members: [parts.map(([, member]) => member)],
  values: [Float64Array.from(parts, (part) => part[2]), Float64Array.from(parts, (part) => part[3])],
});

test("[D13] a group goes when no row of it is left, whatever stands beside it in other parts", () => {
  const columns = makeColumns([
    ["A", "x", 5, 2],
    ["A", "y", 7, 1],
    ["B", "x", 0, 1],
    // A correction: both rows of A and x are taken away, and the row of B is written again.
    ["A", "x", -5, -2],
    ["B", "x", 0, 0],
  ]);
  const { rows, offices, members, values } = dropEmptied(columns, query);
  expect([rows, offices, members[0]]).toEqual([3, ["A", "B", "B"], ["y", "x", "x"]]);
  expect(values.map((own) => [...own])).toEqual([
    [7, 0, 0],
    [1, 1, 0],
  ]);
});

test("[D13] nothing goes where nothing was taken away, or where rows are not counted", () => {
  const columns = makeColumns([["A", "x", 0, 1]]);
  expect(dropEmptied(columns, query)).toBe(columns);
  const uncounted = makeColumns([["A", "x", 0, 0]]);
  expect(dropEmptied(uncounted, { ...query, rows: undefined })).toBe(uncounted);
});
