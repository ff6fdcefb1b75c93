/** What the interpreter holds while it computes a block: where operands and intermediate results lie. */
import { blockCells, type Column, makeColumn } from "./column.ts";

export interface Vector {
  readonly values: Float64Array;
  /** Undefined = all present, published and final. */
  readonly states: Uint16Array | undefined;
  /** At least the OR of the states. */
  readonly union: number;
}

export interface Run {
  readonly operands: readonly Column[];
  readonly block: number;
  readonly length: number;
  /** False: states are read afterwards, where there is no value. */
  readonly withStates: boolean;
}

/** Both branches of a condition in one array, the second `blockCells` after the first, and each for itself. */
export interface Pair {
  readonly both: Float64Array;
  readonly otherwise: Float64Array;
  readonly then: Float64Array;
}

/** Buffers are taken in stack order and given back when their reader is done. */
export interface Scratch {
  readonly values: Float64Array[];
  readonly states: Uint16Array[];
  readonly pairs: Pair[];
  /** Operands and result of cells gathered side by side. */
  readonly gathered: Column[];
  usedValues: number;
  usedStates: number;
  usedPairs: number;
}

/** One for all calls: evaluation is synchronous and never re-enters itself. */
export const scratch: Scratch = {
  values: [],
  states: [],
  pairs: [],
  gathered: [],
  usedValues: 0,
  usedStates: 0,
  usedPairs: 0,
};

export function takeValues(): Float64Array {
  const index = scratch.usedValues++;
  scratch.values[index] ??= new Float64Array(blockCells);
  return scratch.values[index];
}

export function takeStates(): Uint16Array {
  const index = scratch.usedStates++;
  scratch.states[index] ??= new Uint16Array(blockCells);
  return scratch.states[index];
}

export function takePair(): Pair {
  const index = scratch.usedPairs++;
  scratch.pairs[index] ??= makePair();
  return scratch.pairs[index];
}

function makePair(): Pair {
  const both = new Float64Array(2 * blockCells);
  return { both, otherwise: both.subarray(0, blockCells), then: both.subarray(blockCells) };
}

/** The column in which the cells of an operand are gathered. */
export function getGathered(slot: number): Column {
  scratch.gathered[slot] ??= makeColumn(blockCells);
  return scratch.gathered[slot];
}

/** Gives back every buffer above `mark` but the last taken, which moves down to it. */
export function keepValues(mark: number, keepLast: boolean): void {
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

export function keepStates(mark: number, kept: Uint16Array | undefined): void {
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
