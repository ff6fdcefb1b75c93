/** The words under everything that a model says: when, of what period, where it was written, how certain it is. */
import type { Place } from "./problem.ts";

/** An ISO calendar day, `2023-12-31`. Days compare as strings. */
export type Day = string;

/** A period of the axis: `2023`, `2023-S1`, `2023-T3`, `2023-11`. */
export type PeriodCode = string;

/** From the strongest to the weakest; on the way up the weakest wins. */
export const provenances = ["published", "inferred", "assumed", "synthetic"] as const;
export type Provenance = (typeof provenances)[number];

export type Status = "provisional" | "final";
export type PeriodGrain = "month" | "quarter" | "semester" | "year";

/** Where a block says it comes from. */
export interface Source {
  readonly act?: string;
  readonly article?: string;
  readonly section?: string;
  readonly table?: string;
  readonly note?: string;
}

/** Inherited from the block unless the entry says otherwise. */
export interface Origin {
  readonly place: Place;
  readonly source: Source | undefined;
  readonly provenance: Provenance;
  /** When it became known; undefined = the source does not say. */
  readonly recordedOn: Day | undefined;
  readonly status: Status;
}

export interface FormulaText {
  readonly text: string;
  /** Where the text begins. */
  readonly place: Place;
}
