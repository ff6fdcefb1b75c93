/**
 * How a figure stands to what was to be reached: reached, close, not reached. Of an office without a target of its
 * own, a figure that does not grow with the office is set beside the target of the nearest office above it, and says so.
 */
import { absenceMask, findAbsence, isPartial, type ShownFigures } from "../engine/index.ts";
import { readAttainment } from "../explain/index.ts";
import { type GraphNode, isStep, nodeKey, type Tree } from "../graph/index.ts";
import { type Direction, type Facet, periodsInYear } from "../model/index.ts";

/** `none`: there is nothing to compare with. */
export const figureStates = ["good", "near", "bad", "none", "absent"] as const;
export type FigureState = (typeof figureStates)[number];

/** A figure with the facets that belong to it. */
export interface Measured {
  readonly node: GraphNode;
  readonly target: GraphNode | undefined;
  readonly deviation: GraphNode | undefined;
  readonly attainment: GraphNode | undefined;
}

export interface FoundState {
  readonly state: FigureState;
  /** Whose target it was compared with, if not its own: the unit's index in the tree. */
  readonly referenceUnit: number | undefined;
}

const listed = new WeakMap<ShownFigures["graph"], readonly Measured[]>();

/** What indicators declare, each with its members once; in the model's order of indicators. */
export function listMeasured({ graph }: ShownFigures): readonly Measured[] {
  const known = listed.get(graph);
  if (known !== undefined) return known;
  const order = new Map(graph.model.indicators.map(({ id }, index) => [id, index]));
  const measured = graph.nodes
    .filter((node) => !isStep(node) && node.facet === node.indicator.mainFacet)
    .map((node) => findFacets(graph, node))
    .sort((a, b) => order.get(a.node.indicator.id)! - order.get(b.node.indicator.id)!);
  listed.set(graph, measured);
  return measured;
}

/** Of a figure of any facet. */
export function findFacets({ nodes, indexOf }: ShownFigures["graph"], node: GraphNode): Measured {
  const { indicator, members } = node;
  const find = (facet: Facet): GraphNode | undefined =>
    facet === indicator.mainFacet
      ? undefined
      : nodes[indexOf.get(nodeKey(indicator.id, facet, members)) ?? -1];
  return { node, target: find("target"), deviation: find("deviation"), attainment: find("attainment") };
}

/** Undefined where there is no value. */
export function findValue({ columns }: ShownFigures, node: GraphNode, cell: number): number | undefined {
  const { values, states } = columns[node.index]!;
  return (states[cell]! & absenceMask) === 0 ? values[cell] : undefined;
}

/** Whether the figure is there at all: a value, or the absence of one that could be. */
export function isApplying({ columns }: ShownFigures, node: GraphNode, cell: number): boolean {
  return findAbsence(columns[node.index]!.states[cell]!) !== "not-applicable";
}

/** Those of one tree that are there at a cell. */
export function listApplying(figures: ShownFigures, tree: Tree, cell: number): readonly Measured[] {
  return listMeasured(figures).filter(({ node }) => node.tree === tree && isApplying(figures, node, cell));
}

/** Whether the figure of a cell is a sum of what is there: it is never compared with a target. */
export function isPartialAt({ columns }: ShownFigures, node: GraphNode, cell: number): boolean {
  return isPartial(columns[node.index]!.states[cell]!);
}

/** Decided here for whoever shows it: an index and an attainment are read against 100, a deviation against 0. */
export function findState(
  figures: ShownFigures,
  measured: Measured,
  unit: number,
  period: number,
): FoundState {
  const { node, target, attainment } = measured;
  const cell = unit * periodsInYear + period;
  const value = findValue(figures, node, cell);
  const own = (state: FigureState): FoundState => ({ state, referenceUnit: undefined });
  if (value === undefined) return own("absent");
  if (isPartialAt(figures, node, cell)) return own("none");
  if (node.facet === "target") return own("none");
  if (node.facet === "attainment" || node.facet === "index") return own(readAttainment(value));
  if (node.facet === "deviation") return own(readAttainment(100 + value));
  const attained = attainment && findValue(figures, attainment, cell);
  if (attained !== undefined) return own(readAttainment(attained));
  const { direction } = node.indicator;
  if (target === undefined || direction === undefined) return own("none");
  const aimed = findValue(figures, target, cell);
  if (aimed !== undefined) return own(compareWithTarget(value, aimed, direction));
  const above = findReference(figures, measured, unit, period);
  if (above === undefined) return own("none");
  const reference = findValue(figures, target, above * periodsInYear + period)!;
  return { state: compareWithTarget(value, reference, direction), referenceUnit: above };
}

/** The nearest unit above that has a target; undefined where a sum would be compared with one of more offices. */
function findReference(
  figures: ShownFigures,
  { node, target }: Measured,
  unit: number,
  period: number,
): number | undefined {
  if (target === undefined || isGrowing(node)) return undefined;
  for (let above = node.tree.parent[unit]!; above >= 0; above = node.tree.parent[above]!)
    if (findValue(figures, target, above * periodsInYear + period) !== undefined) return above;
  return undefined;
}

/** Whether larger offices have more of it, so that offices cannot be compared by it. */
export function isGrowing({ indicator, facet }: GraphNode): boolean {
  if (facet === "attainment" || facet === "index") return false;
  return indicator.kind === "flow" || indicator.kind === "stock" || indicator.kind === "level";
}

/** What is lost in the last digits of a double is no miss. */
const precision = 1e-9;

function compareWithTarget(value: number, target: number, direction: Direction): FigureState {
  const better = direction === "up" ? value - target : target - value;
  if (better >= -precision * Math.abs(target)) return "good";
  return target !== 0 && readAttainment(100 + (better / Math.abs(target)) * 100) === "near" ? "near" : "bad";
}
