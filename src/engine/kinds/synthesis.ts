/** A weighted mean of components. A weight is never silently re-normalised: only `exclude`, by an act, does it. */
import type { SynthesisNode } from "../../graph/index.ts";
import { makeCellKind, putCell } from "../cell-by-cell.ts";
import { absenceMask, assumed, type Block, type Column, partial, upstream } from "../column.ts";
import type { NodeKind } from "../figures.ts";
import { settleStates } from "../settle-block.ts";

const cellKind = makeCellKind<SynthesisNode>((node, operands, out, cell) => {
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
  const flags = present | markNode(node);
  if (holes === 0) return putCell(out, cell, sum / node.total, flags);
  return writeWithHoles(node, out, cell, sum, weight, flags, holes);
});

/** What its every figure carries, whatever its components are. */
function markNode(node: SynthesisNode): number {
  return (node.partial ? partial : 0) | (node.supposed === true ? assumed : 0);
}

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
  if (node.whenAbsent === "absent") return putCell(out, cell, Number.NaN, flags | holes);
  if (weight === 0) return putCell(out, cell, Number.NaN, upstream | flags | doubts);
  if (node.whenAbsent === "partial") return putCell(out, cell, sum / node.total, flags | doubts | partial);
  return putCell(out, cell, sum / weight, flags | doubts);
}

/** As if nothing were absent, and all states united. The same sums in the same order as cell by cell, so the same bits. */
function weighBlock(
  { weights, total }: SynthesisNode,
  parts: readonly Block[],
  { values, states }: Block,
  flags: number,
): void {
  const [a, b, d] = parts;
  const [first = 0, second = 0, third = 0] = weights;
  const isThree = a !== undefined && b !== undefined && d !== undefined;
  if (isThree) {
    for (let c = 0; c < values.length; c++) {
      values[c] = 0 + first * a.values[c]! + second * b.values[c]! + third * d.values[c]!;
      states[c] = flags | a.states[c]! | b.states[c]! | d.states[c]!;
    }
  } else {
    values.fill(0);
    states.fill(flags);
  }
  for (let k = isThree ? 3 : 0; k < parts.length; k++) {
    const { values: own, states: others } = parts[k]!;
    const weight = weights[k]!;
    for (let c = 0; c < values.length; c++) {
      values[c]! += weight * own[c]!;
      states[c]! |= others[c]!;
    }
  }
  for (let c = 0; c < values.length; c++) values[c]! /= total;
}

/** Cells where something is absent, if it may be left out: they are weighed one by one. */
function listHoles({ whenAbsent }: SynthesisNode, { states }: Block, start: number, into: number[]): void {
  if (whenAbsent === "absent") return;
  for (let c = 0; c < states.length; c++) if ((states[c]! & absenceMask) !== 0) into.push(start + c);
}

export const synthesisKind: NodeKind<SynthesisNode> = {
  ...cellKind,
  compute: (node, scope, out) => {
    const operands = node.operands.map((operand) => scope.columns[operand]!);
    const holes: number[] = [];
    const flags = markNode(node);
    let start = 0;
    for (const [block, own] of out.blocks.entries()) {
      const parts = operands.map(({ blocks }) => blocks[block]!);
      weighBlock(node, parts, own, flags);
      listHoles(node, own, start, holes);
      out.unions[block] = settleStates(own, own.values.length);
      start += own.values.length;
    }
    cellKind.recompute(node, scope, out, holes);
    return [];
  },
};
