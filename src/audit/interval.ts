/**
 * Intervals with exact ends, open or closed, bounded or not. An interval here is never empty: what
 * would be empty is `undefined`. A true value that may have either sign is a `Region`, a few intervals.
 */
import {
  add as addRational,
  compare,
  divide as divideRational,
  getSign,
  isEqual,
  multiply as multiplyRational,
  negate as negateRational,
  type Rational,
  subtract as subtractRational,
  zero,
} from "./rational.ts";

/** One end; undefined as a value stands for no bound on that side. */
export interface End {
  readonly value: Rational;
  /** Whether the end itself belongs to the interval. */
  readonly closed: boolean;
}

export interface Interval {
  readonly lo: End | undefined;
  readonly hi: End | undefined;
}

/** A union of intervals, in ascending order; empty = no value at all. */
export type Region = readonly Interval[];

export const everything: Interval = { lo: undefined, hi: undefined };
export const positive: Interval = { lo: { value: zero, closed: false }, hi: undefined };
export const negative: Interval = { lo: undefined, hi: { value: zero, closed: false } };

export function pointInterval(value: Rational): Interval {
  const end = { value, closed: true };
  return { lo: end, hi: end };
}

export function isPoint(a: Interval): boolean {
  return a.lo !== undefined && a.hi !== undefined && isEqual(a.lo.value, a.hi.value);
}

/** Undefined when nothing lies between the two ends. */
export function makeInterval(lo: End | undefined, hi: End | undefined): Interval | undefined {
  if (lo !== undefined && hi !== undefined) {
    const order = compare(lo.value, hi.value);
    if (order > 0 || (order === 0 && !(lo.closed && hi.closed))) return undefined;
  }
  return { lo, hi };
}

/** The tighter of two lower ends. */
function upperOf(a: End | undefined, b: End | undefined): End | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  const order = compare(a.value, b.value);
  if (order !== 0) return order > 0 ? a : b;
  return a.closed ? b : a;
}

/** The tighter of two upper ends. */
function lowerOf(a: End | undefined, b: End | undefined): End | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  const order = compare(a.value, b.value);
  if (order !== 0) return order < 0 ? a : b;
  return a.closed ? b : a;
}

export function intersect(a: Interval, b: Interval): Interval | undefined {
  return makeInterval(upperOf(a.lo, b.lo), lowerOf(a.hi, b.hi));
}

/** Order of two lower (or upper) ends by what lies beyond them; no bound is lowest (or highest). */
export function compareEnds(a: End | undefined, b: End | undefined, side: "lo" | "hi"): number {
  if (a === undefined || b === undefined) {
    const order = a === b ? 0 : a === undefined ? 1 : -1;
    return side === "hi" ? order : -order;
  }
  const order = compare(a.value, b.value);
  if (order !== 0 || a.closed === b.closed) return order;
  return a.closed === (side === "hi") ? 1 : -1;
}

/** The smallest interval that holds both. */
export function hull(a: Interval, b: Interval): Interval {
  return { lo: looser(a.lo, b.lo, -1), hi: looser(a.hi, b.hi, 1) };
}

function looser(a: End | undefined, b: End | undefined, side: number): End | undefined {
  if (a === undefined || b === undefined) return undefined;
  const order = compare(a.value, b.value) * side;
  if (order !== 0) return order > 0 ? a : b;
  return a.closed ? a : b;
}

export function hullOf(region: Region): Interval | undefined {
  return region.length === 0 ? undefined : region.reduce(hull);
}

export function intersectRegions(a: Region, b: Region): Region {
  const found: Interval[] = [];
  for (const x of a) {
    for (const y of b) {
      const both = intersect(x, y);
      if (both !== undefined) found.push(both);
    }
  }
  return found;
}

/** Whether every value of `inner` is a value of `outer`. */
export function isInside(inner: Interval, outer: Interval): boolean {
  const lo = upperOf(inner.lo, outer.lo);
  const hi = lowerOf(inner.hi, outer.hi);
  return isSameEnd(lo, inner.lo) && isSameEnd(hi, inner.hi);
}

function isSameEnd(a: End | undefined, b: End | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.closed === b.closed && isEqual(a.value, b.value);
}

export function contains(a: Interval, value: Rational): boolean {
  return intersect(a, pointInterval(value)) !== undefined;
}

/** Upper minus lower end; undefined when unbounded. */
export function getWidth(a: Interval): Rational | undefined {
  return a.lo === undefined || a.hi === undefined ? undefined : subtractRational(a.hi.value, a.lo.value);
}

export function negate(a: Interval): Interval {
  return { lo: negateEnd(a.hi), hi: negateEnd(a.lo) };
}

