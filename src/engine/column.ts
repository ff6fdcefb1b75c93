/**
 * A figure for every office and period of a year: values beside states. A cell is `unit × 19 + period`,
 * units in the pre-order of their tree. The state word says, in its low seven bits, why a value is absent
 * (one bit a reason, so that merging is OR), and above them what is to be known about it.
 */
import { type Absence, absences, type Provenance, type Status } from "../model/index.ts";

export interface Column {
  /** NaN exactly where an absence bit is set. */
  readonly values: Float64Array;
  readonly states: Uint16Array;
  /** For each block of cells at least the OR of its states: where it is 0 every cell has a published, final value. */
  readonly unions: Uint16Array;
  readonly holes: Holes;
  /** Every value is less than 2 to this, whatever its sign; infinite where nobody has said. */
  reach: number;
  /** Every value but 0 is at least 2 to the minus this, whatever its sign; infinite where nobody has said. */
  fineness: number;
  /** The same values, states and holes cut into blocks, for loops that count from 0. */
  readonly blocks: readonly Block[];
}

/**
 * The cells without a value, one bit a cell and 32 a word, so that they are walked and need not be looked for; and of
 * those the ones that say more than that something is absent below.
 */
export interface Holes {
  readonly absent: Int32Array;
  readonly inapplicable: Int32Array;
  readonly notDue: Int32Array;
}

export interface Block {
  readonly values: Float64Array;
  readonly states: Uint16Array;
  readonly holes: Holes;
}

/** Small enough that a few absent offices spoil few blocks and that a formula's blocks stay in the first cache. */
export const blockBits = 10;
export const blockCells = 1 << blockBits;
export const wordBits = 5;
export const wordCells = 1 << wordBits;
export const blockWords = blockCells / wordCells;

/** A column of zeros, every cell present. */
export function makeColumn(cells: number): Column {
  const values = new Float64Array(cells);
  const states = new Uint16Array(cells);
  const unions = new Uint16Array(Math.ceil(cells / blockCells));
  const words = unions.length * blockWords;
  const holes = {
    absent: new Int32Array(words),
    inapplicable: new Int32Array(words),
    notDue: new Int32Array(words),
  };
  const blocks = Array.from(unions, (_, block): Block => {
    const start = block * blockCells;
    const until = Math.min(start + blockCells, cells);
    return {
      values: values.subarray(start, until),
      states: states.subarray(start, until),
      holes: cutHoles(holes, block * blockWords, (block + 1) * blockWords),
    };
  });
  const unknown = Number.POSITIVE_INFINITY;
  return { values, states, unions, holes, reach: unknown, fineness: unknown, blocks };
}

function cutHoles({ absent, inapplicable, notDue }: Holes, from: number, until: number): Holes {
  return {
    absent: absent.subarray(from, until),
    inapplicable: inapplicable.subarray(from, until),
    notDue: notDue.subarray(from, until),
  };
}

/** All that a column says, in another of the same length. */
export function copyColumnInto(from: Column, into: Column): void {
  into.values.set(from.values);
  into.states.set(from.states);
  into.unions.set(from.unions);
  into.holes.absent.set(from.holes.absent);
  into.holes.inapplicable.set(from.holes.inapplicable);
  into.holes.notDue.set(from.holes.notDue);
  into.reach = from.reach;
  into.fineness = from.fineness;
}

/** Before values are written that nobody has bounded. */
export function forgetReach(column: Column): Column {
  column.reach = Number.POSITIVE_INFINITY;
  column.fineness = Number.POSITIVE_INFINITY;
  return column;
}

/** Before states are written and noted one by one. */
export function forgetStates({ unions, holes }: Column): void {
  unions.fill(0);
  fillHoles(holes);
}

/** Every cell present, published and final: only blocks that say otherwise have states to take away. */
export function clearStates(column: Column): void {
  column.unions.forEach((union, block) => {
    if (union !== 0) column.blocks[block]!.states.fill(0);
  });
  forgetStates(column);
}

export function fillHoles({ absent, inapplicable, notDue }: Holes): void {
  absent.fill(0);
  inapplicable.fill(0);
  notDue.fill(0);
}

/** What a column says of many cells says also this one, whose state has been written. */
export function noteState({ states, unions, holes }: Column, cell: number): void {
  unions[cell >> blockBits]! |= states[cell]!;
  noteHole(holes, cell, states[cell]!);
}

export function noteHole(holes: Holes, cell: number, state: number): void {
  const word = cell >> wordBits;
  // A shift counts modulo 32.
  const bit = 1 << cell;
  setBit(holes.absent, word, bit, (state & absenceMask) !== 0);
  setBit(holes.inapplicable, word, bit, (state & notApplicable) !== 0);
  setBit(holes.notDue, word, bit, (state & notDue) !== 0);
}

/** The same of a cell without a value whose bits are not set. */
export function addHole({ absent, inapplicable, notDue: late }: Holes, cell: number, state: number): void {
  const word = cell >> wordBits;
  const bit = 1 << cell;
  absent[word]! |= bit;
  if ((state & notApplicable) !== 0) inapplicable[word]! |= bit;
  if ((state & notDue) !== 0) late[word]! |= bit;
}

