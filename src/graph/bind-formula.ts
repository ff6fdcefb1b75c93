/** A parsed formula bound to its node: references become operand slots, list functions spell out members. */
import type { Formula, Reference } from "../formula/index.ts";
import { Bug } from "../model/index.ts";
import type { Expression } from "./graph.ts";

/** Finds the node behind a reference; `free` dimensions give one node a member, in the members' order. */
export interface Binder {
  /** One node index. */
  readonly bindReference: (reference: Reference) => number;
  /** All the nodes a reference with free dimensions stands for. */
  readonly bindMembers: (reference: Reference) => readonly number[];
  readonly bindSeries: (series: Extract<Formula, { type: "series" }>) => number;
}

/** The expression and the node indices behind its slots, each node once. */
export function bindFormula(
  formula: Formula,
  binder: Binder,
): { expression: Expression; operands: number[] } {
  const operands: number[] = [];
  const slotOf = new Map<number, number>();
  const operand = (node: number): Expression => {
    let slot = slotOf.get(node);
    if (slot === undefined) {
      slot = operands.length;
      operands.push(node);
      slotOf.set(node, slot);
    }
    return { type: "operand", slot };
  };
  const bind = (part: Formula): Expression => {
    switch (part.type) {
      case "number":
        return { type: "constant", value: part.value };
      case "boolean":
        return { type: "constant", value: part.value ? 1 : 0 };
      case "reference":
        return operand(binder.bindReference(part));
      case "negate":
        return { type: "scalar", name: "negate", operands: [bind(part.operand)] };
      case "arithmetic":
      case "comparison":
      case "logic":
        return { type: "binary", operator: part.operator, left: bind(part.left), right: bind(part.right) };
      case "between":
        return bindBetween(part);
      case "if":
        return {
          type: "if",
          condition: bind(part.condition),
          then: bind(part.then),
          otherwise: bind(part.otherwise),
        };
      case "scalar":
        return { type: "scalar", name: part.name, operands: part.operands.map(bind) };
      case "list":
        return { type: "list", name: part.name, operands: part.operands.flatMap(bindListOperand) };
      case "series":
        return operand(binder.bindSeries(part));
      default:
        throw new Bug(`formula di tipo inatteso: ${JSON.stringify(part)}`);
    }
  };
  const bindListOperand = (part: Formula): Expression[] =>
    part.type === "reference" ? binder.bindMembers(part).map(operand) : [bind(part)];
  const bindBetween = (part: Extract<Formula, { type: "between" }>): Expression => ({
    type: "binary",
    operator: "and",
    left: { type: "binary", operator: ">=", left: bind(part.value), right: bind(part.low) },
    right: { type: "binary", operator: "<=", left: bind(part.value), right: bind(part.high) },
  });
  return { expression: bind(formula), operands };
}
