/**
 * The noun of this room: a nation that does not exist, as the deliveries that its systems would send.
 * What is in them follows from a model, from the figures that they must reproduce, and from a seed.
 */
import type { Day, PeriodCode } from "../model/index.ts";

/** What a file turned out to hold, once it has been written to its end. */
export interface Tally {
  readonly rows: number;
  /** Sums of the columns of which the sender declares the total; whole numbers of the last decimal. */
  readonly totals: Readonly<Record<string, { readonly scaled: number; readonly decimals: number }>>;
}

/** One file of one source for one period. */
export interface Delivery {
  readonly source: string;
  readonly period: PeriodCode;
  /** A delta corrects single rows of what was delivered before. */
  readonly mode: "full" | "delta";
  readonly recordedOn: Day;
  /** Rows that the platform must refuse, by the reason; they count in no calibrated figure. */
  readonly wrongRows: Readonly<Record<string, number>>;
  /** The text in pieces, header included; what it returns at the end are the control totals. */
  readonly write: () => Generator<string, Tally>;
}

export interface Nation {
  /** In the order in which they arrive. */
  readonly deliveries: readonly Delivery[];
  /** Rows by source, wrong ones and corrections included. */
  readonly rows: Readonly<Record<string, number>>;
  /** Events in `pratiche` for each piece in `volumi`: the same for every office, product and month. */
  readonly scale: number;
}
