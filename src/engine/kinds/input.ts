/** Observed values: scattered at their grain, then rolled up by kind. */

import type { InputNode } from "../../graph/index.ts";
import { getDayNumber, grainLayout, listPeriodsOfYear, periodsInYear } from "../../model/index.ts";
import {
  absenceMask,
  type Column,
  empty,
  missing,
  notApplicable,
  notDue,
  printed,
  undisclosed,
  uniteBlocks,
} from "../column.ts";
import { markNonexistent } from "../existence.ts";
import type { Measure, NodeKind, Scope } from "../figures.ts";
import { markLacking } from "../lacking.ts";
import {
  findLargest,
  isBeyond,
  layOutAboveGrain,
  layOutGrain,
  listSources,
  type RollUpPlan,
  refuseSum,
  rollUpCell,
  rollUpColumn,
} from "../roll-up.ts";
import { spreadUpward } from "../spread.ts";

function makePlan(node: InputNode): RollUpPlan | undefined {
  if (node.rollUp === undefined) return undefined;
  return { tree: node.tree, grain: node.grain, finest: node.indicator.grain.period, sum: node.rollUp };
}

/** What is not yet due on the day of knowledge is not due; what should be there and is not, is missing. */
export function absenceByPeriod(
  node: InputNode,
  scope: Scope,
  otherwise: number,
): (period: number) => number {
  const known = scope.graph.knownAt;
  if (known === undefined) return () => otherwise;
  const periods = listPeriodsOfYear(scope.year);
  const source = scope.graph.model.sources.find(({ id }) => id === node.indicator.measure?.source);
  const knownDay = getDayNumber(known);
  const grace = source?.dueDays ?? 0;
  return (period) => (getDayNumber(periods[period]!.until) + grace > knownDay ? notDue : otherwise);
}

/** Writes the measure into the cells that wait for it, those without any of the bits `closed`. */
export function scatterMeasure(
  measure: Measure,
  column: Column,
  scale: number,
  flags: number,
  closed: number,
): void {
  const { values, states } = column;
  const { cells, scaled, states: own } = measure;
  for (let k = 0; k < cells.length; k++) {
    const cell = cells[k]!;
    if ((states[cell]! & closed) !== 0) continue;
    const state = own[k]! | flags;
    states[cell] = state;
    values[cell] = (state & absenceMask) === 0 ? scaled[k]! / scale : Number.NaN;
  }
}

/**
 * Writes whole numbers that will be summed. An office above the grain is the sum of those at it and nothing
 * else, even where all of these have closed: what is stated there itself does not enter (spec T3).
 */
function scatterSummed(measure: Measure, column: Column, flags: number, decimals: number): void {
  const { values, states } = column;
  const { cells, scaled, states: own } = measure;
  for (let k = 0; k < cells.length; k++) {
    const cell = cells[k]!;
    if ((states[cell]! & (notApplicable | empty)) !== 0) continue;
    const state = own[k]! | flags;
    const value = scaled[k]!;
    states[cell] = state;
    values[cell] = value;
    if ((state & absenceMask) !== 0) values[cell] = Number.NaN;
    else if (isBeyond(value, decimals)) refuseSum(column, cell);
  }
}

/**
 * The same for a measure that has every cell of the grain in its order, row by row: nothing need be laid out
 * before. False if it is not such a measure, or holds a number too large: then the column is as good as empty.
 */
function writeRows(measure: Measure, column: Column, plan: RollUpPlan, flags: number): boolean {
  const { values, states } = column;
  const { cells, scaled, states: own } = measure;
  const { first, count } = grainLayout[plan.finest];
  const largest = findLargest(plan.sum.decimals);
  let at = 0;
  for (let unit = 0; unit < plan.grain.length; unit++) {
    if (plan.grain[unit] !== 1) continue;
    const from = unit * periodsInYear + first;
    const until = from + count;
    let union = 0;
    for (let cell = from; cell < until; cell++, at++) {
      const value = scaled[at]!;
      if (cells[at] !== cell || Math.abs(value) > largest) return false;
      const state = own[at]! | flags;
      values[cell] = value;
      states[cell] = state;
      union |= state;
    }
    if ((union & absenceMask) === 0) continue;
    for (let cell = from; cell < until; cell++)
      if ((states[cell]! & absenceMask) !== 0) values[cell] = Number.NaN;
  }
  return at === cells.length;
}

