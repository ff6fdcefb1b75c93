/** The text of a row's condition to a typed tree: the grammar is FEEL's, the names are the source's columns. */
import {
  createFormulaReader,
  type FormulaReader,
  getParts,
  readSyntax,
  type SyntaxNode,
} from "../formula/index.ts";
import {
  type FactColumn,
  type FactSource,
  type FormulaText,
  findNearestName,
  getDayNumber,
  isDay,
  type Outcome,
  type Problem,
} from "../model/index.ts";
import { type ConditionCode, type ConditionDetails, conditionProblem } from "./problems.ts";
import type { RowExpression } from "./row-expression.ts";

/** What a part of a condition is, and with how many decimals its whole number is scaled. */
interface Typed {
  readonly type: "text" | "number" | "day" | "truth";
  readonly decimals: number;
  readonly expression: RowExpression;
}

interface Reading {
  readonly source: FactSource;
  readonly reader: FormulaReader;
  readonly report: <Code extends ConditionCode>(
    code: Code,
    details: ConditionDetails<Code>,
    span: { from: number; to: number },
  ) => undefined;
}

const noNames = { indicators: new Map(), members: new Map() };
const comparisons = ["=", "!=", "<", "<=", ">", ">="] as const;
const columnKinds = {
  text: "text",
  integer: "number",
  number: "number",
  day: "day",
  "yes-no": "truth",
} as const;

/** A condition over the columns of `source`; undefined with the problems that say why. */
export function readCondition(
  text: FormulaText,
  source: FactSource,
  subject: string,
): Outcome<RowExpression | undefined> {
  const reader = createFormulaReader(text, noNames, subject);
  const problems: Problem[] = [];
  const report: Reading["report"] = (code, details, span) => {
    problems.push(conditionProblem(code, details, text, span.from, subject));
    return undefined;
  };
  const root = readSyntax(text.text, reader);
  const typed = root === undefined ? undefined : convert(root, { source, reader, report });
  if (typed !== undefined && typed.type !== "truth" && root !== undefined)
    report("condition-without-answer", undefined, root);
  const all = [...reader.problems, ...problems];
  return { value: all.length === 0 ? typed?.expression : undefined, problems: all };
}

function convert(node: SyntaxNode, reading: Reading): Typed | undefined {
  const { reader, report } = reading;
  const source = reader.getSource(node);
  switch (node.name) {
    case "ParenthesizedExpression":
      return convert(getParts(node)[1]!, reading);
    case "StringLiteral":
      return { type: "text", decimals: 0, expression: { type: "text", value: readText(source) } };
    case "BooleanLiteral":
      return {
        type: "truth",
        decimals: 0,
        expression: { type: "integer", value: source === "true" ? 1 : 0 },
      };
    case "NumericLiteral":
      return convertNumber(source) ?? report("condition-unusable", { what: source }, node);
    case "VariableName":
      return convertColumn(node, source, reading);
    case "DateTimeLiteral":
      return convertDay(node, reading);
    case "ArithmeticExpression":
      return convertArithmetic(node, reading);
    case "Comparison":
      return convertComparison(node, reading);
    case "Conjunction":
    case "Disjunction":
      return convertLogic(node, reading);
    case "FunctionInvocation":
      return convertCall(node, reading);
    default:
      return report("condition-unusable", { what: source.slice(0, 40) }, node);
  }
}

