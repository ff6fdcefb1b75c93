/**
 * From the grain upward: offices first, in one backward pass over the pre-order; then time, from the
 * shorter periods to the longer. Kinds decide how time adds up; `whenAbsent` decides what a hole does.
 * Values are whole numbers of 10^-decimals until the end, so that sums are exact in any order.
 */
import type { RollUp, Tree } from "../graph/index.ts";
import { grainLayout, type PeriodGrain, periodsInYear } from "../model/index.ts";
import {
  absenceMask,
  blockBits,
  blockCells,
  type Column,
  empty,
  mergeState,
  notApplicable,
  notEvaluable,
  partial,
  skipped,
  uniteBlocks,
  upstream,
} from "./column.ts";

/** What a column is rolled up along. `grain[u]`: 0 beside, 1 measured, 2 above what is measured. */
export interface RollUpPlan {
  readonly tree: Tree;
  readonly grain: Uint8Array;
  readonly finest: PeriodGrain;
  readonly sum: RollUp;
}

/** Periods `[first, end)` of one length, each made of so many `parts` of a shorter one, the first of them at `from`. */
interface TimeStep {
  readonly first: number;
  readonly end: number;
  readonly parts: number;
  readonly from: number;
}

const quarters = { first: 12, end: 16, parts: 3, from: 0 } as const;
const semesters = { first: 16, end: 18, parts: 2, from: 12 } as const;
const year = { first: 18, end: 19, parts: 2, from: 16 } as const;
const stepsAbove: Readonly<Record<PeriodGrain, readonly TimeStep[]>> = {
  month: [quarters, semesters, year],
  quarter: [semesters, year],
  semester: [year],
  year: [],
};

/** Before anything is measured: cells at the grain hold `absence`, those above wait for it, the others do not apply. */
export function layOutGrain(
  column: Column,
  plan: Pick<RollUpPlan, "grain" | "finest">,
  absenceOf: (period: number) => number,
): void {
  const { first, count } = grainLayout[plan.finest];
  const { values, states } = column;
  const absences = Uint16Array.from({ length: count }, (_, k) => absenceOf(first + k));
  values.fill(Number.NaN);
  states.fill(notApplicable);
  for (let unit = 0; unit < plan.grain.length; unit++) {
    const from = unit * periodsInYear + first;
    if (plan.grain[unit] === 1) for (let k = 0; k < count; k++) states[from + k] = absences[k]!;
    else if (plan.grain[unit] === 2) openSums(column, from, from + count);
  }
}

/** A column filled everywhere keeps its cells at the grain; those above wait for them, the others do not apply. */
export function layOutAboveGrain(column: Column, plan: Pick<RollUpPlan, "grain" | "finest">): void {
  const { first, count } = grainLayout[plan.finest];
  const { values, states } = column;
  for (let unit = 0; unit < plan.grain.length; unit++) {
    const from = unit * periodsInYear;
    for (let period = 0; period < periodsInYear; period++) {
      if (plan.grain[unit] === 1 && period >= first && period < first + count) continue;
      values[from + period] = Number.NaN;
      states[from + period] = notApplicable;
    }
    if (plan.grain[unit] === 2) openSums(column, from + first, from + first + count);
  }
}

function openSums({ values, states }: Column, from: number, until: number): void {
  for (let cell = from; cell < until; cell++) {
    values[cell] = 0;
    states[cell] = empty;
  }
}

/** Sums a column laid out and filled at its grain. Returns the cells whose sum left the exact integers. */
export function rollUpColumn(column: Column, plan: RollUpPlan): number[] {
  sumOffices(column, plan);
  for (const step of stepsAbove[plan.finest]) sumPeriods(column, plan, step);
  return settleColumn(column, plan);
}

function sumOffices(column: Column, plan: RollUpPlan): void {
  const { values, states } = column;
  const { first, count } = grainLayout[plan.finest];
  const { parent } = plan.tree;
  const policy = plan.sum.whenAbsent;
  for (let unit = plan.grain.length - 1; unit >= 0; unit--) {
    if (plan.grain[unit] === 0) continue;
    const row = unit * periodsInYear + first;
    if (plan.grain[unit] === 2) settleSums(column, row, row + count);
    const above = parent[unit]!;
    if (above < 0 || plan.grain[above] !== 2) continue;
    const into = above * periodsInYear + first;
    let union = 0;
    for (let k = 0; k < count; k++) union |= states[row + k]!;
    if (union === 0) {
      for (let k = 0; k < count; k++) {
        values[into + k]! += values[row + k]!;
        states[into + k]! &= ~empty;
      }
    } else
      for (let k = 0; k < count; k++) addCell(column, into + k, values[row + k]!, states[row + k]!, policy);
  }
}

/** Adds one cell into a waiting one. What does not apply is neutral; a hole does what the policy says. */
function addCell(
  column: Column,
  into: number,
  value: number,
  state: number,
  policy: RollUp["whenAbsent"],
): void {
  if ((state & notApplicable) !== 0) return;
  if ((state & absenceMask) === 0) {
    column.values[into]! += value;
    column.states[into] = (column.states[into]! & ~empty) | state;
    return;
  }
  if (policy === "absent") column.states[into] = (column.states[into]! & ~empty) | state;
  else column.states[into]! |= skipped | (policy === "partial" ? partial : 0) | (state & ~absenceMask);
}

