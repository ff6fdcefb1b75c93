/**
 * The share of a figure's weight that was really measured, from 0 to 1; null = unknown, because weights are
 * not disclosed somewhere below. Computed when asked for, and only what the asked figure needs.
 */
import type { FormulaNode, GraphNode, InputNode } from "../graph/index.ts";
import { grainLayout, listPeriodsOfYear, periodsInYear } from "../model/index.ts";
import { needsTarget } from "./attain.ts";
import { absenceMask, notApplicable } from "./column.ts";
import type { ShownFigures } from "./figures.ts";

const periods = listPeriodsOfYear(2000);

/** The coverage of a node, by its index, at one cell of its tree. */
export type Coverage = (node: number) => number | null;

/** Nothing is computed until a node is asked for; keep it to ask for many at the same cell. Nodes of other trees are not measured. */
export function computeCoverage(figures: ShownFigures, treeId: string, cell: number): Coverage {
  const known = new Map<number, number | null>();
  const find = (index: number): number | null => known.get(index)!;
  const cover = (index: number): void => {
    const node = figures.graph.nodes[index]!;
    known.set(index, node.tree.id === treeId ? coverNode(figures, node, cell, find) : 0);
  };
  return (index) => {
    const already = known.get(index);
    if (already !== undefined) return already;
    const node = figures.graph.nodes[index]!;
    const isReady =
      node.tree.id !== treeId || listCovering(figures, node, cell).every((operand) => known.has(operand));
    if (isReady) cover(index);
    // Operands stand before those who read them: in the graph's order each finds what it needs.
    else for (const needed of listNeeded(figures, treeId, cell, index, known)) cover(needed);
    return find(index);
  };
}

/** The node and all below it whose coverage is not known yet but enters in its own, in the graph's order. */
function listNeeded(
  figures: ShownFigures,
  treeId: string,
  cell: number,
  asked: number,
  known: ReadonlyMap<number, unknown>,
): Int32Array {
  const needed = new Set([asked]);
  // A set tells also what is added while it is read.
  for (const index of needed) {
    const node = figures.graph.nodes[index]!;
    if (node.tree.id !== treeId) continue;
    for (const operand of listCovering(figures, node, cell)) if (!known.has(operand)) needed.add(operand);
  }
  return Int32Array.from(needed).sort();
}

/** The operands whose coverage a node's own follows from. */
function listCovering({ columns }: ShownFigures, node: GraphNode, cell: number): readonly number[] {
  if (node.kind === "synthesis") return node.operands;
  const isSummed = node.kind === "formula" && node.rollUp !== undefined;
  const isPresent = (columns[node.index]!.states[cell]! & absenceMask) === 0;
  if (isSummed || !isPresent || node.kind === "series" || node.kind === "group-mean") return [];
  // A rule that looks at the result alone owes nothing to a target that nobody states.
  const reads =
    node.kind === "attainment" && !needsTarget(node.attainment.rule)
      ? node.operands.slice(0, 1)
      : node.operands;
  // What does not apply was left out, or not chosen.
  return reads.filter((operand) => (columns[operand]!.states[cell]! & notApplicable) === 0);
}

function coverNode(figures: ShownFigures, node: GraphNode, cell: number, below: Coverage): number | null {
  const isPresent = (figures.columns[node.index]!.states[cell]! & absenceMask) === 0;
  if (node.kind === "synthesis") return coverSynthesis(node.weights, node.total, node.operands, below);
  if (node.kind === "input" && node.printed) return isPresent ? null : 0;
  if (node.kind === "input" && node.rollUp === undefined) return isPresent ? 1 : 0;
  if (node.kind === "input" || (node.kind === "formula" && node.rollUp !== undefined))
    return countMeasured(figures, node, cell);
  if (!isPresent) return 0;
  let least = 1;
  for (const operand of listCovering(figures, node, cell)) {
    const own = below(operand);
    if (own === null) return null;
    least = Math.min(least, own);
  }
  return least;
}

function coverSynthesis(
  weights: readonly number[],
  total: number,
  operands: readonly number[],
  below: Coverage,
): number | null {
  let sum = 0;
  for (const [k, operand] of operands.entries()) {
    const own = below(operand);
    if (own === null) return null;
    sum += weights[k]! * own;
  }
  return sum / total;
}

/** Of the cells at the grain that make up this one, the share that has a value. */
function countMeasured(figures: ShownFigures, node: InputNode | FormulaNode, cell: number): number {
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
