/** Which cells can change when some have: upward in the offices, and from short periods to long ones. */
import type { Tree } from "../graph/index.ts";
import { parentOfPeriod, periodsInYear } from "../model/index.ts";

/** The cells, those of all offices above them, and the longer periods of each; sorted so that parts come first. */
export function spreadUpward(tree: Tree, cells: readonly number[]): number[] {
  const found = new Set<number>();
  for (const cell of cells) {
    for (
      let period: number | undefined = cell % periodsInYear;
      period !== undefined;
      period = parentOfPeriod[period]
    ) {
      for (let unit = Math.floor(cell / periodsInYear); unit >= 0; unit = tree.parent[unit]!) {
        found.add(unit * periodsInYear + period);
      }
    }
  }
  return sortPartsFirst(found);
}

/** Short periods first (their positions are lower), and within a period offices from the last to the first. */
export function sortPartsFirst(cells: Iterable<number>): number[] {
  return [...cells].sort((a, b) => (a % periodsInYear) - (b % periodsInYear) || b - a);
}