/** Nothing added: absent because of what was left out, or not applicable if there was nothing at all. */
function settleSums(column: Column, from: number, until: number): void {
  const { values, states } = column;
  for (let cell = from; cell < until; cell++) {
    let state = states[cell]!;
    if (state === 0) {
      refuseBeyond(column, cell);
      continue;
    }
    if ((state & empty) !== 0)
      state = (state & ~(empty | partial)) | ((state & skipped) !== 0 ? upstream : notApplicable);
    state = mergeState(state & ~skipped);
    states[cell] = state;
    if ((state & absenceMask) !== 0) values[cell] = Number.NaN;
    else refuseBeyond(column, cell);
  }
}

/** A sum that is no longer exact is absent for whatever it enters; until the end infinity stands there. */
function refuseBeyond({ values, states }: Column, cell: number): void {
  const value = values[cell]!;
  if (value <= Number.MAX_SAFE_INTEGER && value >= -Number.MAX_SAFE_INTEGER) return;
  values[cell] = Number.POSITIVE_INFINITY;
  states[cell]! |= notEvaluable;
}

/** Fills the periods of one length, at and above the grain, from shorter ones. */
function sumPeriods(column: Column, plan: RollUpPlan, step: TimeStep): void {
  const { first, count } = grainLayout[plan.finest];
  // A mean of means would weigh short periods wrongly: levels look at the shortest ones.
  const isLevel = plan.sum.kind === "level";
  const parts = isLevel ? count / (step.end - step.first) : step.parts;
  const from = isLevel ? first : step.from;
  const isStock = plan.sum.kind === "stock";
  const { values, states } = column;
  for (let unit = 0; unit < plan.grain.length; unit++) {
    if (plan.grain[unit] === 0) continue;
    const row = unit * periodsInYear;
    let part = row + from;
    for (let cell = row + step.first; cell < row + step.end; cell++, part += parts) {
      if (isStock) {
        copyLast(column, cell, part + parts - 1);
        continue;
      }
      let sum = 0;
      let union = 0;
      for (let k = 0; k < parts; k++) {
        sum += values[part + k]!;
        union |= states[part + k]!;
      }
      if (union !== 0) sumRun(column, cell, part, parts, isLevel, plan.sum.whenAbsent);
      else {
        values[cell] = sum;
        states[cell] = 0;
        refuseBeyond(column, cell);
        if (isLevel) values[cell]! /= parts;
      }
    }
  }
}

/** The sum of a run of cells with absences or marks, or the mean of those that have a value. */
function sumRun(
  column: Column,
  into: number,
  from: number,
  count: number,
  isMean: boolean,
  policy: RollUp["whenAbsent"],
): void {
  const { values, states } = column;
  values[into] = 0;
  states[into] = empty;
  let present = 0;
  for (let cell = from; cell < from + count; cell++) {
    if ((states[cell]! & absenceMask) === 0) present++;
    addCell(column, into, values[cell]!, states[cell]!, policy);
  }
  settleSums(column, into, into + 1);
  if (isMean && (states[into]! & absenceMask) === 0) values[into]! /= present;
}

/** A hole in the last part is a hole in the whole. */
function copyLast(column: Column, into: number, last: number): void {
  column.values[into] = column.values[last]!;
  column.states[into] = mergeState(column.states[last]!);
}

/** Whole numbers of 10^-decimals become the numbers they stand for. */
function settleColumn(column: Column, plan: RollUpPlan): number[] {
  const { values, unions } = column;
  const scale = 10 ** plan.sum.decimals;
  uniteBlocks(column);
  const beyond: number[] = [];
  unions.forEach((union, block) => {
    // Infinity stands only where a sum was refused, and its state says so.
    if ((union & notEvaluable) === 0) return;
    const until = Math.min((block + 1) * blockCells, values.length);
    for (let cell = block * blockCells; cell < until; cell++) {
      if (values[cell] !== Number.POSITIVE_INFINITY) continue;
      beyond.push(cell);
      values[cell] = Number.NaN;
    }
  });
  if (scale !== 1) for (let cell = 0; cell < values.length; cell++) values[cell]! /= scale;
  return beyond;
}

/** The cells that make up a cell above the grain, in the order in which they are added; none for measured ones. */
export function listSources(plan: RollUpPlan, unit: number, period: number): number[] {
  const { first, count } = grainLayout[plan.finest];
  const row = unit * periodsInYear;
  if (period >= first && period < first + count) {
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
  column.unions[cell >> blockBits]! |= column.states[cell]!;
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
    addCell(column, into, scale === 1 ? value : Math.round(value * scale), state, plan.sum.whenAbsent);
  }
  settleSums(column, into, into + 1);
  if (average) column.values[into]! /= present;
  if (column.values[into] === Number.POSITIVE_INFINITY) column.values[into] = Number.NaN;
  if (scale !== 1) column.values[into]! /= scale;
}
