/** The average of days from opening to decision, made the printed one by which cases are taken up, and how old they are. */
import type { Calendar } from "./calendar.ts";
import type { Frame } from "./frame.ts";
import { type Cases, countLasting, isTimed, oldestDays } from "./plan-cases.ts";
import { countQuickDays, findOpening, openQueue, spread } from "./queue.ts";

/**
 * Without more, the queues give the days that their stocks ask for. Where that is too long, offices pass over
 * part of their oldest cases all year, as offices do; where it is too short, the cases there at the beginning
 * were older. What neither can reach stays off.
 */
export function calibrateDays(frame: Frame, cases: Cases, calendar: Calendar, printed: number): Cases {
  const timed = Uint32Array.from(cases.opening.keys()).filter((pair) => isTimed(frame, cases, pair));
  const average = (each: Cases) => measureDays(each, timed, calendar);
  const passOver = (share: number): Cases => {
    const passedOver = new Uint32Array(cases.opening.length);
    for (const pair of timed) passedOver[pair] = Math.floor(countLasting(cases, pair) * share);
    return { ...cases, passedOver };
  };
  const quick = search(passOver, (each) => average(each) > printed, "far");
  // Whole cases are a coarse measure in a small nation: what is passed over too much is made good by age.
  return search(
    (share) => {
      const openedOver = cases.openedOver.slice();
      for (const pair of timed) openedOver[pair] = Math.min(oldestDays, openedOver[pair]! * (1 + share * 20));
      return { ...quick, openedOver };
    },
    // Never above the printed average, so that its attainment too is the one that a report prints.
    (each) => average(each) <= printed,
    "near",
  );
}

/** The share, to a millionth, at which the cases cease to be too far: on the near side of it, or on the far one. */
function search(
  make: (share: number) => Cases,
  isTooFar: (cases: Cases) => boolean,
  side: "near" | "far",
): Cases {
  const none = make(0);
  if (!isTooFar(none)) return none;
  let [low, high] = [0, 1];
  for (let turn = 0; turn < 20; turn++) {
    const middle = (low + high) / 2;
    if (isTooFar(make(middle))) low = middle;
    else high = middle;
  }
  return make(side === "near" ? low : high);
}

function measureDays(cases: Cases, pairs: Uint32Array, calendar: Calendar): number {
  let sum = 0;
  let count = 0;
  for (const pair of pairs) {
    const queue = openQueue(cases, pair, 0);
    for (let month = 0; month < 12; month++) {
      const cell = pair * 12 + month;
      const days = calendar.working[month]!;
      const once = cases.atOnce[cell]!;
      const slow = cases.events[cell * 3 + 1]! - once;
      for (let turn = 0; turn < once; turn++) {
        const opens = spread(turn, once, days.length);
        sum += days[Math.min(days.length - 1, opens + countQuickDays(turn))]! - days[opens]!;
      }
      for (let turn = 0; turn < slow; turn++) {
        const leaves = days[spread(turn, slow, days.length)]!;
        sum += Math.max(0, leaves - findOpening(queue, calendar, queue.gone));
        queue.gone++;
      }
      queue.gone += cases.events[cell * 3 + 2]!;
      count += once + slow;
    }
  }
  return count === 0 ? 0 : sum / count;
}
