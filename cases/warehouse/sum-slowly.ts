/** The oracle of the warehouse: every question answered row by row, in whole numbers of any size. */
import {
  type Aggregate,
  type DistinctQuery,
  evaluateRow,
  type FactColumns,
  type FactQuery,
  type ResolvedTable,
  type RowValue,
  type TableVersion,
} from "../../src/facts/index.ts";
import type { FactScope, Nesting } from "../../src/warehouse/warehouse.ts";
import type { DeliveredRow } from "./delivered-facts.ts";

/** Office, period and members as JSON → the sums as they are shown, whatever the order of groups. */
export type Sums = Readonly<Record<string, readonly number[]>>;

export function sumSlowly(query: FactQuery, { tables }: FactScope, rows: readonly DeliveredRow[]): Sums {
  const find = (table: string, key: RowValue, period: number) => findRow(tables, table, key, period);
  const sums = new Map<string, bigint[]>();
  for (const delivered of rows) {
    const { row, period, sign } = delivered;
    const members = query.groups.map((group) => {
      if (group.type === "column") return String(row[group.column] ?? "");
      const { version, at } = find(group.table, row[group.by], period);
      return at < 0 ? "" : (version?.texts[group.attribute]?.[at] ?? "");
    });
    const key = JSON.stringify([row[query.office], period, ...members]);
    const own = sums.get(key) ?? query.aggregates.map(() => 0n);
    sums.set(key, own);
    query.aggregates.forEach((aggregate, k) => {
      own[k]! += BigInt(sign) * reckon(aggregate, delivered, find);
    });
  }
  return Object.fromEntries([...sums].map(([key, own]) => [key, own.map(Number)]));
}

function reckon(
  { value, weight, when, of }: Aggregate,
  { row, period }: DeliveredRow,
  find: (
    table: string,
    key: RowValue,
    period: number,
  ) => { readonly version: TableVersion | undefined; readonly at: number },
): bigint {
  if (when !== undefined && evaluateRow(when, row) !== 1) return 0n;
  const factors: (number | undefined)[] = [];
  if (value !== undefined) {
    const found = evaluateRow(value, row);
    factors.push(typeof found === "number" ? found : undefined);
  }
  if (weight !== undefined) {
    const { version, at } = find(weight.table, row[weight.by], period);
    const found = at < 0 ? Number.NaN : version!.numbers[weight.column]![at]!;
    factors.push(Number.isNaN(found) ? undefined : found);
  }
  const isHole = factors.includes(undefined);
  if (of === "holes") return isHole ? 1n : 0n;
  return isHole ? 0n : factors.reduce<bigint>((product, factor) => product * BigInt(factor!), 1n);
}

function findRow(
  tables: readonly ResolvedTable[],
  id: string,
  key: RowValue,
  period: number,
): { readonly version: TableVersion | undefined; readonly at: number } {
  const { versions } = tables.find((each) => each.id === id)!;
  const version = versions.find(({ periods }) => periods.includes(period));
  return { version, at: version === undefined || typeof key !== "string" ? -1 : version.keys.indexOf(key) };
}

/** Node and span → different values with some row left. */
export function countSlowly(query: DistinctQuery, nesting: Nesting, rows: readonly DeliveredRow[]): Sums {
  const left = new Map<
    string,
    { readonly office: string; readonly period: number; readonly value: RowValue; sum: number }
  >();
  for (const { row, period, sign } of rows) {
    const value = row[query.column];
    if (value === undefined || (query.when !== undefined && evaluateRow(query.when, row) !== 1)) continue;
    const office = String(row[query.office]);
    const key = JSON.stringify([office, period, value]);
    const own = left.get(key) ?? { office, period, value, sum: 0 };
    own.sum += sign;
    left.set(key, own);
  }
  const values = new Map<string, Set<RowValue>>();
  for (const { office, period, value } of [...left.values()].filter(({ sum }) => sum > 0))
    nesting.offices.forEach((inside, k) => {
      if (inside !== office || nesting.officePeriods[k] !== period) return;
      nesting.periods.forEach((month, j) => {
        if (month !== period) return;
        const key = JSON.stringify([nesting.nodes[k], nesting.spans[j]]);
        values.set(key, (values.get(key) ?? new Set()).add(value));
      });
    });
  return Object.fromEntries([...values].map(([key, own]) => [key, [own.size]]));
}

/** The answer of an engine in the same form; groups that read the same are one. */
export function readSums({ rows, offices, periods, members, values }: FactColumns): Sums {
  const sums: Record<string, number[]> = {};
  for (let row = 0; row < rows; row++) {
    const key = JSON.stringify([offices[row], periods[row], ...members.map((codes) => codes[row])]);
    const own = sums[key];
    const found = values.map((column) => column[row]!);
    sums[key] = own === undefined ? found : own.map((value, k) => value + found[k]!);
  }
  return sums;
}
