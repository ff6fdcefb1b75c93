/** A period as a whole number, year × 100 + position in the year: 202310 is November 2023, 202318 the year. */
import { listPeriodsOfYear, type Period } from "../model/index.ts";

export function encodePeriod(period: Period): number {
  return period.year * 100 + period.index;
}

export function decodePeriod(number: number): Period {
  return listPeriodsOfYear(Math.floor(number / 100))[number % 100]!;
}
