/** A question to the facts as SQL: one select over the rows of all deliveries that hold, grouped and summed. */
import {
  type Aggregate,
  type FactQuery,
  type GroupBy,
  type RowExpression,
  shareCondition,
} from "../facts/index.ts";
import type { FactSource } from "../model/index.ts";
import { type Dialect, type Naming, printColumn, printCondition, printExpression } from "./dialect.ts";

/** What differs between engines beside the words: where rows come from and how a table is joined. */
export interface QueryPlace {
  readonly dialect: Dialect;
  /** A relation with the source's columns, `_periodo` and, if `signed`, `_segno`; it is called `f`. */
  readonly facts: string;
  /** False where every row counts once: the sign is then left out. */
  readonly signed: boolean;
  /** The only period of the rows, if there is but one: what is the same everywhere need not be grouped by. */
  readonly period: number | undefined;
  /** Joins the resolved table `table` on the row's key and period, under the name that is given. */
  readonly join: (table: string, by: string, alias: string, period: string) => string;
  /** Adds up 64-bit integers and gives a double. */
  readonly sum: (expression: string) => string;
  /** Counts what is not NULL and gives a double. */
  readonly count: (expression: string) => string;
}

/**
 * Columns: office, period, the groups, the aggregates. Where an office without rows is zero, rows of which no sum
 * wants anything are passed over before they are joined and grouped.
 */
export function printSumQuery(query: FactQuery, source: FactSource, place: QueryPlace): string {
  const { where, aggregates } = shareCondition(query.aggregates, source);
  const naming = nameColumns(source, place.dialect);
  const joins = listJoins(query);
  const aliasOf = (table: string, by: string): string =>
    `t${joins.findIndex((each) => each.table === table && each.by === by)}`;
  const quote = place.dialect.quoteName;
  const groups = query.groups.map((group) =>
    printGroup(group, naming, (table, by) => `${aliasOf(table, by)}.`),
  );
  const period = place.period === undefined ? `f.${quote("_periodo")}` : `${place.period}`;
  const keys = [printColumn(query.office, naming), period, ...groups];
  const sums = aggregates.map((aggregate) => printAggregate(aggregate, naming, place, aliasOf));
  const selected = [...keys.map((key, k) => `${key} AS k${k}`), ...sums.map((sum, k) => `${sum} AS a${k}`)];
  const joined = joins
    .map(({ table, by }) => ` ${place.join(table, by, aliasOf(table, by), period)}`)
    .join("");
  const kept = where === undefined ? "" : ` WHERE ${printCondition(where, naming)}`;
  const grouped = keys.flatMap((_, k) => (k === 1 && place.period !== undefined ? [] : [`k${k}`]));
  return `SELECT ${selected.join(", ")} FROM ${place.facts}${joined}${kept} GROUP BY ${grouped.join(", ")}`;
}

export function nameColumns(source: FactSource, dialect: Dialect): Naming {
  const days = source.columns.filter(({ type }) => type === "day").map(({ id }) => id);
  return { dialect, days: new Set(days), prefix: "f." };
}

/** The tables a query needs, each once for each column that holds its keys. */
export function listJoins({
  groups,
  aggregates,
}: FactQuery): readonly { readonly table: string; readonly by: string }[] {
  const joins = new Map<string, { table: string; by: string }>();
  for (const group of groups)
    if (group.type === "attribute")
      joins.set(`${group.table} ${group.by}`, { table: group.table, by: group.by });
  for (const { weight } of aggregates)
    if (weight !== undefined)
      joins.set(`${weight.table} ${weight.by}`, { table: weight.table, by: weight.by });
  return [...joins.values()];
}

function printGroup(group: GroupBy, naming: Naming, prefixOf: (table: string, by: string) => string): string {
  if (group.type === "column") return printColumn(group.column, naming);
  return `${prefixOf(group.table, group.by)}${naming.dialect.quoteName(group.attribute)}`;
}

/** `CASE` without `ELSE` is NULL where a row does not count, and a sum passes over it. */
function printAggregate(
  { value, weight, when, of }: Aggregate,
  naming: Naming,
  { dialect, signed, sum, count }: QueryPlace,
  aliasOf: (table: string, by: string) => string,
): string {
  const factors: string[] = [];
  if (value !== undefined) factors.push(printExpression(value, naming));
  if (weight !== undefined)
    factors.push(`${aliasOf(weight.table, weight.by)}.${dialect.quoteName(weight.column)}`);
  const one = dialect.integer(1);
  // What is there needs no asking row by row: a count passes over what is not.
  if (!signed && of === "holes" && when === undefined && factors.length > 0)
    return `${count(one)} - ${count(factors.join(" * "))}`;
  const present = when === undefined ? undefined : findPresent(when);
  if (!signed && of === "total" && factors.length === 0 && present !== undefined)
    return count(printColumn(present, naming));
  const conditions = when === undefined ? [] : [printCondition(when, naming)];
  if (of === "holes")
    conditions.push(`(${factors.map((factor) => `${factor} IS NULL`).join(" OR ") || "1 = 0"})`);
  const amounts = of === "holes" ? [] : factors;
  // What only counts rows is counted: a sum of ones would cost twice as much.
  if (amounts.length === 0 && !signed)
    return count(conditions.length === 0 ? one : `CASE WHEN ${conditions.join(" AND ")} THEN ${one} END`);
  if (signed) amounts.push(`f.${dialect.quoteName("_segno")}`);
  const amount = amounts.length === 0 ? one : amounts.join(" * ");
  return sum(conditions.length === 0 ? amount : `CASE WHEN ${conditions.join(" AND ")} THEN ${amount} END`);
}

/** The column that a condition asks to be there, if it asks nothing else: a cell is equal to itself unless it is absent. */
function findPresent(when: RowExpression): string | undefined {
  if (when.type !== "comparison" || when.operator !== "=") return undefined;
  const { left, right } = when;
  const isSame = left.type === "column" && right.type === "column" && left.column === right.column;
  return isSame ? left.column : undefined;
}
