/**
 * How an expression becomes loops: one for each operation, or one for two or three operations that are often written
 * together. Told once for a formula, from its form alone.
 */
import type { Expression } from "../graph/index.ts";
import { Bug } from "../model/index.ts";
import { canHideInfinity } from "./find-sensitivity.ts";
import {
  type BinaryOperator,
  type Choice,
  runBinary,
  runChange,
  runChoiceIf,
  runPlusTimes,
  runRootOfSize,
  runShare,
  runTimes,
  runTwoSums,
  runUnary,
  runWeighted,
} from "./kernels.ts";

type Binary = Extract<Expression, { type: "binary" }>;
type List = Extract<Expression, { type: "list" }>;

export type Plan =
  | { readonly type: "constant"; readonly value: number }
  | { readonly type: "operand"; readonly slot: number }
  | LoopPlan
  | { readonly type: "list"; readonly name: List["name"]; readonly members: readonly Plan[] }
  | ChoicePlan;

/** What depends on all of its parts, and is computed from their runs in one loop. */
export interface LoopPlan {
  readonly type: "loop";
  readonly parts: readonly Plan[];
  readonly run: (values: readonly Float64Array[], out: Float64Array, n: number) => void;
}

export interface ChoicePlan {
  readonly type: "if";
  readonly condition: Plan;
  /** The loop that compares the parts of the condition and chooses, where the condition is a comparison. */
  readonly runCompared: Choice | undefined;
  readonly then: Plan;
  readonly otherwise: Plan;
}

export function planLoops(expression: Expression): Plan {
  return planPart(expression, !canHideInfinity(expression));
}

/** `isFree`: nothing in the whole formula can turn an infinity into a value. */
function planPart(expression: Expression, isFree: boolean): Plan {
  switch (expression.type) {
    case "constant":
    case "operand":
      return expression;
    case "binary":
      return planBinary(expression, isFree);
    case "scalar":
      return planScalar(expression, isFree);
    case "list":
      return {
        type: "list",
        name: expression.name,
        members: expression.operands.map((operand) => planPart(operand, isFree)),
      };
    case "if":
      return planChoice(expression, isFree);
  }
}

function planLoop(parts: readonly Expression[], isFree: boolean, run: LoopPlan["run"]): LoopPlan {
  return { type: "loop", parts: parts.map((part) => planPart(part, isFree)), run };
}

function planBinary({ operator, left, right }: Binary, isFree: boolean): LoopPlan {
  if (operator === "+" || operator === "-") return planSum(operator, left, right, isFree);
  if (operator === "*" && left.type === "constant") return planTimes(left.value, right, isFree);
  if (operator === "*" && right.type === "constant") return planTimes(right.value, left, isFree);
  if (operator === "/" && isFree && right.type === "operand") return planShare(left, right, 1);
  return planTwo(operator, left, right, isFree);
}

function planTwo(operator: BinaryOperator, left: Expression, right: Expression, isFree: boolean): LoopPlan {
  const run = runBinary[operator];
  return planLoop([left, right], isFree, ([a, b], out, n) => run(a!, b!, out, n));
}

function planTimes(factor: number, of: Expression, isFree: boolean): LoopPlan {
  // A quotient may be infinite for a while where nothing hides it and its divisor is not itself computed.
  if (isFree && of.type === "binary" && of.operator === "/" && of.right.type === "operand")
    return planShare(of.left, of.right, factor);
  return planLoop([of], isFree, ([a], out, n) => runTimes(factor, a!, out, n));
}

/** A share or a relative change, most often in percent. */
function planShare(left: Expression, divisor: Expression, factor: number): LoopPlan {
  if (left.type === "binary" && left.operator === "-")
    return planLoop([left.left, left.right, divisor], true, ([a, b, d], out, n) =>
      runChange(a!, b!, d!, factor, out, n),
    );
  return planLoop([left, divisor], true, ([a, b], out, n) => runShare(a!, b!, factor, out, n));
}

/** A sum or a difference; of three terms, or with a weighted last one, in one loop. */
function planSum(operator: "+" | "-", left: Expression, right: Expression, isFree: boolean): LoopPlan {
  const last = operator === "+" ? findTerm(right) : undefined;
  if (last !== undefined) return planWeighted(left, last, isFree);
  if (left.type === "binary" && (left.operator === "+" || left.operator === "-")) {
    const run = runTwoSums[left.operator][operator];
    return planLoop([left.left, left.right, right], isFree, ([a, b, d], out, n) => run(a!, b!, d!, out, n));
  }
  return planTwo(operator, left, right, isFree);
}

/** A product with a constant. */
interface Term {
  readonly weight: number;
  readonly of: Expression;
}

function findTerm(expression: Expression): Term | undefined {
  if (expression.type !== "binary" || expression.operator !== "*") return undefined;
  const { left, right } = expression;
  return left.type === "constant" ? { weight: left.value, of: right } : undefined;
}

/** A sum with a weighted last term; of three such terms, in one loop. */
function planWeighted(left: Expression, last: Term, isFree: boolean): LoopPlan {
  const isSum = left.type === "binary" && left.operator === "+";
  const [first, second] = isSum ? [findTerm(left.left), findTerm(left.right)] : [];
  if (first === undefined || second === undefined)
    return planLoop([left, last.of], isFree, ([a, b], out, n) => runPlusTimes(a!, last.weight, b!, out, n));
  const weights = [first.weight, second.weight, last.weight] as const;
  return planLoop([first.of, second.of, last.of], isFree, ([a, b, d], out, n) =>
    runWeighted(a!, b!, d!, weights, out, n),
  );
}

function planScalar(
  { name, operands: [first, second] }: Extract<Expression, { type: "scalar" }>,
  isFree: boolean,
): LoopPlan {
  if (first === undefined) throw new Bug(`${name} senza operandi`);
  if (name === "round half up")
    return planTwo("round", first, second ?? { type: "constant", value: 0 }, isFree);
  if (name === "sqrt" && first.type === "scalar" && first.name === "abs")
    return planLoop(first.operands, isFree, ([a], out, n) => runRootOfSize(a!, out, n));
  const run = runUnary[name];
  return planLoop([first], isFree, ([a], out, n) => run(a!, out, n));
}

function planChoice(
  { condition, then, otherwise }: Extract<Expression, { type: "if" }>,
  isFree: boolean,
): ChoicePlan {
  return {
    type: "if",
    condition: planPart(condition, isFree),
    runCompared: condition.type === "binary" ? runChoiceIf[condition.operator] : undefined,
    then: planPart(then, isFree),
    otherwise: planPart(otherwise, isFree),
  };
}
