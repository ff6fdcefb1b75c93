/**
 * The one form that relations compile to: a tree over figures, unknowns and constants. Deviations
 * are a node of their own, so that the target occurs once and its interval is not counted twice.
 */
import type { Operand } from "./operand.ts";
import { findRational, type Rational } from "./rational.ts";

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

/** Stated work limits of the expressions that authors write. */
export const maxExpressionLength = 4000;
export const maxExpressionDepth = 60;

/** What is wrong, and where in the text (from 0). */
export interface ExpressionFault {
  readonly at: number;
  readonly what: "unexpected" | "unfinished" | "too-deep" | "too-long" | "number";
  readonly found: string;
}

export type ExpressionReading =
  | { readonly expression: Expression; readonly names: readonly { name: string; at: number }[] }
  | { readonly fault: ExpressionFault };

interface Token {
  readonly text: string;
  readonly at: number;
}

/** Reads `+ − × ÷ ( ) abs()` over names and numbers. `resolve` says what a name is. */
export function parseExpression(text: string, resolve: (name: string) => Operand): ExpressionReading {
  if (text.length > maxExpressionLength)
    return { fault: { at: 0, what: "too-long", found: `${text.length}` } };
  const tokens = [...text.matchAll(/\d+(?:\.\d+)?|[a-z_](?:[a-z0-9_.-]*[a-z0-9_])?|\S/giu)].map(
    (match): Token => ({ text: match[0], at: match.index }),
  );
  const names: { name: string; at: number }[] = [];
  let next = 0;
  const fail = (what: ExpressionFault["what"]): never => {
    const token = tokens[next];
    throw new FaultSignal({ at: token?.at ?? text.length, what, found: token?.text ?? "" });
  };
  const take = (...expected: readonly string[]): string | undefined => {
    const token = tokens[next]?.text;
    if (token === undefined || !expected.includes(token)) return undefined;
    next++;
    return token;
  };
  const readSum = (depth: number): Expression => {
    if (depth > maxExpressionDepth) fail("too-deep");
    const terms = [readProduct(depth)];
    for (;;) {
      const sign = take("+", "-", "−");
      if (sign === undefined) break;
      const term = readProduct(depth);
      terms.push(sign === "+" ? term : negateExpression(term));
    }
    const [only] = terms;
    return terms.length === 1 && only !== undefined ? only : { type: "sum", terms };
  };
  const readProduct = (depth: number): Expression => {
    let left = readFactor(depth);
    for (let count = 0; ; count++) {
      const sign = take("*", "×", "·", "/", "÷", ":");
      if (sign === undefined) return left;
      if (count > maxExpressionDepth) fail("too-deep");
      const right = readFactor(depth);
      left = { type: "*×·".includes(sign) ? "product" : "quotient", left, right };
    }
  };
  const readFactor = (depth: number): Expression => {
    if (depth > maxExpressionDepth) fail("too-deep");
    if (take("-", "−") !== undefined) return negateExpression(readFactor(depth + 1));
    if (take("(") !== undefined) return readClosed(depth);
    const token = tokens[next];
    if (token === undefined) return fail("unfinished");
    if (token.text === "abs" && tokens[next + 1]?.text === "(") {
      next += 2;
      return { type: "absolute", of: readClosed(depth) };
    }
    if (/^\d/.test(token.text)) {
      const value = findRational(token.text) ?? fail("number");
      next++;
      return makeConstant(value, token.text);
    }
    if (!/^[a-z_]/iu.test(token.text)) return fail("unexpected");
    next++;
    names.push({ name: token.text, at: token.at });
    return wrapOperand(resolve(token.text));
  };
  const readClosed = (depth: number): Expression => {
    const inner = readSum(depth + 1);
    if (take(")") === undefined) fail(tokens[next] === undefined ? "unfinished" : "unexpected");
    return inner;
  };
  try {
    const expression = readSum(0);
    if (next < tokens.length) fail("unexpected");
    return { expression, names };
  } catch (signal) {
    if (signal instanceof FaultSignal) return { fault: signal.fault };
    throw signal;
  }
}

/** Carries a fault out of the descent; never leaves this file. */
class FaultSignal extends Error {
  readonly fault: ExpressionFault;
  constructor(fault: ExpressionFault) {
    super(fault.what);
    this.fault = fault;
  }
}
