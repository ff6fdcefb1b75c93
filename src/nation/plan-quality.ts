/** Elementary indicators of quality: results against standards, so that their weighted mean is the printed one of each year. */
import { apportion } from "./apportion.ts";
import { between, type Dice, streams } from "./dice.ts";
import { type Frame, firstMonth } from "./frame.ts";
import type { Grid } from "./grid.ts";
import { type Shares, weighYear } from "./plan-shares.ts";
import { beforeShare } from "./plan-totals.ts";
import type { Targets } from "./read-targets.ts";

interface Year {
  /** Its first month in the plan. */
  readonly from: number;
  /** By elementary indicator. */
  readonly indices: readonly number[];
  /** What there is to do, against the calibrated year. */
  readonly share: number;
}

interface Cells {
  readonly results: Float64Array;
  readonly standards: Float64Array;
}

export function planQuality(frame: Frame, targets: Targets, shares: Shares, size: number, dice: Dice): Grid {
  const offices = frame.ranked.slice(0, size);
  const { quality } = frame;
  const years = [
    { from: 0, indices: chooseIndices(frame, targets.qualityBefore, 4, dice), share: beforeShare },
    { from: firstMonth, indices: chooseIndices(frame, targets.quality, 0, dice), share: 1 },
  ].map((year) => shareOut(frame, year, shares, offices, dice));
  const of = (month: number) => years[month < firstMonth ? 0 : 1]!;
  const cellOf = (series: number, month: number) => series * 12 + (month % 12);
  return {
    header: "sede;indicatore;numeratore;denominatore",
    columns: [
      { id: "numeratore", decimals: 0, isTotalled: false },
      { id: "denominatore", decimals: 0, isTotalled: true },
    ],
    size: quality.length * offices.length,
    write: (series) =>
      `${frame.offices[offices[series % offices.length]!]!.code};${quality[Math.floor(series / offices.length)]!.code}`,
    stands: (series, month) => of(month).standards[cellOf(series, month)]! > 0,
    read: (series, month, column) => {
      const { results, standards } = of(month);
      return (column === 0 ? results : standards)[cellOf(series, month)]!;
    },
    mistake: (numbers, chance) => {
      numbers[0] = Math.floor(numbers[0]! * (0.5 + chance / 4));
    },
  };
}

/** How good an office is beside the others is its own in both years. */
function shareOut(
  { quality }: Frame,
  { from, indices, share }: Year,
  shares: Shares,
  offices: readonly number[],
  dice: Dice,
): Cells {
  const each = offices.length * 12;
  const standards = new Float64Array(quality.length * each);
  const results = new Float64Array(quality.length * each);
  // The months of the year have numbers of their own in each year.
  const draw = from === firstMonth ? 0 : 400;
  quality.forEach((_, at) => {
    // Between two hundred thousand and three million: what a nation's offices handle in a year.
    const standard = Math.round(between(200_000, 3_000_000, dice(streams.quality, at, 1)) * share);
    const weights = weighYear(shares.staffed, offices, from, (place, month) =>
      between(0.8, 1.2, dice(streams.quality, at * 1_000 + place, month + 10 + draw)),
    );
    const own = apportion(standard, weights);
    const pace = own.map((part, cell) => {
      const [office, month] = [offices[Math.floor(cell / 12)]!, cell % 12];
      const usual = between(0.94, 1.06, dice(streams.quality, at * 1_000 + office, 200));
      const luck = between(0.98, 1.02, dice(streams.quality, at * 1_000 + office, 300 + month + draw));
      return part * usual * luck;
    });
    standards.set(own, at * each);
    results.set(apportion(Math.round((standard * indices[at]!) / 100), pace), at * each);
  });
  return { results, standards };
}

/** Indices around a hundred, moved together until their weighted mean is the printed one; up to `drift` away from their own. */
function chooseIndices(frame: Frame, printed: number, drift: number, dice: Dice): readonly number[] {
  const weights = frame.quality.map(({ weight }) => weight);
  const whole = weights.reduce((sum, each) => sum + each, 0);
  const drawn = weights.map(
    (_, at) =>
      between(91, 106, dice(streams.quality, at)) + between(-drift, drift, dice(streams.quality, at, 2)),
  );
  const mean = drawn.reduce((sum, each, at) => sum + (each * weights[at]!) / whole, 0);
  return drawn.map((each) => each + printed - mean);
}
