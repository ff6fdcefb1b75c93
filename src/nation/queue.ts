/** The queue of cases of an office and product: who leaves next, and on which day it had come in. */
import type { Calendar } from "./calendar.ts";
import type { Cases } from "./plan-cases.ts";

/** Where a queue stands at the beginning of a month. */
export interface Queue {
  readonly opening: number;
  readonly openedOver: number;
  /** Cases that have come into the queue by the end of each month, the opening ones included. */
  readonly came: Float64Array;
  /** The next case to leave. */
  gone: number;
  /** Cases decided at once before the month. */
  readonly atOnce: number;
  /** The month in which the next case to leave had come in; −1 = before the year. */
  cameIn: number;
}

export function openQueue(cases: Cases, pair: number, month: number): Queue {
  const { events, atOnce, opening, openedOver, passedOver } = cases;
  const came = new Float64Array(12);
  let total = opening[pair]!;
  let gone = passedOver[pair]!;
  let quick = 0;
  for (let each = 0; each < 12; each++) {
    const cell = pair * 12 + each;
    const once = atOnce[cell]!;
    total += events[cell * 3]! - once;
    came[each] = total;
    if (each >= month) continue;
    gone += events[cell * 3 + 1]! - once + events[cell * 3 + 2]!;
    quick += once;
  }
  return { opening: opening[pair]!, openedOver: openedOver[pair]!, came, gone, atOnce: quick, cameIn: -1 };
}

/** The day on which a case of the queue came in. */
export function findOpening(queue: Queue, calendar: Calendar, place: number): number {
  if (place < queue.opening) {
    const age = (queue.openedOver * (queue.opening - place - 0.5)) / queue.opening;
    return calendar.start - 1 - Math.floor(age);
  }
  while (queue.cameIn < 11 && (queue.cameIn < 0 || place >= queue.came[queue.cameIn]!)) queue.cameIn++;
  const first = queue.cameIn === 0 ? queue.opening : queue.came[queue.cameIn - 1]!;
  const days = calendar.working[queue.cameIn]!;
  return days[spread(place - first, queue.came[queue.cameIn]! - first, days.length)]!;
}

/** The place among some days of one of many events, spread evenly. */
export function spread(turn: number, count: number, days: number): number {
  return Math.floor((turn * days) / count);
}

/** Working days that a case decided at once takes: from the same day to a week and a half. */
export function countQuickDays(turn: number): number {
  return turn % 8;
}
