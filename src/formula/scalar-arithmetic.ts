/**
 * The operations that a processor does not give bit for bit alike everywhere, written with those that
 * it does: + − × ÷ in a fixed order, and decimal digits. The engine and the oracle both use them.
 */
import type { Formula } from "./formula.ts";

export const largestExponent = 99;
export const largestScale = 15;

/** A whole number written in the formula, with or without a minus, between −limit and limit. */
export function isWholeNumber(formula: Formula, limit: number): boolean {
  const literal = formula.type === "negate" ? formula.operand : formula;
  return literal.type === "number" && Number.isInteger(literal.value) && literal.value <= limit;
}

/** `base` to a whole exponent, by repeated squaring from the lowest bit; NaN or infinite when there is none. */
export function raiseToPower(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return exponent < 0 ? 1 / result : result;
}

/**
 * Half away from zero at `scale` decimals, on the shortest decimal that stands for the number: what a
 * person reads is what is rounded, so 1.005 at two decimals is 1.01.
 */
export function roundHalfUp(value: number, scale: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  const [mantissa, power] = Math.abs(value).toExponential().split("e");
  const digits = mantissa!.replace(".", "");
  const kept = Number(power) + 1 + scale;
  if (kept >= digits.length) return value;
  if (kept < 0) return 0;
  const roundsUp = digits[kept]! >= "5";
  const whole = BigInt(digits.slice(0, kept) || "0") + (roundsUp ? 1n : 0n);
  const rounded = Number(`${whole}e${-scale}`);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}
