/**
 * A relation as one equation: the printed result on one side, an expression on the other. Each figure
 * occurs once wherever the arithmetic allows, so that its rounding is counted once. Claims in prose,
 * restatements and means with undisclosed weights are not equations and have files of their own.
 */

import { findOwnPoint } from "./evidence.ts";
import {
  addExpressions,
  type Expression,
  makeConstant,
  negateExpression,
  wrapOperand,
} from "./expression.ts";
import type { Operand } from "./operand.ts";

import type {
  AttainmentRelation,
  DeviationRelation,
  PublishedFigure,
  Relation,
  WeightedMeanRelation,
} from "./published.ts";
import { add, hundred, isEqual, one, type Rational, zero } from "./rational.ts";

export interface Equation {
  readonly relation: Relation;
  readonly result: Operand;
  readonly expression: Expression;
}

const constantHundred = makeConstant(hundred, "100");

/** Undefined for relations that are not equations. */
export function findEquation(
  relation: Relation,
  figures: ReadonlyMap<string, PublishedFigure>,
): Equation | undefined {
  switch (relation.type) {
    case "sum": {
      const terms = relation.added.map(wrapOperand);
      const minus = relation.subtracted.map((operand) => negateExpression(wrapOperand(operand)));
      return { relation, result: relation.result, expression: { type: "sum", terms: [...terms, ...minus] } };
    }
    case "ratio": {
      const left = wrapOperand(relation.numerator);
      const right = wrapOperand(relation.denominator);
      const quotient: Expression = { type: "quotient", left, right };
      const expression = isEqual(relation.factor, one) ? quotient : multiplyBy(quotient, relation.factor);
      return { relation, result: relation.result, expression };
    }
    case "deviation":
      return { relation, result: relation.result, expression: compileDeviation(relation) };
    case "attainment":
      return { relation, result: relation.result, expression: compileAttainment(relation) };
    case "identity":
    case "equation":
      return { relation, result: relation.result, expression: relation.expression };
    case "weighted-mean":
      return relation.weights === "disclosed"
        ? { relation, result: relation.result, expression: compileMean(relation, figures) }
        : undefined;
    default:
      return undefined;
  }
}

function multiplyBy(expression: Expression, factor: Rational): Expression {
  return { type: "product", left: expression, right: makeConstant(factor, "") };
}

/** (R − T)/|T| · 100 where more is better, its opposite where less is. */
function compileDeviation(relation: DeviationRelation): Expression {
  const value = wrapOperand(relation.actual);
  const base = wrapOperand(relation.target);
  const up: Expression =
    relation.measure === "percent"
      ? multiplyBy({ type: "relative", value, base }, hundred)
      : addExpressions(value, negateExpression(base));
  return relation.direction === "up" ? up : negateExpression(up);
}

function compileAttainment(relation: AttainmentRelation): Expression {
  const value = wrapOperand(relation.actual);
  const base = wrapOperand(relation.target);
  const isUp = relation.direction === "up";
  switch (relation.rule) {
    case "ratio":
      return multiplyBy({ type: "quotient", left: isUp ? value : base, right: isUp ? base : value }, hundred);
    case "deviation":
    case "difference": {
      const measure = relation.rule === "deviation" ? "percent" : "difference";
      const deviation = compileDeviation({ ...relation, type: "deviation", measure });
      return addExpressions(constantHundred, deviation);
    }
  }
}

/**
 * Σ wᵢxᵢ / Σ wᵢ. Weights that are printed to add up to 1 or 100 are divided by that number, so that a
 * weight occurs once and a changed weight cannot hide behind its own sum.
 */
function compileMean(
  relation: WeightedMeanRelation,
  figures: ReadonlyMap<string, PublishedFigure>,
): Expression {
  const products: Expression[] = [];
  const weights: Expression[] = [];
  let total: Rational | undefined = zero;
  for (const { operand, weight } of relation.components) {
    if (weight === undefined) continue;
    products.push({ type: "product", left: wrapOperand(weight), right: wrapOperand(operand) });
    weights.push(wrapOperand(weight));
    const value = findOwnPoint(weight, figures);
    total = total === undefined || value === undefined ? undefined : add(total, value);
  }
  const isRound = total !== undefined && (isEqual(total, hundred) || isEqual(total, one));
  const right =
    isRound && total !== undefined ? makeConstant(total, "") : { type: "sum" as const, terms: weights };
  return { type: "quotient", left: { type: "sum" as const, terms: products }, right };
}
