/** Elementary indicators of quality: results against standards, so that their weighted mean is the printed one. */
import { apportion } from "./apportion.ts";
import { between, type Dice, streams } from "./dice.ts";
import { type Frame, firstMonth } from "./frame.ts";
import type { Grid } from "./grid.ts";
import { type Shares, weighYear } from "./plan-shares.ts";
import type { Targets } from "./read-targets.ts";

export function planQuality(frame: Frame, targets: Targets, shares: Shares, size: number, dice: Dice): Grid {
  const offices = frame.ranked.slice(0, size);
  const { quality } = frame;
  const indices = chooseIndices(frame, targets, dice);
  const each = offices.length * 12;
  const standards = new Float64Array(quality.length * each);
  const results = new Float64Array(quality.length * each);
  quality.forEach((_, at) => {
    // Between two hundred thousand and three million: what a nation's offices handle in a year.
    const standard = Math.round(between(200_000, 3_000_000, dice(streams.quality, at, 1)));
    const weights = weighYear(shares.staffed, offices, firstMonth, (place, month) =>
      between(0.8, 1.2, dice(streams.quality, at * 1_000 + place, month + 10)),
    );
    const own = apportion(standard, weights);
    const pace = own.map((part, cell) => {
      const [office, month] = [offices[Math.floor(cell / 12)]!, cell % 12];
      const usual = between(0.94, 1.06, dice(streams.quality, at * 1_000 + office, 200));
      return part * usual * between(0.98, 1.02, dice(streams.quality, at * 1_000 + office, 300 + month));
    });
    standards.set(own, at * each);
    results.set(apportion(Math.round((standard * indices[at]!) / 100), pace), at * each);
  });
  const cellOf = (series: number, month: number) => series * 12 + month - firstMonth;
  return {
    header: "sede;indicatore;numeratore;denominatore",
    columns: [
      { id: "numeratore", decimals: 0, isTotalled: false },
      { id: "denominatore", decimals: 0, isTotalled: true },
    ],
    size: quality.length * offices.length,
    write: (series) =>
      `${frame.offices[offices[series % offices.length]!]!.code};${quality[Math.floor(series / offices.length)]!.code}`,
    stands: (series, month) => month >= firstMonth && standards[cellOf(series, month)]! > 0,
    read: (series, month, column) => (column === 0 ? results : standards)[cellOf(series, month)]!,
    mistake: (numbers, chance) => {
      numbers[0] = Math.floor(numbers[0]! * (0.5 + chance / 4));
    },
  };
}

/** Indices around a hundred, moved together until their weighted mean is the printed one. */
function chooseIndices(frame: Frame, targets: Targets, dice: Dice): readonly number[] {
  const weights = frame.quality.map(({ weight }) => weight);
  const whole = weights.reduce((sum, each) => sum + each, 0);
  const drawn = weights.map((_, at) => between(91, 106, dice(streams.quality, at)));
  const mean = drawn.reduce((sum, each, at) => sum + (each * weights[at]!) / whole, 0);
  return drawn.map((each) => each + targets.quality - mean);
}
