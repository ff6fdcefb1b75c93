/**
 * Questions to a cluster: one select without subqueries, which every shard runs over its own rows and whose sums
 * are added where it was asked. Beside the answer it counts the rows that were read, so that a part that is
 * missing is seen; and where whole numbers of 64 bits might not be enough, it sums the same as doubles.
 */
import {
  type Aggregate,
  type DistinctQuery,
  type FactQuery,
  type RowExpression,
  shareCondition,
} from "../facts/index.ts";
import type { FactColumn, FactSource } from "../model/index.ts";
import {
  clickHouse,
  clickHouseDoubles,
  type Naming,
  printColumn,
  printCondition,
  printExpression,
} from "./dialect.ts";
import { type Lookup, prepareLookups, printPosition } from "./lookup-tables.ts";
import { nameColumns } from "./print-query.ts";
import type { FactScope, Nesting } from "./warehouse.ts";

/** Rows to be read: of the loads that hold. */
export interface ClusterRows {
  /** The distributed table, in full. */
  readonly table: string;
  readonly loads: readonly string[];
  readonly rows: number;
  readonly signed: boolean;
}

export interface PrintedSum {
  readonly sql: string;
  /** How many columns after the count of rows bound what might wrap. */
  readonly bounds: number;
}

/** Below it no sum of 64-bit integers can have wrapped. */
export const largestSum = 9.2e18;

/** Columns: office, period, the groups, the aggregates, the rows read, those that some sum wants, the bounds. */
export function printClusterSum(query: FactQuery, scope: FactScope, from: ClusterRows): PrintedSum {
  const naming = nameColumns(scope.source, clickHouse);
  const lookup = prepareLookups(query, scope, naming);
  const groups = query.groups.map((group) =>
    group.type === "column"
      ? printColumn(group.column, naming)
      : lookup(group.table, group.by).printText(group.attribute),
  );
  const keys = [printColumn(query.office, naming), `${naming.prefix}\`_periodo\``, ...groups];
  const sums = query.aggregates.map((aggregate) => printAggregate(aggregate, naming, lookup, from.signed));
  const { where } = shareCondition(query.aggregates, scope.source);
  const bounds = query.aggregates.flatMap((aggregate) => printBounds(aggregate, scope.source, lookup, from));
  const selected = [
    ...keys.map((key, k) => `${key} AS _k${k}`),
    ...sums.map((sum, k) => `${sum} AS _a${k}`),
    "count() AS _lette",
    // Not a condition of the rows: all of them are counted.
    `${where === undefined ? "count()" : `countIf(${printCondition(where, naming)})`} AS _volute`,
    ...bounds.map((bound, k) => `${bound} AS _b${k}`),
  ];
  const sql = `SELECT ${selected.join(", ")} ${printFrom(from)} GROUP BY ${keys.map((_, k) => `_k${k}`).join(", ")}`;
  return { sql, bounds: bounds.length };
}

function printFrom({ table, loads }: ClusterRows): string {
  return `FROM ${table} AS f WHERE f.\`_carico\` IN (${loads.join(", ")})`;
}

function printAggregate(
  { value, weight, when, of }: Aggregate,
  naming: Naming,
  lookup: (table: string, by: string) => Lookup,
  signed: boolean,
): string {
  const factors: string[] = [];
  if (value !== undefined) factors.push(printExpression(value, naming));
  if (weight !== undefined) factors.push(lookup(weight.table, weight.by).printNumber(weight.column));
  const conditions = when === undefined ? [] : [printCondition(when, naming)];
  if (of === "holes")
    conditions.push(`(${factors.map((factor) => `isNull(${factor})`).join(" OR ") || "1 = 0"})`);
  const amounts = of === "holes" ? [] : factors;
  if (signed) amounts.push(`${naming.prefix}\`_segno\``);
  const condition = conditions.join(" AND ");
  if (amounts.length === 0) return condition === "" ? "toInt64(count())" : `toInt64(countIf(${condition}))`;
  const amount = `toInt64(1) * ${amounts.join(" * ")}`;
  const sum = condition === "" ? `sum(${amount})` : `sumIf(${amount}, ${condition})`;
  return `ifNull(${sum}, toInt64(0))`;
}

