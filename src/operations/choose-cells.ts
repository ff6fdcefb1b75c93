/** Which figures somebody wants: all that apply in a period, or those of some offices, indicators and facets. */
import { applies, type Figures } from "../engine/index.ts";
import { type GraphNode, isStep } from "../graph/index.ts";
import { type Facet, findNearestName, type Period, type Problem, periodsInYear } from "../model/index.ts";
import { figureNotKnown, orgUnitNotKnown } from "./problems.ts";

/** Undefined = all. */
export interface Choice {
  readonly orgUnits?: readonly string[] | undefined;
  readonly indicators?: readonly string[] | undefined;
  readonly facets?: readonly Facet[] | undefined;
}

export interface ChosenCell {
  readonly node: GraphNode;
  readonly cell: number;
}

/** Names that nobody has. */
export function checkChoice({ graph }: Figures, { orgUnits = [], indicators = [] }: Choice): Problem[] {
  const isUnit = (code: string): boolean => graph.trees.some((tree) => tree.indexOf.has(code));
  const ids = graph.model.indicators.map(({ id }) => id);
  const unknownUnits = orgUnits.filter((code) => !isUnit(code));
  const unknownIds = indicators.filter((id) => !ids.includes(id));
  const codes = unknownUnits.length === 0 ? [] : graph.trees.flatMap((tree) => [...tree.indexOf.keys()]);
  return [
    ...unknownUnits.map((code) => orgUnitNotKnown(code, findNearestName(code, codes))),
    ...unknownIds.map((id) => {
      const nearest = findNearestName(id, ids);
      return figureNotKnown(id, nearest === undefined ? [] : [nearest]);
    }),
  ];
}

/** What applies in the period, in the model's order of indicators and the tree's order of units. */
export function listCells(figures: Figures, period: Period, choice: Choice): ChosenCell[] {
  const { graph, columns } = figures;
  const order = new Map(graph.model.indicators.map(({ id }, index) => [id, index]));
  const nodes = graph.nodes
    .filter((node) => !isStep(node) && isChosen(node, choice))
    .sort((a, b) => (order.get(a.indicator.id) ?? 0) - (order.get(b.indicator.id) ?? 0));
  const units = choice.orgUnits && new Set(choice.orgUnits);
  const chosen: ChosenCell[] = [];
  for (const tree of graph.trees) {
    const own = nodes.filter((node) => node.tree === tree);
    if (own.length === 0) continue;
    const wanted = [...tree.units.keys()].filter((unit) => units?.has(tree.units[unit]!.code) !== false);
    // A column lies together in memory: what is told office by office is read node by node.
    const byUnit = tree.units.map((): ChosenCell[] => []);
    for (const node of own) {
      const { states } = columns[node.index]!;
      for (const unit of wanted) {
        const cell = unit * periodsInYear + period.index;
        if (applies(states[cell]!)) byUnit[unit]!.push({ node, cell });
      }
    }
    for (const unit of wanted) for (const each of byUnit[unit]!) chosen.push(each);
  }
  return chosen;
}

function isChosen({ indicator, facet }: GraphNode, { indicators, facets }: Choice): boolean {
  return indicators?.includes(indicator.id) !== false && facets?.includes(facet) !== false;
}
