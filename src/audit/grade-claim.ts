/**
 * Grades what the prose claims: counts ("quattro dei cinque"), orders, extremes and limits. A
 * comparison is decided only if the intervals decide it; values printed equal count as reached.
 */
import { type Evidence, findOperandPoint, getOperandRegion } from "./evidence.ts";
import {
  compareEnds,
  everything,
  hullOf,
  type Interval,
  intersect,
  isInside,
  isPoint,
  pointInterval,
  type Region,
} from "./interval.ts";
import type { Operand } from "./operand.ts";
import type { CountRelation, ExtremeRelation, LimitRelation, OrderRelation, Test } from "./published.ts";
import { compare, makeRational } from "./rational.ts";

export type Claim = CountRelation | OrderRelation | ExtremeRelation | LimitRelation;

/** `maybe`: the roundings leave it open. */
export type Decision = "yes" | "no" | "maybe";

export interface ClaimGrade {
  readonly holds: boolean;
  /** No value that the prints hide could make the claim false. */
  readonly isForced: boolean;
  /** What the claim recomputes, where it has a result. */
  readonly recomputed: Region;
}

/** Whether left stands to right as the test asks; an absent value passes no test. */
export function decideTest(left: Operand, test: Test, right: Operand, evidence: Evidence): Decision {
  const a = findOperandPoint(left, evidence);
  const b = findOperandPoint(right, evidence);
  if (a === undefined || b === undefined)
    return left.type === "unknown" || right.type === "unknown" ? "maybe" : "no";
  const decided = decideByIntervals(getSpan(left, evidence), test, getSpan(right, evidence));
  if (decided !== "maybe" || compare(a, b) !== 0) return decided;
  return test === "more-than" || test === "less-than" ? "maybe" : "yes";
}

function decideByIntervals(left: Interval, test: Test, right: Interval): Decision {
  switch (test) {
    case "at-least":
      return negateDecision(decideByIntervals(left, "less-than", right));
    case "more-than":
      return decideByIntervals(right, "less-than", left);
    case "at-most":
      return negateDecision(decideByIntervals(right, "less-than", left));
    case "less-than":
      if (isBefore(left, right)) return "yes";
      return isNeverBefore(left, right) ? "no" : "maybe";
    case "equal":
      if (intersect(left, right) === undefined) return "no";
      return isPoint(left) && isPoint(right) ? "yes" : "maybe";
  }
}

function negateDecision(decision: Decision): Decision {
  return decision === "yes" ? "no" : decision === "no" ? "yes" : "maybe";
}

/** Every value of a is below every value of b. */
function isBefore(a: Interval, b: Interval): boolean {
  if (a.hi === undefined || b.lo === undefined) return false;
  const order = compare(a.hi.value, b.lo.value);
  return order < 0 || (order === 0 && !(a.hi.closed && b.lo.closed));
}

/** No value of a is below any value of b. */
function isNeverBefore(a: Interval, b: Interval): boolean {
  return a.lo !== undefined && b.hi !== undefined && compare(a.lo.value, b.hi.value) >= 0;
}

function getSpan(operand: Operand, evidence: Evidence): Interval {
  return hullOf(getOperandRegion(operand, evidence)) ?? everything;
}

export function gradeClaim(claim: Claim, evidence: Evidence): ClaimGrade {
  switch (claim.type) {
    case "count":
      return gradeCount(claim, evidence);
    case "order":
      return gradeDecisions(decideOrder(claim, evidence));
    case "limit":
      return gradeDecisions([decideTest(claim.left, claim.test, claim.right, evidence)]);
    case "maximum":
    case "minimum":
      return gradeExtreme(claim, evidence);
  }
}

function gradeDecisions(decisions: readonly Decision[]): ClaimGrade {
  return {
    holds: !decisions.includes("no"),
    isForced: decisions.every((decision) => decision === "yes"),
    recomputed: [],
  };
}

