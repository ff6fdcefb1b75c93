/**
 * Grades an equation. It holds when the interval recomputed from the operands meets the one that the
 * printed result hides; it is exact when, whatever the operands' prints hide, the result could not
 * have been printed otherwise.
 */
import type { Equation } from "./compile-relation.ts";
import { evaluateExpression, projectOnto } from "./evaluate-expression.ts";
import { type Evidence, findOperandPoint, getOperandRegion, listBranches } from "./evidence.ts";
import { type Interval, intersect, isInside, pointInterval, type Region } from "./interval.ts";
import type { Operand } from "./operand.ts";
import type { Rational } from "./rational.ts";

export interface EquationGrade {
  readonly holds: boolean;
  readonly isForced: boolean;
  /** What the operands let the result be, one interval per choice of signs; none when undefined. */
  readonly recomputed: Region;
}

export function gradeEquation(equation: Equation, evidence: Evidence): EquationGrade {
  const printed = getOperandRegion(equation.result, evidence);
  const recomputed: Interval[] = [];
  let holds = false;
  let isForced = false;
  for (const environment of listBranches(equation.expression, evidence)) {
    const value = evaluateExpression(equation.expression, environment);
    if (value === undefined) continue;
    recomputed.push(value);
    if (printed.some((part) => intersect(part, value) !== undefined)) holds = true;
    if (printed.some((part) => isInside(value, part))) isForced = true;
  }
  return { holds, isForced, recomputed };
}

/** The result that the prints, taken to the letter, give; undefined when one of them is missing. */
export function findEquationPoint(equation: Equation, evidence: Evidence): Rational | undefined {
  let isComplete = true;
  const value = evaluateExpression(equation.expression, (operand) => {
    const point = findOperandPoint(operand, evidence);
    if (point === undefined) {
      isComplete = false;
      return { lo: undefined, hi: undefined };
    }
    return pointInterval(point);
  });
  return isComplete ? value?.lo?.value : undefined;
}

/**
 * What one operand must be for the equation to hold, the others being what the evidence says: one
 * interval for each choice of signs and each part of the printed result.
 */
export function projectEquation(equation: Equation, operand: Operand, evidence: Evidence): Region {
  const isWanted = (other: Operand) => isSameOperand(other, operand);
  const found: Interval[] = [];
  const printed = getOperandRegion(equation.result, evidence);
  const isResult = isWanted(equation.result);
  for (const environment of listBranches(equation.expression, withoutOperand(evidence, operand))) {
    if (isResult) {
      const value = evaluateExpression(equation.expression, environment);
      if (value !== undefined) found.push(value);
      continue;
    }
    for (const part of printed) {
      const implied = projectOnto(equation.expression, part, environment, isWanted);
      if (implied !== undefined) found.push(implied);
    }
  }
  return found;
}

/** What the operand itself is printed as says nothing of what it must be. */
function withoutOperand(evidence: Evidence, operand: Operand): Evidence {
  if (operand.type === "constant") return evidence;
  const open = { lo: undefined, hi: undefined };
  if (operand.type === "unknown") {
    return { ...evidence, unknown: (name) => (name === operand.name ? open : evidence.unknown(name)) };
  }
  // The sign that it is printed with is kept, so that a base of deviations stays on its side of zero.
  return {
    ...evidence,
    region: (id) => (id === operand.id ? keepSigns(evidence.region(id)) : evidence.region(id)),
  };
}

function keepSigns(region: Region): Region {
  return region.map((part) => {
    if (part.lo !== undefined && part.lo.value.n >= 0n)
      return { lo: { value: zeroValue, closed: false }, hi: undefined };
    if (part.hi !== undefined && part.hi.value.n <= 0n)
      return { lo: undefined, hi: { value: zeroValue, closed: false } };
    return { lo: undefined, hi: undefined };
  });
}

const zeroValue: Rational = { n: 0n, d: 1n };

export function isSameOperand(a: Operand, b: Operand): boolean {
  if (a.type === "figure") return b.type === "figure" && a.id === b.id;
  if (a.type === "unknown") return b.type === "unknown" && a.name === b.name;
  return b.type === "constant" && a.value.n === b.value.n && a.value.d === b.value.d;
}
