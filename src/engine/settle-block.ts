/** How a block of computed values becomes cells: a value, or the one reason why there is none (spec E1, E2). */
import { absenceMask, type Column, mergeState, notEvaluable } from "./column.ts";
import { findHole } from "./kernels.ts";
import type { Run, Vector } from "./scratch.ts";

/** Writes values without states; where there is none, the operands' say why. False if they do not agree. */
export function settleHoles(result: Vector, run: Run, out: Column, sensitivity: number): boolean {
  const { values, states } = out;
  const { start, length, operands, block } = run;
  const until = start + length;
  copyValues(result, values, start, length);
  states.fill(0, start, until);
  out.unions[block] = 0;
  const hole = findHole(values, start, until);
  if (hole === until) return true;
  if (sensitivity !== 0 && !doAgree(values, operands, sensitivity, hole, until)) return false;
  for (const { unions, states: own } of operands) {
    if (unions[block] === 0) continue;
    for (let cell = hole; cell < until; cell++) states[cell]! |= own[cell]!;
  }
  let union = 0;
  for (let cell = hole; cell < until; cell++) {
    if (values[cell]! - values[cell]! === 0) states[cell] = 0;
    else {
      values[cell] = Number.NaN;
      states[cell] = states[cell] === 0 ? notEvaluable : mergeState(states[cell]!);
      union |= states[cell]!;
    }
  }
  out.unions[block] = union;
  return true;
}

/** Whether, wherever there is no value, the operands are alike in those states. */
function doAgree(
  values: Float64Array,
  operands: readonly Column[],
  sensitivity: number,
  from: number,
  until: number,
): boolean {
  for (let cell = from; cell < until; cell++) {
    if (values[cell]! - values[cell]! === 0) continue;
    const state = operands[0]!.states[cell]! & sensitivity;
    for (let k = 1; k < operands.length; k++) {
      if ((operands[k]!.states[cell]! & sensitivity) !== state) return false;
    }
  }
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
