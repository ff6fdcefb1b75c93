/** The expressions that authors write: `+ − × ÷ ( ) abs()` over names and numbers, by descent within stated limits. */
import { type Expression, makeConstant, negateExpression, wrapOperand } from "./expression.ts";
import type { Operand } from "./operand.ts";
import { findRational } from "./rational.ts";

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

interface Parser {
  readonly text: string;
  readonly tokens: readonly Token[];
  next: number;
  readonly names: { name: string; at: number }[];
  readonly resolve: (name: string) => Operand;
}

/** `resolve` says what a name is; names are also listed with their places, so that unknown ones can be reported. */
export function parseExpression(text: string, resolve: (name: string) => Operand): ExpressionReading {
  if (text.length > maxExpressionLength)
    return { fault: { at: 0, what: "too-long", found: `${text.length}` } };
  const tokens = [...text.matchAll(/\d+(?:\.\d+)?|[a-z_](?:[a-z0-9_.-]*[a-z0-9_])?|\S/giu)].map(
    (match): Token => ({ text: match[0], at: match.index }),
  );
  const parser: Parser = { text, tokens, next: 0, names: [], resolve };
  try {
    const expression = readSum(parser, 0);
    if (parser.next < tokens.length) fail(parser, "unexpected");
    return { expression, names: parser.names };
  } catch (signal) {
    if (signal instanceof FaultSignal) return { fault: signal.fault };
    throw signal;
  }
}

/** Takes the next token if it is one of these. */
function take(parser: Parser, ...expected: readonly string[]): string | undefined {
  const token = parser.tokens[parser.next]?.text;
  if (token === undefined || !expected.includes(token)) return undefined;
  parser.next++;
  return token;
}

function readSum(parser: Parser, depth: number): Expression {
  if (depth > maxExpressionDepth) fail(parser, "too-deep");
  const first = readProduct(parser, depth);
  const terms = [first];
  for (;;) {
    const sign = take(parser, "+", "-", "−");
    if (sign === undefined) break;
    const term = readProduct(parser, depth);
    terms.push(sign === "+" ? term : negateExpression(term));
  }
  return terms.length === 1 ? first : { type: "sum", terms };
}

/** Each factor nests the tree by one: a product is as deep as it is long. */
function readProduct(parser: Parser, depth: number): Expression {
  let left = readFactor(parser, depth);
  for (let count = 0; ; count++) {
    const sign = take(parser, "*", "×", "·", "/", "÷", ":");
    if (sign === undefined) return left;
    if (count > maxExpressionDepth) fail(parser, "too-deep");
    const right = readFactor(parser, depth);
    left = { type: "*×·".includes(sign) ? "product" : "quotient", left, right };
  }
}

function readFactor(parser: Parser, depth: number): Expression {
  if (depth > maxExpressionDepth) fail(parser, "too-deep");
  if (take(parser, "-", "−") !== undefined) return negateExpression(readFactor(parser, depth + 1));
  if (take(parser, "(") !== undefined) return readClosed(parser, depth);
  const token = parser.tokens[parser.next];
  if (token === undefined) return fail(parser, "unfinished");
  if (token.text === "abs" && parser.tokens[parser.next + 1]?.text === "(") {
    parser.next += 2;
    return { type: "absolute", of: readClosed(parser, depth) };
  }
  if (/^\d/.test(token.text)) {
    const value = findRational(token.text) ?? fail(parser, "number");
    parser.next++;
    return makeConstant(value, token.text);
  }
  if (!/^[a-z_]/iu.test(token.text)) return fail(parser, "unexpected");
  parser.next++;
  parser.names.push({ name: token.text, at: token.at });
  return wrapOperand(parser.resolve(token.text));
}

/** What stands between brackets, the opening one already taken. */
function readClosed(parser: Parser, depth: number): Expression {
  const inner = readSum(parser, depth + 1);
  if (take(parser, ")") === undefined) {
    fail(parser, parser.tokens[parser.next] === undefined ? "unfinished" : "unexpected");
  }
  return inner;
}

function fail(parser: Parser, what: ExpressionFault["what"]): never {
  const token = parser.tokens[parser.next];
  throw new FaultSignal({ at: token?.at ?? parser.text.length, what, found: token?.text ?? "" });
}

/** Carries a fault out of the descent; never leaves this file. */
class FaultSignal extends Error {
  readonly fault: ExpressionFault;
  constructor(fault: ExpressionFault) {
    super(fault.what);
    this.fault = fault;
  }
}
