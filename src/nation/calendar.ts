/** Days as texts, ready to be written millions of times, and the working days of each month. */
import { getDayNumber, getDayOfNumber } from "../model/index.ts";
import { type Frame, firstMonth } from "./frame.ts";

export interface Calendar {
  /** Day number of the first of January of the calibrated year. */
  readonly start: number;
  /** Day numbers of the working days of each of its months. */
  readonly working: readonly (readonly number[])[];
  /** The text of a day number, from `start - reach` to the end of the year. */
  readonly texts: readonly string[];
  readonly reach: number;
}

export function makeCalendar(frame: Frame, reach: number): Calendar {
  const months = frame.months.slice(firstMonth);
  const start = getDayNumber(months[0]!.from);
  const end = getDayNumber(months.at(-1)!.until);
  const texts = Array.from({ length: end - start + reach }, (_, at) => getDayOfNumber(start - reach + at));
  const working = months.map(({ from, until }) => {
    const days: number[] = [];
    for (let day = getDayNumber(from); day < getDayNumber(until); day++)
      // 1970-01-01 was a Thursday: the remainders 2 and 3 are Saturday and Sunday.
      if (day % 7 !== 2 && day % 7 !== 3) days.push(day);
    return days;
  });
  return { start, working, texts, reach };
}
