/** Which nodes of the year before a year reads. */
import type { Graph, GraphNode } from "../graph/index.ts";

/** Of all nodes, or of those that are computed. */
export function listReadBefore({ nodes }: Graph, only?: ReadonlySet<number>): ReadonlySet<number> {
  const read = new Set<number>();
  for (const node of nodes)
    if (only?.has(node.index) !== false) for (const index of listOwnReads(node)) read.add(index);
  return read;
}

function listOwnReads(node: GraphNode): readonly number[] {
  if (node.kind === "group-mean") return node.past ? node.operands : [];
  if (node.kind !== "series") return [];
  switch (node.series) {
    case "precedente":
    case "anno_precedente":
      return node.operands;
    // A running total goes on from its own last one.
    case "cumulato":
      return [node.index];
    // An edition is computed apart.
    case "edizione_precedente":
    case "da_inizio_anno":
    case "totale_sottoalbero":
      return [];
  }
}

/** Nodes with all that they are made of in their own year. */
export function withOperands({ nodes }: Graph, asked: ReadonlySet<number>): ReadonlySet<number> {
  const found = new Set(asked);
  // A set tells also what is added while it is read.
  for (const index of found) for (const operand of nodes[index]!.operands) found.add(operand);
  return found;
}
