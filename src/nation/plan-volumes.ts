/**
 * The plan of what comes in, is decided and is left over, for each pair and month of two years, in whole
 * pieces. First the nation's totals by area, from which the printed indices follow; then each pair's share,
 * by largest remainders; then its months. What a year begins with is what the year before left.
 */
import { apportion, apportionWithin } from "./apportion.ts";
import { between, type Dice, streams } from "./dice.ts";
import { accountingArea, type Frame, firstMonth, monthsInPlan } from "./frame.ts";
import type { Pairs } from "./plan-pairs.ts";
import { type AreaTotals, planTotals } from "./plan-totals.ts";
import type { Targets } from "./read-targets.ts";
import { decidedSeason, receivedSeason, stoppedShare } from "./season.ts";

export interface Volumes {
  readonly pairs: Pairs;
  /** Pieces, `pair × 24 + month`. */
  readonly received: Int32Array;
  readonly decided: Int32Array;
  readonly rejected: Int32Array;
  /** What is left at the end of the month. */
  readonly left: Int32Array;
  /** What the plan begins with, by pair. */
  readonly opening: Int32Array;
  /** Thousandths of a point of the year that is calibrated. */
  readonly points: number;
  /** Of the year before. */
  readonly pointsBefore: number;
  /** Those of the area that counts only from the year on. */
  readonly accountingPointsBefore: number;
}

/** A year of every pair: totals, to be spread over its months. */
interface Year {
  readonly opening: Float64Array;
  readonly received: Float64Array;
  readonly decided: Float64Array;
  readonly rejected: Float64Array;
  readonly left: Float64Array;
}

export function planVolumes(frame: Frame, targets: Targets, pairs: Pairs, dice: Dice): Volumes {
  const cells = pairs.size * monthsInPlan;
  const volumes = {
    pairs,
    received: new Int32Array(cells),
    decided: new Int32Array(cells),
    rejected: new Int32Array(cells),
    left: new Int32Array(cells),
    opening: new Int32Array(pairs.size),
  };
  const { areas, wantedPoints } = planTotals(frame, targets, pairs);
  const places = frame.areas.map((_, area) =>
    Uint32Array.from(pairs.area.keys()).filter((pair) => pairs.area[pair] === area),
  );
  const fill = (area: number, totals: AreaTotals) => planArea(frame, volumes, places[area]!, totals, dice);
  for (const [area, totals] of areas.entries()) fill(area, totals);

  // The rounding of all the other areas is made good in this one, which no printed index of stock reads.
  const accounting = frame.areas.indexOf(accountingArea);
  let totals = areas[accounting]!;
  for (let turn = 0; turn < 3; turn++) {
    const missing = wantedPoints - sumPoints(frame, volumes, firstMonth);
    const each = sumPoints(frame, volumes, firstMonth, accounting) / totals.decided;
    const pieces = Math.round(missing / each);
    if (pieces === 0) break;
    totals = {
      ...totals,
      decided: totals.decided + pieces,
      received: totals.received + pieces,
    };
    fill(accounting, totals);
  }
  return {
    ...volumes,
    points: sumPoints(frame, volumes, firstMonth),
    pointsBefore: sumPoints(frame, volumes, 0),
    accountingPointsBefore: sumPoints(frame, volumes, 0, accounting),
  };
}

/** Thousandths of a point of the twelve months from `from`, of one area or of all. */
function sumPoints(
  frame: Frame,
  { pairs, decided }: Pick<Volumes, "pairs" | "decided">,
  from: number,
  area?: number,
): number {
  let points = 0;
  for (let pair = 0; pair < pairs.size; pair++) {
    if (area !== undefined && pairs.area[pair] !== area) continue;
    const { coefficients } = frame.products[pairs.product[pair]!]!;
    for (let month = from; month < from + 12; month++)
      points += decided[pair * monthsInPlan + month]! * coefficients[month]!;
  }
  return points;
}