function negateEnd(end: End | undefined): End | undefined {
  return end === undefined ? undefined : { value: negateRational(end.value), closed: end.closed };
}

export function add(a: Interval, b: Interval): Interval {
  return { lo: addEnds(a.lo, b.lo), hi: addEnds(a.hi, b.hi) };
}

function addEnds(a: End | undefined, b: End | undefined): End | undefined {
  if (a === undefined || b === undefined) return undefined;
  return { value: addRational(a.value, b.value), closed: a.closed && b.closed };
}

export function subtract(a: Interval, b: Interval): Interval {
  return add(a, negate(b));
}

export function scale(a: Interval, by: Rational): Interval {
  if (by.n === 0n) return pointInterval(zero);
  const lo = scaleEnd(a.lo, by);
  const hi = scaleEnd(a.hi, by);
  return by.n < 0n ? { lo: hi, hi: lo } : { lo, hi };
}

function scaleEnd(end: End | undefined, by: Rational): End | undefined {
  return end === undefined ? undefined : { value: multiplyRational(end.value, by), closed: end.closed };
}

/** −1, 0 or 1 when all values have that sign (0: only zero); undefined when they differ. */
export function findSign(a: Interval): number | undefined {
  if (a.lo !== undefined) {
    const sign = getSign(a.lo.value);
    if (sign > 0 || (sign === 0 && !a.lo.closed)) return 1;
  }
  if (a.hi !== undefined) {
    const sign = getSign(a.hi.value);
    if (sign < 0 || (sign === 0 && !a.hi.closed)) return -1;
  }
  return isPoint(a) ? 0 : undefined;
}

/** Parts of a below and above zero, each with its sign; zero itself is left out. */
export function splitAtZero(a: Interval): Region {
  const parts: Interval[] = [];
  const below = intersect(a, negative);
  if (below !== undefined) parts.push(below);
  const above = intersect(a, positive);
  if (above !== undefined) parts.push(above);
  return parts;
}

export function multiply(a: Interval, b: Interval): Interval {
  if (isPoint(a) && a.lo !== undefined) return scale(b, a.lo.value);
  if (isPoint(b) && b.lo !== undefined) return scale(a, b.lo.value);
  const products: Interval[] = [];
  if (contains(a, zero) || contains(b, zero)) products.push(pointInterval(zero));
  for (const x of splitAtZero(a)) {
    for (const y of splitAtZero(b)) products.push(multiplySigned(x, y));
  }
  return products.reduce(hull);
}

/** Neither interval holds zero; only one sign in each. */
function multiplySigned(a: Interval, b: Interval): Interval {
  if (findSign(a) === -1) return negate(multiplySigned(negate(a), b));
  if (findSign(b) === -1) return negate(multiplySigned(a, negate(b)));
  return { lo: multiplyLow(a.lo, b.lo), hi: multiplyHigh(a.hi, b.hi) };
}

/** Lower ends of two positive intervals: both are bounded by zero at least. */
function multiplyLow(a: End | undefined, b: End | undefined): End {
  if (a === undefined || b === undefined) return { value: zero, closed: false };
  return { value: multiplyRational(a.value, b.value), closed: a.closed && b.closed };
}

function multiplyHigh(a: End | undefined, b: End | undefined): End | undefined {
  if (a === undefined || b === undefined) return undefined;
  return { value: multiplyRational(a.value, b.value), closed: a.closed && b.closed };
}

/** a ÷ b over the values of b other than zero; empty when b is only zero. */
export function divide(a: Interval, b: Interval): Region {
  return splitAtZero(b).map((part) => multiply(a, invert(part)));
}

/** b has one sign and does not hold zero. */
function invert(b: Interval): Interval {
  if (findSign(b) === -1) return negate(invert(negate(b)));
  return { lo: invertHigh(b.hi), hi: invertLow(b.lo) };
}

function invertHigh(hi: End | undefined): End {
  return hi === undefined
    ? { value: zero, closed: false }
    : { value: divideRational({ n: 1n, d: 1n }, hi.value), closed: hi.closed };
}

function invertLow(lo: End | undefined): End | undefined {
  if (lo === undefined || lo.value.n === 0n) return undefined;
  return { value: divideRational({ n: 1n, d: 1n }, lo.value), closed: lo.closed };
}

export function absolute(a: Interval): Interval {
  const parts: Interval[] = contains(a, zero) ? [pointInterval(zero)] : [];
  for (const part of splitAtZero(a)) parts.push(findSign(part) === -1 ? negate(part) : part);
  return parts.reduce(hull);
}
