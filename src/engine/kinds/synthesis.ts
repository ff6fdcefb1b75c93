/** A weighted mean of components. A weight is never silently re-normalised: only `exclude`, by an act, does it. */
import type { SynthesisNode } from "../../graph/index.ts";
import { makeCellKind, writeCell } from "../cell-by-cell.ts";
import { absenceMask, type Column, partial, upstream } from "../column.ts";

export const synthesisKind = makeCellKind<SynthesisNode>((node, operands, out, cell) => {
  let sum = 0;
  let weight = 0;
  let present = 0;
  let holes = 0;
  for (let k = 0; k < operands.length; k++) {
    const column = operands[k]!;
    const state = column.states[cell]!;
    if ((state & absenceMask) !== 0) {
      holes |= state;
      continue;
    }
    present |= state;
    sum += node.weights[k]! * column.values[cell]!;
    weight += node.weights[k]!;
  }
  const flags = present | (node.partial ? partial : 0);
  if (holes === 0) return writeCell(out, cell, sum / node.total, flags);
  return writeWithHoles(node, out, cell, sum, weight, flags, holes);
});

function writeWithHoles(
  node: SynthesisNode,
  out: Column,
  cell: number,
  sum: number,
  weight: number,
  flags: number,
  holes: number,
): void {
  const doubts = holes & ~absenceMask;
  if (node.whenAbsent === "absent") return writeCell(out, cell, Number.NaN, flags | holes);
  if (weight === 0) return writeCell(out, cell, Number.NaN, upstream | flags | doubts);
  if (node.whenAbsent === "partial") return writeCell(out, cell, sum / node.total, flags | doubts | partial);
  return writeCell(out, cell, sum / weight, flags | doubts);
}
