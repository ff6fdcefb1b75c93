/** Cells that no operation reaches: they do not apply, whatever stands in the cells around them. */
import { absenceMask, type Figures, getKind } from "../engine/index.ts";
import type { GraphNode } from "../graph/index.ts";
import { grainLayout, periodsInYear } from "../model/index.ts";

/** Why nothing is computed in the cell; undefined where something is. */
export function findOutside(
  figures: Figures,
  node: GraphNode,
  cell: number,
): "existence" | "grain" | undefined {
  if ((figures.columns[node.index]!.states[cell]! & absenceMask) === 0) return undefined;
  if (figures.existence.get(node.tree.id)?.exists[cell] === 0) return "existence";
  const grain = node.kind === "input" ? node.grain : node.kind === "formula" ? node.rollUp?.grain : undefined;
  if (grain === undefined) return undefined;
  const { first, count } = grainLayout[node.indicator.grain.period];
  const period = cell % periodsInYear;
  const isAtGrain = grain[(cell - period) / periodsInYear] === 1 && period >= first && period < first + count;
  const isAbove = getKind(node)
    .listReads(node, figures, cell)
    .some((read) => read.node === node.index);
  return isAtGrain || isAbove ? undefined : "grain";
}
