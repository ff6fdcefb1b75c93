/**
 * From the grain upward: offices first, in one backward pass over the pre-order; then time, from the
 * shorter periods to the longer. Kinds decide how time adds up; `whenAbsent` decides what a hole does.
 * Values are whole numbers of 10^-decimals until the end, so that sums are exact in any order.
 */
import type { RollUp, Tree } from "../graph/index.ts";
import { type AbsencePolicy, grainLayout, type PeriodGrain, periodsInYear } from "../model/index.ts";
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
    const row = unit * periodsInYear;
    if (plan.grain[unit] === 2) openSums(column, row + first, row + first + count);
    // Periods longer than the grain's will be filled, wherever anything is measured.
    const until = plan.grain[unit] === 0 ? row + periodsInYear : row + first;
    for (let cell = row; cell < until; cell++) {
      values[cell] = Number.NaN;
      states[cell] = notApplicable;
    }
  }
}

function openSums({ values, states }: Column, from: number, until: number): void {
  for (let cell = from; cell < until; cell++) {
    values[cell] = 0;
    states[cell] = empty;
  }
}

/**
 * Sums a column laid out and filled at its grain. Returns the cells whose sum left the exact integers.
 *
 * A row is an office's nineteen periods. From the last office to the first, each finds its own row complete,
 * adds it to that of the office above, and fills its longer periods: one pass, while the row is at hand.
 */
export function rollUpColumn(column: Column, plan: RollUpPlan): number[] {
  const { states, unions } = column;
  const { grain, tree } = plan;
  const { first, count } = grainLayout[plan.finest];
  const steps = listSteps(plan);
  const scale = 10 ** plan.sum.decimals;
  // Where a whole row has been added, nothing is empty: told once for the row, not cell by cell.
  const isFilled = new Uint8Array(grain.length);
  unions.fill(first === 0 ? 0 : notApplicable);
  for (let unit = grain.length - 1; unit >= 0; unit--) {
    const row = unit * periodsInYear;
    const from = row + first;
    if (grain[unit] === 0) {
      uniteRow(column, row);
      continue;
    }
    if (grain[unit] === 2) settleSums(column, from, from + count, plan, isFilled[unit] === 1);
    const above = tree.parent[unit]!;
    const into = above >= 0 && grain[above] === 2 ? above * periodsInYear + first : -1;
    if (uniteRun(states, from, count) === 0) {
      if (into >= 0) {
        addWholeRow(column.values, into, from, count);
        isFilled[above] = 1;
      }
      if (!sumWholeRow(column, row, steps, plan)) sumRow(column, row, steps, plan);
    } else {
      if (into >= 0) addRow(column, into, from, count, plan.sum.whenAbsent);
      sumRow(column, row, steps, plan);
    }
    // Whole numbers of 10^-decimals become the numbers they stand for.
    if (scale !== 1) divideRun(column.values, from, row + periodsInYear, scale);
  }
  return listBeyond(column);
}

/** How the longer periods follow from shorter ones. A mean of means would weigh short periods wrongly: levels look at the shortest ones. */
function listSteps({ finest, sum }: RollUpPlan): readonly TimeStep[] {
  const steps = stepsAbove[finest];
  if (sum.kind !== "level") return steps;
  const { first: from, count } = grainLayout[finest];
  return steps.map(({ first, end }) => ({ first, end, parts: count / (end - first), from }));
}

function uniteRun(states: Uint16Array, from: number, count: number): number {
  let union = 0;
  for (let cell = from; cell < from + count; cell++) union |= states[cell]!;
  return union;
}

/** A row may lie in two blocks; both are told all of it. */
function uniteRow({ states, unions }: Column, row: number): void {
  const union = uniteRun(states, row, periodsInYear);
  unions[row >> blockBits]! |= union;
  unions[(row + periodsInYear - 1) >> blockBits]! |= union;
}

function divideRun(values: Float64Array, from: number, until: number, scale: number): void {
  for (let cell = from; cell < until; cell++) values[cell]! /= scale;
}

function addWholeRow(values: Float64Array, into: number, from: number, count: number): void {
  for (let k = 0; k < count; k++) values[into + k]! += values[from + k]!;
}

function addRow(column: Column, into: number, from: number, count: number, policy: AbsencePolicy): void {
  const { values, states } = column;
  for (let k = 0; k < count; k++) addCell(column, into + k, values[from + k]!, states[from + k]!, policy);
}

