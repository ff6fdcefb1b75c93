/**
 * What is asked of the facts of one source, as a typed tree: the warehouse prints it in the dialect of its
 * engine and never pastes a text of the model into it. All that is measured from a source is one question, so
 * that its rows are read once.
 */
import type { RowExpression } from "./row-expression.ts";

/** Where a group comes from: a column of the source, or a text of a table by the row's key and period. */
export type GroupBy =
  | { readonly type: "column"; readonly column: string }
  | { readonly type: "attribute"; readonly table: string; readonly by: string; readonly attribute: string };

export interface Weight {
  readonly table: string;
  /** The source's column that holds the table's key. */
  readonly by: string;
  readonly column: string;
}

/** A sum over the rows of an office, a period and a group; each row counts with the sign of its delivery. */
export interface Aggregate {
  /** Undefined: rows are counted. */
  readonly value: RowExpression | undefined;
  readonly weight: Weight | undefined;
  readonly when: RowExpression | undefined;
  /** `holes`: how many rows would count but lack the value or the weight. */
  readonly of: "total" | "holes";
}

export interface FactQuery {
  readonly source: string;
  readonly office: string;
  readonly groups: readonly GroupBy[];
  readonly aggregates: readonly Aggregate[];
  /** The aggregate that counts all rows, where an office without rows is not one whose rows add up to nothing. */
  readonly rows?: number | undefined;
}

/** How many different values a column has in each office, subtree and period: no sum of anything. */
export interface DistinctQuery {
  readonly source: string;
  readonly office: string;
  readonly column: string;
  readonly when: RowExpression | undefined;
}

/** Columns, one element a group: every array is `rows` long. */
export interface FactColumns {
  readonly rows: number;
  readonly offices: readonly string[];
  /** The delivery's period, as `encodePeriod` writes it. */
  readonly periods: Int32Array;
  /** Parallel to the query's groups. */
  readonly members: readonly (readonly string[])[];
  /** Parallel to the query's aggregates; whole numbers. */
  readonly values: readonly Float64Array[];
  /** 1 where a row is a part of what an office did that was later split; none of them unless given. */
  readonly apportioned?: Uint8Array;
  /** Where offices have been redrawn: whose rows they were. */
  readonly origins?: readonly string[];
}

/** A table in the periods asked for, as the warehouse joins it; where no version holds it says nothing. */
export interface ResolvedTable {
  readonly id: string;
  readonly versions: readonly TableVersion[];
}

/** What a table says in some periods, a key once: parallel arrays. */
export interface TableVersion {
  /** As `encodePeriod` writes them; no two versions of a table share one. */
  readonly periods: readonly number[];
  readonly keys: readonly string[];
  /** Scaled; NaN where the cell is empty. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  readonly texts: Readonly<Record<string, readonly string[]>>;
}
