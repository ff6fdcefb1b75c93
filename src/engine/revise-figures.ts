/**
 * One correction, to the top: only the cells that can change are computed again, node after node, and where
 * nothing changes the walk stops. Bit for bit what a full computation with the corrected facts gives.
 */
import { Bug } from "../model/index.ts";
import { absenceMask, forgetReach, noteState } from "./column.ts";
import { maskCells } from "./existence.ts";
import type { Figures } from "./figures.ts";
import { getKind } from "./kinds/kinds.ts";
import { sortPartsFirst } from "./spread.ts";

/** A corrected fact: a measured cell of an input node. */
export interface Correction {
  readonly node: number;
  readonly cell: number;
  /** The measured value (not scaled); NaN with an absent state. */
  readonly value: number;
  readonly state: number;
}

export interface Revision {
  /** Every cell that changed, with what it was. */
  readonly changed: readonly {
    readonly node: number;
    readonly cell: number;
    readonly value: number;
    readonly state: number;
  }[];
  /** Puts every cell back. */
  readonly undo: () => void;
}

/**
 * Works on the columns in place, for what-if and live screens; facts themselves are never updated in place. A
 * sum that a correction carries beyond the exact integers is not reported: its cell is not evaluable.
 */
export function reviseFigures(figures: Figures, corrections: readonly Correction[]): Revision {
  const { graph, columns } = figures;
  const changed: { node: number; cell: number; value: number; state: number }[] = [];
  const pending = Array.from<Set<number> | undefined>({ length: graph.nodes.length });
  let first = graph.nodes.length;

  const write = (index: number, cells: readonly number[], work: () => void): number[] => {
    const column = forgetReach(columns[index]!);
    const before = cells.map((cell) => ({
      node: index,
      cell,
      value: column.values[cell]!,
      state: column.states[cell]!,
    }));
    work();
    maskCells(graph.nodes[index]!, figures, column, cells);
    const different = before.filter(
      ({ cell, value, state }) => !Object.is(column.values[cell], value) || column.states[cell] !== state,
    );
    changed.push(...different);
    return different.map(({ cell }) => cell);
  };
  const notify = (index: number, cells: readonly number[]): void => {
    if (cells.length === 0) return;
    for (const reader of graph.readers[index]!) {
      const node = graph.nodes[reader]!;
      const waiting = pending[reader] ?? new Set<number>();
      pending[reader] = waiting;
      for (const cell of getKind(node).spread(node, cells)) waiting.add(cell);
      first = Math.min(first, reader);
    }
  };

  for (const correction of corrections) {
    const node = graph.nodes[correction.node];
    if (node === undefined || (node.kind !== "input" && node.kind !== "target")) {
      throw new Bug("si correggono solo i dati rilevati e gli obiettivi");
    }
    const column = columns[correction.node]!;
    const reached = sortPartsFirst(getKind(node).spread(node, [correction.cell]));
    const moved = write(correction.node, reached, () => {
      column.values[correction.cell] = (correction.state & absenceMask) === 0 ? correction.value : Number.NaN;
      column.states[correction.cell] = correction.state;
      noteState(column, correction.cell);
      getKind(node).recompute(node, figures, column, reached);
    });
    notify(correction.node, moved);
  }
  for (let index = first; index < graph.nodes.length; index++) {
    const cells = pending[index];
    if (cells === undefined) continue;
    const node = graph.nodes[index]!;
    const order = sortPartsFirst(cells);
    notify(
      index,
      write(index, order, () => getKind(node).recompute(node, figures, columns[index]!, order)),
    );
  }
  const undo = (): void => {
    for (const { node, cell, value, state } of changed.toReversed()) {
      columns[node]!.values[cell] = value;
      columns[node]!.states[cell] = state;
      noteState(columns[node]!, cell);
    }
  };
  return { changed, undo };
}
