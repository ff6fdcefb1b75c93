/** Cells that no operation reaches: they do not apply, whatever stands in the cells around them. */
import { absenceMask, type Figures, getKind } from "../engine/index.ts";
import type { GraphNode } from "../graph/index.ts";
import { isOfGrain, periodsInYear } from "../model/index.ts";

function isRolledUp(node: GraphNode): boolean {
  return (node.kind === "input" || node.kind === "formula") && node.rollUp !== undefined;
}

/**
 * Why nothing is computed in the cell; undefined where something is. `grain`: not for this unit; `period`: for
 * this unit, but not for periods of this length.
 */
export function findOutside(
  figures: Figures,
  node: GraphNode,
  cell: number,
): "existence" | "grain" | "period" | undefined {
  if ((figures.columns[node.index]!.states[cell]! & absenceMask) === 0) return undefined;
  if (figures.existence.get(node.tree.id)?.exists[cell] === 0) return "existence";
  // Counts of different values are measured at every office and every period.
  if (node.kind === "input" && node.everywhere) return undefined;
  const grain = node.kind === "input" ? node.grain : node.kind === "formula" ? node.rollUp?.grain : undefined;
  if (grain === undefined) return undefined;
  const period = cell % periodsInYear;
  const level = grain[(cell - period) / periodsInYear];
  const isAtGrain = level === 1 && isOfGrain(node.indicator.grain.period, period);
  const isAbove = getKind(node)
    .listReads(node, figures, cell)
    .some((read) => read.node === node.index);
  if (isAtGrain || isAbove) return undefined;
  const isUnitReached = level === 1 || (level === 2 && isRolledUp(node));
  return isUnitReached ? "period" : "grain";
}
