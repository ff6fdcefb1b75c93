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
  forgetStates,
  mergeState,
  notApplicable,
  notDue,
  notEvaluable,
  partial,
  setBits,
  skipped,
  upstream,
} from "./column.ts";
import {
  addMonths,
  addQuarters,
  divideRow,
  fillFromMonths,
  fillFromQuarters,
  measureMonths,
  measureQuarters,
} from "./whole-rows.ts";

/** What a column is rolled up along. `grain[u]`: 0 beside, 1 measured, 2 above what is measured. */
export interface RollUpPlan {
  readonly tree: Tree;
  readonly grain: Uint8Array;
  readonly finest: PeriodGrain;
  readonly sum: RollUp;
  /** Cells of offices that do not exist, in order: nothing of theirs is summed. */
  readonly nowhere: Int32Array;
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
export const stepsAbove: Readonly<Record<PeriodGrain, readonly TimeStep[]>> = {
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

/** Sums begin at zero; all other cells are written by who measures, or below. */
function openRows({ values, states }: Column, { grain, finest }: RollUpPlan): void {
  const { first, count } = grainLayout[finest];
  for (let unit = 0; unit < grain.length; unit++) {
    if (grain[unit] !== 2) continue;
    const row = unit * periodsInYear;
    values.fill(0, row + first, row + first + count);
    states.fill(0, row, row + periodsInYear);
  }
}

function openSums({ values, states }: Column, from: number, until: number): void {
  for (let cell = from; cell < until; cell++) {
    values[cell] = 0;
    states[cell] = empty;
  }
}

function writeNotApplicable({ values, states }: Column, from: number, until: number): void {
  for (let cell = from; cell < until; cell++) {
    values[cell] = Number.NaN;
    states[cell] = notApplicable;
  }
}

/** What has been added to the row of an office above the grain: nothing, whole rows, cells one by one, or both. */
const wholeRows = 1;
const singleCells = 2;

/**
 * Sums a column filled at its grain. Returns the cells whose sum left the exact integers.
 *
 * A row is an office's nineteen periods. From the last office to the first, each finds its own row complete,
 * adds it to that of the office above, and fills its longer periods: one pass, while the row is at hand.
 */
export function rollUpColumn(
  column: Column,
  plan: RollUpPlan,
  { isMarked, isBounded, settle }: Filled,
): readonly number[] {
  const { values, states } = column;
  const { grain, tree, nowhere } = plan;
  const { first, count } = grainLayout[plan.finest];
  const steps = listSteps(plan);
  const largest = getLargestSum(plan.sum.decimals);
  const scale = 10 ** plan.sum.decimals;
  const isMonthly = plan.finest === "month";
  const fillLonger = fillLongerFrom[plan.finest]?.[plan.sum.kind];
  const added = new Uint8Array(grain.length);
  let closed = nowhere.length;
  forgetStates(column);
  openRows(column, plan);
  for (let unit = grain.length - 1; unit >= 0; unit--) {
    const row = unit * periodsInYear;
    const from = row + first;
    if (grain[unit] === 0) {
      writeNotApplicable(column, row, row + periodsInYear);
      noteRow(column, row);
      continue;
    }
    const above = tree.parent[unit]!;
    const into = above >= 0 && grain[above] === 2 ? above * periodsInYear : -1;
    if (grain[unit] === 2 && added[unit] === 0) states.fill(empty, from, from + count);
    const until = closed;
    for (; closed > 0 && nowhere[closed - 1]! >= row; closed--)
      writeNotApplicable(column, nowhere[closed - 1]!, nowhere[closed - 1]! + 1);
    // Where only whole rows have been added, nothing is empty: told once for the row, not cell by cell.
    const isPlain = closed === until && (grain[unit] === 2 ? added[unit] === wholeRows : !isMarked);
    if (grain[unit] === 2 && !isPlain)
      settleSums(column, from, from + count, (added[unit]! & wholeRows) !== 0);
    if (
      fillLonger !== undefined &&
      (isPlain || uniteCells(states, from, row + periodsInYear) === 0) &&
      (isBounded || (isMonthly ? measureMonths(values, row) : measureQuarters(values, row)) <= largest)
    ) {
      if (into >= 0) {
        if (isMonthly) addMonths(values, row, into);
        else addQuarters(values, row, into);
        if (!isBounded) refuseStrays(values, into, isMonthly, largest);
        added[above]! |= wholeRows;
      }
      fillLonger(values, row);
      if (!isMonthly) leaveMonths(column, row);
      if (scale !== 1) divideRow(values, row, scale);
      continue;
    }
    if (grain[unit] === 1) settle(column, from, count);
    else if (isPlain) settleSums(column, from, from + count, true);
    if (into >= 0) {
      if ((added[above]! & singleCells) === 0) states.fill(empty, into + first, into + first + count);
      added[above]! |= singleCells;
      addRow(column, into + first, from, count, plan.sum);
    }
    writeNotApplicable(column, row, from);
    sumRow(column, row, steps, plan);
    if (scale !== 1) divideRow(values, row, scale);
  }
  return listBeyond(column);
}

const fillLongerFrom: Partial<Record<PeriodGrain, typeof fillFromMonths>> = {
  month: fillFromMonths,
  quarter: fillFromQuarters,
};

/** What is known of the cells at the grain before they are summed. */
export interface Filled {
  /** False where no state is set, whatever the values. */
  readonly isMarked: boolean;
  /** True where every cell without a state has a value, and no sum of them can leave the exact integers. */
  readonly isBounded: boolean;
  /** Makes cells and states of a row true where a value is not finite or too large. */
  readonly settle: (column: Column, from: number, count: number) => void;
}

function uniteCells(states: Uint16Array, from: number, until: number): number {
  let union = 0;
  for (let cell = from; cell < until; cell++) union |= states[cell]!;
  return union;
}

const twelveMonths = 0xfff;

/** Of what is measured by quarters the months do not apply. */
function leaveMonths(column: Column, row: number): void {
  const { unions, holes } = column;
  writeNotApplicable(column, row, row + 12);
  unions[row >> blockBits]! |= notApplicable;
  unions[(row + 11) >> blockBits]! |= notApplicable;
  setBits(holes.absent, row, twelveMonths);
  setBits(holes.inapplicable, row, twelveMonths);
}

/** How the longer periods follow from shorter ones. A mean of means would weigh short periods wrongly: levels look at the shortest ones. */
function listSteps({ finest, sum }: RollUpPlan): readonly TimeStep[] {
  const steps = stepsAbove[finest];
  if (sum.kind !== "level") return steps;
  const { first: from, count } = grainLayout[finest];
  return steps.map(({ first, end }) => ({ first, end, parts: count / (end - first), from }));
}

/** Notes the states of a row that had none. */
function noteRow({ states, unions, holes }: Column, row: number): void {
  let union = 0;
  let absent = 0;
  let inapplicable = 0;
  let late = 0;
  for (let k = 0; k < periodsInYear; k++) {
    const state = states[row + k]!;
    union |= state;
    absent |= Number((state & absenceMask) !== 0) << k;
    inapplicable |= Number((state & notApplicable) !== 0) << k;
    late |= Number((state & notDue) !== 0) << k;
  }
  if (union === 0) return;
  // A row may lie in two blocks; both are told all of it.
  unions[row >> blockBits]! |= union;
  unions[(row + periodsInYear - 1) >> blockBits]! |= union;
  setBits(holes.absent, row, absent);
  setBits(holes.inapplicable, row, inapplicable);
  setBits(holes.notDue, row, late);
}

function addRow(column: Column, into: number, from: number, count: number, sum: RollUp): void {
  const { values, states } = column;
  for (let k = 0; k < count; k++) addCell(column, into + k, values[from + k]!, states[from + k]!, sum);
}

/** Sums to which a row has been added, where they are too large. */
function refuseStrays(values: Float64Array, row: number, isMonthly: boolean, largest: number): void {
  if ((isMonthly ? measureMonths(values, row) : measureQuarters(values, row)) <= largest) return;
  const { first, count } = grainLayout[isMonthly ? "month" : "quarter"];
  for (let cell = row + first; cell < row + first + count; cell++)
    values[cell] = keepExact(values[cell]!, largest);
}

/** A sum that has left the exact integers does not come back to them: what was lost on the way is lost. */
function keepExact(sum: number, largest: number): number {
  return Math.abs(sum) > largest ? Number.POSITIVE_INFINITY : sum;
}

/** Adds one cell into a waiting one. What does not apply is neutral; a hole does what the policy says. */
export function addCell(
  column: Column,
  into: number,
  value: number,
  state: number,
  { whenAbsent, decimals }: RollUp,
): void {
  if ((state & notApplicable) !== 0) return;
  if ((state & absenceMask) === 0) {
    column.values[into] = keepExact(column.values[into]! + value, getLargestSum(decimals));
    column.states[into] = (column.states[into]! & ~empty) | state;
    return;
  }
  if (whenAbsent === "absent") column.states[into] = (column.states[into]! & ~empty) | state;
  else column.states[into]! |= skipped | (whenAbsent === "partial" ? partial : 0) | (state & ~absenceMask);
}

/** Nothing added: absent because of what was left out, or not applicable if there was nothing at all. */
export function settleSums(column: Column, from: number, until: number, isFilled: boolean): void {
  const { values, states } = column;
  for (let cell = from; cell < until; cell++) {
    let state = isFilled ? states[cell]! & ~empty : states[cell]!;
    if ((state & empty) !== 0)
      state = (state & ~(empty | partial)) | ((state & skipped) !== 0 ? upstream : notApplicable);
    if (state !== 0) state = mergeState(state & ~skipped);
    states[cell] = state;
    if ((state & absenceMask) !== 0) values[cell] = Number.NaN;
    else if (values[cell] === Number.POSITIVE_INFINITY) refuseSum(column, cell);
  }
}

/** Whether a whole number of 10^-decimals is too large to be summed. */
export function isBeyond(value: number, decimals: number): boolean {
  return Math.abs(value) > getLargestSum(decimals);
}

/**
 * The largest whole number of 10^-decimals that is told from its neighbours (spec E5): with decimals it must also
 * come back whole from the number it stands for, which a correction starts from.
 */
export function getLargestSum(decimals: number): number {
  return decimals === 0 ? Number.MAX_SAFE_INTEGER : 1e15;
}

/** A sum that is no longer exact is absent for whatever it enters; until the end infinity stands there. */
export function refuseSum({ values, states }: Column, cell: number): void {
  values[cell] = Number.POSITIVE_INFINITY;
  states[cell]! |= notEvaluable;
}

/** The longer periods of a row with absences, marks or refused sums. */
function sumRow(column: Column, row: number, steps: readonly TimeStep[], plan: RollUpPlan): void {
  const isLevel = plan.sum.kind === "level";
  for (const { first, end, parts, from } of steps) {
    let part = row + from;
    for (let cell = row + first; cell < row + end; cell++, part += parts) {
      if (plan.sum.kind === "stock") copyLast(column, cell, part + parts - 1);
      else sumRun(column, cell, part, parts, isLevel, plan);
    }
  }
  noteRow(column, row);
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
    addCell(column, into, values[cell]!, states[cell]!, plan.sum);
  }
  settleSums(column, into, into + 1, false);
  if (isMean && (states[into]! & absenceMask) === 0) values[into]! /= present;
}

/** A hole in the last part is a hole in the whole. */
export function copyLast(column: Column, into: number, last: number): void {
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