/** The sum of the absolute values as a double, and the largest number compared, where either might not fit. */
function printBounds(
  { value, weight, when, of }: Aggregate,
  source: FactSource,
  lookup: (table: string, by: string) => Lookup,
  { rows }: ClusterRows,
): readonly string[] {
  const naming = nameColumns(source, clickHouseDoubles);
  const compared = when === undefined ? [] : listArithmetic(when);
  const bounds = compared
    .filter((expression) => findBound(expression, source) > largestSum)
    .map((expression) => `max(abs(ifNull(${printExpression(expression, naming)}, 0)))`);
  const largest =
    (value === undefined ? 1 : findBound(value, source)) *
    (weight === undefined ? 1 : lookup(weight.table, weight.by).findLargest(weight.column));
  if (of === "holes" || largest * rows <= largestSum) return bounds;
  const factors: string[] = [];
  if (value !== undefined) factors.push(printExpression(value, naming));
  if (weight !== undefined) factors.push(lookup(weight.table, weight.by).printNumber(weight.column));
  const amount = `abs(${factors.map((factor) => `toFloat64(${factor})`).join(" * ")})`;
  const sum =
    when === undefined
      ? `sum(${amount})`
      : `sumIf(${amount}, ${printCondition(when, nameColumns(source, clickHouse))})`;
  return [...bounds, `ifNull(${sum}, 0)`];
}

/** The outermost sums and products in a condition. */
function listArithmetic(expression: RowExpression): readonly RowExpression[] {
  switch (expression.type) {
    case "arithmetic":
      return [expression];
    case "comparison":
    case "logic":
      return [...listArithmetic(expression.left), ...listArithmetic(expression.right)];
    case "not":
      return listArithmetic(expression.operand);
    default:
      return [];
  }
}

/** How large a number can be, in absolute value, by what the contract allows. */
function findBound(expression: RowExpression, source: FactSource): number {
  switch (expression.type) {
    case "integer":
      return Math.abs(expression.value);
    case "column":
      return boundColumn(source.columns.find(({ id }) => id === expression.column));
    case "arithmetic": {
      const [left, right] = [findBound(expression.left, source), findBound(expression.right, source)];
      return expression.operator === "*" ? left * right : left + right;
    }
    default:
      return 1;
  }
}

function boundColumn(column: FactColumn | undefined): number {
  if (column === undefined || column.type === "text" || column.type === "yes-no") return 1;
  if (column.type === "day") return 1e7;
  // A number has at most fifteen digits.
  if (column.min === undefined || column.max === undefined) return 1e15;
  return Math.max(Math.abs(column.min), Math.abs(column.max), 1);
}

/**
 * Columns: place of the node in `nodes` and of the span in `spans` (from 1), how many different values, rows
 * read; the line of 0 and 0 has the rows of all. A value counts where, with all signs, some row with it is left.
 */
export function printClusterDistinct(
  query: DistinctQuery,
  scope: FactScope,
  nesting: Nesting,
  from: ClusterRows,
): { readonly sql: string; readonly nodes: readonly string[]; readonly spans: readonly number[] } {
  const naming = nameColumns(scope.source, clickHouse);
  const value = printColumn(query.column, naming);
  const kept = query.when === undefined ? value : `if(${printCondition(query.when, naming)}, ${value}, NULL)`;
  const net = from.signed ? `, sum(${naming.prefix}\`_segno\`) AS _netto` : "";
  const rows =
    `SELECT ${printColumn(query.office, naming)} AS _o, ${naming.prefix}\`_periodo\` AS _p, ${kept} AS _v,` +
    ` count() AS _n${net} ${printFrom(from)} GROUP BY _o, _p, _v`;
  const nodes = [...new Set(nesting.nodes)];
  const spans = [...new Set(nesting.spans)];
  const nodesOf = gather(
    nesting.offices.map((office, k) => `${nesting.officePeriods[k]}:${office}`),
    nesting.nodes.map((node) => nodes.indexOf(node)),
  );
  const spansOf = gather(
    [...nesting.periods].map(String),
    [...nesting.spans].map((span) => spans.indexOf(span)),
  );
  const expand = (lists: ReadonlyMap<string, readonly number[]>, key: string): string =>
    `arrayJoin(arrayElement([[0], ${[...lists.values()].map((places) => `[0, ${places.map((place) => place + 1).join(", ")}]`).join(", ") || "[0]"}], ${printPosition([...lists.keys()], key)}))`;
  const sql =
    `SELECT ${expand(nodesOf, "concat(toString(_p), ':', _o)")} AS _k0, ${expand(spansOf, "toString(_p)")} AS _k1,` +
    ` uniqExact(${from.signed ? "if(_netto > 0, _v, NULL)" : "_v"}) AS _a0, sum(_n) AS _lette` +
    ` FROM (${rows}) GROUP BY _k0, _k1 HAVING (_k0 = 0) = (_k1 = 0)`;
  return { sql, nodes, spans };
}

function gather(keys: readonly string[], places: readonly number[]): ReadonlyMap<string, readonly number[]> {
  const lists = new Map<string, number[]>();
  for (const [k, key] of keys.entries()) {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [places[k]!]);
    else list.push(places[k]!);
  }
  return lists;
}
