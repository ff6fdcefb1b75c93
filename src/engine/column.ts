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
  /** The same values and states cut into blocks, for loops that count from 0. */
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly values: Float64Array;
  readonly states: Uint16Array;
}

/** Small enough that a few absent offices spoil few blocks and that a formula's blocks stay in the first cache. */
export const blockBits = 10;
export const blockCells = 1 << blockBits;

/** A column of zeros, every cell present. */
export function makeColumn(cells: number): Column {
  const values = new Float64Array(cells);
  const states = new Uint16Array(cells);
  const unions = new Uint16Array(Math.ceil(cells / blockCells));
  const blocks = Array.from(unions, (_, block): Block => {
    const start = block * blockCells;
    const until = Math.min(start + blockCells, cells);
    return { values: values.subarray(start, until), states: states.subarray(start, until) };
  });
  return { values, states, unions, blocks };
}

/** Makes the unions true again after states have been written directly. */
export function uniteBlocks({ states, unions }: Column): void {
  for (let block = 0; block < unions.length; block++) {
    const until = Math.min((block + 1) * blockCells, states.length);
    let union = 0;
    for (let cell = block * blockCells; cell < until; cell++) union |= states[cell]!;
    unions[block] = union;
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
