/**
 * The noun of this room: what a source must deliver for one period, ready to be checked. The same contract is
 * run in two ways that must agree: over columns, by the warehouse, and row by row, by `readRow`.
 */
import type { FactColumn, FactSource, Period } from "../model/index.ts";
import type { RowExpression } from "./row-expression.ts";

/**
 * Whether facts of an office are expected in a period. `above`: it is summed from the offices below it; `beside`: the
 * source does not speak of it.
 */
export type OfficeState = "open" | "closed" | "above" | "beside";

export interface ContractColumn extends FactColumn {
  /** The only values: of the contract, the keys of a table in the period, or the offices that are open. */
  readonly allowed: ReadonlySet<string> | undefined;
}

export interface ContractCheck {
  /** Must not be false; what it cannot say because a cell is empty is no fault. */
  readonly condition: RowExpression;
  readonly reason: string;
  readonly remedy: string | undefined;
}

export interface Contract {
  readonly source: FactSource;
  readonly period: Period;
  readonly columns: readonly ContractColumn[];
  readonly checks: readonly ContractCheck[];
  /** Every office of the model, by code. */
  readonly offices: ReadonlyMap<string, OfficeState>;
}

/** What is wrong with one cell: the first of these that holds. */
export const cellFaults = [
  "none",
  "empty",
  "unreadable",
  "below-minimum",
  "above-maximum",
  "not-allowed",
  "outside-period",
] as const;
export type CellFault = (typeof cellFaults)[number];

/** A fault of a row as one number, so that an engine can list them: the column and its fault, or a check. */
export function encodeFault(column: number, fault: CellFault): number {
  return column * 16 + cellFaults.indexOf(fault);
}

const firstCheck = 1 << 16;
export function encodeCheck(check: number): number {
  return firstCheck + check;
}
export const duplicateKey = 1 << 20;

export type Fault =
  | { readonly type: "cell"; readonly column: number; readonly fault: CellFault }
  | { readonly type: "check"; readonly check: number }
  | { readonly type: "duplicate-key" };

export function decodeFault(code: number): Fault {
  if (code === duplicateKey) return { type: "duplicate-key" };
  if (code >= firstCheck) return { type: "check", check: code - firstCheck };
  return { type: "cell", column: code >> 4, fault: cellFaults[code & 15] ?? "none" };
}

/** The columns that together name a row. */
export function listKeys(source: FactSource): readonly string[] {
  return source.columns.filter(({ isKey }) => isKey).map(({ id }) => id);
}