/** Sets the bits of up to 32 cells, from `cell` on. */
export function setBits(words: Int32Array, cell: number, bits: number): void {
  const word = cell >> wordBits;
  const shift = cell & (wordCells - 1);
  words[word]! |= bits << shift;
  if (shift !== 0 && bits >>> (wordCells - shift) !== 0) words[word + 1]! |= bits >>> (wordCells - shift);
}

function setBit(words: Int32Array, word: number, bit: number, isSet: boolean): void {
  words[word] = isSet ? words[word]! | bit : words[word]! & ~bit;
}

/** The same of all cells, after every state has been written: a word of holes at a time. */
export function noteStates({ states, unions, holes }: Column): void {
  unions.fill(0);
  for (let word = 0, cell = 0; word < holes.absent.length; word++) {
    let union = 0;
    let absent = 0;
    let inapplicable = 0;
    let late = 0;
    for (const until = Math.min(cell + wordCells, states.length); cell < until; cell++) {
      const state = states[cell]!;
      if (state === 0) continue;
      // A shift counts modulo 32.
      const bit = 1 << cell;
      union |= state;
      if ((state & absenceMask) !== 0) absent |= bit;
      if ((state & notApplicable) !== 0) inapplicable |= bit;
      if ((state & notDue) !== 0) late |= bit;
    }
    unions[word >> (blockBits - wordBits)]! |= union;
    holes.absent[word] = absent;
    holes.inapplicable[word] = inapplicable;
    holes.notDue[word] = late;
  }
}

export const missing = 1 << 0;
export const notDue = 1 << 1;
export const notApplicable = 1 << 2;
export const notEvaluable = 1 << 3;
export const suppressed = 1 << 4;
export const undisclosed = 1 << 5;
export const upstream = 1 << 6;
export const absenceMask = 0x7f;
/** Provenance on the way up: the highest bit set is the weakest. None set = published. */
export const inferred = 1 << 7;
export const assumed = 1 << 8;
export const synthetic = 1 << 9;
export const provisional = 1 << 10;
/** A sum of what is there: never compared with a target. */
export const partial = 1 << 11;
/** A printed figure whose weights are not disclosed stands below. */
export const printed = 1 << 12;
/** Inside a sum only: something was left out. */
export const skipped = 1 << 14;
/** Inside a sum only: nothing has been added yet. */
export const empty = 1 << 15;

/** What a set of absences among operands makes of the figure that reads them (spec E2). */
export const mergedAbsence: Uint16Array = Uint16Array.from({ length: 128 }, (_, set) => {
  if (set === 0) return 0;
  if ((set & notApplicable) !== 0) return notApplicable;
  return (set & notDue) !== 0 ? notDue : upstream;
});

/** The state of a figure whose operands' states were OR-ed together. */
export function mergeState(union: number): number {
  return (union & ~absenceMask) | mergedAbsence[union & absenceMask]!;
}

const absenceBit: Readonly<Record<Absence, number>> = {
  missing,
  "not-due": notDue,
  "not-applicable": notApplicable,
  "not-evaluable": notEvaluable,
  suppressed,
  undisclosed,
  upstream,
};

/** The state bits of something stated: an absence or none, a provenance, a status. */
export function makeState(absence: Absence | undefined, provenance: Provenance, status: Status): number {
  const bits = absence === undefined ? 0 : absenceBit[absence];
  const origin = { published: 0, inferred, assumed, synthetic }[provenance];
  return bits | origin | (status === "provisional" ? provisional : 0);
}

/** Undefined where there is a value. */
export function findAbsence(state: number): Absence | undefined {
  return absences.find((absence) => (state & absenceBit[absence]) !== 0);
}

/** Whether it is a sum of what is there: never compared with a target. */
export function isPartial(state: number): boolean {
  return (state & partial) !== 0;
}

export function getProvenance(state: number): Provenance {
  if ((state & synthetic) !== 0) return "synthetic";
  if ((state & assumed) !== 0) return "assumed";
  return (state & inferred) !== 0 ? "inferred" : "published";
}

export function getStatus(state: number): Status {
  return (state & provisional) !== 0 ? "provisional" : "final";
}

/** Whether there is a figure at all: a value, or an absence that somebody may mend. */
export function applies(state: number): boolean {
  return (state & notApplicable) === 0;
}

/** What a state says of its value. */
export interface Mark {
  readonly absence: Absence | null;
  readonly status: Status;
  readonly provenance: Provenance;
  /** A sum of what is there; never compared with a target. */
  readonly partial: boolean;
  /** A printed figure with undisclosed weights stands in it or below it. */
  readonly printed: boolean;
}

export function readState(state: number): Mark {
  return {
    absence: findAbsence(state) ?? null,
    status: getStatus(state),
    provenance: getProvenance(state),
    partial: (state & partial) !== 0,
    printed: (state & printed) !== 0,
  };
}
