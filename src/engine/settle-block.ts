/** How a block of computed values becomes cells: a value, or the one reason why there is none (spec E1, E2). */
import {
  absenceMask,
  type Block,
  blockBits,
  type Column,
  fillHoles,
  forgetStates,
  type Holes,
  mergeState,
  notApplicable,
  notDue,
  notEvaluable,
  noteHole,
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
 * published and final. Returns the cells that must be looked at one by one: those of which a list leaves something
 * out, or those that are doubtful.
 */
export function uniteHoles(operands: readonly Column[], out: Column, bearing: Bearing): readonly number[] {
  const cells: number[] = [];
  const { unions, states } = out;
  states.fill(0);
  forgetStates(out);
  const holes = operands.map((operand) => operand.holes);
  const absences = holes.map((own) => own.absent);
  const words = out.holes.absent.length;
  for (let word = 0; word < words; word++) {
    let absent = 0;
    for (let k = 0; k < absences.length; k++) absent |= absences[k]![word]!;
    if (absent === 0) continue;
    const { some, all, late, others } = uniteWord(holes, word);
    const block = word >> (blockBits - wordBits);
    if (bearing === "list") {
      pushCells(cells, word, some & ~all & ~others);
      unions[block]! |= writeHoles(out, word, all | others, all, late & ~all);
    } else {
      if (bearing === "doubtful") pushCells(cells, word, absent & ~all);
      unions[block]! |= writeHoles(out, word, absent, some, late & ~some);
    }
  }
  return cells;
}

/** Of a word of the operands' holes: where some or all do not apply, where some is not due, or absent otherwise. */
interface Word {
  some: number;
  all: number;
  late: number;
  others: number;
}

const united: Word = { some: 0, all: 0, late: 0, others: 0 };

function uniteWord(holes: readonly Holes[], word: number): Readonly<Word> {
  let some = 0;
  let all = -1;
  let late = 0;
  let others = 0;
  for (let k = 0; k < holes.length; k++) {
    const { absent, inapplicable, notDue: own } = holes[k]!;
    some |= inapplicable[word]!;
    all &= inapplicable[word]!;
    late |= own[word]!;
    others |= absent[word]! & ~inapplicable[word]!;
  }
  united.some = some;
  united.all = all;
  united.late = late;
  united.others = others;
  return united;
}

function writeHoles(
  { states, holes }: Column,
  word: number,
  absent: number,
  inapplicable: number,
  late: number,
): number {
  holes.absent[word] = absent;
  holes.inapplicable[word] = inapplicable;
  holes.notDue[word] = late;
  const start = word * wordCells;
  const others = absent & ~(inapplicable | late);
  writeState(states, start, others, upstream);
  writeState(states, start, inapplicable, notApplicable);
  writeState(states, start, late, notDue);
  return (others !== 0 ? upstream : 0) | (inapplicable !== 0 ? notApplicable : 0) | (late !== 0 ? notDue : 0);
}

function writeState(states: Uint16Array, start: number, cells: number, state: number): void {
  for (let bits = cells; bits !== 0; ) {
    const bit = findHighest(bits);
    bits ^= 1 << bit;
    states[start + bit] = state;
  }
}

function pushCells(cells: number[], word: number, holes: number): void {
  for (let bits = holes; bits !== 0; bits ^= 1 << findHighest(bits))
    cells.push(word * wordCells + findHighest(bits));
}

function findHighest(bits: number): number {
  return 31 - Math.clz32(bits);
}

/** Writes values of cells whose holes are known; a value that could not be computed makes one more. */
export function settleValues(result: Vector, { block, length }: Run, out: Column, mayFail: boolean): void {
  const own = out.blocks[block]!;
  copyValues(result, own.values, length);
  if (mayFail && !areFiniteBut(own.values, own.holes.absent, length))
    out.unions[block]! |= tellOthers(own, length);
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
function tellOthers({ values, states, holes }: Block, length: number): number {
  for (let c = 0; c < length; c++) {
    if (values[c]! - values[c]! === 0 || states[c] !== 0) continue;
    values[c] = Number.NaN;
    states[c] = notEvaluable;
    noteHole(holes, c, notEvaluable);
  }
  return notEvaluable;
}

function copyValues(result: Vector, values: Float64Array, length: number): void {
  if (result.values === values) return;
  for (let c = 0; c < length; c++) values[c] = result.values[c]!;
}

/** Writes values and states, and turns values that could not be computed into absences. */
export function settleCells(result: Vector, { block, length }: Run, out: Column): void {
  const { values, states, holes } = out.blocks[block]!;
  copyValues(result, values, length);
  fillHoles(holes);
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
    if ((state & absenceMask) !== 0) noteHole(holes, c, state);
    states[c] = state;
    union |= state;
  }
  out.unions[block] = union;
}
