/** How a block of computed values becomes cells: a value, or the one reason why there is none (spec E1, E2). */
import { absenceMask, blockCells, type Column, mergedAbsence, mergeState, notEvaluable } from "./column.ts";
import { findHole } from "./kernels.ts";
import type { Run, Vector } from "./scratch.ts";

/**
 * Writes values without states; where there is none, the operands' say why. Cells in which these do not agree are
 * left without a state, and put on the list of the doubtful.
 */
export function settleHoles(
  result: Vector,
  { operands, block, length }: Run,
  out: Column,
  sensitivity: number,
  doubtful: number[],
): void {
  const { values, states } = out.blocks[block]!;
  copyValues(result, values, length);
  if (out.unions[block] !== 0) states.fill(0);
  out.unions[block] = 0;
  let c = findHole(values, 0, length);
  if (c === length) return;
  const stated: Uint16Array[] = [];
  for (const { unions, blocks } of operands) if (unions[block] !== 0) stated.push(blocks[block]!.states);
  // An operand without absences agrees with none.
  const shared = stated.length === operands.length ? absenceMask : 0;
  // What stands outside a loop is fetched once.
  const reasons = mergedAbsence;
  const start = block * blockCells;
  let union = 0;
  while (c < length) {
    let some = 0;
    let all = shared;
    for (let k = 0; k < stated.length; k++) {
      const state = stated[k]![c]!;
      some |= state;
      all &= state;
    }
    if (((some ^ all) & sensitivity) !== 0) doubtful.push(start + c);
    else {
      const state = some === 0 ? notEvaluable : reasons[some]!;
      values[c] = Number.NaN;
      states[c] = state;
      union |= state;
    }
    c++;
    // Holes stand in rows: the next cell is looked at before a search begins.
    if (c < length && values[c]! - values[c]! === 0) c = findHole(values, c + 1, length);
  }
  out.unions[block] = union;
}

function copyValues(result: Vector, values: Float64Array, length: number): void {
  if (result.values === values) return;
  for (let c = 0; c < length; c++) values[c] = result.values[c]!;
}

/** Writes values and states, and turns values that could not be computed into absences. */
export function settleCells(result: Vector, { block, length }: Run, out: Column): void {
  const { values, states } = out.blocks[block]!;
  copyValues(result, values, length);
  let union = 0;
  for (let c = 0; c < length; c++) {
    let state = result.states === undefined ? 0 : result.states[c]!;
    if ((state & absenceMask) !== 0) {
      state = mergeState(state);
      values[c] = Number.NaN;
    } else if (values[c]! - values[c]! !== 0) {
      state |= notEvaluable;
      values[c] = Number.NaN;
    }
    states[c] = state;
    union |= state;
  }
  out.unions[block] = union;
}