/** The decision for each neighbouring pair. */
export function decideOrder(claim: OrderRelation, evidence: Evidence): readonly Decision[] {
  return claim.operands.slice(1).map((next, index) => {
    const previous = claim.operands[index];
    if (previous === undefined) return "yes";
    return decideTest(previous, claim.isStrict ? "more-than" : "at-least", next, evidence);
  });
}

/** In a count, values printed equal are equal: they reach a threshold and do not exceed it. */
export function decidePairs(claim: CountRelation, evidence: Evidence): readonly Decision[] {
  const isStrict = claim.test === "more-than" || claim.test === "less-than";
  return claim.pairs.map(({ left, right }) => {
    const decision = decideTest(left, claim.test, right, evidence);
    if (decision !== "maybe" || !isStrict) return decision;
    const a = findOperandPoint(left, evidence);
    const b = findOperandPoint(right, evidence);
    return a !== undefined && b !== undefined && compare(a, b) === 0 ? "no" : decision;
  });
}

function gradeCount(claim: CountRelation, evidence: Evidence): ClaimGrade {
  const decisions = decidePairs(claim, evidence);
  const sure = decisions.filter((decision) => decision === "yes").length;
  const open = decisions.filter((decision) => decision === "maybe").length;
  const recomputed = Array.from({ length: open + 1 }, (_, extra) =>
    pointInterval(makeRational(BigInt(sure + extra))),
  );
  return gradeRecomputed(recomputed, getOperandRegion(claim.result, evidence));
}

function gradeExtreme(claim: ExtremeRelation, evidence: Evidence): ClaimGrade {
  const recomputed = findExtreme(claim, claim.operands, evidence);
  const printed = getOperandRegion(claim.result, evidence);
  if (recomputed === undefined) return { holds: true, isForced: false, recomputed: [] };
  const grade = gradeRecomputed([recomputed], printed);
  const point = findOperandPoint(claim.result, evidence);
  const isFirst = claim.operands.every((operand) => {
    const test = claim.type === "maximum" ? "at-least" : "at-most";
    return (
      findOperandPoint(operand, evidence) === undefined ||
      decideTest(claim.result, test, operand, evidence) === "yes"
    );
  });
  const isPrinted = claim.operands.some((operand) => {
    const value = findOperandPoint(operand, evidence);
    return value !== undefined && point !== undefined && compare(value, point) === 0;
  });
  return { ...grade, isForced: grade.isForced || (isFirst && isPrinted) };
}

/** The interval of the largest (smallest) of the operands; undefined when none has a value. */
export function findExtreme(
  claim: ExtremeRelation,
  operands: readonly Operand[],
  evidence: Evidence,
): Interval | undefined {
  const spans = operands
    .filter((operand) => findOperandPoint(operand, evidence) !== undefined)
    .map((operand) => getSpan(operand, evidence));
  return spans.length === 0
    ? undefined
    : spans.reduce((a, b) => ({
        lo: pickEnd(a.lo, b.lo, claim.type, "lo"),
        hi: pickEnd(a.hi, b.hi, claim.type, "hi"),
      }));
}

function pickEnd(
  a: Interval["lo"],
  b: Interval["lo"],
  type: ExtremeRelation["type"],
  side: "lo" | "hi",
): Interval["lo"] {
  const order = compareEnds(a, b, side);
  return (type === "maximum") === order >= 0 ? a : b;
}

function gradeRecomputed(recomputed: Region, printed: Region): ClaimGrade {
  return {
    holds: recomputed.some((value) => printed.some((part) => intersect(part, value) !== undefined)),
    isForced: recomputed.every((value) => printed.some((part) => isInside(value, part))),
    recomputed,
  };
}

