/**
 * The one form that relations compile to: a tree over figures, unknowns and constants. Deviations
 * are a node of their own, so that the target occurs once and its interval is not counted twice.
 */
import type { Operand } from "./operand.ts";
import type { Rational } from "./rational.ts";

export type Expression =
  | { readonly type: "operand"; readonly operand: Operand }
  | { readonly type: "sum"; readonly terms: readonly Expression[] }
  | { readonly type: "negate"; readonly of: Expression }
  | { readonly type: "product"; readonly left: Expression; readonly right: Expression }
  | { readonly type: "quotient"; readonly left: Expression; readonly right: Expression }
  | { readonly type: "absolute"; readonly of: Expression }
  /** (value − base) / |base|: not defined for a base of zero. */
  | { readonly type: "relative"; readonly value: Expression; readonly base: Expression };

export function makeConstant(value: Rational, text: string): Expression {
  return { type: "operand", operand: { type: "constant", value, text } };
}

export function wrapOperand(operand: Operand): Expression {
  return { type: "operand", operand };
}

export function addExpressions(...terms: readonly Expression[]): Expression {
  return { type: "sum", terms };
}

export function negateExpression(of: Expression): Expression {
  return { type: "negate", of };
}

/** Every operand of the tree, left to right, constants included, repeated if it occurs more than once. */
export function listOperands(expression: Expression): Operand[] {
  switch (expression.type) {
    case "operand":
      return [expression.operand];
    case "sum":
      return expression.terms.flatMap(listOperands);
    case "negate":
    case "absolute":
      return listOperands(expression.of);
    case "product":
    case "quotient":
      return [...listOperands(expression.left), ...listOperands(expression.right)];
    case "relative":
      return [...listOperands(expression.value), ...listOperands(expression.base)];
  }
}
