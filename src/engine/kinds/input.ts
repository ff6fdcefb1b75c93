/** Observed values: scattered at their grain, then rolled up by kind. */

import type { InputNode } from "../../graph/index.ts";
import { listPeriodsOfYear, periodsInYear } from "../../model/index.ts";
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
import type { Existence, Measure, NodeKind, Scope } from "../figures.ts";
import { layOutGrain, listSources, type RollUpPlan, rollUpCell, rollUpColumn } from "../roll-up.ts";
import { spreadUpward } from "../spread.ts";

function makePlan(node: InputNode): RollUpPlan | undefined {
  if (node.rollUp === undefined) return undefined;
  return { tree: node.tree, grain: node.grain, finest: node.indicator.grain.period, sum: node.rollUp };
}

/** Periods not yet over on the day of knowledge are not due; what should be there and is not, is missing. */
export function absenceByPeriod(scope: Scope, otherwise: number): (period: number) => number {
  const known = scope.graph.knownAt;
  if (known === undefined) return () => otherwise;
  const periods = listPeriodsOfYear(scope.year);
  return (period) => (periods[period]!.until > known ? notDue : otherwise);
}

/** Writes the measure into its cells, and marks what does not exist in the period. */
export function scatterMeasure(
  measure: Measure | undefined,
  column: Column,
  scale: number,
  flags: number,
  existence: Existence | undefined,
): void {
  const { values, states } = column;
  if (measure !== undefined) {
    const { cells, scaled, states: own } = measure;
    for (let k = 0; k < cells.length; k++) {
      const cell = cells[k]!;
      if ((states[cell]! & notApplicable) !== 0) continue;
      const state = own[k]! | flags;
      states[cell] = state;
      values[cell] = (state & absenceMask) === 0 ? scaled[k]! / scale : Number.NaN;
    }
  }
  if (existence !== undefined) markNonexistent(column, existence.nowhere);
}

function compute(node: InputNode, scope: Scope, out: Column): readonly number[] {
  const finest = node.indicator.grain.period;
  layOutGrain(
    out,
    { grain: node.grain, finest },
    absenceByPeriod(scope, node.printed ? undisclosed : missing),
  );
  const measure = scope.measures.inputs.get(node.index);
  const plan = makePlan(node);
  // While it is summed a roll-up holds whole numbers; what is not summed is shown as it is.
  const scale = plan === undefined ? 10 ** node.indicator.decimals : 1;
  scatterMeasure(measure, out, scale, node.printed ? printed : 0, scope.existence.get(node.tree.id));
  if (plan !== undefined) return rollUpColumn(out, plan);
  settleUnsummed(out);
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
function recompute(node: InputNode, _scope: Scope, out: Column, cells: readonly number[]): void {
  const plan = makePlan(node);
  if (plan === undefined) return;
  for (const cell of cells) rollUpCell(out, plan, cell);
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
