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
import type { Scope } from "../figures.ts";
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

/** Where changes set out from, and what they leave as it is. */
export interface Before {
  /** The columns that hold where nothing moves. */
  readonly columns: readonly Column[];
  /**
   * The real ones, which nobody may write in. A column of before that is another is of a scenario that nobody reads
   * any more: it is written in where it is, and given back where it is replaced.
   */
  readonly real: readonly Column[];
}

/**
 * @param before of the same nodes
 * @param scope its columns begin as those of before, with copies where somebody has written; moved columns are put in their place
 * @param moved by node
 * @param assumed nodes whose every figure is supposed, though nothing that they read is
 */
export function carryChanges(
  before: Before,
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
    const carried = carryNode(before, scope, index, waiting, spare, assumed.has(index));
    isBeyond ||= carried.isBeyond;
    if (carried.changed.length === 0) continue;
    for (const reader of graph.readers[index]!) {
      if (pending[reader] === "all") continue;
      if (carried.changed === "all") pending[reader] = "all";
      else {
        const other = graph.nodes[reader]!;
        const reached = pending[reader] ?? [];
        for (const cell of getKind(other).spread(other, carried.changed)) reached.push(cell);
        pending[reader] = reached;
      }
    }
  }
  return { columns, isBeyond };
}

interface CarriedNode {
  readonly changed: Moved;
  readonly isBeyond: boolean;
}

/** One node: its column in its place, and what of it is other than before. */
function carryNode(
  before: Before,
  scope: Scope & { readonly columns: Column[] },
  index: number,
  waiting: Moved,
  spare: Spare,
  isAssumed: boolean,
): CarriedNode {
  const { columns } = scope;
  const node = scope.graph.nodes[index]!;
  const former = before.columns[index]!;
  const real = before.real[index]!;
  const most = former.values.length * wholeFrom;
  const cells = waiting === "all" ? undefined : sortPartsFirst(new Set(waiting));
  const isWritten = columns[index] !== former;
  let column: Column;
  let changed: Moved;
  let isBeyond = false;
  if (cells === undefined || cells.length > most) {
    const isInPlace = !isWritten && former !== real;
    // What a column holds most often stays where it is: it is filled anew, and not another.
    const was = isInPlace ? copyColumn(former, spare) : former;
    column = isWritten ? columns[index]! : isInPlace ? former : takeColumn(former.values.length, spare);
    isBeyond = getKind(node).compute(node, scope, forgetReach(column)).length > 0;
    if (isAssumed) markAssumed(column, column.values.keys());
    maskNonexistent(node, scope, column);
    changed = findMoved(was, column, most);
    if (isInPlace) giveBack(was, spare);
  } else {
    const was = keepCells(former, cells);
    column = isWritten ? columns[index]! : former === real ? copyColumn(former, spare) : former;
    getKind(node).recompute(node, scope, column, cells);
    if (isAssumed) markAssumed(column, cells);
    maskCells(node, scope, column, cells);
    changed = listMoved(was, column);
    isBeyond = isSummed(node) && isSettledOtherwise(was, column);
  }
  if (changed.length === 0 && column !== former) {
    giveBack(column, spare);
    columns[index] = former;
  } else if (changed.length > 0) {
    if (former !== real && former !== column) giveBack(former, spare);
    columns[index] = former === real ? column : shareReal(real, column, changed, spare);
  }
  return { changed, isBeyond };
}

/** What is as it really is, is the real column. */
function shareReal(real: Column, column: Column, changed: Moved, spare: Spare): Column {
  const isOther = changed !== "all" && changed.some((cell) => isMoved(real, column, cell));
  if (isOther || findMoved(real, column, 0).length > 0) return column;
  giveBack(column, spare);
  return real;
}

/** Some cells as they were before they are written. */
interface Kept {
  readonly cells: readonly number[];
  readonly values: readonly number[];
  readonly states: readonly number[];
}

function keepCells({ values, states }: Column, cells: readonly number[]): Kept {
  return { cells, values: cells.map((cell) => values[cell]!), states: cells.map((cell) => states[cell]!) };
}

function listMoved(was: Kept, { values, states }: Column): readonly number[] {
  return was.cells.filter(
    (cell, k) => was.states[k] !== states[cell] || !Object.is(was.values[k], values[cell]),
  );
}

const nobody: ReadonlySet<number> = new Set();

export function markAssumed(column: Column, cells: Iterable<number>): void {
  for (const cell of cells) {
    column.states[cell] = column.states[cell]! | assumedBit;
    noteState(column, cell);
  }
}

function isSummed(node: GraphNode): boolean {
  return (node.kind === "input" || node.kind === "formula") && node.rollUp !== undefined;
}

function isSettledOtherwise(was: Kept, { states }: Column): boolean {
  return was.cells.some((cell, k) => ((was.states[k]! ^ states[cell]!) & notEvaluable) !== 0);
}

export function isMoved(former: Column, column: Column, cell: number): boolean {
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
