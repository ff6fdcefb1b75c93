/**
 * What each part of a formula measures: number or boolean, quantity and kind, from its operands up. A
 * part that is wrong is reported once and infers nothing, so that one mistake does not become many.
 */
import { Bug, getWord, type Kind, kindWords } from "../model/index.ts";
import type { Formula, Reference, Series, Span } from "./formula.ts";
import type { Measure, Quantity } from "./known-names.ts";
import type { FormulaProblemCode, formulaSentences } from "./problems.ts";
import { isSameQuantity, multiplyQuantities, printQuantity, raiseQuantity } from "./quantity.ts";

/** A quantity that is undefined is that of numbers written in the formula: it takes its neighbour's. */
export type Inferred =
  | { readonly type: "number"; readonly quantity: Quantity | undefined; readonly kind: Kind }
  | { readonly type: "boolean" };
type InferredNumber = Extract<Inferred, { type: "number" }>;

export interface Inference {
  readonly getMeasure: (reference: Reference) => Measure;
  /** The dimensions that a reference has and neither the owner nor a filter settles. */
  readonly findFree: (reference: Reference) => readonly string[];
  readonly report: <Code extends FormulaProblemCode>(
    code: Code,
    span: Span,
    ...parameters: Parameters<(typeof formulaSentences)[Code]>
  ) => undefined;
}

const nameKind = (kind: Kind): string => getWord(kindWords, kind);
export const isAdditive = (kind: Kind): boolean => kind === "flow" || kind === "stock" || kind === "level";
const literal: InferredNumber = { type: "number", quantity: undefined, kind: "score" };
const boolean: Inferred = { type: "boolean" };
const isLiteral = (inferred: InferredNumber): boolean => inferred.quantity === undefined;
const asScore = ({ quantity }: InferredNumber): InferredNumber => ({
  type: "number",
  quantity,
  kind: "score",
});

export function inferMeasure(formula: Formula, inference: Inference): Inferred | undefined {
  switch (formula.type) {
    case "number":
      return literal;
    case "boolean":
      return boolean;
    case "reference":
      return inferReference(formula, inference);
    case "series":
      return inferSeries(formula, inference);
    case "negate":
      return inferNumber(formula.operand, inference);
    case "arithmetic":
      return inferArithmetic(formula, inference);
    case "comparison":
      return inferComparison(formula, inference);
    case "between": {
      const parts = [formula.value, formula.low, formula.high].map((part) => inferNumber(part, inference));
      unifyAll("si confrontano", formula, parts, inference);
      return boolean;
    }
    case "logic":
      for (const part of [formula.left, formula.right]) requireBoolean(part, inference);
      return boolean;
    case "if":
      return inferIf(formula, inference);
    case "scalar":
      return inferScalar(formula, inference);
    case "list":
      return inferList(formula, inference);
    default:
      throw new Bug(`formula di tipo inatteso: ${JSON.stringify(formula)}`);
  }
}

export function inferNumber(formula: Formula, inference: Inference): InferredNumber | undefined {
  const inferred = inferMeasure(formula, inference);
  if (inferred?.type === "boolean") return inference.report("number-expected", formula);
  return inferred;
}

function requireBoolean(formula: Formula, inference: Inference): void {
  if (inferMeasure(formula, inference)?.type === "number") inference.report("boolean-expected", formula);
}

function inferReference(reference: Reference, inference: Inference): InferredNumber {
  const { quantity, kind } = inference.getMeasure(reference);
  const free = inference.findFree(reference);
  if (free.length > 0) {
    const example = free.map((dimension) => `${dimension} = "…"`).join(" and ");
    inference.report("free-dimension", reference, reference.indicator, free, example);
  }
  return { type: "number", quantity, kind };
}

function inferSeries(series: Series, inference: Inference): InferredNumber | undefined {
  const { name, operand, weight } = series;
  const { quantity, kind } = inferReference(operand, inference);
  const number = (result: Kind): InferredNumber => ({ type: "number", quantity, kind: result });
  switch (name) {
    case "precedente":
    case "anno_precedente":
    case "edizione_precedente":
      return number(kind);
    case "totale_sottoalbero":
      if (isAdditive(kind)) return number(kind);
      return inference.report("sum-of-ratios", series, operand.indicator, name, nameKind(kind));
    case "cumulato":
    case "da_inizio_anno":
      // A running total is last in time and summed over offices: a stock.
      if (kind === "flow") return number("stock");
      if (!isAdditive(kind))
        return inference.report("sum-of-ratios", series, operand.indicator, name, nameKind(kind));
      return inference.report("cumulated-not-flow", series, operand.indicator, name, nameKind(kind));
    case "media_gruppo":
    case "media_gruppo_anno_precedente": {
      const weightKind = weight === undefined ? undefined : inferReference(weight, inference).kind;
      if (weight !== undefined && weightKind !== undefined && !isAdditive(weightKind))
        return inference.report("weight-not-additive", weight, name, weight.indicator, nameKind(weightKind));
      return number("score");
    }
    default:
      throw new Bug(`funzione inattesa: ${name}`);
  }
}

