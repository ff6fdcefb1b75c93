/** How a block of computed values becomes cells: a value, or the one reason why there is none (spec E1, E2). */
import { absenceMask, type Column, mergedAbsence, mergeState, notEvaluable } from "./column.ts";
import { findHole } from "./kernels.ts";
import type { Run, Vector } from "./scratch.ts";

/** Writes values without states; where there is none, the operands' say why. False if they do not agree. */
export function settleHoles(result: Vector, run: Run, out: Column, sensitivity: number): boolean {
  const { values, states, unions } = out;
  const { start, length, operands, block } = run;
  const until = start + length;
  copyValues(result, values, start, length);
  if (unions[block] !== 0) states.fill(0, start, until);
  let union = 0;
  for (let cell = findHole(values, start, until); cell < until; cell++) {
    if (values[cell]! - values[cell]! === 0) continue;
    let some = 0;
    let all = absenceMask;
    for (let k = 0; k < operands.length; k++) {
      const state = operands[k]!.states[cell]!;
      some |= state;
      all &= state;
    }
    if (((some ^ all) & sensitivity) !== 0) {
      unions[block] = absenceMask;
      return false;
    }
    values[cell] = Number.NaN;
    const state = (some & absenceMask) === 0 ? notEvaluable : mergedAbsence[some]!;
    states[cell] = state;
    union |= state;
  }
  unions[block] = union;
  return true;
}

function copyValues(result: Vector, values: Float64Array, start: number, length: number): void {
  if (result.values === values) return;
  for (let c = 0; c < length; c++) values[start + c] = result.values[result.at + c]!;
}

/** Writes values and states, and turns values that could not be computed into absences. Returns the states' OR. */
export function settleCells(result: Vector, out: Column, start: number, length: number): number {
  const { values, states } = out;
  copyValues(result, values, start, length);
  let union = 0;
  for (let c = 0; c < length; c++) {
    const cell = start + c;
    let state = result.states === undefined ? 0 : result.states[result.stateAt + c]!;
    if ((state & absenceMask) !== 0) {
      state = mergeState(state);
      values[cell] = Number.NaN;
    } else if (values[cell]! - values[cell]! !== 0) {
      state |= notEvaluable;
      values[cell] = Number.NaN;
    }
    states[cell] = state;
    union |= state;
  }
  return union;
}
