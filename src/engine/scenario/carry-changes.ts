/**
 * What has changed goes up through its readers: a few cells one by one, as a correction goes, and where much of a
 * column moves the column whole. Columns that move are copies; those of before stay as they were.
 */
import type { GraphNode } from "../../graph/index.ts";
import {
  assumed as assumedBit,
  type Column,
  copyColumnInto,
  forgetReach,
  makeColumn,
  notEvaluable,
  noteState,
} from "../column.ts";
import { maskCells, maskNonexistent } from "../existence.ts";
import type { Figures, Scope } from "../figures.ts";
import { getKind } from "../kinds/kinds.ts";
import { sortPartsFirst } from "../spread.ts";

/** What sets out: cells already written in a copy of the node's column, or a node to compute anew. */
export type Moved = readonly number[] | "all";

export interface Carried {
  readonly columns: readonly Column[];
  /** True where a sum left the exact integers, or came back: only a whole computation lists that. */
  readonly isBeyond: boolean;
}

/** Beyond this share of its cells a column is computed whole. */
const wholeFrom = 1 / 16;

/** Columns that nobody reads any more, to be filled again: fresh memory costs as much as computing. */
export type Spare = Map<number, Column[]>;

/**
 * @param before figures of the same nodes, whose columns hold where nothing moves
 * @param columns begins as those of before, with copies where somebody has written; moved columns are put in their place
 * @param moved by node
 * @param assumed nodes whose every figure is supposed, though nothing that they read is
 */
export function carryChanges(
  before: Figures,
  scope: Scope & { readonly columns: Column[] },
  moved: ReadonlyMap<number, Moved>,
  spare: Spare,
  assumed: ReadonlySet<number> = nobody,
): Carried {
  const { graph, columns } = scope;
  const pending: (number[] | "all" | undefined)[] = Array.from({ length: graph.nodes.length });
  let first = graph.nodes.length;
  let isBeyond = false;
  for (const [index, cells] of moved) {
    pending[index] = cells === "all" ? "all" : [...cells];
    first = Math.min(first, index);
  }
  for (let index = first; index < graph.nodes.length; index++) {
    const waiting = pending[index];
    if (waiting === undefined) continue;
    const node = graph.nodes[index]!;
    const former = before.columns[index]!;
    const length = former.values.length;
    const cells = waiting === "all" ? undefined : sortPartsFirst(new Set(waiting));
    let changed: Moved;
    if (cells === undefined || cells.length > length * wholeFrom) {
      const column = columns[index] === former ? takeColumn(length, spare) : columns[index]!;
      const beyond = getKind(node).compute(node, scope, column);
      isBeyond ||= beyond.length > 0;
      if (assumed.has(index)) markAssumed(column, column.values.keys());
      maskNonexistent(node, scope, column);
      columns[index] = column;
      changed = findMoved(former, column, length * wholeFrom);
    } else {
      const column = columns[index] === former ? copyColumn(former, spare) : columns[index]!;
      getKind(node).recompute(node, scope, column, cells);
      if (assumed.has(index)) markAssumed(column, cells);
      maskCells(node, scope, column, cells);
      columns[index] = column;
      changed = cells.filter((cell) => isMoved(former, column, cell));
      isBeyond ||= isSummed(node) && changed.some((cell) => isSettledOtherwise(former, column, cell));
    }
    if (changed.length === 0) {
      giveBack(columns[index]!, spare);
      columns[index] = former;
      continue;
    }
    for (const reader of graph.readers[index]!) {
      if (pending[reader] === "all") continue;
      if (changed === "all") pending[reader] = "all";
      else {
        const other = graph.nodes[reader]!;
        const reached = pending[reader] ?? [];
        for (const cell of getKind(other).spread(other, changed)) reached.push(cell);
        pending[reader] = reached;
      }
    }
  }
  return { columns, isBeyond };
}

const nobody: ReadonlySet<number> = new Set();

function markAssumed(column: Column, cells: Iterable<number>): void {
  for (const cell of cells) {
    column.states[cell] = column.states[cell]! | assumedBit;
    noteState(column, cell);
  }
}

function isSummed(node: GraphNode): boolean {
  return (node.kind === "input" || node.kind === "formula") && node.rollUp !== undefined;
}

function isSettledOtherwise(former: Column, column: Column, cell: number): boolean {
  return ((former.states[cell]! ^ column.states[cell]!) & notEvaluable) !== 0;
}

function isMoved(former: Column, column: Column, cell: number): boolean {
  return former.states[cell] !== column.states[cell] || !Object.is(former.values[cell], column.values[cell]);
}

/** Looks no further once there are many. */
function findMoved(former: Column, column: Column, most: number): Moved {
  const cells: number[] = [];
  for (let cell = 0; cell < column.values.length; cell++) {
    if (!isMoved(former, column, cell)) continue;
    cells.push(cell);
    if (cells.length > most) return "all";
  }
  return cells;
}

export function takeColumn(length: number, spare: Spare): Column {
  // What is supposed keeps to no bounds, and neither does what follows from it.
  return forgetReach(spare.get(length)?.pop() ?? makeColumn(length));
}

export function copyColumn(column: Column, spare: Spare): Column {
  const copy = takeColumn(column.values.length, spare);
  copyColumnInto(column, copy);
  return forgetReach(copy);
}

export function giveBack(column: Column, spare: Spare): void {
  const { length } = column.values;
  const own = spare.get(length) ?? [];
  spare.set(length, own);
  own.push(column);
}