function compute(node: InputNode, scope: Scope, out: Column): readonly number[] {
  const finest = node.indicator.grain.period;
  const otherwise = node.printed ? undisclosed : missing;
  const measure = scope.measures.inputs.get(node.index);
  const nowhere = scope.existence.get(node.tree.id)?.nowhere ?? [];
  const flags = node.printed ? printed : 0;
  const { decimals } = node.indicator;
  if (node.everywhere) return computeEverywhere(node, scope, out, measure);
  const plan = makePlan(node);
  if (plan !== undefined && measure !== undefined && writeRows(measure, out, plan, flags)) {
    layOutAboveGrain(out, plan);
    markNonexistent(out, nowhere);
    return sumUp(node, scope, out, plan);
  }
  layOutGrain(out, { grain: node.grain, finest }, absenceByPeriod(node, scope, otherwise));
  if (plan !== undefined) {
    if (measure !== undefined) scatterSummed(measure, out, flags, decimals);
    markNonexistent(out, nowhere);
    return sumUp(node, scope, out, plan);
  }
  if (measure !== undefined) scatterMeasure(measure, out, 10 ** decimals, flags, notApplicable);
  markNonexistent(out, nowhere);
  settleUnsummed(out);
  return [];
}

function sumUp(node: InputNode, scope: Scope, out: Column, plan: RollUpPlan): readonly number[] {
  const beyond = rollUpColumn(out, plan);
  markLacking(node, scope, out);
  return beyond;
}

/** Nothing is above or below anything: every cell is measured, or missing. */
function computeEverywhere(
  node: InputNode,
  scope: Scope,
  out: Column,
  measure: Measure | undefined,
): readonly number[] {
  const absenceOf = absenceByPeriod(node, scope, missing);
  out.values.fill(Number.NaN);
  for (let cell = 0; cell < out.states.length; cell++) out.states[cell] = absenceOf(cell % periodsInYear);
  if (measure !== undefined) scatterMeasure(measure, out, 10 ** node.indicator.decimals, 0, 0);
  markNonexistent(out, scope.existence.get(node.tree.id)?.nowhere ?? []);
  uniteBlocks(out);
  return [];
}

/** Cells above the grain of a measure that is never summed do not apply. */
function settleUnsummed(column: Column): void {
  for (let cell = 0; cell < column.states.length; cell++) {
    if (column.states[cell]! >= empty) {
      column.states[cell] = notApplicable;
      column.values[cell] = Number.NaN;
    }
  }
  uniteBlocks(column);
}

/** The measured cells themselves have been written by whoever corrects them. */
function recompute(node: InputNode, scope: Scope, out: Column, cells: readonly number[]): void {
  const plan = makePlan(node);
  if (plan === undefined) return;
  const { decimals } = node.indicator;
  for (const cell of cells) {
    rollUpCell(out, plan, cell);
    if (!isBeyond(out.values[cell]! * 10 ** decimals, decimals)) continue;
    refuseSum(out, cell);
    out.values[cell] = Number.NaN;
  }
  markLacking(node, scope, out, cells);
}

export const inputKind: NodeKind<InputNode> = {
  compute,
  recompute,
  spread: (node, cells) => (node.rollUp === undefined ? cells : spreadUpward(node.tree, cells)),
  listReads: (node, scope, cell) => {
    const plan = makePlan(node);
    const period = cell % periodsInYear;
    const sources = plan === undefined ? [] : listSources(plan, (cell - period) / periodsInYear, period);
    return sources.map((source) => ({ node: node.index, cell: source, year: scope.year }));
  },
};
