/** How a block of computed values becomes cells: a value, or the one reason why there is none (spec E1, E2). */
import {
  absenceMask,
  addHole,
  type Block,
  blockBits,
  blockCells,
  type Column,
  fillHoles,
  type Holes,
  mergeState,
  notApplicable,
  notDue,
  notEvaluable,
  noteState,
  upstream,
  wordBits,
  wordCells,
} from "./column.ts";
import type { Run, Vector } from "./scratch.ts";

/**
 * What absent operands make of a cell. `strict`: nothing. `list`: what does not apply is left out, and the cell does
 * not apply if none does. `doubtful`: nothing, but for which reason is to be found cell by cell, unless no operand applies.
 */
export type Bearing = "strict" | "list" | "doubtful";

/**
 * Says which cells of a column have no value and why, from its operands' holes, and calls the others present,
 * published and final. Returns the cells that must be looked at one by one, until the next call: those of which a list
 * leaves something out, or those that are doubtful.
 *
 * A column that is filled anew most often has the holes that it had: states are written only where holes have changed.
 */
export function uniteHoles(operands: readonly Column[], out: Column, bearing: Bearing): Int32Array {
  clearMarks(out);
  listed.count = 0;
  if (listed.cells.length < out.states.length) listed.cells = new Int32Array(out.states.length);
  const holes = operands.map((operand) => operand.holes);
  const absent = uniteAbsent(holes, out.holes.absent.length);
  const before = out.holes.absent;
  for (let word = 0; word < absent.length; word++)
    if ((absent[word]! | before[word]!) !== 0) settleWord(holes, word, absent[word]!, out, bearing);
  return listed.cells.subarray(0, listed.count);
}

/** Cells to be looked at one by one, until the next column; an array that never grows is filled thrice as fast. */
const listed = { cells: new Int32Array(), count: 0 };

/** The states that holes tell by themselves. */
const told = upstream | notApplicable | notDue;

/** Leaves states that say what the holes say, and no other. */
function clearMarks({ unions, blocks }: Column): void {
  for (let block = 0; block < unions.length; block++) {
    const union = unions[block]!;
    const { states, holes } = blocks[block]!;
    unions[block] = 0;
    if ((union & absenceMask & ~told) !== 0) {
      states.fill(0);
      fillHoles(holes);
    } else if ((union & ~told) !== 0) for (let c = 0; c < states.length; c++) states[c]! &= absenceMask;
  }
}

let absentWords = new Int32Array();

/** Most words of most columns have no hole: what they have in common is found before looking at any. */
function uniteAbsent(holes: readonly Holes[], length: number): Int32Array {
  if (absentWords.length !== length) absentWords = new Int32Array(length);
  absentWords.fill(0);
  for (const { absent } of holes) uniteWords(absent, absentWords);
  return absentWords;
}

function uniteWords(from: Int32Array, into: Int32Array): void {
  for (let word = 0; word < into.length; word++) into[word]! |= from[word]!;
}

function settleWord(
  holes: readonly Holes[],
  word: number,
  absent: number,
  out: Column,
  bearing: Bearing,
): void {
  let some = 0;
  let all = -1;
  let late = 0;
  let others = 0;
  for (let k = 0; k < holes.length; k++) {
    const inapplicable = holes[k]!.inapplicable[word]!;
    some |= inapplicable;
    all &= inapplicable;
    late |= holes[k]!.notDue[word]!;
    others |= holes[k]!.absent[word]! & ~inapplicable;
  }
  if (bearing === "list") {
    listCells(word, some & ~all & ~others);
    writeHoles(out, word, all | others, all, late & ~all);
    return;
  }
  if (bearing === "doubtful") listCells(word, absent & ~all);
  writeHoles(out, word, absent, some, late & ~some);
}

