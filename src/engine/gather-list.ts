/** A list function over the members' runs. What does not apply is left out; if none applies, neither does the list (spec F22). */
import type { ListFunction } from "../formula/index.ts";
import { blockCells, type Column, notApplicable, notEvaluable, noteState } from "./column.ts";
import { runFirstTwo, runGather, runLastOfMean, runThree } from "./kernels.ts";
import { scratch, takeValues, type Vector } from "./scratch.ts";

/** Values go to `out`, states, if there is any, to `states`. */
export function gatherList(
  name: ListFunction,
  members: readonly Vector[],
  length: number,
  out: Float64Array,
  states: Uint16Array,
): Vector {
  let union = 0;
  for (const member of members) union |= member.union;
  if (members.length === 0 || (union & notApplicable) !== 0)
    return gatherUneven(name, members, length, out, states);

  // Every member applies in every cell of the block: cells need no counts of their own.
  gatherAll(name, members, out, length);
  if (union === 0) return { values: out, states: undefined, union };
  states.fill(0, 0, length);
  for (const member of members) {
    if (member.states === undefined) continue;
    for (let c = 0; c < length; c++) states[c]! |= member.states[c]!;
  }
  return { values: out, states, union };
}

function gatherAll(name: ListFunction, members: readonly Vector[], out: Float64Array, length: number): void {
  const count = members.length;
  const [first, second, ...rest] = members.map(({ values }) => values);
  const runAll = count === 3 ? runThree[name] : undefined;
  if (runAll !== undefined) return runAll(first!, second!, rest[0]!, out, length);
  if (second === undefined) {
    out.fill(neutralOfList[name], 0, length);
    runGather[name](out, first!, out, length);
  } else runFirstTwo[name](first!, second, out, length);
  const last = name === "mean" ? rest.pop() : undefined;
  for (const values of rest) runGather[name](out, values, out, length);
  if (last !== undefined) runLastOfMean(out, last, count, out, length);
  else if (name === "mean") for (let c = 0; c < length; c++) out[c]! /= count;
  else if (name === "count") for (let c = 0; c < length; c++) out[c] = countIfPresent(out[c]!, count);
}

/** A list of operands, and nothing around it. */
export interface PlainList {
  readonly name: ListFunction;
  readonly slots: readonly number[];
}

/** Some cells of a list without marks, each of which leaves out some members that do not apply, and misses none. */
export function gatherListCells(
  { name, slots }: PlainList,
  operands: readonly Column[],
  out: Column,
  cells: Int32Array,
): void {
  for (let from = 0; from < cells.length; from += blockCells) {
    const run = cells.subarray(from, from + blockCells);
    const gathered = takeValues().fill(neutralOfList[name], 0, run.length);
    const counts = takeValues().fill(0, 0, run.length);
    // Member by member: what does not apply in one cell most often does not in the next.
    for (const slot of slots) addPresent[name](operands[slot]!.values, run, gathered, counts);
    scratch.usedValues -= 2;
    if (name === "mean") for (let k = 0; k < run.length; k++) gathered[k]! /= counts[k]!;
    settleListCells(name === "count" ? counts : gathered, out, run);
  }
}

function settleListCells(gathered: Float64Array, out: Column, cells: Int32Array): void {
  const { values, states } = out;
  for (let k = 0; k < cells.length; k++) {
    const cell = cells[k]!;
    const value = gathered[k]!;
    const isPresent = value - value === 0;
    values[cell] = isPresent ? value : Number.NaN;
    if (isPresent && states[cell] === 0) continue;
    states[cell] = isPresent ? 0 : notEvaluable;
    noteState(out, cell);
  }
}

type AddPresent = (
  member: Float64Array,
  cells: Int32Array,
  gathered: Float64Array,
  counts: Float64Array,
) => void;

/** A member has a value in a cell or does not apply there. */
const sumPresent: AddPresent = (member, cells, gathered, counts) => {
  for (let k = 0; k < cells.length; k++) {
    const value = member[cells[k]!]!;
    if (value - value !== 0) continue;
    gathered[k]! += value;
    counts[k]!++;
  }
};

const addPresent: Readonly<Record<ListFunction, AddPresent>> = {
  sum: sumPresent,
  mean: sumPresent,
  count: sumPresent,
  min: (member, cells, gathered) => {
    for (let k = 0; k < cells.length; k++) {
      const value = member[cells[k]!]!;
      if (value - value === 0) gathered[k] = Math.min(gathered[k]!, value);
    }
  },
  max: (member, cells, gathered) => {
    for (let k = 0; k < cells.length; k++) {
      const value = member[cells[k]!]!;
      if (value - value === 0) gathered[k] = Math.max(gathered[k]!, value);
    }
  },
};

/** What changes nothing when it is added to a list. */
const neutralOfList: Readonly<Record<ListFunction, number>> = {
  sum: 0,
  mean: 0,
  count: 0,
  min: Number.MAX_VALUE,
  max: -Number.MAX_VALUE,
};

/** Each cell counts the members that apply to it. */
function gatherUneven(
  name: ListFunction,
  members: readonly Vector[],
  length: number,
  out: Float64Array,
  states: Uint16Array,
): Vector {
  const counts = takeValues();
  const chosen = takeValues();
  counts.fill(0, 0, length);
  states.fill(0, 0, length);
  out.fill(neutralOfList[name], 0, length);
  let union = notApplicable;
  for (const member of members) {
    union |= member.union;
    if (member.states === undefined) {
      for (let c = 0; c < length; c++) counts[c]! += 1;
      runGather[name](out, member.values, out, length);
    } else {
      choose(neutralOfList[name], member.values, member.states, chosen, counts, states, length);
      runGather[name](out, chosen, out, length);
    }
  }
  for (let c = 0; c < length; c++) {
    const count = counts[c]!;
    if (count === 0 && members.length > 0) states[c] = notApplicable;
    if (name === "mean") out[c]! /= count;
    else if (name === "count") out[c] = countIfPresent(out[c]!, count);
    else if (count === 0) out[c] = Number.NaN;
  }
  return { values: out, states, union };
}

/** A member that does not apply in a cell gives what changes nothing there, and is not counted. */
function choose(
  neutral: number,
  values: Float64Array,
  own: Uint16Array,
  chosen: Float64Array,
  counts: Float64Array,
  states: Uint16Array,
  length: number,
): void {
  for (let c = 0; c < length; c++) {
    const state = own[c]!;
    if ((state & notApplicable) !== 0) {
      chosen[c] = neutral;
      continue;
    }
    chosen[c] = values[c]!;
    counts[c]! += 1;
    states[c]! |= state;
  }
}

/** What was gathered carries NaN where a member has no value. */
function countIfPresent(gathered: number, count: number): number {
  return gathered - gathered === 0 ? count : Number.NaN;
}