/** Between quotes, with the few escapes that FEEL has. */
function readText(source: string): string {
  return source.slice(1, -1).replaceAll(/\\(["\\])/g, "$1");
}

function convertNumber(source: string): Typed | undefined {
  const match = /^(-?)\s*(\d+)(?:\.(\d+))?$/.exec(source);
  if (match === null) return undefined;
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  const value = Number(`${match[2]}${fraction}`);
  if (!Number.isSafeInteger(value)) return undefined;
  const signed = match[1] === "-" && value !== 0 ? -value : value;
  return { type: "number", decimals: fraction.length, expression: { type: "integer", value: signed } };
}

function convertColumn(node: SyntaxNode, name: string, { source, report }: Reading): Typed | undefined {
  const column = source.columns.find(({ id }) => id === name);
  if (column !== undefined) return typeColumn(column);
  const names = source.columns.map(({ id }) => id);
  return report("unknown-fact-column", { name, names, nearest: findNearestName(name, names) }, node);
}

function typeColumn({ id, type, decimals }: FactColumn): Typed {
  return { type: columnKinds[type], decimals, expression: { type: "column", column: id } };
}

function convertDay(node: SyntaxNode, { reader, report }: Reading): Typed | undefined {
  const match = /^date\(\s*"([^"]*)"\s*\)$/.exec(reader.getSource(node));
  const day = match?.[1];
  if (day === undefined || !isDay(day))
    return report("condition-unusable", { what: reader.getSource(node).slice(0, 40) }, node);
  return { type: "day", decimals: 0, expression: { type: "integer", value: getDayNumber(day) } };
}

/** Both sides as whole numbers of the same decimals. */
function align(left: Typed, right: Typed): [RowExpression, RowExpression, number] {
  const decimals = Math.max(left.decimals, right.decimals);
  return [scale(left, decimals), scale(right, decimals), decimals];
}

function scale({ expression, decimals }: Typed, wanted: number): RowExpression {
  if (decimals === wanted) return expression;
  const factor = 10 ** (wanted - decimals);
  if (expression.type === "integer") return { type: "integer", value: expression.value * factor };
  return { type: "arithmetic", operator: "*", left: expression, right: { type: "integer", value: factor } };
}

function convertArithmetic(node: SyntaxNode, reading: Reading): Typed | undefined {
  const { reader, report } = reading;
  const parts = getParts(node);
  const operator = parts.length === 3 ? reader.getSource(parts[1]!) : "";
  if (operator !== "+" && operator !== "-" && operator !== "*")
    return report("condition-unusable", { what: reader.getSource(node).slice(0, 40) }, node);
  const left = convert(parts[0]!, reading);
  const right = convert(parts[2]!, reading);
  if (left === undefined || right === undefined) return undefined;
  if (left.type !== "number" || right.type !== "number")
    return report("condition-mixes", { operator, left: left.type, right: right.type }, node);
  if (operator === "*") {
    const expression = {
      type: "arithmetic",
      operator,
      left: left.expression,
      right: right.expression,
    } as const;
    return { type: "number", decimals: left.decimals + right.decimals, expression };
  }
  const [a, b, decimals] = align(left, right);
  return { type: "number", decimals, expression: { type: "arithmetic", operator, left: a, right: b } };
}

function convertComparison(node: SyntaxNode, reading: Reading): Typed | undefined {
  const { reader, report } = reading;
  const parts = getParts(node);
  const written = reader.getSource(parts[1]!);
  const operator = comparisons.find((known) => known === written);
  if (operator === undefined || parts.length !== 3)
    return report("condition-unusable", { what: written }, parts[1]!);
  const left = convert(parts[0]!, reading);
  const right = convert(parts[2]!, reading);
  if (left === undefined || right === undefined) return undefined;
  const isOrder = operator !== "=" && operator !== "!=";
  if (left.type !== right.type || (isOrder && (left.type === "text" || left.type === "truth")))
    return report("condition-mixes", { operator, left: left.type, right: right.type }, node);
  const [a, b] = align(left, right);
  return { type: "truth", decimals: 0, expression: { type: "comparison", operator, left: a, right: b } };
}

function convertLogic(node: SyntaxNode, reading: Reading): Typed | undefined {
  const parts = getParts(node);
  const operator = node.name === "Conjunction" ? "and" : "or";
  const left = convertTruth(parts[0]!, operator, reading);
  const right = convertTruth(parts[2]!, operator, reading);
  if (left === undefined || right === undefined) return undefined;
  return { type: "truth", decimals: 0, expression: { type: "logic", operator, left, right } };
}

function convertTruth(node: SyntaxNode, operator: string, reading: Reading): RowExpression | undefined {
  const typed = convert(node, reading);
  if (typed === undefined || typed.type === "truth") return typed?.expression;
  return reading.report("condition-mixes", { operator, left: typed.type, right: "truth" }, node);
}

/** `not(…)` and `giorni(da, a)`, the whole days from one day to another. */
function convertCall(node: SyntaxNode, reading: Reading): Typed | undefined {
  const { reader, report } = reading;
  const [callee, , parameters] = getParts(node);
  const name = callee === undefined ? "" : reader.getSource(callee);
  const nodes = parameters?.name === "PositionalParameters" ? getParts(parameters) : [];
  if (name === "not" && nodes.length === 1) {
    const operand = convertTruth(nodes[0]!, name, reading);
    return operand && { type: "truth", decimals: 0, expression: { type: "not", operand } };
  }
  if (name !== "giorni" || nodes.length !== 2)
    return report("condition-unusable", { what: reader.getSource(node).slice(0, 40) }, node);
  const [from, to] = nodes.map((each) => convert(each, reading));
  if (from === undefined || to === undefined) return undefined;
  if (from.type !== "day" || to.type !== "day")
    return report("condition-mixes", { operator: "giorni", left: from.type, right: to.type }, node);
  return { type: "number", decimals: 0, expression: countDays(from.expression, to.expression) };
}

/** The whole days from one day to another: days are numbers, and clocks do not enter. */
export function countDays(from: RowExpression, to: RowExpression): RowExpression {
  return { type: "arithmetic", operator: "-", left: to, right: from };
}
