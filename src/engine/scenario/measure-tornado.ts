/** What matters most to a figure: each weight, threshold, target and measured value below it moves, and the others do not. */
import type { GraphNode } from "../../graph/index.ts";
import { periodsInYear } from "../../model/index.ts";
import { absenceMask } from "../column.ts";
import { listThresholds, type Threshold } from "../desk/list-thresholds.ts";
import type { Figures } from "../figures.ts";
import { applyScenario } from "./apply-scenario.ts";
import { giveBack, type Spare } from "./carry-changes.ts";
import { moveMeasure } from "./move-measure.ts";
import { emptyScenario } from "./scenario.ts";

/** Something that can be moved: a weight of a synthesis, a number of a rule, or what is measured of a node. */
export type TornadoMove =
  | { readonly type: "weight"; readonly synthesis: string; readonly component: number }
  | { readonly type: "threshold"; readonly threshold: Threshold & { readonly real: number } }
  | { readonly type: "target" | "result"; readonly node: number };

/** The figure with something moved down and up; undefined where it then has no value. */
export interface TornadoBar {
  readonly down: number | undefined;
  readonly up: number | undefined;
}

/** All that can be moved below a figure: weights first, then targets, measured values, thresholds. */
export function listMoves(figures: Figures, asked: number, cell: number): readonly TornadoMove[] {
  const { nodes } = figures.graph;
  const below = new Set([asked]);
  // A set tells also what is added while it is read.
  for (const index of below) for (const operand of nodes[index]!.operands) below.add(operand);
  const order = [...below].sort((a, b) => b - a).map((index) => nodes[index]!);
  const seen = new Set<string>();
  const weights = order.flatMap((node): TornadoMove[] => {
    if (node.kind !== "synthesis" || node.operands.length < 2 || seen.has(node.indicator.id)) return [];
    seen.add(node.indicator.id);
    return node.operands.map((_, component) => ({
      type: "weight",
      synthesis: node.indicator.id,
      component,
    }));
  });
  const measured = (kind: "target" | "input", type: "target" | "result"): TornadoMove[] =>
    order
      .filter((node) => node.kind === kind && isScalable(figures, node) && isMeasured(figures, node, cell))
      .map((node) => ({ type, node: node.index }));
  return [
    ...weights,
    ...measured("target", "target"),
    ...measured("input", "result"),
    ...listThresholdMoves(figures, order),
  ];
}

/**
 * The numbers of the rules by which something is attained. A limit that a rule has not, and one of 0, cannot move by a
 * share; nor can the days between which a date is early or late.
 */
function listThresholdMoves(figures: Figures, order: readonly GraphNode[]): TornadoMove[] {
  const ruled = new Map(
    order.flatMap((node) => (node.kind === "attainment" ? [[node.indicator.id, node] as const] : [])),
  );
  return [...ruled.values()].flatMap((node) =>
    listThresholds(node.indicator).flatMap(({ real, ...threshold }): TornadoMove[] => {
      const isOfValues = ["min", "max", "bound"].includes(threshold.threshold);
      if (real === undefined || real === 0 || (isOfValues && !isScalable(figures, node))) return [];
      return [{ type: "threshold", threshold: { ...threshold, real } }];
    }),
  );
}

/** A tenth more of a day, or of a yes, means nothing. */
function isScalable({ graph }: Figures, { indicator }: GraphNode): boolean {
  const quantity = graph.model.units.find(({ id }) => id === indicator.unit)?.quantity;
  return !(quantity !== undefined && "data" in quantity) && indicator.attainment?.rule.type !== "yes-no";
}

/** Whether something of it is measured at the office of the figure or below. */
function isMeasured({ measures }: Figures, node: GraphNode, cell: number): boolean {
  const measure = measures.inputs.get(node.index) ?? measures.targets.get(node.index);
  if (measure === undefined) return false;
  const [from, until] = findBranch(node, cell);
  return measure.cells.some(
    (each, k) => each >= from && each < until && (measure.states[k]! & absenceMask) === 0,
  );
}

/** The cells of an office and all below it; of another tree, all. */
function findBranch({ tree }: GraphNode, cell: number): readonly [number, number] {
  const unit = Math.floor(cell / periodsInYear);
  return [unit * periodsInYear, (tree.end[unit] ?? 0) * periodsInYear];
}

/** @param share how far each is moved: 0.1 = a tenth less, a tenth more */
export function measureMove(
  figures: Figures,
  asked: number,
  cell: number,
  move: TornadoMove,
  share: number,
  spare: Spare = new Map(),
): TornadoBar {
  const read = (factor: number): number | undefined => {
    const moved = apply(figures, cell, move, factor, spare);
    if (moved === undefined) return undefined;
    // Another graph may have another order: figures are found by their name.
    const column = moved.columns[moved.graph.indexOf.get(figures.graph.nodes[asked]!.key)!]!;
    const value = (column.states[cell]! & absenceMask) === 0 ? column.values[cell]! : undefined;
    for (const [index, own] of moved.columns.entries())
      if (own !== figures.columns[index]) giveBack(own, spare);
    return value;
  };
  return { down: read(1 - share), up: read(1 + share) };
}

function apply(
  figures: Figures,
  cell: number,
  move: TornadoMove,
  factor: number,
  spare: Spare,
): Figures | undefined {
  if (move.type === "threshold") {
    const { real, ...threshold } = move.threshold;
    const thresholds = [{ ...threshold, value: real * factor }];
    // A bound beyond its neighbour, or a floor above its cap, makes no rule: then there is no figure.
    return applyScenario(figures, { ...emptyScenario, thresholds }).value;
  }
  if (move.type !== "weight") {
    const [from, until] = findBranch(figures.graph.nodes[move.node]!, cell);
    return moveMeasure(figures, { node: move.node, from, until, factor }, spare);
  }
  const indicator = figures.graph.model.indicators.find(({ id }) => id === move.synthesis);
  const components = indicator?.synthesis?.components ?? [];
  const weights = components.map(({ weight }, k) =>
    k === move.component && weight !== undefined ? weight * factor : undefined,
  );
  const supposed = { indicator: move.synthesis, weights, adapts: true };
  return applyScenario(figures, { ...emptyScenario, weights: [supposed] }).value;
}
