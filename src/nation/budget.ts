/**
 * How many rows each source may take. Sources that tell sums need few rows for the same figures, so a small
 * nation has fewer offices and products in them; `pratiche`, one row an event, takes all that is left.
 */
import type { Frame } from "./frame.ts";

export interface Budget {
  /** Office × product, each a row of `volumi` a month. */
  readonly pairs: number;
  /** Offices, in the order of their rank, that have more than one profile in `presenze`. */
  readonly staffedOffices: number;
  readonly ledgerOffices: number;
  readonly qualityOffices: number;
  readonly appealOffices: number;
  readonly paymentOffices: number;
  readonly responses: number;
}

/** Below, presences alone would not fit. */
export const leastRows = 21_000;
const leastPairs = 100;
/** Products that an office of average size handles in the largest nation. */
const fullProducts = 250;

export function planBudget(frame: Frame, rows: number): Budget {
  const offices = frame.ranked.length;
  const within = (share: number, rowsEach: number, least: number, most: number) =>
    Math.max(Math.min(least, most), Math.min(most, Math.floor((rows * share) / rowsEach)));
  return {
    pairs: within(0.12, 24, leastPairs, offices * fullProducts),
    staffedOffices: within(0.04, 8 * 24, 0, frame.offices.length),
    ledgerOffices: within(0.06, frame.entries.length * 24, 2, offices),
    qualityOffices: within(0.04, frame.quality.length * 24, 2, offices),
    appealOffices: within(0.02, frame.ageClasses.length * 2 * 13, 2, offices),
    paymentOffices: within(0.01, 2 * 24, 2, offices),
    responses: within(0.02, 1, 400, 200_000),
  };
}
