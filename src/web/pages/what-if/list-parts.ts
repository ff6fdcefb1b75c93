/** What a figure is made of, as rows that one can open: components with their weights, and what formulas read. */
import type { Figures } from "../../../engine/index.ts";
import { type GraphNode, isStep, nodeKey } from "../../../graph/index.ts";
import type { Indicator, Members } from "../../../model/index.ts";

export interface Part {
  readonly node: GraphNode;
  readonly title: string;
  /** Of which synthesis it is a component, and which. */
  readonly component: { readonly synthesis: string; readonly place: number } | undefined;
}

/** As the pyramid has them: syntheses that are nobody's component; where formulas stand at the top, those too. */
export function listTops({ graph }: Figures): readonly Part[] {
  const { indicators } = graph.model;
  const components = new Set(
    indicators.flatMap(({ synthesis }) => synthesis?.components.map(({ indicator }) => indicator) ?? []),
  );
  const isRead = new Set(
    graph.nodes.flatMap(({ operands, indicator }) =>
      operands.flatMap((operand) => {
        const { id } = graph.nodes[operand]!.indicator;
        return id === indicator.id ? [] : [id];
      }),
    ),
  );
  const syntheses = indicators.filter(({ id, synthesis }) => synthesis !== undefined && !components.has(id));
  const below = new Set(syntheses.map(({ id }) => id));
  // A set tells also what is added while it is read.
  for (const id of below) {
    const found = indicators.find((each) => each.id === id)?.synthesis?.components ?? [];
    for (const component of found) below.add(component.indicator);
  }
  const alone = indicators.filter(
    ({ id, formula, synthesis }) =>
      synthesis === undefined && formula !== undefined && !isRead.has(id) && !below.has(id),
  );
  const isPyramid = syntheses.length > 0 && syntheses.length * 4 > alone.length;
  const tops = isPyramid ? syntheses : [...syntheses, ...alone];
  return tops.flatMap((indicator) => {
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
      return found === undefined ? [] : [{ node: found, title: nameNode(found), component: own }];
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
  return [...found.values()].map((read) => ({ node: read, title: nameNode(read), component: undefined }));
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

export function nameNode({ indicator, members }: GraphNode): string {
  const chosen = Object.values(members);
  return chosen.length === 0 ? indicator.title : `${indicator.title} (${chosen.join(", ")})`;
}