/** What one operand must be for the claim to hold, the others being what they are. */
export function projectClaim(
  claim: Claim,
  operand: Operand,
  evidence: Evidence,
  isSame: (o: Operand) => boolean,
): Region {
  switch (claim.type) {
    case "limit": {
      const isLeft = isSame(claim.left);
      return isLeft || isSame(claim.right)
        ? projectTest(claim.left, claim.test, claim.right, isLeft, evidence)
        : [everything];
    }
    case "order": {
      const test = claim.isStrict ? "more-than" : "at-least";
      const bounds: Interval[] = [everything];
      for (const [index, next] of claim.operands.entries()) {
        const previous = claim.operands[index - 1];
        if (previous === undefined) continue;
        if (isSame(next)) bounds.push(...projectTest(previous, test, next, false, evidence));
        if (isSame(previous)) bounds.push(...projectTest(previous, test, next, true, evidence));
      }
      return meetAll(bounds);
    }
    case "maximum":
    case "minimum": {
      const others = claim.operands.filter((other) => !isSame(other));
      const extreme = findExtreme(claim, others, evidence);
      if (isSame(claim.result))
        return extreme === undefined
          ? [everything]
          : [widen(extreme, claim, others.length < claim.operands.length)];
      return projectTest(
        operand,
        claim.type === "maximum" ? "at-most" : "at-least",
        claim.result,
        true,
        evidence,
      );
    }
    case "count":
      return projectCount(claim, evidence, isSame);
  }
}

/** A result that is also one of the operands need only not be beaten. */
function widen(extreme: Interval, claim: ExtremeRelation, isAmong: boolean): Interval {
  if (!isAmong) return extreme;
  return claim.type === "maximum" ? { lo: extreme.lo, hi: undefined } : { lo: undefined, hi: extreme.hi };
}

function projectCount(claim: CountRelation, evidence: Evidence, isSame: (o: Operand) => boolean): Region {
  if (isSame(claim.result)) return gradeCount(claim, evidence).recomputed;
  const decisions = decidePairs(claim, evidence);
  const printed = getOperandRegion(claim.result, evidence);
  const fits = (sure: number, open: number) =>
    Array.from({ length: open + 1 }, (_, extra) => pointInterval(makeRational(BigInt(sure + extra)))).some(
      (value) => printed.some((part) => intersect(part, value) !== undefined),
    );
  const index = claim.pairs.findIndex(({ left, right }) => isSame(left) || isSame(right));
  const pair = claim.pairs[index];
  if (pair === undefined) return [everything];
  const others = decisions.filter((_, position) => position !== index);
  const sure = others.filter((decision) => decision === "yes").length;
  const open = others.filter((decision) => decision === "maybe").length;
  const passing = fits(sure + 1, open);
  const failing = fits(sure, open);
  if (passing && failing) return [everything];
  if (!passing && !failing) return [];
  const isLeft = isSame(pair.left);
  if (passing) return projectTest(pair.left, claim.test, pair.right, isLeft, evidence);
  const opposite = oppositeTests[claim.test];
  return opposite === undefined
    ? [everything]
    : projectTest(pair.left, opposite, pair.right, isLeft, evidence);
}

const oppositeTests: Readonly<Record<Test, Test | undefined>> = {
  "at-least": "less-than",
  "more-than": "at-most",
  "at-most": "more-than",
  "less-than": "at-least",
  equal: undefined,
};

function projectTest(left: Operand, test: Test, right: Operand, isLeft: boolean, evidence: Evidence): Region {
  const span = getSpan(isLeft ? right : left, evidence);
  if (test === "equal") return [span];
  const isBelow = (test === "at-most" || test === "less-than") === isLeft;
  const isStrict = test === "more-than" || test === "less-than";
  const end = isBelow ? span.hi : span.lo;
  if (end === undefined) return [everything];
  const kept = { value: end.value, closed: end.closed && !isStrict };
  return [isBelow ? { lo: undefined, hi: kept } : { lo: kept, hi: undefined }];
}

function meetAll(intervals: readonly Interval[]): Region {
  let found: Interval | undefined = everything;
  for (const interval of intervals) found = found === undefined ? undefined : intersect(found, interval);
  return found === undefined ? [] : [found];
}
