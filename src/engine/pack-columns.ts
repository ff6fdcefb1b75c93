/**
 * Columns in little room, to be kept: the values that are there, one after the other, and states as runs, because
 * what is absent is absent over whole offices and periods. A column is unpacked when it is first looked at.
 */
import { absenceMask } from "./column.ts";
import type { ShownColumn } from "./figures.ts";

export interface PackedColumns {
  /** The values that are present, of all columns one after the other. */
  readonly values: Float64Array;
  /** Runs of cells with the same state, of all columns: the state, and the cells. */
  readonly states: Uint16Array;
  readonly lengths: Uint32Array;
  /** Where each column begins among values, runs and cells; one more, for the end. */
  readonly valueStarts: Uint32Array;
  readonly runStarts: Uint32Array;
  readonly cellStarts: Uint32Array;
}

export function packColumns(columns: readonly ShownColumn[]): PackedColumns {
  const sizes = columns.map(measureColumn);
  const [valueStarts, runStarts, cellStarts] = [
    addUp(sizes.map(({ present }) => present)),
    addUp(sizes.map(({ runs }) => runs)),
    addUp(columns.map(({ states }) => states.length)),
  ];
  const packed: PackedColumns = {
    values: new Float64Array(valueStarts.at(-1)!),
    states: new Uint16Array(runStarts.at(-1)!),
    lengths: new Uint32Array(runStarts.at(-1)!),
    valueStarts,
    runStarts,
    cellStarts,
  };
  for (const [index, column] of columns.entries())
    packColumn(packed, column, valueStarts[index]!, runStarts[index]!);
  return packed;
}

function measureColumn({ states }: ShownColumn): { readonly present: number; readonly runs: number } {
  let [present, runs] = [0, 0];
  for (let cell = 0; cell < states.length; cell++) {
    if (cell === 0 || states[cell] !== states[cell - 1]) runs++;
    if ((states[cell]! & absenceMask) === 0) present++;
  }
  return { present, runs };
}

/** Where each part begins when they stand in a row, and where the last one ends. */
function addUp(sizes: readonly number[]): Uint32Array {
  const starts = new Uint32Array(sizes.length + 1);
  for (const [k, size] of sizes.entries()) starts[k + 1] = starts[k]! + size;
  return starts;
}

function packColumn(
  packed: PackedColumns,
  { values, states }: ShownColumn,
  place: number,
  run: number,
): void {
  let [to, at] = [place, run];
  for (let cell = 0; cell < states.length; at++) {
    const state = states[cell]!;
    const end = findRunEnd(states, cell);
    packed.states[at] = state;
    packed.lengths[at] = end - cell;
    if ((state & absenceMask) === 0) {
      packed.values.set(values.subarray(cell, end), to);
      to += end - cell;
    }
    cell = end;
  }
}

function findRunEnd(states: Uint16Array, from: number): number {
  let end = from + 1;
  while (end < states.length && states[end] === states[from]) end++;
  return end;
}

/** As they were, to the last bit. */
export function unpackColumns(packed: PackedColumns): readonly ShownColumn[] {
  return Array.from({ length: packed.cellStarts.length - 1 }, (_, index) =>
    deferColumn(() => unpackColumn(packed, index)),
  );
}

function deferColumn(unpack: () => ShownColumn): ShownColumn {
  let unpacked: ShownColumn | undefined;
  const get = (): ShownColumn => {
    unpacked ??= unpack();
    return unpacked;
  };
  return {
    get values() {
      return get().values;
    },
    get states() {
      return get().states;
    },
  };
}

function unpackColumn(packed: PackedColumns, index: number): ShownColumn {
  const cells = packed.cellStarts[index + 1]! - packed.cellStarts[index]!;
  const [values, states] = [new Float64Array(cells), new Uint16Array(cells)];
  let [cell, from] = [0, packed.valueStarts[index]!];
  for (let run = packed.runStarts[index]!; run < packed.runStarts[index + 1]!; run++) {
    const state = packed.states[run]!;
    const length = packed.lengths[run]!;
    states.fill(state, cell, cell + length);
    if ((state & absenceMask) !== 0) values.fill(Number.NaN, cell, cell + length);
    else {
      values.set(packed.values.subarray(from, from + length), cell);
      from += length;
    }
    cell += length;
  }
  return { values, states };
}
