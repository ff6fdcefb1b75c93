/** The queue of cases of an office and product: who leaves next, and on which day it had come in. */
import type { Calendar } from "./calendar.ts";
import type { Cases } from "./plan-cases.ts";

/** Where a queue stands at the beginning of a month. */
export interface Queue {
  readonly pair: number;
  readonly opening: number;
  readonly openedOver: number;
  /** Cases that have come by the end of each month, the opening ones included. */
  readonly came: Float64Array;
  /** The next case to leave. */
  gone: number;
  /** The month in which the next case to leave had come in; −1 = before the year. */
  cameIn: number;
}

export function openQueue(
  { events, opening, openedOver, passedOver }: Cases,
  pair: number,
  month: number,
): Queue {
  const came = new Float64Array(12);
  let total = opening[pair]!;
  let gone = passedOver[pair]!;
  for (let each = 0; each < 12; each++) {
    const at = (pair * 12 + each) * 3;
    total += events[at]!;
    came[each] = total;
    if (each < month) gone += events[at + 1]! + events[at + 2]!;
  }
  return { pair, opening: opening[pair]!, openedOver: openedOver[pair]!, came, gone, cameIn: -1 };
}

/** The day on which a case came in, and by no means after it left. */
export function findOpening(queue: Queue, calendar: Calendar, place: number, leaves: number): number {
  if (place < queue.opening) {
    const age = (queue.openedOver * (queue.opening - place - 0.5)) / queue.opening;
    return calendar.start - 1 - Math.floor(age);
  }
  while (queue.cameIn < 11 && (queue.cameIn < 0 || place >= queue.came[queue.cameIn]!)) queue.cameIn++;
  const first = queue.cameIn === 0 ? queue.opening : queue.came[queue.cameIn - 1]!;
  const count = queue.came[queue.cameIn]! - first;
  if (place >= first + count) return leaves;
  const days = calendar.working[queue.cameIn]!;
  return Math.min(leaves, days[Math.floor(((place - first) * days.length) / count)]!);
}
