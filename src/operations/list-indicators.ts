/** The indicators of a model as somebody who chooses among them wants to see them. */
import { type Figures, getUnitSymbol } from "../engine/index.ts";
import { type GraphNode, isStep } from "../graph/index.ts";
import type { Direction, Facet, Grain, Kind, Members } from "../model/index.ts";

export interface ListedIndicator {
  readonly id: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly unit: string;
  readonly kind: Kind;
  readonly direction: Direction | undefined;
  readonly decimals: number;
  readonly hierarchy: string;
  readonly grain: Grain;
  readonly mainFacet: Facet;
  /** Those of which there are figures. */
  readonly facets: readonly Facet[];
  readonly dimensions: readonly string[];
  /** Every combination of members of which there are figures; one that is empty where nothing is distinguished. */
  readonly members: readonly Members[];
  readonly isSynthesis: boolean;
  /** Measured, computed by a formula, or put together by weights. */
  readonly from: "data" | "formula" | "synthesis";
  readonly owner: string | undefined;
}

/** In the model's order; what has no figures in this year is not there. */
export function listIndicators({ graph }: Figures): readonly ListedIndicator[] {
  const nodesOf = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    if (isStep(node)) continue;
    const own = nodesOf.get(node.indicator.id);
    if (own === undefined) nodesOf.set(node.indicator.id, [node]);
    else own.push(node);
  }
  return graph.model.indicators.flatMap((indicator) => {
    const nodes = nodesOf.get(indicator.id);
    if (nodes === undefined) return [];
    const main = nodes.filter(({ facet }) => facet === indicator.mainFacet);
    const { id, title, description, kind, direction, decimals, hierarchy, grain, mainFacet, owner } =
      indicator;
    return [
      {
        id,
        title,
        description,
        unit: getUnitSymbol(graph.model, main[0] ?? nodes[0]!),
        kind,
        direction,
        decimals,
        hierarchy,
        grain,
        mainFacet,
        facets: [...new Set(nodes.map(({ facet }) => facet))],
        dimensions: indicator.dimensions,
        members: main.map(({ members }) => members),
        isSynthesis: indicator.synthesis !== undefined,
        from:
          indicator.synthesis !== undefined
            ? "synthesis"
            : indicator.formula !== undefined
              ? "formula"
              : "data",
        owner,
      },
    ];
  });
}
