/**
 * The axis of periods: of every year 12 months, 4 quarters, 2 semesters and the year itself, in this
 * order (19 positions). Codes: `2023-11`, `2023-T3`, `2023-S1`, `2023`.
 */
import { formatDay } from "./day.ts";
import type { Day, PeriodCode, PeriodGrain } from "./model.ts";

export interface Period {
  readonly code: PeriodCode;
  readonly year: number;
  readonly grain: PeriodGrain;
  /** Position in its year: 0–11 months, 12–15 quarters, 16–17 semesters, 18 the year. */
  readonly index: number;
  /** Half-open `[from, until)`. */
  readonly from: Day;
  readonly until: Day;
}

export const periodsInYear = 19;

/** First position, number and length in months of each grain within a year. */
export const grainLayout: Readonly<
  Record<PeriodGrain, { readonly first: number; readonly count: number; readonly months: number }>
> = {
  month: { first: 0, count: 12, months: 1 },
  quarter: { first: 12, count: 4, months: 3 },
  semester: { first: 16, count: 2, months: 6 },
  year: { first: 18, count: 1, months: 12 },
};

/** Whether a position in the year is of this grain. */
export function isOfGrain(grain: PeriodGrain, position: number): boolean {
  const { first, count } = grainLayout[grain];
  return position >= first && position < first + count;
}

const grains = ["month", "quarter", "semester", "year"] as const;

function makePeriod(year: number, grain: PeriodGrain, ordinal: number): Period {
  const { first, months } = grainLayout[grain];
  const start = ordinal * months + 1;
  const end = start + months;
  const yearText = String(year).padStart(4, "0");
  const codes: Record<PeriodGrain, string> = {
    month: `${yearText}-${String(ordinal + 1).padStart(2, "0")}`,
    quarter: `${yearText}-T${ordinal + 1}`,
    semester: `${yearText}-S${ordinal + 1}`,
    year: yearText,
  };
  return {
    code: codes[grain],
    year,
    grain,
    index: first + ordinal,
    from: formatDay(year, start, 1),
    until: end > 12 ? formatDay(year + 1, 1, 1) : formatDay(year, end, 1),
  };
}

/** Years already listed: every figure that is shown asks for the name of its period. */
const listed = new Map<number, readonly Period[]>();

/** The 19 periods of a year (1–9998), in axis order. */
export function listPeriodsOfYear(year: number): readonly Period[] {
  const known = listed.get(year);
  if (known !== undefined) return known;
  const periods = grains.flatMap((grain) =>
    Array.from({ length: grainLayout[grain].count }, (_, ordinal) => makePeriod(year, grain, ordinal)),
  );
  listed.set(year, periods);
  return periods;
}

const periodPattern = /^(\d{4})(?:-(?:S([12])|T([1-4])|(0[1-9]|1[0-2])))?$/;

/** The period of a code, or undefined when the text is not one. */
export function findPeriod(code: string): Period | undefined {
  const match = periodPattern.exec(code);
  if (match === null) return undefined;
  const year = Number(match[1]);
  if (year < 1 || year > 9_998) return undefined;
  if (match[2] !== undefined) return makePeriod(year, "semester", Number(match[2]) - 1);
  if (match[3] !== undefined) return makePeriod(year, "quarter", Number(match[3]) - 1);
  if (match[4] !== undefined) return makePeriod(year, "month", Number(match[4]) - 1);
  return makePeriod(year, "year", 0);
}

/** The next larger period around a position: month → quarter → semester → year → none. */
export const parentOfPeriod: readonly (number | undefined)[] = Array.from(
  { length: periodsInYear },
  (_, index) => {
    if (index < 12) return 12 + Math.floor(index / 3);
    if (index < 16) return 16 + Math.floor((index - 12) / 2);
    return index < 18 ? 18 : undefined;
  },
);

/** The next smaller periods of a position, in time order: a quarter's three months, and so on. */
export const childrenOfPeriod: readonly (readonly number[])[] = Array.from(
  { length: periodsInYear },
  (_, index) => parentOfPeriod.flatMap((parent, child) => (parent === index ? [child] : [])),
);
