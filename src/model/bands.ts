/** Bands `[from, until)` from the lowest to the highest, without holes and without overlaps. */
import { findNumber, getPlace, type LocatedMap } from "./located.ts";
import type { Reading } from "./reading.ts";

/** Reports the first thing that is wrong with each pair of neighbours; bands without bounds are names. */
export function checkBands(reading: Reading, bands: readonly LocatedMap[], subject: string): void {
  const { reporter } = reading;
  const bounded = bands.filter((band) => band.entries.has("da") || band.entries.has("fino_a"));
  for (const [index, band] of bounded.entries()) {
    const from = findNumber(band, "da");
    const until = findNumber(band, "fino_a");
    if (from !== undefined && until !== undefined && until <= from) {
      reporter.report("band-empty", getPlace(band, "fino_a"), subject, { from, until });
    }
    const before = bounded[index - 1];
    if (before === undefined) continue;
    const end = findNumber(before, "fino_a");
    const places = { first: before.place, here: band.place };
    if (from === undefined || end === undefined || from < end) {
      reporter.report("bands-overlap", band.place, subject, places);
    } else if (from > end) {
      reporter.report("bands-hole", band.place, subject, { until: end, from, ...places });
    }
  }
}
