/** Means with weights that nobody has disclosed, as a test writes them. */

import type { Interval } from "../../src/audit/interval.ts";
import { getPrintRegion } from "../../src/audit/print-region.ts";
import { findPrintedNumber } from "../../src/audit/printed-number.ts";
import { hundred, makeRational } from "../../src/audit/rational.ts";
import type { WeightProblem } from "../../src/audit/weight-problem.ts";

/** What a print hides. */
export function hide(print: string, isExact = false): Interval {
  const [region] = getPrintRegion(findPrintedNumber(print)!, isExact ? "count" : "rounded", "signed");
  return region!;
}

export function makeProblem(
  mean: Interval,
  parts: readonly Interval[],
  grid: number,
  least = 0,
  most = 100,
): WeightProblem {
  const from = makeRational(BigInt(least));
  return {
    parts,
    bounds: parts.map(() => ({
      least: from,
      isLeastOpen: least === 0,
      most: makeRational(BigInt(most)),
      fixed: undefined,
    })),
    total: hundred,
    mean,
    grid: makeRational(BigInt(grid)),
  };
}
