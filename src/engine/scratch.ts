/** What the interpreter holds while it computes a block: where operands and intermediate results lie. */
import type { Expression } from "../graph/index.ts";
import { blockCells, type Column } from "./column.ts";

export interface Vector {
  readonly values: Float64Array;
  readonly at: number;
  /** Undefined = all present, published and final. */
  readonly states: Uint16Array | undefined;
  readonly stateAt: number;
  /** At least the OR of the states. */
  readonly union: number;
}

/** Buffers are taken in stack order and given back when their reader is done. */
export interface Scratch {
  readonly values: Float64Array[];
  readonly states: Uint16Array[];
  /** Both branches of a condition, one after the other. */
  readonly pairs: Float64Array[];
  /** Constants spread over a block, by their place in the formula; filled once for all its blocks. */
  readonly constants: Map<Expression, Float64Array>;
  usedValues: number;
  usedStates: number;
  usedPairs: number;
}

export interface Run {
  readonly operands: readonly Column[];
  readonly block: number;
  readonly start: number;
  readonly length: number;
  /** False: states are read afterwards, where there is no value. */
  readonly withStates: boolean;
  /** True where nothing in the formula can turn an infinity into a value. */
  readonly mayDivideFreely: boolean;
  readonly scratch: Scratch;
}

/** One for all calls: evaluation is synchronous and never re-enters itself. */
export const scratch: Scratch = {
  values: [],
  states: [],
  pairs: [],
  constants: new Map(),
  usedValues: 0,
  usedStates: 0,
  usedPairs: 0,
};

export function takeValues(scratch: Scratch): Float64Array {
  const index = scratch.usedValues++;
  scratch.values[index] ??= new Float64Array(blockCells);
  return scratch.values[index];
}

export function takeStates(scratch: Scratch): Uint16Array {
  const index = scratch.usedStates++;
  scratch.states[index] ??= new Uint16Array(blockCells);
  return scratch.states[index];
}

export function takePair(scratch: Scratch): Float64Array {
  const index = scratch.usedPairs++;
  scratch.pairs[index] ??= new Float64Array(2 * blockCells);
  return scratch.pairs[index];
}

/** Gives back every buffer above `mark` but the last taken, which moves down to it. */
export function keepValues(scratch: Scratch, mark: number, keepLast: boolean): void {
  if (!keepLast) {
    scratch.usedValues = mark;
    return;
  }
  const last = scratch.usedValues - 1;
  const moved = scratch.values[last]!;
  scratch.values[last] = scratch.values[mark]!;
  scratch.values[mark] = moved;
  scratch.usedValues = mark + 1;
}

export function keepStates(scratch: Scratch, mark: number, kept: Uint16Array | undefined): void {
  const index = kept === undefined ? -1 : scratch.states.indexOf(kept, mark);
  if (index === -1 || index >= scratch.usedStates) {
    scratch.usedStates = mark;
    return;
  }
  const other = scratch.states[mark]!;
  scratch.states[mark] = scratch.states[index]!;
  scratch.states[index] = other;
  scratch.usedStates = mark + 1;
}
