/**
 * Tables as constants of a question. Each shard needs the few rows of a table that hold in the periods asked for:
 * they travel with the question, so that no shard can answer with an older table, or with none. A key leads to a
 * position, and the position to numbers and texts; position 1 is that of keys that are not there.
 */
import { encodePeriod, type FactQuery, type ResolvedTable, type TableVersion } from "../facts/index.ts";
import { findPeriod } from "../model/index.ts";
import { clickHouse, type Naming } from "./dialect.ts";
import { listJoins } from "./print-query.ts";
import type { FactScope } from "./warehouse.ts";

export interface Lookup {
  /** The table's number for a row, or NULL. */
  readonly printNumber: (column: string) => string;
  readonly printText: (column: string) => string;
  /** The largest absolute number of a column. */
  readonly findLargest: (column: string) => number;
}

/** Larger than any number kept (whole, at most 2⁵³), so that it can stand for none. */
const absent = 1e300;

export function prepareLookups(
  query: FactQuery,
  { source, deliveries, tables }: FactScope,
  naming: Naming,
): (table: string, by: string) => Lookup {
  const periods = [...new Set(deliveries.map(({ period }) => encodePeriod(findPeriod(period)!)))].sort(
    (a, b) => a - b,
  );
  const lookups = new Map<string, Lookup>();
  for (const [place, { table, by }] of listJoins(query).entries()) {
    const resolved = tables.find(({ id }) => id === table);
    const column = source.columns.find(({ id }) => id === by);
    const name = `${naming.prefix}${clickHouse.quoteName(by)}`;
    const text = column?.type === "text" ? name : `toString(${name})`;
    const key = column?.optional === false ? text : `ifNull(${text}, '')`;
    lookups.set(
      `${table} ${by}`,
      makeLookup(resolved, periods, key, `${naming.prefix}\`_periodo\``, `_i${place}`),
    );
  }
  return (table, by) => lookups.get(`${table} ${by}`)!;
}

function makeLookup(
  table: ResolvedTable | undefined,
  periods: readonly number[],
  key: string,
  period: string,
  alias: string,
): Lookup {
  const versions =
    table?.versions.filter((version) => periods.some((each) => version.periods.includes(each))) ?? [];
  const isConstant = versions.length === 1 && periods.every((each) => versions[0]!.periods.includes(each));
  const rows = versions.flatMap((version, place) =>
    version.keys.flatMap((name, row) =>
      name === "" ? [] : [{ version, row, name: isConstant ? name : `${place}:${name}` }],
    ),
  );
  const position = printPosition(
    rows.map(({ name }) => name),
    isConstant ? key : printKey(key, period, versions),
  );
  // What is used again is named where it is first used: it is then reckoned once a row.
  const names = new Map<string, string>();
  const name = (text: string): string => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const made = `${alias}_${names.size}`;
    names.set(text, made);
    return `(${text} AS ${made})`;
  };
  return {
    printNumber: (column) => {
      const numbers = rows.map(({ version, row }) => version.numbers[column]?.[row] ?? Number.NaN);
      if (numbers.every(Number.isNaN)) return "CAST(NULL AS Nullable(Int64))";
      const list = [absent, ...numbers.map((value) => (Number.isNaN(value) ? absent : value))].map(
        printDouble,
      );
      const known = names.get(column);
      if (known !== undefined) return known;
      const found = `arrayElement([${list.join(", ")}], ${name(position)})`;
      const [raw, made] = [`${alias}_n${names.size}`, `${alias}_w${names.size}`];
      names.set(column, made);
      return `(if((${found} AS ${raw}) < 1e299, toInt64(${raw}), NULL) AS ${made})`;
    },
    printText: (column) => {
      if (rows.length === 0) return "''";
      const list = ["", ...rows.map(({ version, row }) => version.texts[column]?.[row] ?? "")].map(
        clickHouse.quoteText,
      );
      return `arrayElement([${list.join(", ")}], ${name(position)})`;
    },
    findLargest: (column) =>
      rows.reduce(
        (largest, { version, row }) => Math.max(largest, Math.abs(version.numbers[column]?.[row] || 0)),
        0,
      ),
  };
}

/** With a point, so that all of a list are of one type whatever their size and sign. */
function printDouble(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.`;
}

export function printPosition(keys: readonly string[], key: string): string {
  if (keys.length === 0) return "toUInt32(1)";
  const places = keys.map((_, k) => k + 2).join(", ");
  return `transform(${key}, [${keys.map(clickHouse.quoteText).join(", ")}], [${places}], 1)`;
}

/** The key, after the place of the version that holds in the row's period. */
function printKey(key: string, period: string, versions: readonly TableVersion[]): string {
  const periods = versions.flatMap((version) => version.periods);
  const places = versions.flatMap((version, place) => version.periods.map(() => place));
  const place =
    periods.length === 0 ? "-1" : `transform(${period}, [${periods.join(", ")}], [${places.join(", ")}], -1)`;
  return `concat(toString(${place}), ':', ${key})`;
}
