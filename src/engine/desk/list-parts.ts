/** What a figure is made of, as rows that one can open: components with their weights, and what formulas read. */
import { type GraphNode, isStep, listTops, nodeKey } from "../../graph/index.ts";
import { type Indicator, type Members, type Model, nameWithMembers } from "../../model/index.ts";
import type { Figures } from "../figures.ts";

export interface Part {
  readonly node: GraphNode;
  readonly title: string;
  /** Of which synthesis it is a component, and which. */
  readonly component: { readonly synthesis: string; readonly place: number } | undefined;
}

export function listTopParts({ graph }: Figures): readonly Part[] {
  return listTops(graph).flatMap((indicator) => {
    const node = graph.nodes[graph.indexOf.get(nodeKey(indicator.id, indicator.mainFacet, {})) ?? -1];
    return node === undefined ? [] : [{ node, title: indicator.title, component: undefined }];
  });
}

export function listParts(figures: Figures, node: GraphNode): readonly Part[] {
  const { graph } = figures;
  const { synthesis } = node.indicator;
  if (synthesis !== undefined && node.facet === node.indicator.mainFacet) {
    return synthesis.components.flatMap((component, place) => {
      const indicator = graph.model.indicators.find(({ id }) => id === component.indicator);
      if (indicator === undefined) return [];
      const members = matchMembers(indicator, component.members, node.members);
      const key = nodeKey(indicator.id, component.facet ?? indicator.mainFacet, members);
      const found = graph.nodes[graph.indexOf.get(key) ?? -1];
      const own = { synthesis: node.indicator.id, place };
      return found === undefined
        ? []
        : [{ node: found, title: nameNode(graph.model, found), component: own }];
    });
  }
  if (node.kind === "attainment" || node.kind === "deviation")
    return listParts(figures, graph.nodes[node.operands[0]!]!);
  if (node.kind !== "formula") return [];
  const found = new Map<string, GraphNode>();
  const open = [...node.operands];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const read = graph.nodes[next]!;
    if (isStep(read)) open.unshift(...read.operands);
    else if (read.key !== node.key) found.set(read.key, read);
  }
  return [...found.values()].map((read) => ({
    node: read,
    title: nameNode(graph.model, read),
    component: undefined,
  }));
}

/** The members that a component does not name are those of the synthesis itself. */
function matchMembers({ dimensions }: Indicator, chosen: Members, own: Members): Members {
  return Object.fromEntries(
    dimensions.flatMap((dimension) => {
      const member = chosen[dimension] ?? own[dimension];
      return member === undefined ? [] : [[dimension, member]];
    }),
  );
}

export function nameNode(model: Model, { indicator, members }: GraphNode): string {
  return nameWithMembers(model, indicator, members);
}
