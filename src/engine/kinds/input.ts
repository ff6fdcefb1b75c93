/** Observed values: scattered at their grain, then rolled up by kind. */

import type { InputNode } from "../../graph/index.ts";
import { getDayNumber, grainLayout, listPeriodsOfYear, periodsInYear } from "../../model/index.ts";
import {
  absenceMask,
  type Column,
  clearStates,
  empty,
  missing,
  notApplicable,
  notDue,
  noteStates,
  printed,
  undisclosed,
} from "../column.ts";
import { markNonexistent } from "../existence.ts";
import type { Measure, NodeKind, Scope } from "../figures.ts";
import { markLacking } from "../lacking.ts";
import { type Extent, findExtent } from "../measure-extent.ts";
import {
  getLargestSum,
  isBeyond,
  layOutGrain,
  type RollUpPlan,
  refuseSum,
  rollUpColumn,
} from "../roll-up.ts";
import { listSources, rollUpCell } from "../roll-up-cell.ts";
import { spreadUpward } from "../spread.ts";
import { copyMonths } from "../whole-rows.ts";

const everywhere = new Int32Array();

function makePlan(node: InputNode, nowhere = everywhere): RollUpPlan | undefined {
  if (node.rollUp === undefined) return undefined;
  return {
    tree: node.tree,
    grain: node.grain,
    finest: node.indicator.grain.period,
    sum: node.rollUp,
    nowhere,
  };
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
 * Writes whole numbers that will be summed, wherever they are. An office above the grain is the sum of those at it and
 * nothing else, even where all of these have closed: what is stated there itself does not enter (spec T3).
 */
function scatterSummed(
  { cells, scaled }: Measure,
  { isWhole }: Extent,
  column: Column,
  plan: RollUpPlan,
): void {
  const { values } = column;
  if (isWhole) copyRows(scaled, values, plan);
  else {
    values.fill(Number.NaN);
    for (let k = 0; k < cells.length; k++) values[cells[k]!] = scaled[k]!;
  }
}

function copyRows(scaled: Float64Array, values: Float64Array, { grain, finest }: RollUpPlan): void {
  const { first, count } = grainLayout[finest];
  let at = 0;
  for (let unit = 0; unit < grain.length; unit++) {
    if (grain[unit] !== 1) continue;
    const from = unit * periodsInYear + first;
    if (finest === "month") copyMonths(scaled, at, values, from);
    else for (let k = 0; k < count; k++) values[from + k] = scaled[at + k]!;
    at += count;
  }
}

/** Where nothing was measured there is an absence, and where too much was. */
function settleMeasured(
  column: Column,
  from: number,
  count: number,
  absences: Uint16Array,
  largest: number,
): void {
  const { values, states } = column;
  for (let k = 0; k < count; k++) {
    const cell = from + k;
    const value = values[cell]!;
    if (states[cell] === 0 && value - value !== 0) states[cell] = absences[k]!;
    if ((states[cell]! & absenceMask) !== 0) values[cell] = Number.NaN;
    else if (Math.abs(value) > largest) refuseSum(column, cell);
  }
}

function compute(node: InputNode, scope: Scope, out: Column): readonly number[] {
  const finest = node.indicator.grain.period;
  const otherwise = node.printed ? undisclosed : missing;
  const measure = scope.measures.inputs.get(node.index);
  const nowhere = scope.existence.get(node.tree.id)?.nowhere ?? everywhere;
  const flags = node.printed ? printed : 0;
  const { decimals } = node.indicator;
  if (node.everywhere) return computeEverywhere(node, scope, out, measure);
  const absenceOf = absenceByPeriod(node, scope, otherwise);
  const plan = makePlan(node, nowhere);
  if (plan !== undefined)
    return computeSums(node, scope, out, plan, { measure: measure ?? nothing, absenceOf, flags });
  layOutGrain(out, { grain: node.grain, finest }, absenceOf);
  if (measure !== undefined) scatterMeasure(measure, out, 10 ** decimals, flags, notApplicable);
  markNonexistent(out, nowhere);
  settleUnsummed(out);
  return [];
}

const nothing: Measure = { cells: new Int32Array(), scaled: new Float64Array(), states: new Uint16Array() };

interface Measured {
  readonly measure: Measure;
  readonly absenceOf: (period: number) => number;
  /** Bits that every state gets. */
  readonly flags: number;
}

function computeSums(
  node: InputNode,
  scope: Scope,
  out: Column,
  plan: RollUpPlan,
  { measure, absenceOf, flags }: Measured,
): readonly number[] {
  const { decimals } = node.indicator;
  const { first, count } = grainLayout[plan.finest];
  const extent = findExtent(measure, plan.grain, plan.finest);
  const absences = Uint16Array.from({ length: count }, (_, k) => absenceOf(first + k));
  const largest = getLargestSum(decimals);
  const largestSum = extent.largest * count * plan.grain.length;
  const isBounded = extent.isWhole && largestSum <= largest;
  const mark = findMark(extent, flags, isBounded);
  // No sum is larger than all of the exact integers.
  out.reach = isBounded ? Math.ceil(Math.log2(largestSum + 1)) : 53;
  // A mean of twelve months may be a twelfth.
  out.fineness = 4 + 4 * decimals;
  scatterSummed(measure, extent, out, plan);
  clearStates(out);
  if (mark === undefined) scatterStates(measure, out, flags);
  else if (extent.hasGaps) scatterStates(measure, out, 0, notApplicable);
  const beyond = rollUpColumn(out, plan, {
    isMarked: mark === undefined || extent.hasGaps,
    isBounded,
    settle: (column, from, n) => settleMeasured(column, from, n, absences, largest),
  });
  if (mark !== undefined) markPresent(out, mark);
  markLacking(node, scope, out);
  return beyond;
}

/**
 * What all measured cells say, to be put on what has been summed as if they said nothing: nothing indeed, or where no cell
 * is lacking a mark such as that of synthetic data. Undefined where states must be united cell by cell.
 */
function findMark({ mark, hasGaps }: Extent, flags: number, isBounded: boolean): number | undefined {
  // What is printed is so even where it does not apply.
  if (mark === undefined || (hasGaps && flags !== 0)) return undefined;
  return (mark | flags) === 0 || isBounded ? mark | flags : undefined;
}

function markPresent({ states, unions }: Column, mark: number): void {
  if (mark === 0) return;
  for (let cell = 0; cell < states.length; cell++)
    if ((states[cell]! & absenceMask) === 0) states[cell]! |= mark;
  for (let block = 0; block < unions.length; block++) unions[block]! |= mark;
}

/** @param mask what of the measure's own states is written */
function scatterStates({ cells, states }: Measure, column: Column, flags: number, mask = 0xffff): void {
  for (let k = 0; k < cells.length; k++) column.states[cells[k]!] = (states[k]! & mask) | flags;
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
  noteStates(out);
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
  noteStates(column);
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
  isCellwise: () => false,
  listReads: (node, scope, cell) => {
    const plan = makePlan(node);
    const period = cell % periodsInYear;
    const sources = plan === undefined ? [] : listSources(plan, (cell - period) / periodsInYear, period);
    return sources.map((source) => ({ node: node.index, cell: source, year: scope.year }));
  },
};
