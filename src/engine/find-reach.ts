/** How large the values of an expression can be, told from its form and from how large its operands are. */
import type { Expression } from "../graph/index.ts";
import type { Column } from "./column.ts";

export interface Reach {
  /** Every value is less than 2 to this, whatever its sign. */
  readonly reach: number;
  /** Whether finite operands may give no finite value. */
  readonly mayFail: boolean;
}

/** Numbers end at 2 to the 1024th; the rest is a margin for what is rounded on the way. */
const largestReach = 1000;
const unknown: Reach = { reach: Number.POSITIVE_INFINITY, mayFail: true };
const truth: Reach = { reach: 1, mayFail: false };

export function findReach(expression: Expression, operands: readonly Column[]): Reach {
  switch (expression.type) {
    case "constant":
      return ofReach(Math.max(0, Math.ceil(Math.log2(Math.abs(expression.value))) + 1), []);
    case "operand":
      return ofReach(operands[expression.slot]!.reach, []);
    case "binary":
      return findReachOfTwo(expression, operands);
    case "scalar":
      return findReachOfScalar(expression, operands);
    case "list": {
      const parts = expression.operands.map((part) => findReach(part, operands));
      if (parts.length === 0) return unknown;
      return ofReach(findLargest(parts) + Math.ceil(Math.log2(parts.length + 1)), parts);
    }
    case "if": {
      const branches = [expression.then, expression.otherwise].map((branch) => findReach(branch, operands));
      return ofReach(findLargest(branches), [findReach(expression.condition, operands), ...branches]);
    }
  }
}

function findLargest(parts: readonly Reach[]): number {
  return Math.max(0, ...parts.map(({ reach }) => reach));
}

function ofReach(reach: number, parts: readonly Reach[]): Reach {
  return { reach, mayFail: !(reach < largestReach) || parts.some(({ mayFail }) => mayFail) };
}

function findReachOfTwo(
  { operator, left, right }: Extract<Expression, { type: "binary" }>,
  operands: readonly Column[],
): Reach {
  const parts = [left, right].map((part) => findReach(part, operands));
  const [a, b] = parts.map(({ reach }) => reach) as [number, number];
  switch (operator) {
    case "+":
    case "-":
      return ofReach(Math.max(a, b) + 1, parts);
    case "*":
      return ofReach(a + b, parts);
    case "/": {
      // By zero there is no quotient, and by very little a large one.
      const fineness = right.type === "operand" ? operands[right.slot]!.fineness : Number.POSITIVE_INFINITY;
      return { reach: a + fineness, mayFail: true };
    }
    case "**":
      return unknown;
    default:
      // Comparisons look at a difference.
      return ofReach(Math.max(a, b) + 1, parts).mayFail ? { ...truth, mayFail: true } : truth;
  }
}

function findReachOfScalar(
  { name, operands: parts }: Extract<Expression, { type: "scalar" }>,
  operands: readonly Column[],
): Reach {
  const [part] = parts;
  if (part === undefined || name === "round half up") return unknown;
  const inner = findReach(part, operands);
  if (name !== "sqrt") return ofReach(inner.reach + 1, [inner]);
  const isNegative = part.type !== "scalar" || part.name !== "abs";
  return { reach: inner.reach / 2 + 1, mayFail: inner.mayFail || isNegative };
}
