/**
 * When an attainment or a deviation does not hold, which rule would have printed it: every rule in use
 * is tried on the same result and target, and those that reproduce the print are named.
 */
import { evaluateExpression } from "./evaluate-expression.ts";
import { type Evidence, findOperandPoint, getOperandRegion, listBranches } from "./evidence.ts";
import {
  addExpressions,
  type Expression,
  makeConstant,
  negateExpression,
  wrapOperand,
} from "./expression.ts";
import { intersect, pointInterval } from "./interval.ts";
import type { AttainmentRelation, DeviationRelation } from "./published.ts";
import { hundred, type Rational } from "./rational.ts";

export interface RuleTrial {
  /** With R for the result and T for the target. */
  readonly formula: string;
  readonly meaning: string;
  /** From the prints to the letter; undefined when it divides by zero. */
  readonly value: Rational | undefined;
  readonly reproduces: boolean;
  /** The rule that the relation declares. */
  readonly isDeclared: boolean;
}

interface Rule {
  readonly formula: string;
  readonly meaning: string;
  readonly build: (value: Expression, base: Expression) => Expression;
}

const constant = makeConstant(hundred, "100");
const times = (of: Expression): Expression => ({ type: "product", left: of, right: constant });
const relative = (value: Expression, base: Expression): Expression => ({ type: "relative", value, base });
const quotient = (left: Expression, right: Expression): Expression => ({ type: "quotient", left, right });
const minus = (a: Expression, b: Expression) => addExpressions(a, negateExpression(b));

const rules: readonly Rule[] = [
  {
    formula: "100 + (R − T)/|T|·100",
    meaning: "raggiungimento, più è meglio",
    build: (r, t) => addExpressions(constant, times(relative(r, t))),
  },
  {
    formula: "100 + (T − R)/|T|·100",
    meaning: "raggiungimento, meno è meglio",
    build: (r, t) => addExpressions(constant, negateExpression(times(relative(r, t)))),
  },
  {
    formula: "R/T·100",
    meaning: "rapporto fra risultato e obiettivo",
    build: (r, t) => times(quotient(r, t)),
  },
  {
    formula: "T/R·100",
    meaning: "rapporto fra obiettivo e risultato",
    build: (r, t) => times(quotient(t, r)),
  },
  {
    formula: "(R − T)/|T|·100",
    meaning: "scostamento, più è meglio",
    build: (r, t) => times(relative(r, t)),
  },
  {
    formula: "(T − R)/|T|·100",
    meaning: "scostamento, meno è meglio",
    build: (r, t) => negateExpression(times(relative(r, t))),
  },
  {
    formula: "|R − T|/|T|·100",
    meaning: "scostamento senza segno",
    build: (r, t) => ({ type: "absolute", of: times(relative(r, t)) }),
  },
  {
    formula: "|R − T|/|R|·100",
    meaning: "scostamento senza segno, sul risultato",
    build: (r, t) => ({ type: "absolute", of: times(relative(t, r)) }),
  },
  {
    formula: "100 + (R − T)",
    meaning: "100 più la differenza",
    build: (r, t) => addExpressions(constant, minus(r, t)),
  },
  {
    formula: "100 + (T − R)",
    meaning: "100 meno la differenza",
    build: (r, t) => addExpressions(constant, minus(t, r)),
  },
  { formula: "R − T", meaning: "differenza", build: minus },
  { formula: "T − R", meaning: "differenza, meno è meglio", build: (r, t) => minus(t, r) },
];

export function tryRules(
  relation: AttainmentRelation | DeviationRelation,
  declared: Expression,
  evidence: Evidence,
): readonly RuleTrial[] {
  const printed = getOperandRegion(relation.result, evidence);
  const declaredValue = evaluatePoint(declared, evidence);
  const name = findDeclaredFormula(relation);
  return rules.map((rule) => {
    const expression = rule.build(wrapOperand(relation.actual), wrapOperand(relation.target));
    const isDeclared = rule.formula === name;
    let reproduces = false;
    for (const environment of listBranches(expression, evidence)) {
      const value = evaluateExpression(expression, environment);
      if (value !== undefined && printed.some((part) => intersect(part, value) !== undefined))
        reproduces = true;
    }
    const value = isDeclared ? declaredValue : evaluatePoint(expression, evidence);
    return { formula: rule.formula, meaning: rule.meaning, value, reproduces, isDeclared };
  });
}

/** The formula, among those tried, of the rule that a relation declares. */
export function findDeclaredFormula(relation: AttainmentRelation | DeviationRelation): string {
  const isUp = relation.direction === "up";
  if (relation.type === "attainment") {
    if (relation.rule === "ratio") return isUp ? "R/T·100" : "T/R·100";
    if (relation.rule === "difference") return isUp ? "100 + (R − T)" : "100 + (T − R)";
    return isUp ? "100 + (R − T)/|T|·100" : "100 + (T − R)/|T|·100";
  }
  if (relation.measure === "difference") return isUp ? "R − T" : "T − R";
  return isUp ? "(R − T)/|T|·100" : "(T − R)/|T|·100";
}

function evaluatePoint(expression: Expression, evidence: Evidence): Rational | undefined {
  let isComplete = true;
  const value = evaluateExpression(expression, (operand) => {
    const point = findOperandPoint(operand, evidence);
    if (point === undefined) isComplete = false;
    return point === undefined ? { lo: undefined, hi: undefined } : pointInterval(point);
  });
  return isComplete ? value?.lo?.value : undefined;
}
