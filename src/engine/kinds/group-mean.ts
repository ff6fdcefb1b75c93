/**
 * The weighted mean of a group of offices, the same for each of them: Σ w·x / Σ w. That of the year before is of the
 * offices that were of the group then, and goes to those that are of it now.
 */
import type { GroupMeanNode } from "../../graph/index.ts";
import { Bug, periodsInYear } from "../../model/index.ts";
import { writeCell } from "../cell-by-cell.ts";
import { type Column, missing, notApplicable, noteState, noteStates } from "../column.ts";
import type { CellOf, NodeKind, Scope } from "../figures.ts";

/** The offices of which the mean is made, with their values and weights. */
interface Side {
  readonly year: number;
  readonly groupOf: Int32Array;
  readonly codes: readonly string[];
  readonly values: Column;
  readonly weights: Column;
}

/** Undefined before the first year. */
function findSide(node: GroupMeanNode, scope: Scope): Side | undefined {
  const of = node.past ? scope.previous : scope;
  const own = of?.graph.nodes[node.index];
  if (of === undefined) return undefined;
  if (own?.kind !== "group-mean") throw new Bug(`${node.key}: un altro nodo nel ${of.year}`);
  const [values, weights] = own.operands.map((operand) => of.columns[operand]!);
  const codes = own.tree.units.map(({ code }) => code);
  return { year: of.year, groupOf: own.groupOf, codes, values: values!, weights: weights! };
}

function listGroup(groupOf: Int32Array, group: number): number[] {
  const units: number[] = [];
  for (let unit = 0; unit < groupOf.length; unit++) if (groupOf[unit] === group) units.push(unit);
  return units;
}

/** What a group has in a period: its mean, what its cells have in common, and the only office that counts. */
interface Mean {
  readonly value: number;
  readonly union: number;
  readonly only: string | undefined;
}

/**
 * An office to which the figure or its weight does not apply is left out, and so is one that weighs nothing; any
 * other hole is a hole in the mean.
 */
function computeMean({ groupOf, codes, values, weights }: Side, group: number, period: number): Mean {
  let sum = 0;
  let total = 0;
  let union = 0;
  let applies = false;
  const counting: number[] = [];
  for (const unit of listGroup(groupOf, group)) {
    const cell = unit * periodsInYear + period;
    const state = values.states[cell]! | weights.states[cell]!;
    if ((state & notApplicable) !== 0) continue;
    applies = true;
    if (weights.values[cell]! === 0) {
      union |= weights.states[cell]!;
      continue;
    }
    counting.push(unit);
    union |= state;
    sum += weights.values[cell]! * values.values[cell]!;
    total += weights.values[cell]!;
  }
  const value = total === 0 ? Number.NaN : sum / total;
  const only = counting.length === 1 ? codes[counting[0]!] : undefined;
  return { value, union: applies ? union : notApplicable, only };
}

/** An office is not compared with itself: of the year before, its own figure is no mean of a group. */
function writeMean(node: GroupMeanNode, mean: Mean, out: Column, unit: number, period: number): void {
  const isAlone = node.past && mean.only !== undefined && mean.only === node.tree.units[unit]!.code;
  writeCell(out, unit * periodsInYear + period, isAlone ? Number.NaN : mean.value, mean.union);
}

function compute(node: GroupMeanNode, scope: Scope, out: Column): readonly number[] {
  out.values.fill(Number.NaN);
  out.states.fill(notApplicable);
  noteStates(out);
  const side = findSide(node, scope);
  const groups = new Set(node.groupOf);
  groups.delete(-1);
  for (const group of groups) {
    const units = listGroup(node.groupOf, group);
    for (let period = 0; period < periodsInYear; period++) {
      const mean = side === undefined ? undefined : computeMean(side, group, period);
      for (const unit of units) {
        if (mean === undefined) writeMissing(out, unit * periodsInYear + period);
        else writeMean(node, mean, out, unit, period);
      }
    }
  }
  return [];
}

/** An absence that arises here, kept as it is and not merged. */
function writeMissing(out: Column, cell: number): void {
  out.states[cell] = missing;
  noteState(out, cell);
}

/** A correction of the year moves nothing of the year before. */
function recompute(node: GroupMeanNode, scope: Scope, out: Column, cells: readonly number[]): void {
  const side = findSide(node, scope);
  if (side === undefined || node.past) return;
  const done = new Set<number>();
  for (const cell of cells) {
    const period = cell % periodsInYear;
    const group = node.groupOf[(cell - period) / periodsInYear]!;
    const key = group * periodsInYear + period;
    if (group < 0 || done.has(key)) continue;
    done.add(key);
    const mean = computeMean(side, group, period);
    for (const unit of listGroup(node.groupOf, group)) writeMean(node, mean, out, unit, period);
  }
}

function spread(node: GroupMeanNode, cells: readonly number[]): readonly number[] {
  if (node.past) return [];
  const found = new Set<number>();
  for (const cell of cells) {
    const period = cell % periodsInYear;
    const group = node.groupOf[(cell - period) / periodsInYear]!;
    if (group < 0) continue;
    for (const unit of listGroup(node.groupOf, group)) found.add(unit * periodsInYear + period);
  }
  return [...found];
}

/** Value and weight of each office of the group that counts. */
function listReads(node: GroupMeanNode, scope: Scope, cell: number): CellOf[] {
  const period = cell % periodsInYear;
  const group = node.groupOf[(cell - period) / periodsInYear]!;
  const side = findSide(node, scope);
  if (group < 0 || side === undefined) return [];
  const { values, weights, year } = side;
  return listGroup(side.groupOf, group)
    .map((unit) => unit * periodsInYear + period)
    .filter((at) => ((values.states[at]! | weights.states[at]!) & notApplicable) === 0)
    .filter((at) => weights.values[at] !== 0)
    .flatMap((at) => node.operands.map((operand) => ({ node: operand, cell: at, year })));
}

export const groupMeanKind: NodeKind<GroupMeanNode> = {
  compute,
  recompute,
  spread,
  isCellwise: () => false,
  listReads,
};
