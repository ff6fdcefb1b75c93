/**
 * Exact rational numbers. No verdict of the audit rests on floating point: what is printed is a
 * decimal, a decimal is a fraction, and fractions add, multiply and compare exactly.
 */
import { Bug } from "../model/index.ts";

/** numerator / denominator, denominator > 0; not necessarily in lowest terms. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** Beyond this many bits of denominator a fraction is reduced: keeps long sums cheap. */
const reduceAbove = 1n << 64n;

export const zero: Rational = { n: 0n, d: 1n };
export const one: Rational = { n: 1n, d: 1n };
export const hundred: Rational = { n: 100n, d: 1n };

export function makeRational(n: bigint, d: bigint = 1n): Rational {
  if (d === 0n) throw new Bug("divisione per zero fra numeri esatti");
  return d < 0n ? reduce({ n: -n, d: -d }) : reduce({ n, d });
}

export function add(a: Rational, b: Rational): Rational {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  return shrink({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b));
}

export function negate(a: Rational): Rational {
  return { n: -a.n, d: a.d };
}

export function multiply(a: Rational, b: Rational): Rational {
  return shrink({ n: a.n * b.n, d: a.d * b.d });
}

/** b must not be zero. */
export function divide(a: Rational, b: Rational): Rational {
  if (b.n === 0n) throw new Bug("divisione per zero fra numeri esatti");
  return b.n < 0n ? shrink({ n: -a.n * b.d, d: a.d * -b.n }) : shrink({ n: a.n * b.d, d: a.d * b.n });
}

export function absolute(a: Rational): Rational {
  return a.n < 0n ? negate(a) : a;
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.d === b.d ? a.n - b.n : a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isEqual(a: Rational, b: Rational): boolean {
  return compare(a, b) === 0;
}

export function getSign(a: Rational): number {
  return a.n < 0n ? -1 : a.n > 0n ? 1 : 0;
}

export function least(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b;
}

export function greatest(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b;
}

/** Greatest common divisor of two whole numbers, never negative. */
export function findDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Lowest terms. */
export function reduce(a: Rational): Rational {
  if (a.d === 1n) return a;
  const divisor = findDivisor(a.n, a.d);
  return divisor <= 1n ? a : { n: a.n / divisor, d: a.d / divisor };
}

function shrink(a: Rational): Rational {
  return a.d > reduceAbove ? reduce(a) : a;
}

/** The largest whole number not above a. */
export function floor(a: Rational): bigint {
  const quotient = a.n / a.d;
  return a.n < 0n && quotient * a.d !== a.n ? quotient - 1n : quotient;
}

/** The smallest whole number not below a. */
export function ceiling(a: Rational): bigint {
  return -floor(negate(a));
}

/** Rounds half away from zero to `decimals`; the result is a whole number of 10^−decimals. */
export function roundToScaled(a: Rational, decimals: number): bigint {
  const scaled = a.n * 10n ** BigInt(decimals);
  const magnitude = scaled < 0n ? -scaled : scaled;
  const rounded = (2n * magnitude + a.d) / (2n * a.d);
  return scaled < 0n ? -rounded : rounded;
}

/** scaled · 10^−decimals. */
export function fromScaled(scaled: bigint, decimals: number): Rational {
  return { n: scaled, d: 10n ** BigInt(decimals) };
}

/** A decimal as code and YAML write it, `-12.5` or `1e3`; undefined if it is not one. */
export function findRational(text: string): Rational | undefined {
  const match = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  const power = Number(exponent) - fraction.length;
  return power >= 0
    ? makeRational(digits * 10n ** BigInt(power))
    : makeRational(digits, 10n ** BigInt(-power));
}

/** In lowest terms: `n/d`, or `n` where it is whole. */
export function writeFraction(value: Rational): string {
  const { n, d } = reduce(value);
  return d === 1n ? `${n}` : `${n}/${d}`;
}

/** What `writeFraction` wrote. */
export function readFraction(text: string): Rational {
  const [n = "0", d = "1"] = text.split("/");
  return makeRational(BigInt(n), BigInt(d));
}

/** For ordering on a screen only, never for a verdict. */
export function toNumber(a: Rational): number {
  const reduced = reduce(a);
  const shift = reduced.d.toString(2).length - 1000;
  if (shift > 0) return Number(reduced.n >> BigInt(shift)) / Number(reduced.d >> BigInt(shift));
  return Number(reduced.n) / Number(reduced.d);
}
