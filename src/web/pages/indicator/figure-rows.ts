/** The columns of an answer as figures and rows. */
import type { Figure } from "../../client.ts";
import type { Description, Figures } from "./answers.ts";

/** The figure of a row, as it would have come by itself. */
export function getFigureAt(figures: Figures, id: string, row: number): Figure {
  const doubts = figures.doubts[figures.doubt[row]!]!;
  return {
    id,
    facet: figures.facet,
    members: figures.memberSets[figures.memberSet[row]!]!.members,
    orgUnit: figures.offices[figures.office[row]!]!.code,
    period: figures.periods[figures.periodOf[row]!]!,
    value: figures.value[row]!,
    unit: figures.unit,
    display: figures.display[row]!,
    coverage: figures.coverage[row]!,
    ...doubts,
  };
}

export interface ValuedRow {
  readonly row: number;
  readonly office: Figures["offices"][number];
  readonly value: number;
}

/** The rows of one period that have a value, and can be compared with one another. */
export function listValues(figures: Figures, period: string): readonly ValuedRow[] {
  const wanted = figures.periods.indexOf(period);
  return figures.office.flatMap((office, row) => {
    const value = figures.value[row]!;
    if (figures.periodOf[row] !== wanted || value === null) return [];
    return [{ row, office: figures.offices[office]!, value }];
  });
}

/** Best first; where there is no direction the highest first. */
export function sortValues(
  rows: readonly ValuedRow[],
  { direction }: Description,
  facet: string,
): ValuedRow[] {
  const isDown = direction === "down" && (facet === "result" || facet === "index" || facet === "target");
  return rows.toSorted((a, b) => (isDown ? a.value - b.value : b.value - a.value));
}

/** The offices in which the indicator applies at some time of the year, in the order of their tree. */
export function listApplying({ office, offices }: Figures): Figures["offices"] {
  const applying = new Set(office);
  return offices.filter((_, index) => applying.has(index));
}