function writeHoles(
  { states, unions, holes }: Column,
  word: number,
  absent: number,
  inapplicable: number,
  late: number,
): void {
  const others = absent & ~(inapplicable | late);
  unions[word >> (blockBits - wordBits)]! |=
    (others !== 0 ? upstream : 0) | (inapplicable !== 0 ? notApplicable : 0) | (late !== 0 ? notDue : 0);
  const changed =
    (absent ^ holes.absent[word]!) |
    (inapplicable ^ holes.inapplicable[word]!) |
    (late ^ holes.notDue[word]!);
  if (changed === 0) return;
  holes.absent[word] = absent;
  holes.inapplicable[word] = inapplicable;
  holes.notDue[word] = late;
  const start = word * wordCells;
  const until = Math.min(start + wordCells, states.length);
  for (let cell = start; cell < until; cell++)
    // A shift counts modulo 32.
    states[cell] =
      ((others >>> cell) & 1) * upstream +
      ((inapplicable >>> cell) & 1) * notApplicable +
      ((late >>> cell) & 1) * notDue;
}

function listCells(word: number, holes: number): void {
  const { cells } = listed;
  const start = word * wordCells;
  for (let bits = holes; bits !== 0; bits &= bits - 1)
    cells[listed.count++] = start + 31 - Math.clz32(bits & -bits);
}

/** Writes values of cells whose holes are known; a value that could not be computed makes one more. */
export function settleValues(result: Vector, { block, length }: Run, out: Column, mayFail: boolean): void {
  const { values, holes } = out.blocks[block]!;
  copyValues(result, values, length);
  if (mayFail && !areFiniteBut(values, holes.absent, length)) tellOthers(out, block * blockCells, length);
}

/** Whether every value outside the holes is finite; a sum that overflows may say no of values that are. */
function areFiniteBut(values: Float64Array, absent: Int32Array, length: number): boolean {
  let total = 0;
  let from = 0;
  while (from < length) {
    let until = from;
    while (until < length && absent[until >> wordBits] === 0) until += wordCells;
    if (until > from) total += addRun(values, from, Math.min(until, length));
    if (until < length)
      total += addPresent(values, until, Math.min(until + wordCells, length), absent[until >> wordBits]!);
    from = until + wordCells;
  }
  return total - total === 0;
}

function addRun(values: Float64Array, from: number, until: number): number {
  let first = 0;
  let second = 0;
  let c = from;
  for (; c + 3 < until; c += 4) {
    first += values[c]! + values[c + 1]!;
    second += values[c + 2]! + values[c + 3]!;
  }
  for (; c < until; c++) first += values[c]!;
  return first + second;
}

function addPresent(values: Float64Array, from: number, until: number, absent: number): number {
  let total = 0;
  for (let c = from; c < until; c++) if (((absent >>> c) & 1) === 0) total += values[c]!;
  return total;
}

/** Values that could not be computed, though every operand has one. */
function tellOthers(out: Column, from: number, length: number): void {
  const { values, states } = out;
  for (let cell = from; cell < from + length; cell++) {
    if (values[cell]! - values[cell]! === 0 || states[cell] !== 0) continue;
    values[cell] = Number.NaN;
    states[cell] = notEvaluable;
    noteState(out, cell);
  }
}

function copyValues(result: Vector, values: Float64Array, length: number): void {
  if (result.values === values) return;
  for (let c = 0; c < length; c++) values[c] = result.values[c]!;
}

/** Writes values and states, and turns values that could not be computed into absences. */
export function settleCells(result: Vector, { block, length }: Run, out: Column): void {
  const own = out.blocks[block]!;
  copyValues(result, own.values, length);
  if (result.states === undefined) own.states.fill(0);
  else if (result.states !== own.states) own.states.set(result.states.subarray(0, length));
  out.unions[block] = settleStates(own, length);
}

/** States that were united become reasons, and a value that could not be computed one of them; gives their union. */
export function settleStates({ values, states, holes }: Block, length: number): number {
  fillHoles(holes);
  let union = 0;
  for (let c = 0; c < length; c++) {
    let state = states[c]!;
    const value = values[c]!;
    if ((state & absenceMask) !== 0) state = mergeState(state);
    // What is not finite is NaN or infinite: the difference with itself tells both.
    else if (value - value !== 0) state |= notEvaluable;
    union |= state;
    if ((state & absenceMask) === 0) continue;
    values[c] = Number.NaN;
    states[c] = state;
    addHole(holes, c, state);
  }
  return union;
}
