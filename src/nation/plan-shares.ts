/**
 * Where the nation's work is done, office by office and month by month: the weights by which people, money
 * and whatever else follows the production are shared out.
 */
import { type Frame, monthsInPlan } from "./frame.ts";
import type { Volumes } from "./plan-volumes.ts";

/** An office that produces nothing in a small nation still has this part of its weight in people. */
const idleShare = 0.03;

export interface Shares {
  /** Thousandths of a point that each office produces in each month: `office × 24 + month`. */
  readonly produced: Float64Array;
  /** The same, with something for those that stand and produce nothing. */
  readonly staffed: Float64Array;
}

export function planShares(frame: Frame, volumes: Volumes): Shares {
  const produced = sumByOffice(frame, volumes);
  const total = produced.reduce((sum, each) => sum + each, 0);
  const weights = frame.offices.reduce((sum, { weight }) => sum + weight, 0);
  const each = total / monthsInPlan / weights;
  const staffed = produced.map((own, cell) => {
    const office = frame.offices[Math.floor(cell / monthsInPlan)]!;
    const month = cell % monthsInPlan;
    if (month < office.from || month >= office.until || office.level !== "sede") return 0;
    const floor = office.weight * each * (office.produces ? idleShare : 1);
    return own * (office.produces ? 1 - idleShare : 1) + floor;
  });
  return { produced, staffed };
}

function sumByOffice(frame: Frame, { pairs, decided }: Volumes): Float64Array {
  const produced = new Float64Array(frame.offices.length * monthsInPlan);
  for (let pair = 0; pair < pairs.size; pair++) {
    const { coefficients } = frame.products[pairs.product[pair]!]!;
    for (let month = 0; month < monthsInPlan; month++) {
      const cell = pair * monthsInPlan + month;
      produced[pairs.reporter[cell]! * monthsInPlan + month]! += decided[cell]! * coefficients[month]!;
    }
  }
  return produced;
}

/** The cells of twelve months of some offices, weighed: `place × 12 + month of the year`. */
export function weighYear(
  weights: Float64Array,
  offices: readonly number[],
  from: number,
  adjust: (place: number, month: number) => number,
): Float64Array {
  const cells = new Float64Array(offices.length * 12);
  offices.forEach((office, place) => {
    for (let month = 0; month < 12; month++)
      cells[place * 12 + month] = weights[office * monthsInPlan + from + month]! * adjust(place, month);
  });
  return cells;
}
