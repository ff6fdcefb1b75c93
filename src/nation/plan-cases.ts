/**
 * The cases behind the volumes. What is simple is decided at once; the rest of a pair is a queue: who came first
 * leaves first, so that an event of a decision knows on which day its case was opened. Events are the pieces of
 * the plan, all multiplied by one scale, and counted so that a year's rounding never piles up.
 */
import { between, type Dice, streams } from "./dice.ts";
import { type Frame, firstMonth, monthsInPlan } from "./frame.ts";
import type { Volumes } from "./plan-volumes.ts";

export interface Cases {
  readonly volumes: Volumes;
  readonly scale: number;
  /** Events of the calibrated year: received, decided, rejected; `(pair × 12 + month) × 3 + kind`. */
  readonly events: Uint32Array;
  /** Of the decisions, those taken at once on cases that came in the same month: `pair × 12 + month`. */
  readonly atOnce: Uint32Array;
  /** Cases in each queue when the year begins. */
  readonly opening: Uint32Array;
  /** Number of the first case of each pair: first those of the queue, in their order, then those decided at once. */
  readonly firstCase: Float64Array;
  /** Days over which the cases there at the beginning were opened, by pair. */
  readonly openedOver: Float64Array;
  /** Cases there at the beginning that nobody takes up all year, by pair: the oldest. */
  readonly passedOver: Uint32Array;
}

/** Work left lying longer than this has been taken up by somebody. */
export const oldestDays = 1_800;
/** Lines whose decisions make the printed average of days. */
export const timedLines: ReadonlySet<string> = new Set([
  "ricostituzioni",
  "invalidita_civile",
  "integrazioni_salariali",
  "ratei",
]);

/** `wanted` events, or as few less as roundings leave. */
export function planCases(volumes: Volumes, wanted: number, dice: Dice): Cases {
  const yearly = sumYear(volumes);
  const phases = Float64Array.from(yearly, (_, at) => dice(streams.cases, at));
  const count = (scale: number) => {
    let events = 0;
    for (let at = 0; at < yearly.length; at++) events += Math.floor(yearly[at]! * scale + phases[at]!);
    return events;
  };
  let [low, high] = [0, 1];
  while (count(high) <= wanted) high *= 2;
  for (let turn = 0; turn < 60; turn++) {
    const middle = (low + high) / 2;
    if (count(middle) <= wanted) low = middle;
    else high = middle;
  }
  const { pairs } = volumes;
  const events = new Uint32Array(pairs.size * 12 * 3);
  const atOnce = new Uint32Array(pairs.size * 12);
  const opening = new Uint32Array(pairs.size);
  const firstCase = new Float64Array(pairs.size);
  const openedOver = new Float64Array(pairs.size);
  let next = 1;
  for (let pair = 0; pair < pairs.size; pair++) {
    const came = spreadEvents(volumes, pair, low, phases, events);
    const there = volumes.left[pair * monthsInPlan + firstMonth - 1]!;
    const share = between(0.25, 0.6, dice(streams.cases, pair, 8));
    for (let cell = pair * 12; cell < pair * 12 + 12; cell++)
      atOnce[cell] = Math.min(events[cell * 3]!, Math.floor(events[cell * 3 + 1]! * share));
    // Roundings must not let a case leave before it comes.
    const least = -countSlack(events, pair, 0);
    opening[pair] = Math.max(least, Math.floor(there * low + dice(streams.cases, pair, 7)));
    firstCase[pair] = next;
    next += opening[pair]! + came;
    // In a queue that neither grows nor shrinks, a case waits as long as all those before it take to come in.
    const yearlyIn = yearly[pair * 3]! * (1 - share);
    openedOver[pair] = Math.min(oldestDays, yearlyIn === 0 ? 365 : (there * 365) / yearlyIn);
  }
  return {
    volumes,
    scale: low,
    events,
    atOnce,
    opening,
    firstCase,
    openedOver,
    passedOver: new Uint32Array(pairs.size),
  };
}

const flows = ["received", "decided", "rejected"] as const;

/** Pieces of the calibrated year, by pair and kind. */
function sumYear(volumes: Volumes): Float64Array {
  const yearly = new Float64Array(volumes.pairs.size * 3);
  flows.forEach((flow, kind) => {
    const cells = volumes[flow];
    for (let pair = 0; pair < volumes.pairs.size; pair++) {
      let sum = 0;
      for (let month = firstMonth; month < monthsInPlan; month++) sum += cells[pair * monthsInPlan + month]!;
      yearly[pair * 3 + kind] = sum;
    }
  });
  return yearly;
}

/** Returns how many came in. */
function spreadEvents(
  volumes: Volumes,
  pair: number,
  scale: number,
  phases: Float64Array,
  events: Uint32Array,
): number {
  let came = 0;
  flows.forEach((flow, kind) => {
    const cells = volumes[flow];
    let pieces = 0;
    let given = 0;
    for (let month = 0; month < 12; month++) {
      pieces += cells[pair * monthsInPlan + firstMonth + month]!;
      const until = Math.floor(pieces * scale + phases[pair * 3 + kind]!);
      events[(pair * 12 + month) * 3 + kind] = until - given;
      given = until;
    }
    if (kind === 0) came = given;
  });
  return came;
}

export function countEvents({ events, volumes }: Cases, month: number): number {
  let rows = 0;
  for (let pair = 0; pair < volumes.pairs.size; pair++) {
    const at = (pair * 12 + month) * 3;
    rows += events[at]! + events[at + 1]! + events[at + 2]!;
  }
  return rows;
}

/** The fewest cases that a queue ever has at the end of a month, beginning with so many. */
function countSlack(events: Uint32Array, pair: number, opening: number): number {
  let there = opening;
  let least = opening;
  for (let month = 0; month < 12; month++) {
    const at = (pair * 12 + month) * 3;
    there += events[at]! - events[at + 1]! - events[at + 2]!;
    least = Math.min(least, there);
  }
  return least;
}

/** Cases of a queue that can be passed over all year: they were there at its beginning, and are never needed. */
export function countLasting({ events, opening }: Cases, pair: number): number {
  return countSlack(events, pair, opening[pair]!);
}

/** Is the average of days measured on this pair's product. */
export function isTimed(frame: Frame, { volumes }: Cases, pair: number): boolean {
  return timedLines.has(frame.products[volumes.pairs.product[pair]!]!.line);
}
