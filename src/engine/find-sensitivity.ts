/** What an expression does with absent operands, told from its form alone. */
import type { Expression } from "../graph/index.ts";
import { absenceMask, notApplicable } from "./column.ts";

/**
 * An absent operand makes the result absent; these are the states in which the operands must then agree for the
 * result's reason to be theirs, all together. A list may leave out what does not apply; a condition may choose
 * among reasons. Undefined: an operand may be absent and the result have a value all the same.
 */
export function findSensitivity(expression: Expression): number | undefined {
  const parts = listParts(expression);
  let sensitivity = 0;
  for (const part of parts) {
    const inner = findSensitivity(part);
    if (inner === undefined) return undefined;
    sensitivity |= inner;
  }
  if (expression.type === "list")
    return parts.length > 0 && parts.every((part) => listSlots(part).size > 0)
      ? sensitivity | notApplicable
      : undefined;
  if (expression.type === "if") {
    const decisive = listSlots(expression.condition);
    if (decisive.size === 0) return undefined;
    // Where the condition reads all that the branches read, no reason is left to choose.
    const isOpen = [...listSlots(expression)].some((slot) => !decisive.has(slot));
    return isOpen ? absenceMask : sensitivity;
  }
  return sensitivity;
}

/** The operands that an expression reads. */
function listSlots(expression: Expression): ReadonlySet<number> {
  if (expression.type === "operand") return new Set([expression.slot]);
  return new Set(listParts(expression).flatMap((part) => [...listSlots(part)]));
}

function listParts(expression: Expression): readonly Expression[] {
  switch (expression.type) {
    case "constant":
    case "operand":
      return [];
    case "binary":
      return [expression.left, expression.right];
    case "scalar":
    case "list":
      return expression.operands;
    case "if":
      return [expression.condition, expression.then, expression.otherwise];
  }
}

/**
 * Whether an infinity inside could end in a value: its zeroth power is 1. Elsewhere infinity stays infinity or becomes
 * NaN, and either is told as no value in the end.
 */
export function canHideInfinity(expression: Expression): boolean {
  if (expression.type === "binary" && expression.operator === "**") return true;
  if (expression.type === "scalar" && expression.name === "round half up") return true;
  return listParts(expression).some(canHideInfinity);
}
