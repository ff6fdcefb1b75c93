/**
 * Forward: the interval of an expression from those of its operands. Backward: what an operand would
 * have to be for the expression to fall in a given interval (one HC4 step along the path to it).
 * Both err only on the large side, so a contradiction found here is a contradiction.
 */
import type { Expression } from "./expression.ts";
import {
  absolute,
  add,
  contains,
  divide,
  everything,
  findSign,
  hull,
  hullOf,
  type Interval,
  intersect,
  multiply,
  negate,
  negative,
  pointInterval,
  positive,
  splitAtZero,
  subtract,
} from "./interval.ts";
import type { Operand } from "./operand.ts";
import { one, zero } from "./rational.ts";

export type Environment = (operand: Operand) => Interval;

const unit = pointInterval(one);

/** Undefined when the expression has no value at all: it divides by nothing but zero. */
export function evaluateExpression(expression: Expression, environment: Environment): Interval | undefined {
  switch (expression.type) {
    case "operand":
      return environment(expression.operand);
    case "sum":
      return sumTerms(expression.terms, environment, undefined);
    case "negate":
      return mapInterval(evaluateExpression(expression.of, environment), negate);
    case "absolute":
      return mapInterval(evaluateExpression(expression.of, environment), absolute);
    case "product":
    case "quotient": {
      const left = evaluateExpression(expression.left, environment);
      const right = evaluateExpression(expression.right, environment);
      if (left === undefined || right === undefined) return undefined;
      return expression.type === "product" ? multiply(left, right) : hullOf(divide(left, right));
    }
    case "relative": {
      const value = evaluateExpression(expression.value, environment);
      const base = evaluateExpression(expression.base, environment);
      return value === undefined || base === undefined ? undefined : evaluateRelative(value, base);
    }
  }
}

/** (R − T)/|T| is R/T − 1 over positive bases and 1 − R/T over negative ones: R and T occur once each. */
function evaluateRelative(value: Interval, base: Interval): Interval | undefined {
  const parts = splitAtZero(base).flatMap((part) => {
    const isBelow = findSign(part) === -1;
    return divide(value, part).map((quotient) =>
      isBelow ? subtract(unit, quotient) : subtract(quotient, unit),
    );
  });
  return hullOf(parts);
}

function sumTerms(
  terms: readonly Expression[],
  environment: Environment,
  except: Expression | undefined,
): Interval | undefined {
  let total = pointInterval(zero);
  for (const term of terms) {
    if (term === except) continue;
    const value = evaluateExpression(term, environment);
    if (value === undefined) return undefined;
    total = add(total, value);
  }
  return total;
}

function mapInterval(
  value: Interval | undefined,
  apply: (value: Interval) => Interval,
): Interval | undefined {
  return value === undefined ? undefined : apply(value);
}

/**
 * What the operand called `name` must be for the expression to fall in `target`, the others being
 * what the environment says. Undefined: nothing will do. An operand that occurs more than once is
 * bounded by each occurrence in turn.
 */
export function projectOnto(
  expression: Expression,
  target: Interval,
  environment: Environment,
  isWanted: (operand: Operand) => boolean,
): Interval | undefined {
  switch (expression.type) {
    case "operand":
      return isWanted(expression.operand) ? target : everything;
    case "negate":
      return projectOnto(expression.of, negate(target), environment, isWanted);
    case "absolute": {
      const size = intersect(target, { lo: { value: zero, closed: true }, hi: undefined });
      return size === undefined
        ? undefined
        : projectOnto(expression.of, hull(size, negate(size)), environment, isWanted);
    }
    case "sum":
      return projectOntoTerms(expression.terms, target, environment, isWanted);
    case "product":
    case "quotient":
    case "relative":
      return projectOntoPair(expression, target, environment, isWanted);
  }
}

function projectOntoTerms(
  terms: readonly Expression[],
  target: Interval,
  environment: Environment,
  isWanted: (operand: Operand) => boolean,
): Interval | undefined {
  let found: Interval | undefined = everything;
  for (const term of terms) {
    if (!mentions(term, isWanted)) continue;
    const others = sumTerms(terms, environment, term);
    if (others === undefined) return undefined;
    const implied = projectOnto(term, subtract(target, others), environment, isWanted);
    found = implied === undefined || found === undefined ? undefined : intersect(found, implied);
    if (found === undefined) return undefined;
  }
  return found;
}

type Pair = Extract<Expression, { type: "product" | "quotient" | "relative" }>;

function projectOntoPair(
  pair: Pair,
  target: Interval,
  environment: Environment,
  isWanted: (operand: Operand) => boolean,
): Interval | undefined {
  const [first, second] = pair.type === "relative" ? [pair.value, pair.base] : [pair.left, pair.right];
  const left = evaluateExpression(first, environment);
  const right = evaluateExpression(second, environment);
  if (left === undefined || right === undefined) return undefined;
  let found: Interval | undefined = everything;
  if (mentions(first, isWanted)) {
    const implied = solveFirst(pair, target, right);
    found = implied && projectOnto(first, implied, environment, isWanted);
  }
  if (found !== undefined && mentions(second, isWanted)) {
    const implied = solveSecond(pair, target, left, right);
    const other = implied && projectOnto(second, implied, environment, isWanted);
    found = other && intersect(found, other);
  }
  return found;
}

function solveFirst(pair: Pair, target: Interval, right: Interval): Interval | undefined {
  if (pair.type === "product") return solveFactor(target, right);
  const parts = splitAtZero(right);
  if (pair.type === "quotient") return hullOf(parts.map((part) => multiply(target, part)));
  return hullOf(
    parts.map((part) => multiply(findSign(part) === -1 ? subtract(unit, target) : add(target, unit), part)),
  );
}

/** The base of a deviation keeps the sign it is printed with: an error in a sign is another error. */
function solveSecond(pair: Pair, target: Interval, left: Interval, right: Interval): Interval | undefined {
  if (pair.type === "product") return solveFactor(target, left);
  if (pair.type === "quotient") return solveFactor(left, target);
  const parts = splitAtZero(right).flatMap((part) => {
    const isBelow = findSign(part) === -1;
    const base = solveFactor(left, isBelow ? subtract(unit, target) : add(target, unit));
    const kept = base && intersect(base, isBelow ? negative : positive);
    return kept === undefined ? [] : [kept];
  });
  return hullOf(parts);
}

/** The x of x · factor = product. */
function solveFactor(product: Interval, factor: Interval): Interval | undefined {
  if (contains(product, zero) && contains(factor, zero)) return everything;
  return hullOf(divide(product, factor));
}

function mentions(expression: Expression, isWanted: (operand: Operand) => boolean): boolean {
  switch (expression.type) {
    case "operand":
      return isWanted(expression.operand);
    case "sum":
      return expression.terms.some((term) => mentions(term, isWanted));
    case "negate":
    case "absolute":
      return mentions(expression.of, isWanted);
    case "product":
    case "quotient":
      return mentions(expression.left, isWanted) || mentions(expression.right, isWanted);
    case "relative":
      return mentions(expression.value, isWanted) || mentions(expression.base, isWanted);
  }
}