/** Adds one cell into a waiting one. What does not apply is neutral; a hole does what the policy says. */
function addCell(column: Column, into: number, value: number, state: number, policy: AbsencePolicy): void {
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
function settleSums(column: Column, from: number, until: number, plan: RollUpPlan, isFilled: boolean): void {
  const { values, states } = column;
  const largest = findLargest(plan.sum.decimals);
  for (let cell = from; cell < until; cell++) {
    let state = isFilled ? states[cell]! & ~empty : states[cell]!;
    if ((state & empty) !== 0)
      state = (state & ~(empty | partial)) | ((state & skipped) !== 0 ? upstream : notApplicable);
    if (state !== 0) state = mergeState(state & ~skipped);
    states[cell] = state;
    if ((state & absenceMask) !== 0) values[cell] = Number.NaN;
    else if (Math.abs(values[cell]!) > largest) refuseSum(column, cell);
  }
}

/**
 * Whether a whole number of 10^-decimals is too large to be told from its neighbours (spec E5): with decimals
 * it must also come back whole from the number it stands for, which a correction starts from.
 */
export function isBeyond(value: number, decimals: number): boolean {
  return Math.abs(value) > findLargest(decimals);
}

export function findLargest(decimals: number): number {
  return decimals === 0 ? Number.MAX_SAFE_INTEGER : 1e15;
}

/** A sum that is no longer exact is absent for whatever it enters; until the end infinity stands there. */
export function refuseSum({ values, states }: Column, cell: number): void {
  values[cell] = Number.POSITIVE_INFINITY;
  states[cell]! |= notEvaluable;
}

/** The longer periods of a row in which every cell has a published, final value; false if a sum must be refused. */
function sumWholeRow(
  { values, states }: Column,
  row: number,
  steps: readonly TimeStep[],
  { sum: { kind, decimals } }: RollUpPlan,
): boolean {
  const largest = findLargest(decimals);
  for (const { first, end, parts, from } of steps) {
    let part = row + from;
    for (let cell = row + first; cell < row + end; cell++, part += parts) {
      states[cell] = 0;
      if (kind === "stock") {
        values[cell] = values[part + parts - 1]!;
        continue;
      }
      // From zero, because a sum of nothing but −0 is 0.
      let sum = 0 + values[part]! + values[part + 1]!;
      for (let k = part + 2; k < part + parts; k++) sum += values[k]!;
      if (Math.abs(sum) > largest) return false;
      values[cell] = kind === "level" ? sum / parts : sum;
    }
  }
  return true;
}

/** The same with absences, marks and refused sums. */
function sumRow(column: Column, row: number, steps: readonly TimeStep[], plan: RollUpPlan): void {
  const isLevel = plan.sum.kind === "level";
  for (const { first, end, parts, from } of steps) {
    let part = row + from;
    for (let cell = row + first; cell < row + end; cell++, part += parts) {
      if (plan.sum.kind === "stock") copyLast(column, cell, part + parts - 1);
      else sumRun(column, cell, part, parts, isLevel, plan);
    }
  }
  uniteRow(column, row);
}

/** The sum of a run of cells with absences or marks, or the mean of those that have a value. */
function sumRun(
  column: Column,
  into: number,
  from: number,
  count: number,
  isMean: boolean,
  plan: RollUpPlan,
): void {
  const { values, states } = column;
  values[into] = 0;
  states[into] = empty;
  let present = 0;
  for (let cell = from; cell < from + count; cell++) {
    if ((states[cell]! & absenceMask) === 0) present++;
    addCell(column, into, values[cell]!, states[cell]!, plan.sum.whenAbsent);
  }
  settleSums(column, into, into + 1, plan, false);
  if (isMean && (states[into]! & absenceMask) === 0) values[into]! /= present;
}

/** A hole in the last part is a hole in the whole. */
function copyLast(column: Column, into: number, last: number): void {
  column.values[into] = column.values[last]!;
  column.states[into] = mergeState(column.states[last]!);
}

/** Infinity stands only where a sum was refused, and the states say so. */
function listBeyond({ values, unions }: Column): number[] {
  const beyond: number[] = [];
  unions.forEach((union, block) => {
    if ((union & notEvaluable) === 0) return;
    const until = Math.min((block + 1) * blockCells, values.length);
    for (let cell = block * blockCells; cell < until; cell++) {
      if (values[cell] !== Number.POSITIVE_INFINITY) continue;
      beyond.push(cell);
      values[cell] = Number.NaN;
    }
  });
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
  settleSums(column, into, into + 1, plan, false);
  if (average) column.values[into]! /= present;
  if (column.values[into] === Number.POSITIVE_INFINITY) column.values[into] = Number.NaN;
  if (scale !== 1) column.values[into]! /= scale;
}
