/**
 * A typed tree as SQL text. Names are quoted, texts are escaped, numbers are written by us: nothing that a model
 * or a delivery holds can end as a piece of SQL. Engines differ in few words, gathered here.
 */
import type { RowExpression } from "../facts/index.ts";

export interface Dialect {
  readonly quoteName: (name: string) => string;
  readonly quoteText: (text: string) => string;
  /** A day column as the number of days from 1970-01-01. */
  readonly dayNumber: (column: string) => string;
  /** A number that the engine must take as a 64-bit integer. */
  readonly integer: (value: number) => string;
  /** Whether `AND`, `OR` and `NOT` answer whenever one side decides; if not, they are printed without absences. */
  readonly threeValued: boolean;
  /** A product of two cells may need more than 64 bits; what needs more than 128 cannot be told. */
  readonly arithmetic: (left: string, operator: "+" | "-" | "*", right: string) => string;
}

export const duckDb: Dialect = {
  quoteName: (name) => `"${name.replaceAll('"', '""')}"`,
  quoteText: (text) => `'${text.replaceAll("'", "''")}'`,
  dayNumber: (column) => `(${column} - DATE '1970-01-01')`,
  integer: (value) => `${value}::BIGINT`,
  threeValued: true,
  arithmetic: (left, operator, right) =>
    operator === "*" ? `TRY(${left}::HUGEINT * ${right})` : `(${left} ${operator} ${right})`,
};

/** A file to read, and it alone: in its name the engine would see patterns. */
export function quotePath(path: string): string {
  return duckDb.quoteText(path.replaceAll(/[*?[]/g, "[$&]"));
}

/** The rows of a Parquet; of folders whose names look like `sede=A` the engine would make columns. */
export function printParquet(path: string, ...options: readonly string[]): string {
  return printParquetFiles(quotePath(path), ...options);
}

/** @param files a path, or a list of paths, as `quotePath` writes them */
export function printParquetFiles(files: string, ...options: readonly string[]): string {
  return `read_parquet(${[files, "hive_partitioning = false", ...options].join(", ")})`;
}

const escapeBackslash = (text: string): string => text.replaceAll("\\", "\\\\");

/** ClickHouse, of 2018 and of today: in the older, `NULL AND 0` is absent. Days are kept as numbers. */
export const clickHouse: Dialect = {
  quoteName: (name) => `\`${escapeBackslash(name).replaceAll("`", "\\`")}\``,
  quoteText: (text) => `'${escapeBackslash(text).replaceAll("'", "\\'")}'`,
  dayNumber: (column) => column,
  integer: (value) => `toInt64(${value})`,
  arithmetic: (left, operator, right) => `(${left} ${operator} ${right})`,
  threeValued: false,
};

/** The same numbers as doubles: not exact, but they never wrap, and so tell where whole numbers would. */
export const clickHouseDoubles: Dialect = {
  ...clickHouse,
  arithmetic: (left, operator, right) => `(toFloat64(${left}) ${operator} toFloat64(${right}))`,
};

/** How the columns of a row are named where the expression is used. */
export interface Naming {
  readonly dialect: Dialect;
  /** Columns that hold days. */
  readonly days: ReadonlySet<string>;
  /** In front of every column, such as the alias of its table. */
  readonly prefix: string;
}

export function printColumn(column: string, { dialect, days, prefix }: Naming): string {
  const name = `${prefix}${dialect.quoteName(column)}`;
  return days.has(column) ? dialect.dayNumber(name) : name;
}

const signs = { "=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">=" } as const;

export function printExpression(expression: RowExpression, naming: Naming): string {
  switch (expression.type) {
    case "column":
      return printColumn(expression.column, naming);
    case "integer":
      return naming.dialect.integer(expression.value);
    case "text":
      return naming.dialect.quoteText(expression.value);
    case "arithmetic":
      if (isDaysBetween(expression, naming))
        return `(${printName(expression.left, naming)} - ${printName(expression.right, naming)})`;
      return naming.dialect.arithmetic(
        printExpression(expression.left, naming),
        expression.operator,
        printExpression(expression.right, naming),
      );
    case "comparison":
      if (isDay(expression.left, naming) && isDay(expression.right, naming))
        return `(${printName(expression.left, naming)} ${signs[expression.operator]} ${printName(expression.right, naming)})`;
      return `(${printExpression(expression.left, naming)} ${signs[expression.operator]} ${printExpression(expression.right, naming)})`;
    case "logic":
      if (!naming.dialect.threeValued) return printDecided(expression, naming);
      return `(${printExpression(expression.left, naming)} ${expression.operator.toUpperCase()} ${printExpression(expression.right, naming)})`;
    case "not":
      if (!naming.dialect.threeValued) return printDecided(expression, naming);
      return `(NOT ${printExpression(expression.operand, naming)})`;
  }
}

/** Days between two day columns are their difference: neither need become a number first, as when they are compared. */
function isDaysBetween(expression: RowExpression, naming: Naming): boolean {
  if (expression.type !== "arithmetic" || expression.operator !== "-") return false;
  return isDay(expression.left, naming) && isDay(expression.right, naming);
}

function isDay(expression: RowExpression, { days }: Naming): boolean {
  return expression.type === "column" && days.has(expression.column);
}

function printName(expression: RowExpression, { dialect, prefix }: Naming): string {
  return expression.type === "column" ? `${prefix}${dialect.quoteName(expression.column)}` : "";
}

/** A condition where rows are chosen: what is absent counts as not satisfied. */
export function printCondition(expression: RowExpression, naming: Naming): string {
  return naming.dialect.threeValued
    ? printExpression(expression, naming)
    : printTruth(expression, true, naming);
}

/** Three values for an engine that has two: true, false, else absent. */
function printDecided(expression: RowExpression, naming: Naming): string {
  return `multiIf(${printTruth(expression, true, naming)}, 1, ${printTruth(expression, false, naming)}, 0, NULL)`;
}

/** Whether an expression is certainly true, or certainly false: never absent. */
function printTruth(expression: RowExpression, wanted: boolean, naming: Naming): string {
  if (expression.type === "not") return printTruth(expression.operand, !wanted, naming);
  if (expression.type === "logic") {
    const sides = [expression.left, expression.right].map((side) => printTruth(side, wanted, naming));
    return `(${sides.join((expression.operator === "and") === wanted ? " AND " : " OR ")})`;
  }
  const printed = printExpression(expression, naming);
  return `ifNull(${printed} ${wanted ? "<>" : "="} 0, 0)`;
}
