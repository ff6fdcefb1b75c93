/**
 * The share of a figure's weight that was really measured, from 0 to 1; null = unknown, because weights are
 * not disclosed somewhere below. Computed when asked for, node by node in the graph's order at one cell.
 */
import type { FormulaNode, GraphNode, InputNode } from "../graph/index.ts";
import { grainLayout, listPeriodsOfYear, periodsInYear } from "../model/index.ts";
import { needsTarget } from "./attain.ts";
import { absenceMask, notApplicable } from "./column.ts";
import type { Figures } from "./figures.ts";

const periods = listPeriodsOfYear(2000);

/** Coverage of every node at one cell of its tree; keep it to ask for many nodes at the same cell. */
export function computeCoverage(figures: Figures, treeId: string, cell: number): readonly (number | null)[] {
  const coverage: (number | null)[] = [];
  for (const node of figures.graph.nodes) {
    coverage.push(node.tree.id === treeId ? coverNode(figures, node, cell, coverage) : 0);
  }
  return coverage;
}

function coverNode(
  figures: Figures,
  node: GraphNode,
  cell: number,
  below: readonly (number | null)[],
): number | null {
  const isPresent = (figures.columns[node.index]!.states[cell]! & absenceMask) === 0;
  if (node.kind === "synthesis") return coverSynthesis(node.weights, node.total, node.operands, below);
  if (node.kind === "input" && node.printed) return isPresent ? null : 0;
  if (node.kind === "input" && node.rollUp === undefined) return isPresent ? 1 : 0;
  if (node.kind === "input" || (node.kind === "formula" && node.rollUp !== undefined))
    return countMeasured(figures, node, cell);
  if (!isPresent) return 0;
  if (node.kind === "series" || node.kind === "group-mean" || node.operands.length === 0) return 1;
  // A rule that looks at the result alone owes nothing to a target that nobody states.
  const reads =
    node.kind === "attainment" && !needsTarget(node.attainment.rule)
      ? node.operands.slice(0, 1)
      : node.operands;
  return reads.reduce<number | null>((least, operand) => {
    // What does not apply was left out, or not chosen.
    if ((figures.columns[operand]!.states[cell]! & notApplicable) !== 0) return least;
    const own = below[operand]!;
    return least === null || own === null ? null : Math.min(least, own);
  }, 1);
}

function coverSynthesis(
  weights: readonly number[],
  total: number,
  operands: readonly number[],
  below: readonly (number | null)[],
): number | null {
  let sum = 0;
  for (const [k, operand] of operands.entries()) {
    const own = below[operand]!;
    if (own === null) return null;
    sum += weights[k]! * own;
  }
  return sum / total;
}

/** Of the cells at the grain that make up this one, the share that has a value. */
function countMeasured(figures: Figures, node: InputNode | FormulaNode, cell: number): number {
  const { states } = figures.columns[node.index]!;
  const isPresent = (states[cell]! & absenceMask) === 0;
  const grain = node.kind === "input" ? node.grain : node.rollUp!.grain;
  const { first, months } = grainLayout[node.indicator.grain.period];
  const period = cell % periodsInYear;
  const unit = (cell - period) / periodsInYear;
  const { grain: length } = periods[period]!;
  // What is shorter than the grain is made of nothing measured.
  if (grainLayout[length].months < months) return 0;
  const from = ((period - grainLayout[length].first) * grainLayout[length].months) / months;
  const count = grainLayout[length].months / months;
  let applicable = 0;
  let measured = 0;
  const end = grain[unit] === 1 ? unit + 1 : node.tree.end[unit]!;
  for (let below = unit; below < end; below++) {
    if (grain[below] !== 1) continue;
    for (let k = 0; k < count; k++) {
      const state = states[below * periodsInYear + first + from + k]!;
      if ((state & notApplicable) !== 0) continue;
      applicable++;
      if ((state & absenceMask) === 0) measured++;
    }
  }
  if (applicable === 0) return isPresent ? 1 : 0;
  return measured / applicable;
}
