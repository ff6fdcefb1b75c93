/** The weighted mean of a group of offices, the same for each of them: Σ w·x / Σ w. */
import type { GroupMeanNode } from "../../graph/index.ts";
import { periodsInYear } from "../../model/index.ts";
import { writeCell } from "../cell-by-cell.ts";
import { type Column, notApplicable } from "../column.ts";
import type { NodeKind, Scope } from "../figures.ts";

function listGroup(node: GroupMeanNode, group: number): number[] {
  const units: number[] = [];
  for (let unit = 0; unit < node.groupOf.length; unit++) if (node.groupOf[unit] === group) units.push(unit);
  return units;
}

/** An office to which the figure or its weight does not apply is left out; a hole is a hole in the mean. */
function computeGroup(
  node: GroupMeanNode,
  scope: Scope,
  out: Column,
  units: readonly number[],
  period: number,
): void {
  const [values, weights] = node.operands.map((operand) => scope.columns[operand]!);
  let sum = 0;
  let total = 0;
  let union = 0;
  let applies = false;
  for (const unit of units) {
    const cell = unit * periodsInYear + period;
    const state = values!.states[cell]! | weights!.states[cell]!;
    if ((state & notApplicable) !== 0) continue;
    applies = true;
    union |= state;
    sum += weights!.values[cell]! * values!.values[cell]!;
    total += weights!.values[cell]!;
  }
  const mean = total === 0 ? Number.NaN : sum / total;
  for (const unit of units)
    writeCell(out, unit * periodsInYear + period, mean, applies ? union : notApplicable);
}

function compute(node: GroupMeanNode, scope: Scope, out: Column): readonly number[] {
  out.values.fill(Number.NaN);
  out.states.fill(notApplicable);
  out.unions.fill(notApplicable);
  const groups = new Set(node.groupOf);
  groups.delete(-1);
  for (const group of groups) {
    const units = listGroup(node, group);
    for (let period = 0; period < periodsInYear; period++) computeGroup(node, scope, out, units, period);
  }
  return [];
}

function recompute(node: GroupMeanNode, scope: Scope, out: Column, cells: readonly number[]): void {
  const done = new Set<number>();
  for (const cell of cells) {
    const period = cell % periodsInYear;
    const group = node.groupOf[(cell - period) / periodsInYear]!;
    const key = group * periodsInYear + period;
    if (group < 0 || done.has(key)) continue;
    done.add(key);
    computeGroup(node, scope, out, listGroup(node, group), period);
  }
}

function spread(node: GroupMeanNode, cells: readonly number[]): readonly number[] {
  const found = new Set<number>();
  for (const cell of cells) {
    const period = cell % periodsInYear;
    const group = node.groupOf[(cell - period) / periodsInYear]!;
    if (group >= 0) for (const unit of listGroup(node, group)) found.add(unit * periodsInYear + period);
  }
  return [...found];
}

export const groupMeanKind: NodeKind<GroupMeanNode> = {
  compute,
  recompute,
  spread,
  listReads: (node, scope, cell) => {
    const period = cell % periodsInYear;
    const group = node.groupOf[(cell - period) / periodsInYear]!;
    if (group < 0) return [];
    return listGroup(node, group).flatMap((unit) =>
      node.operands.map((operand) => ({
        node: operand,
        cell: unit * periodsInYear + period,
        year: scope.year,
      })),
    );
  },
};
