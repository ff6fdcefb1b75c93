/** Figures of a period as the outside sees them, all or some, and the hash that says whether two computations gave the same. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type GraphNode, isStep } from "../graph/index.ts";
import { type Facet, type Period, periodsInYear } from "../model/index.ts";
import { applies } from "./column.ts";
import { type Coverage, computeCoverage } from "./coverage.ts";
import { type Figure, getFigure } from "./figure.ts";
import type { ShownFigures } from "./figures.ts";

/** Which figures somebody wants. Undefined = all. */
export interface Choice {
  readonly orgUnits?: readonly string[] | undefined;
  readonly indicators?: readonly string[] | undefined;
  readonly facets?: readonly Facet[] | undefined;
}

export interface ChosenCell {
  readonly node: GraphNode;
  readonly cell: number;
}

/** What applies in the period, in the model's order of indicators and the tree's order of units. */
export function listCells(figures: ShownFigures, period: Period, choice: Choice): ChosenCell[] {
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

/** In the order of `cells`, which keeps those of one office together. */
export function listFigures(figures: ShownFigures, cells: readonly ChosenCell[]): Figure[] {
  let last: { readonly tree: string; readonly cell: number; readonly coverage: Coverage } | undefined;
  return cells.map(({ node, cell }) => {
    const tree = node.tree.id;
    if (last?.tree !== tree || last.cell !== cell)
      last = { tree, cell, coverage: computeCoverage(figures, tree, cell) };
    return getFigure(figures, node, cell, last.coverage);
  });
}

/**
 * SHA-256 of model, date and figures: the same hash is the same report, bit for bit.
 * @param conditions what was asked besides the period and the day of knowledge, in words
 */
export function hashFigures(
  { graph }: ShownFigures,
  period: Period,
  knownAt: string | null,
  conditions: readonly string[],
  listed: readonly Figure[],
): string {
  return hashReport([graph.model.hash, period.code, knownAt, ...conditions, listed]);
}

export function hashReport(content: readonly unknown[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(content))));
}
