/** One cell above the grain: what it is made of, and its sum again after something below it has changed. */
import { grainLayout, isOfGrain, periodsInYear } from "../model/index.ts";
import { absenceMask, type Column, empty, noteState } from "./column.ts";
import { addCell, copyLast, type RollUpPlan, settleSums, stepsAbove } from "./roll-up.ts";

/** The cells that make up a cell above the grain, in the order in which they are added; none for measured ones. */
export function listSources(plan: RollUpPlan, unit: number, period: number): number[] {
  const { first, count } = grainLayout[plan.finest];
  const row = unit * periodsInYear;
  if (isOfGrain(plan.finest, period)) {
    if (plan.grain[unit] !== 2) return [];
    const children: number[] = [];
    for (let child = unit + 1; child < plan.tree.end[unit]!; child = plan.tree.end[child]!) {
      if (plan.grain[child] !== 0) children.push(child * periodsInYear + period);
    }
    // From the last to the first, as the backward pass meets them.
    return children.reverse();
  }
  const step = stepsAbove[plan.finest].find(
    (candidate) => period >= candidate.first && period < candidate.end,
  );
  if (step === undefined || plan.grain[unit] === 0) return [];
  if (plan.sum.kind === "level") {
    const share = count / (step.end - step.first);
    return listRun(row + first + (period - step.first) * share, share);
  }
  const parts = listRun(row + step.from + (period - step.first) * step.parts, step.parts);
  return plan.sum.kind === "stock" ? parts.slice(-1) : parts;
}

function listRun(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => from + k);
}

/** One cell again, after something below it has changed: bit for bit what `rollUpColumn` gives. */
export function rollUpCell(column: Column, plan: RollUpPlan, cell: number): void {
  const period = cell % periodsInYear;
  const sources = listSources(plan, (cell - period) / periodsInYear, period);
  if (sources.length === 0) return;
  const scale = 10 ** plan.sum.decimals;
  const isOverTime = Math.floor(sources[0]! / periodsInYear) === Math.floor(cell / periodsInYear);
  if (isOverTime && plan.sum.kind === "stock") copyLast(column, cell, sources[0]!);
  else sumCells(column, plan, cell, sources, scale, isOverTime && plan.sum.kind === "level");
  noteState(column, cell);
}

function sumCells(
  column: Column,
  plan: RollUpPlan,
  into: number,
  sources: number[],
  scale: number,
  average: boolean,
): void {
  column.values[into] = 0;
  column.states[into] = empty;
  let present = 0;
  for (const source of sources) {
    const state = column.states[source]!;
    const value = column.values[source]!;
    if ((state & absenceMask) === 0) present++;
    addCell(column, into, scale === 1 ? value : Math.round(value * scale), state, plan.sum);
  }
  settleSums(column, into, into + 1, false);
  if (average) column.values[into]! /= present;
  if (column.values[into] === Number.POSITIVE_INFINITY) column.values[into] = Number.NaN;
  if (scale !== 1) column.values[into]! /= scale;
}