function planArea(
  frame: Frame,
  volumes: Omit<Volumes, "points" | "pointsBefore" | "accountingPointsBefore">,
  places: Uint32Array,
  totals: AreaTotals,
  dice: Dice,
): void {
  const { pairs } = volumes;
  const year = planYear(pairs, places, totals, dice, firstMonth);
  const before = planYear(pairs, places, { ...totals.before, left: 0 }, dice, 0, year.opening);
  places.forEach((pair, at) => {
    volumes.opening[pair] = before.opening[at]!;
    const { stopped } = frame.offices[pairs.origin[pair]!]!;
    const spread = (from: number, total: Year) => {
      const slow = (month: number) =>
        stopped !== undefined && month >= stopped.from && month < stopped.until ? stoppedShare : 1;
      const put = (cells: Int32Array, amount: number, season: readonly number[], stream: number) =>
        spreadYear(
          cells,
          pair,
          from,
          amount,
          (month) => {
            if (month < pairs.from[pair]!) return 0;
            return season[month - from]! * slow(month) * between(0.88, 1.12, dice(stream, pair, month));
          },
          dice(streams.phase, pair, stream + from),
        );
      put(volumes.received, total.received[at]!, receivedSeason, streams.received);
      put(volumes.decided, total.decided[at]!, decidedSeason, streams.season);
      put(volumes.rejected, total.rejected[at]!, decidedSeason, streams.rejected);
      settleStock(volumes, pair, from, total.opening[at]!);
    };
    spread(0, before);
    spread(firstMonth, year);
  });
}

/** Each pair's year. `left` is shared out, or given where the year after begins with it. */
function planYear(
  pairs: Pairs,
  places: Uint32Array,
  totals: Omit<AreaTotals, "before">,
  dice: Dice,
  from: number,
  given?: Float64Array,
): Year {
  const opens = (pair: number) => pairs.from[pair]! > from;
  const stands = (pair: number) => pairs.from[pair]! < from + 12;
  const weigh = (low: number, high: number, stream: number) =>
    Float64Array.from(places, (pair) =>
      stands(pair) ? pairs.weight[pair]! * between(low, high, dice(stream, pair, from)) : 0,
    );
  const even = weigh(1, 1, streams.pair);
  const decided = apportion(totals.decided, even);
  const rejected = apportion(totals.rejected, weigh(0.5, 1.5, streams.rejected));
  const left = given ?? apportion(totals.left, weigh(0.45, 1.75, streams.stock));
  // What leaves or stays must have been there, and an office that opens finds nothing there.
  const caps = decided.map((each, at) => each + rejected[at]! + left[at]!);
  const fixed = caps.map((cap, at) => (opens(places[at]!) ? cap : 0));
  const rest = totals.received - fixed.reduce((sum, each) => sum + each, 0);
  const weights = weigh(0.955, 1.045, streams.received).map((each, at) => (opens(places[at]!) ? 0 : each));
  const received = apportionWithin(rest, weights, caps).map((each, at) => each + fixed[at]!);
  const opening = caps.map((cap, at) => cap - received[at]!);
  return { opening, received, decided, rejected, left };
}

/** Whole pieces by month that add up to the year's; `phase` keeps the roundings of many pairs from going the same way. */
function spreadYear(
  cells: Int32Array,
  pair: number,
  from: number,
  total: number,
  weigh: (month: number) => number,
  phase: number,
): void {
  const weights = Array.from({ length: 12 }, (_, at) => weigh(from + at));
  const whole = weights.reduce((sum, each) => sum + each, 0);
  let reached = 0;
  let given = 0;
  for (let at = 0; at < 12; at++) {
    reached += weights[at]!;
    const until = at === 11 ? total : Math.min(total, Math.floor((total * reached) / whole + phase * 0.999));
    cells[pair * monthsInPlan + from + at] = until - given;
    given = until;
  }
}

/** Nobody decides what has not come in: what is too early waits for the next month. */
function settleStock(
  { received, decided, rejected, left }: Pick<Volumes, "received" | "decided" | "rejected" | "left">,
  pair: number,
  from: number,
  opening: number,
): void {
  let stock = opening;
  let waiting = 0;
  let refused = 0;
  for (let month = from; month < from + 12; month++) {
    const cell = pair * monthsInPlan + month;
    const there = stock + received[cell]!;
    const wanted = decided[cell]! + waiting;
    const turnedDown = rejected[cell]! + refused;
    const done = Math.min(wanted, there);
    const denied = Math.min(turnedDown, there - done);
    waiting = wanted - done;
    refused = turnedDown - denied;
    decided[cell] = done;
    rejected[cell] = denied;
    stock = there - done - denied;
    left[cell] = stock;
  }
}
