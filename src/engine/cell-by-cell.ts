/** Kinds whose every cell depends on the same cell of their operands only share these verbs. */
import type { GraphNode } from "../graph/index.ts";
import { absenceMask, type Column, mergeState, notEvaluable, noteState, noteStates } from "./column.ts";
import type { NodeKind, Scope } from "./figures.ts";

/** Writes a computed value and its state, to be noted by who calls; a value that is not finite is not evaluable. */
export function putCell(out: Column, cell: number, value: number, union: number): void {
  let state = mergeState(union);
  if ((state & absenceMask) === 0 && !Number.isFinite(value)) state |= notEvaluable;
  out.states[cell] = state;
  out.values[cell] = (state & absenceMask) === 0 ? value : Number.NaN;
}

/** The same, and noted. */
export function writeCell(out: Column, cell: number, value: number, union: number): void {
  putCell(out, cell, value, union);
  noteState(out, cell);
}

/** `computeCell` puts one cell of `out` from the same cell of the operands. */
export function makeCellKind<Node extends GraphNode>(
  computeCell: (node: Node, operands: readonly Column[], out: Column, cell: number) => void,
): NodeKind<Node> {
  const getOperands = (node: Node, scope: Scope): Column[] =>
    node.operands.map((operand) => scope.columns[operand]!);
  return {
    compute: (node, scope, out) => {
      const operands = getOperands(node, scope);
      for (let cell = 0; cell < out.values.length; cell++) computeCell(node, operands, out, cell);
      noteStates(out);
      return [];
    },
    recompute: (node, scope, out, cells) => {
      const operands = getOperands(node, scope);
      for (const cell of cells) {
        computeCell(node, operands, out, cell);
        noteState(out, cell);
      }
    },
    spread: (_node, cells) => cells,
    isCellwise: () => true,
    listReads: (node, scope, cell) =>
      node.operands.map((operand) => ({ node: operand, cell, year: scope.year })),
  };
}