function inferArithmetic(
  formula: Extract<Formula, { type: "arithmetic" }>,
  inference: Inference,
): InferredNumber | undefined {
  const left = inferNumber(formula.left, inference);
  const right = inferNumber(formula.right, inference);
  if (left === undefined || right === undefined) return undefined;
  switch (formula.operator) {
    case "+":
      return unify("si sommano", formula, left, right, inference);
    case "-":
      return unify("si sottraggono", formula, left, right, inference);
    case "*":
      return multiply(left, right);
    case "/":
      return divide(left, right);
    case "**": {
      if (isLiteral(left)) return literal;
      return {
        type: "number",
        quantity: raiseQuantity(left.quantity ?? {}, getExponent(formula.right)),
        kind: "score",
      };
    }
    default:
      throw new Bug(`operatore inatteso: ${formula.operator}`);
  }
}

function getExponent(formula: Formula): number {
  if (formula.type === "negate") return -getExponent(formula.operand);
  if (formula.type !== "number") throw new Bug("esponente che non è un numero");
  return formula.value;
}

/** A number written in the formula scales, and leaves quantity and kind as they are. */
function multiply(left: InferredNumber, right: InferredNumber): InferredNumber {
  if (isLiteral(left)) return right;
  if (isLiteral(right)) return left;
  return {
    type: "number",
    quantity: multiplyQuantities(left.quantity ?? {}, right.quantity ?? {}, 1),
    kind: "score",
  };
}

function divide(left: InferredNumber, right: InferredNumber): InferredNumber {
  if (isLiteral(right)) return left;
  return {
    type: "number",
    quantity: multiplyQuantities(left.quantity ?? {}, right.quantity ?? {}, -1),
    kind: "ratio",
  };
}

/** The common quantity and kind of two numbers that are added or compared; mixtures are scores. */
function unify(
  operation: string,
  span: Span,
  left: InferredNumber,
  right: InferredNumber,
  inference: Inference,
): InferredNumber | undefined {
  if (
    left.quantity !== undefined &&
    right.quantity !== undefined &&
    !isSameQuantity(left.quantity, right.quantity)
  )
    return inference.report(
      "quantities-differ",
      span,
      operation,
      printQuantity(left.quantity),
      printQuantity(right.quantity),
    );
  const kind = left.kind === right.kind && isAdditive(left.kind) ? left.kind : "score";
  return { type: "number", quantity: left.quantity ?? right.quantity, kind };
}

function unifyAll(
  operation: string,
  span: Span,
  parts: readonly (InferredNumber | undefined)[],
  inference: Inference,
): InferredNumber | undefined {
  let whole = parts[0];
  for (const part of parts.slice(1)) {
    if (whole === undefined || part === undefined) return undefined;
    whole = unify(operation, span, whole, part, inference);
  }
  return whole;
}

/** Booleans may be compared for equality only, and with each other. */
function inferComparison(formula: Extract<Formula, { type: "comparison" }>, inference: Inference): Inferred {
  const left = inferMeasure(formula.left, inference);
  const right = inferMeasure(formula.right, inference);
  if (left === undefined || right === undefined) return boolean;
  const isEquality = formula.operator === "=" || formula.operator === "!=";
  if (isEquality && left.type === "boolean" && right.type === "boolean") return boolean;
  if (left.type === "boolean") inference.report("number-expected", formula.left);
  else if (right.type === "boolean") inference.report("number-expected", formula.right);
  else unify("si confrontano", formula, left, right, inference);
  return boolean;
}

/** What an office gets depends on its condition, so even of additive branches the totals do not add up. */
function inferIf(formula: Extract<Formula, { type: "if" }>, inference: Inference): Inferred | undefined {
  requireBoolean(formula.condition, inference);
  const then = inferMeasure(formula.then, inference);
  const otherwise = inferMeasure(formula.otherwise, inference);
  if (then === undefined || otherwise === undefined) return undefined;
  if (then.type === "boolean" && otherwise.type === "boolean") return boolean;
  if (then.type === "boolean") return inference.report("number-expected", formula.then);
  if (otherwise.type === "boolean") return inference.report("number-expected", formula.otherwise);
  const both = unify("si scelgono", formula, then, otherwise, inference);
  return both && asScore(both);
}

function inferScalar(
  formula: Extract<Formula, { type: "scalar" }>,
  inference: Inference,
): Inferred | undefined {
  const [operand] = formula.operands;
  if (operand === undefined) throw new Bug(`${formula.name} senza argomenti`);
  if (formula.name === "not") {
    requireBoolean(operand, inference);
    return boolean;
  }
  const number = inferNumber(operand, inference);
  if (number === undefined || isLiteral(number)) return number;
  if (formula.name !== "sqrt") return asScore(number);
  return { type: "number", quantity: raiseQuantity(number.quantity ?? {}, 0.5), kind: "score" };
}

function inferList(
  formula: Extract<Formula, { type: "list" }>,
  inference: Inference,
): InferredNumber | undefined {
  const { name, operands } = formula;
  let aggregates = operands.length > 1;
  const parts = operands.map((operand) => {
    if (operand.type !== "reference") return inferNumber(operand, inference);
    const free = inference.findFree(operand);
    if (free.length === 0) return inferNumber(operand, inference);
    aggregates = true;
    const { quantity, kind } = inference.getMeasure(operand);
    if (name === "sum" && !isAdditive(kind))
      return inference.report("sum-of-ratios", operand, operand.indicator, name, nameKind(kind));
    return { type: "number", quantity, kind } as const;
  });
  if (!aggregates) return inference.report("nothing-to-aggregate", formula, name);
  if (name === "count") return { type: "number", quantity: {}, kind: "score" };
  const whole = unifyAll("si mettono insieme", formula, parts, inference);
  return name === "sum" ? whole : whole && asScore(whole);
}
