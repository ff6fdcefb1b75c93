/** The attainment rules as arithmetic on numbers: result R, target T, direction. NaN = not evaluable. */
import type { Attainment, AttainmentRule, Band, Direction } from "../model/index.ts";

/** `±(R − T)/|T| · 100`, positive when it went better than the target. T = 0 is not evaluable. */
export function computeDeviation(
  result: number,
  target: number,
  direction: Direction,
  measure: "percent" | "difference",
): number {
  const difference = direction === "up" ? result - target : target - result;
  if (measure === "difference") return difference;
  return target === 0 ? Number.NaN : (difference / Math.abs(target)) * 100;
}

/** Rules that compare the result with a target. */
export function needsTarget(rule: AttainmentRule): boolean {
  return (
    rule.type === "deviation" || rule.type === "ratio" || rule.type === "date" || rule.type === "difference"
  );
}

/** The rule, then floor and cap if an act sets them. */
export function computeAttainment(
  attainment: Attainment,
  direction: Direction,
  result: number,
  target: number,
): number {
  const value = applyRule(attainment.rule, direction, result, target);
  if (attainment.floor !== undefined && value < attainment.floor) return attainment.floor;
  if (attainment.cap !== undefined && value > attainment.cap) return attainment.cap;
  return value;
}

function applyRule(rule: AttainmentRule, direction: Direction, result: number, target: number): number {
  switch (rule.type) {
    case "deviation":
      return 100 + computeDeviation(result, target, direction, "percent");
    case "ratio":
      return computeRatio(result, target, direction);
    case "min-max":
      return ((result - rule.min) / (rule.max - rule.min)) * 100;
    case "bands":
      return findBand(rule.bands, result)?.score ?? Number.NaN;
    case "date":
      return result <= target
        ? 100
        : rule.lossPerDay === undefined
          ? 0
          : 100 - rule.lossPerDay * (result - target);
    case "yes-no":
      return result === 1 ? 100 : result === 0 ? 0 : Number.NaN;
    case "progress":
      return result;
    case "difference":
      return 100 + computeDeviation(result, target, direction, "difference");
  }
}

/** Of the other sign, or over zero, a ratio says nothing. */
function computeRatio(result: number, target: number, direction: Direction): number {
  const [numerator, divisor] = direction === "up" ? [result, target] : [target, result];
  if (divisor === 0 || target < 0 || result < 0) return Number.NaN;
  return (numerator / divisor) * 100;
}

/** The band `[from, until)` in which the value falls, at the value's own precision. */
export function findBand(bands: readonly Band[], value: number): Band | undefined {
  return bands.find(
    (band) => (band.from === null || value >= band.from) && (band.until === null || value < band.until),
  );
}
