/**
 * The nation's year by area, in pieces, from the printed figures. Costs are what profitability makes of the
 * assessed revenue, points what the cost of a point makes of the costs; the areas' shares of the workload are
 * bent until the total backlog is the printed one.
 */
import { isLeapYear } from "../model/index.ts";
import { accountingArea, type Frame } from "./frame.ts";
import { findCosts } from "./ledger-entries.ts";
import type { Pairs } from "./plan-pairs.ts";
import type { Targets } from "./read-targets.ts";

export interface AreaTotals {
  readonly received: number;
  readonly decided: number;
  readonly rejected: number;
  /** In stock at the end. */
  readonly left: number;
  /** The year before, whose stock at the end is that with which the year begins. */
  readonly before: { readonly received: number; readonly decided: number; readonly rejected: number };
}

/** What INPS does not print, assumed for each area: share of the workload, of what is rejected, pace of the outflow. */
const assumed: Readonly<
  Record<string, { readonly load: number; readonly rejected: number; readonly pace: number }>
> = {
  nucleo_base: { load: 0.27, rejected: 0.06, pace: 1.01 },
  prestazioni: { load: 0.27, rejected: 0.1, pace: 1.01 },
  conto: { load: 0.17, rejected: 0.05, pace: 1.08 },
  flussi: { load: 0.2, rejected: 0.04, pace: 1.03 },
  presidio: { load: 0.09, rejected: 0.03, pace: 1.0 },
};
const assumedElsewhere = { load: 0.1, rejected: 0.05, pace: 1 } as const;
/** The points that the accounting area brings to the total. */
const accountingShare = 0.015;
/** Days of backlog of the accounting area, which is not printed. */
const accountingBacklog = 12;
/** The year before against the year, in pieces decided. */
export const beforeShare = 0.985;

export function planTotals(
  frame: Frame,
  targets: Targets,
  pairs: Pairs,
): { readonly areas: readonly AreaTotals[]; readonly wantedPoints: number } {
  // Thousandths of a point: cents × 10 / euros a point.
  const wantedPoints = Math.round((findCosts(targets) * 10) / targets.costPerPoint);
  const days = isLeapYear(frame.year) ? 366 : 365;
  const worth = meanCoefficients(frame, pairs);
  const shares = bendShares(frame, targets);
  const backlogOf = (area: string) => (targets.backlog.get(area) ?? accountingBacklog) / days;
  const decidedOf = (area: string) =>
    (1 - backlogOf(area)) * (1 - (assumed[area] ?? assumedElsewhere).rejected);

  const pointsOfLoad = frame.areas.reduce(
    (sum, area, at) => sum + (shares.get(area) ?? 0) * decidedOf(area) * worth[at]!,
    0,
  );
  const load = (wantedPoints * (1 - accountingShare)) / pointsOfLoad;
  const accounting = frame.areas.indexOf(accountingArea);
  const accountingLoad = (wantedPoints * accountingShare) / (decidedOf(accountingArea) * worth[accounting]!);

  const rough = frame.areas.map((area) => {
    const whole = area === accountingArea ? accountingLoad : load * (shares.get(area) ?? 0);
    const left = Math.round(whole * backlogOf(area));
    const decided = Math.round(whole * decidedOf(area));
    return { area, left, decided, rejected: Math.round(whole) - left - decided };
  });
  const now = paceReceived(rough, targets.outflow);
  const earlier = rough.map((each) => ({
    ...each,
    decided: Math.round(each.decided * beforeShare),
    rejected: Math.round(each.rejected * beforeShare),
  }));
  const then = paceReceived(earlier, targets.outflowBefore);
  const areas = rough.map(({ left, decided, rejected }, at) => ({
    received: now[at]!,
    decided,
    rejected,
    left,
    before: { received: then[at]!, decided: earlier[at]!.decided, rejected: earlier[at]!.rejected },
  }));
  return { areas, wantedPoints };
}

/** Mean thousandths of a point of a piece, by area, as the pairs weigh it. */
function meanCoefficients(frame: Frame, pairs: Pairs): readonly number[] {
  const points = frame.areas.map(() => 0);
  const weights = frame.areas.map(() => 0);
  for (let pair = 0; pair < pairs.size; pair++) {
    const area = pairs.area[pair]!;
    const { coefficients } = frame.products[pairs.product[pair]!]!;
    const mean = coefficients.slice(12).reduce((sum, each) => sum + each, 0) / 12;
    points[area]! += mean * pairs.weight[pair]!;
    weights[area]! += pairs.weight[pair]!;
  }
  return points.map((sum, area) => sum / weights[area]!);
}

/** Shares of the workload whose mean of the areas' backlogs is the total's: the assumed ones, bent along the backlogs. */
function bendShares(frame: Frame, targets: Targets): ReadonlyMap<string, number> {
  const areas = frame.areas.filter((area) => area !== accountingArea);
  const first = areas.map((area) => (assumed[area] ?? assumedElsewhere).load);
  const whole = first.reduce((sum, each) => sum + each, 0);
  const shares = first.map((each) => each / whole);
  const days = areas.map((area) => targets.backlog.get(area) ?? targets.totalBacklog);
  const mean = days.reduce((sum, each, at) => sum + each * shares[at]!, 0);
  const spread = days.reduce((sum, each, at) => sum + shares[at]! * (each - mean) * (each - mean), 0);
  const bend = spread === 0 ? 0 : (targets.totalBacklog - mean) / spread;
  return new Map(areas.map((area, at) => [area, shares[at]! * (1 + bend * (days[at]! - mean))]));
}

/** What comes in, by area: the areas' own paces, scaled until the total's outflow is the printed one. */
function paceReceived(
  areas: readonly { readonly area: string; readonly decided: number }[],
  outflow: number,
): readonly number[] {
  const printed = areas.filter(({ area }) => area !== accountingArea);
  const decided = printed.reduce((sum, each) => sum + each.decided, 0);
  const paced = printed.reduce(
    (sum, each) => sum + each.decided / (assumed[each.area] ?? assumedElsewhere).pace,
    0,
  );
  const factor = decided / outflow / paced;
  return areas.map((each) =>
    each.area === accountingArea
      ? each.decided
      : Math.round((each.decided / (assumed[each.area] ?? assumedElsewhere).pace) * factor),
  );
}
