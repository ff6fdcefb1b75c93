/**
 * The oracle: one line of a delivery, cell by cell, as the contract wants it. The warehouse does the same over
 * whole columns; a test compares the two on every kind of cell.
 */

import type { FileFormat } from "../model/index.ts";
import { getDayNumber, isDay } from "../model/index.ts";
import { type CellFault, type Contract, type ContractColumn, encodeCheck, encodeFault } from "./contract.ts";
import { evaluateRow, type RowValue } from "./row-expression.ts";

export interface RowRead {
  readonly row: Readonly<Record<string, RowValue>>;
  /** Encoded; empty = a good row. */
  readonly faults: readonly number[];
}

/** `cells` in the order of the contract's columns; an absent cell is the empty text. */
export function readRow(contract: Contract, cells: readonly string[]): RowRead {
  const faults: number[] = [];
  const row: Record<string, RowValue> = {};
  contract.columns.forEach((column, index) => {
    const text = trimCell(cells[index] ?? "");
    const value = text === "" ? undefined : readCell(column, contract.source.format, text);
    row[column.id] = value;
    const fault = findFault(contract, column, text, value);
    if (fault !== "none") faults.push(encodeFault(index, fault));
  });
  // A row whose cells cannot be trusted is not asked what only makes sense of good ones.
  if (faults.length === 0)
    contract.checks.forEach(({ condition }, index) => {
      if (evaluateRow(condition, row) === 0) faults.push(encodeCheck(index));
    });
  return { row, faults };
}

/** Blanks and tabulators at the edges are no part of a value. */
export function trimCell(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}

function findFault(contract: Contract, column: ContractColumn, text: string, value: RowValue): CellFault {
  if (text === "") return column.optional ? "none" : "empty";
  if (value === undefined) return column.type === "text" ? "not-allowed" : "unreadable";
  if (typeof value === "number" && column.min !== undefined && value < column.min) return "below-minimum";
  if (typeof value === "number" && column.max !== undefined && value > column.max) return "above-maximum";
  if (column.allowed !== undefined && !column.allowed.has(text)) return "not-allowed";
  if (column.role !== "date" || typeof value !== "number") return "none";
  const { from, until } = contract.period;
  return value < getDayNumber(from) || value >= getDayNumber(until) ? "outside-period" : "none";
}

/** The cell's whole number or text; undefined when it cannot be read. */
export function readCell(column: ContractColumn, format: FileFormat, text: string): RowValue {
  switch (column.type) {
    case "text":
      return column.allowed?.has(text) === false ? undefined : text;
    case "integer":
      return readScaled(text, 0, format.decimalMark);
    case "number":
      return readScaled(text, column.decimals, format.decimalMark);
    case "day":
      return readDay(text, format.days);
    case "yes-no":
      return truths.get(text.toLowerCase());
  }
}

export const yesWords: readonly string[] = ["si", "sì", "s", "1", "vero", "true"];
export const noWords: readonly string[] = ["no", "n", "0", "falso", "false"];
const truths: ReadonlyMap<string, number> = new Map([
  ...yesWords.map((word): [string, number] => [word, 1]),
  ...noWords.map((word): [string, number] => [word, 0]),
]);

/** How many digits a number may have in all, so that every engine keeps it exactly. */
export const mostDigits = 15;

/** `1.234,56` or `1234,56`; with the point as decimal mark `1,234.56` or `1234.56`. */
export function writeNumberPattern(mark: "," | "."): string {
  const thousands = mark === "," ? "\\." : ",";
  const decimal = mark === "," ? "," : "\\.";
  return `[+-]?([0-9]{1,3}(${thousands}[0-9]{3})+|[0-9]+)(${decimal}[0-9]+)?`;
}

/** `text` as a whole number × 10^decimals; undefined when it is none, or would lose something. */
export function readScaled(text: string, decimals: number, mark: "," | "."): number | undefined {
  if (!new RegExp(`^${writeNumberPattern(mark)}$`).test(text)) return undefined;
  const plain = text.replaceAll(mark === "," ? "." : ",", "").replace(mark, ".");
  const [whole = "", fraction = ""] = plain.replace(/^[+-]/, "").split(".");
  const kept = fraction.replace(/0+$/, "");
  const digits = (whole + kept.padEnd(decimals, "0")).replace(/^0+/, "");
  if (kept.length > decimals || digits.length > mostDigits) return undefined;
  const scaled = Number(digits === "" ? "0" : digits);
  return plain.startsWith("-") && scaled !== 0 ? -scaled : scaled;
}

/** A time of day after the day is let go as it is written: no clock, no zone, no daylight saving. */
function readDay(text: string, days: FileFormat["days"]): number | undefined {
  const pattern =
    days === "iso"
      ? /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?$/
      : /^(\d{2})\/(\d{2})\/(\d{4})(?: \d{2}:\d{2}.*)?$/;
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = days === "iso" ? [match[1], match[2], match[3]] : [match[3], match[2], match[1]];
  const iso = `${year}-${month}-${day}`;
  return isDay(iso) ? getDayNumber(iso) : undefined;
}
