/** How far into the past a graph's formulas look. */
import type { GraphNode } from "./graph.ts";

/** In years, at most `all`: as many as the model has before this one. */
export function countYearsBack(nodes: readonly GraphNode[], all: number): number {
  const back = new Float64Array(nodes.length);
  let most = 0;
  for (const node of nodes) {
    let own = 0;
    for (const operand of node.operands) own = Math.max(own, back[operand]!);
    own += countOwnYears(node);
    back[node.index] = own;
    most = Math.max(most, own);
  }
  return Math.min(most, Math.max(all, 0));
}

function countOwnYears(node: GraphNode): number {
  if (node.kind === "group-mean") return node.past ? 1 : 0;
  if (node.kind !== "series") return 0;
  switch (node.series) {
    case "cumulato":
      return Number.POSITIVE_INFINITY;
    case "precedente":
    case "anno_precedente":
    // Beside its own edition stands the same year by today's formulas, so that the effect of the method can be told.
    case "edizione_precedente":
      return 1;
    case "da_inizio_anno":
    case "totale_sottoalbero":
      return 0;
  }
}
