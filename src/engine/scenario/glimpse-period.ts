/**
 * The period that somebody looks at, before the rest of the year, which is nineteen times as much. Its cells are laid
 * side by side, an office after the other, and computed as columns by the same verbs as ever.
 */
import type { Graph } from "../../graph/index.ts";
import { periodsInYear } from "../../model/index.ts";
import { type Column, makeColumn, noteStates } from "../column.ts";
import { markNonexistent } from "../existence.ts";
import type { Existence, Scope, ShownColumn } from "../figures.ts";
import { getKind } from "../kinds/kinds.ts";
import { type Before, giveBack, isMoved, markAssumed, type Spare, takeColumn } from "./carry-changes.ts";

/** By node, the cells of a period that are other than before, by office. */
export type Glimpse = ReadonlyMap<number, Column>;

/** A period's cells, by office, of columns that are looked up again and again. */
export interface PeriodCells {
  /** Its place in the year. */
  readonly period: number;
  /** Of real columns, which never change. */
  readonly real: WeakMap<Column, Column>;
  /** By node, of the columns of the scenario from which changes set out. */
  readonly own: Map<number, Column>;
  /** What was glimpsed last, until the whole year has it. */
  last: Glimpse | undefined;
  /** What nobody reads any more. */
  readonly spare: Spare;
}

export function openPeriod(period: number): PeriodCells {
  return { period, real: new WeakMap(), own: new Map(), last: undefined, spare: new Map() };
}

/** Before another scenario is looked at: what was glimpsed of one that was never computed whole is left. */
export function lookAt(cells: PeriodCells, period: number | undefined): PeriodCells {
  for (const column of cells.last?.values() ?? []) giveBack(column, cells.spare);
  cells.last = undefined;
  return period === undefined || period === cells.period ? cells : openPeriod(period);
}

/** After the whole year has been computed: changes set out from there. */
export function settleGlimpse(cells: PeriodCells): void {
  const { own, last, spare } = cells;
  if (last === undefined) forgetScenario(cells);
  for (const [index, column] of last ?? []) {
    const former = own.get(index);
    if (former !== undefined) giveBack(former, spare);
    own.set(index, column);
  }
  cells.last = undefined;
}

/** Changes set out from other figures. */
export function forgetScenario({ own, spare }: PeriodCells): void {
  for (const column of own.values()) giveBack(column, spare);
  own.clear();
}

/**
 * Undefined where something that is reached is not made cell by cell, so that a period cannot be computed alone.
 * @param scope of the scenario; its columns are not looked at
 * @param starts nodes that are computed otherwise than before
 * @param assumed nodes whose every figure is supposed, though nothing that they read is
 */
export function glimpsePeriod(
  before: Before,
  scope: Scope,
  starts: readonly number[],
  cells: PeriodCells,
  assumed: ReadonlySet<number>,
): Glimpse | undefined {
  const { graph } = scope;
  const reached = listReached(graph, starts);
  if (reached.some((index) => !getKind(graph.nodes[index]!).isCellwise(graph.nodes[index]!)))
    return undefined;
  const existence = new Map(
    [...scope.existence].map(([tree, own]) => [tree, own && chooseExistence(own, cells.period)]),
  );
  const columns: Column[] = [];
  const side: Scope = { ...scope, columns, existence };
  const changed = new Map<number, Column>();
  for (const index of reached) {
    const node = graph.nodes[index]!;
    const isStart = starts.includes(index);
    if (!isStart && !node.operands.some((operand) => changed.has(operand))) continue;
    for (const operand of node.operands)
      columns[operand] = changed.get(operand) ?? findCells(before, operand, cells);
    const column = takeColumn(node.tree.units.length, cells.spare);
    getKind(node).compute(node, side, column);
    if (assumed.has(index)) markAssumed(column, column.values.keys());
    markNonexistent(column, existence.get(node.tree.id)?.nowhere ?? []);
    if (isOther(findCells(before, index, cells), column)) changed.set(index, column);
    else giveBack(column, cells.spare);
  }
  cells.last = changed;
  return changed;
}

/** Nodes and all that follows from them, in the order of the graph. */
function listReached({ readers }: Graph, starts: readonly number[]): readonly number[] {
  const found = new Set(starts);
  // A set tells also what is added while it is read.
  for (const index of found) for (const reader of readers[index]!) found.add(reader);
  return [...found].sort((a, b) => a - b);
}

/** As it was before. */
function findCells({ columns, real }: Before, index: number, cells: PeriodCells): Column {
  const column = columns[index]!;
  const isReal = column === real[index];
  const known = isReal ? cells.real.get(column) : cells.own.get(index);
  if (known !== undefined) return known;
  const found = chooseCells(column, cells.period);
  if (isReal) cells.real.set(column, found);
  else cells.own.set(index, found);
  return found;
}

function chooseCells(column: Column, period: number): Column {
  const chosen = makeColumn(column.values.length / periodsInYear);
  for (let unit = 0, cell = period; unit < chosen.values.length; unit++, cell += periodsInYear) {
    chosen.values[unit] = column.values[cell]!;
    chosen.states[unit] = column.states[cell]!;
  }
  noteStates(chosen);
  chosen.reach = column.reach;
  chosen.fineness = column.fineness;
  return chosen;
}

function chooseExistence({ exists }: Existence, period: number): Existence {
  const own = new Uint8Array(exists.length / periodsInYear);
  const nowhere: number[] = [];
  for (let unit = 0; unit < own.length; unit++) {
    own[unit] = exists[unit * periodsInYear + period]!;
    if (own[unit] === 0) nowhere.push(unit);
  }
  return { exists: own, nowhere: Int32Array.from(nowhere) };
}

function isOther(before: Column, now: Column): boolean {
  for (let unit = 0; unit < now.values.length; unit++) if (isMoved(before, now, unit)) return true;
  return false;
}

/** A year's column with other cells in one period, for who looks at it: written when somebody does. */
export function showInYear(before: ShownColumn, own: Column, period: number): ShownColumn {
  let written: ShownColumn | undefined;
  const write = (): ShownColumn => {
    if (written !== undefined) return written;
    const [values, states] = [before.values.slice(), before.states.slice()];
    for (let unit = 0, cell = period; unit < own.values.length; unit++, cell += periodsInYear) {
      values[cell] = own.values[unit]!;
      states[cell] = own.states[unit]!;
    }
    written = { values, states };
    return written;
  };
  return {
    get values() {
      return write().values;
    },
    get states() {
      return write().states;
    },
  };
}
