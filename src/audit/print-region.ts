/**
 * What the print of a figure lets its true value be. Half away from zero: `46,88` hides
 * [46,875; 46,885), `-5,88` hides (−5,885; −5,875], `0` hides (−0,5; 0,5).
 */
import { type End, everything, type Interval, negate, pointInterval, type Region } from "./interval.ts";
import { displayScaled, getPrintedValue, type PrintedNumber } from "./printed-number.ts";
import type { Exactness, PrintedSign, PublishedFigure } from "./published.ts";
import {
  absolute,
  add,
  makeRational,
  negate as negateRational,
  type Rational,
  roundToScaled,
  subtract,
} from "./rational.ts";

/** Empty region never happens: every print lets its value be something. */
export function getPrintRegion(number: PrintedNumber, exactness: Exactness, sign: PrintedSign): Region {
  const shown = getShownInterval(number, exactness);
  if (sign === "signed") return [shown];
  if (sign === "reversed") return [negate(shown)];
  return number.scaled === 0n ? [shown] : [negate(shown), shown];
}

function getShownInterval(number: PrintedNumber, exactness: Exactness): Interval {
  const value = getPrintedValue(number);
  if (number.bound !== undefined) return getBoundInterval(number.bound, value);
  if (exactness !== "rounded") return exactness === "absent" ? everything : pointInterval(value);
  const half = getHalfStep(number.decimals);
  const below = subtract(value, half);
  const above = add(value, half);
  return {
    lo: { value: below, closed: number.scaled > 0n },
    hi: { value: above, closed: number.scaled < 0n },
  };
}

function getBoundInterval(bound: NonNullable<PrintedNumber["bound"]>, value: Rational): Interval {
  const end: End = { value, closed: bound === "at-most" || bound === "at-least" };
  return bound === "less-than" || bound === "at-most"
    ? { lo: undefined, hi: end }
    : { lo: end, hi: undefined };
}

/** Half a unit of the last printed digit. */
export function getHalfStep(decimals: number): Rational {
  return makeRational(1n, 2n * 10n ** BigInt(decimals));
}

/** The true value whose print is the figure's, taken to the letter: the point the arithmetic starts from. */
export function getPrintedPoint(figure: Pick<PublishedFigure, "sign">, number: PrintedNumber): Rational {
  const value = getPrintedValue(number);
  return figure.sign === "reversed" ? negateRational(value) : value;
}

/** How a true value would stand in the place of this figure: its decimals, its way of showing the sign. */
export function displayLike(figure: PublishedFigure, value: Rational): string {
  return displayScaled(scaleLike(figure, value), figure.number?.decimals ?? 0);
}

/** The same, as a whole number of units of the last printed digit. */
export function scaleLike(figure: PublishedFigure, value: Rational): bigint {
  const shown =
    figure.sign === "magnitude"
      ? absolute(value)
      : figure.sign === "reversed"
        ? negateRational(value)
        : value;
  return roundToScaled(shown, figure.number?.decimals ?? 0);
}
