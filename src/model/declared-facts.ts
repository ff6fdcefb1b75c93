/**
 * What a model says of the facts behind its figures: which systems deliver them and in which form, the
 * reference tables that weigh them, how an indicator is measured from them, and how offices turned into
 * others. The facts themselves are never in a model: they are delivered.
 */
import type { Day, FormulaText, Origin, PeriodGrain } from "./origin.ts";
import type { Place } from "./problem.ts";

/** What one row of a delivery is. */
export const sourceGrains = ["event", "flow", "stock", "presence", "ledger", "survey"] as const;
export type SourceGrain = (typeof sourceGrains)[number];

export const columnTypes = ["text", "integer", "number", "day", "yes-no"] as const;
export type ColumnType = (typeof columnTypes)[number];

/** `key`: names the row, so that a correction finds it. `date`: must fall in the delivery's period. */
export const columnRoles = ["key", "office", "date"] as const;
export type ColumnRole = (typeof columnRoles)[number];

export interface FactColumn {
  readonly id: string;
  readonly type: ColumnType;
  /** Numbers are kept as integers × 10^-decimals. */
  readonly decimals: number;
  readonly role: ColumnRole | undefined;
  /** Whether it names the row, alone or with the other keys; an office or a day may be part of the name. */
  readonly isKey: boolean;
  /** A reference table whose keys are the only values. */
  readonly table: string | undefined;
  readonly values: readonly string[] | undefined;
  /** Scaled, like the column. */
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly optional: boolean;
  readonly place: Place;
}

/** A condition that every row must satisfy, in the words of who must mend it. */
export interface RowCheck {
  readonly condition: FormulaText;
  readonly reason: string;
  readonly remedy: string | undefined;
}

export const encodings = ["utf-8", "windows-1252", "iso-8859-15", "utf-16le"] as const;
export type Encoding = (typeof encodings)[number];

export interface FileFormat {
  readonly separator: string;
  readonly encoding: Encoding;
  readonly decimalMark: "," | ".";
  /** `iso`: 2023-11-30; `italian`: 30/11/2023. */
  readonly days: "iso" | "italian";
}

export interface FactSource {
  readonly id: string;
  readonly title: string;
  readonly grain: SourceGrain;
  /** What one delivery covers. */
  readonly period: PeriodGrain;
  /** Who answers for it. */
  readonly owner: string | undefined;
  /** Due so many days after the end of the period; undefined = as soon as the period is over. */
  readonly dueDays: number | undefined;
  readonly expectedRows: { readonly from: number | undefined; readonly to: number | undefined };
  /** The types of office that it speaks of; undefined = all. Others send nothing, and nothing of it applies to them. */
  readonly officeTypes: readonly string[] | undefined;
  /** What an office without rows means in a period that was delivered. */
  readonly emptyOffice: "zero" | "missing";
  readonly format: FileFormat;
  readonly columns: readonly FactColumn[];
  readonly checks: readonly RowCheck[];
  /** Numeric columns whose sum the sender declares; the count of rows always may be. */
  readonly controlTotals: readonly string[];
  readonly origin: Origin;
}

export interface ReferenceRow {
  readonly key: string;
  /** By column; scaled. A cell left empty is absent. */
  readonly numbers: Readonly<Record<string, number | undefined>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly validFrom: Day | undefined;
  readonly validUntil: Day | undefined;
  readonly origin: Origin;
}

/** A dated list that facts refer to: products with their coefficients, age classes with their weights. */
export interface ReferenceTable {
  readonly id: string;
  readonly title: string;
  /** Name of its key column. */
  readonly key: string;
  /** Numeric columns and their decimals. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly texts: readonly string[];
  readonly rows: readonly ReferenceRow[];
  readonly origin: Origin;
}

export const measureTypes = [
  "sum",
  "weighted-sum",
  "weighted-stock",
  "count",
  "share",
  "mean",
  "distinct",
  "period-days",
] as const;
export type MeasureType = (typeof measureTypes)[number];

/** How an input indicator is measured from facts. `share` and `mean` never stand here: they are formulas over two. */
export interface FactMeasure {
  readonly type: Exclude<MeasureType, "share" | "mean">;
  /** Undefined only for `period-days`. */
  readonly source: string | undefined;
  readonly column: string | undefined;
  /** The sum of the days between two columns, in place of a column. */
  readonly days: { readonly from: string; readonly to: string } | undefined;
  readonly table: string | undefined;
  readonly weight: string | undefined;
  readonly when: FormulaText | undefined;
  /** A second condition: what counts within the term. */
  readonly within: FormulaText | undefined;
  /** Dimension → a column of the source, or `table.text`. */
  readonly members: Readonly<Record<string, string>>;
  /** Which of the two holds where a value is typed in the model as well; undefined = that is a problem. */
  readonly holds: "delivered" | "typed" | undefined;
  readonly place: Place;
}

export const reorganisationTypes = ["merger", "split", "opening", "closing", "move"] as const;
export type ReorganisationType = (typeof reorganisationTypes)[number];

/** Offices that turned into others, by an act, on a day. */
export interface Reorganisation {
  readonly id: string;
  readonly type: ReorganisationType;
  readonly act: string | undefined;
  readonly on: Day;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** For a split: how the past is apportioned, in millionths; undefined = it cannot be. */
  readonly shares: Readonly<Record<string, number>> | undefined;
  readonly origin: Origin;
}
