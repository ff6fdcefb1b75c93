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
}

export const duckDb: Dialect = {
  quoteName: (name) => `"${name.replaceAll('"', '""')}"`,
  quoteText: (text) => `'${text.replaceAll("'", "''")}'`,
  dayNumber: (column) => `(${column} - DATE '1970-01-01')`,
  integer: (value) => `${value}::BIGINT`,
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
      return `(${printExpression(expression.left, naming)} ${expression.operator} ${printExpression(expression.right, naming)})`;
    case "comparison":
      return `(${printExpression(expression.left, naming)} ${signs[expression.operator]} ${printExpression(expression.right, naming)})`;
    case "logic":
      return `(${printExpression(expression.left, naming)} ${expression.operator.toUpperCase()} ${printExpression(expression.right, naming)})`;
    case "not":
      return `(NOT ${printExpression(expression.operand, naming)})`;
  }
}

/** Days between two day columns are their difference: neither need become a number first. */
function isDaysBetween(expression: RowExpression, { days }: Naming): boolean {
  if (expression.type !== "arithmetic" || expression.operator !== "-") return false;
  const { left, right } = expression;
  return left.type === "column" && right.type === "column" && days.has(left.column) && days.has(right.column);
}

function printName(expression: RowExpression, { dialect, prefix }: Naming): string {
  return expression.type === "column" ? `${prefix}${dialect.quoteName(expression.column)}` : "";
}
