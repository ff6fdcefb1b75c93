/**
 * What a warehouse answered, as the measures of a year: every sum goes to the cell of its office, period and
 * members. Sums are whole numbers, so that the engine adds them up exactly; where a delivery came and has nothing
 * of an office, the contract says whether that is zero or missing.
 */
import type { Delivery } from "../facts/index.ts";
import { type Graph, type GraphNode, type InputNode, nodeKey } from "../graph/index.ts";
import {
  findPeriod,
  getDayNumber,
  type Indicator,
  listPeriodsOfYear,
  type Members,
  type Period,
  periodsInYear,
} from "../model/index.ts";
import { missing } from "./column.ts";
import { findState, listDelivered } from "./delivered-state.ts";
import type { Delivered, Lacking, Measure } from "./figures.ts";
import { type LeftOut, type Omission, prepareOmission } from "./left-out.ts";
import { type DistinctAnswer, placeDistinct } from "./place-distinct.ts";
import { listLostRows, placeLost, type Redrawn, sumLost } from "./place-lost.ts";
import {
  findRows,
  locateRows,
  makeSums,
  type Placing,
  placeMeasure,
  type SourceAnswer,
} from "./place-sums.ts";

/** All that deliveries say, of every year. */
export interface Answers {
  readonly leftOut?: LeftOut | undefined;
  readonly sums: readonly SourceAnswer[];
  readonly distincts: readonly DistinctAnswer[];
  readonly periodDays: readonly Indicator[];
  /** Where facts stand on the offices of one day; undefined = on those of their time. */
  readonly redrawn?: Redrawn | undefined;
}

export interface DeliveredMeasures {
  readonly inputs: ReadonlyMap<number, Measure>;
  readonly lacking: ReadonlyMap<number, Lacking>;
  readonly findDelivered: (node: number, cell: number) => Delivered | undefined;
}

/** For every node, or for those that are asked for only. */
export function placeDelivered(
  graph: Graph,
  year: number,
  answers: Answers,
  only?: ReadonlySet<number>,
): DeliveredMeasures {
  const inputs = new Map<number, Measure>();
  const lacking = new Map<number, Lacking>();
  const behind = new Map<number, Omit<Delivered, "isUntold">>();
  // Facts belong to the offices, which are the first tree.
  const tree = graph.trees[0]!;
  const omit = prepareOmission(tree, year, answers.leftOut, answers.redrawn);
  const isAsked = (node: GraphNode): boolean => only?.has(node.index) !== false;
  const takeSums = makeSums();
  for (const answer of answers.sums) {
    const nodesOf = listMeasured(graph, answer, isAsked);
    if (nodesOf.size === 0) continue;
    const placing: Placing = {
      answer,
      nodesOf,
      cells: locateRows(tree, answer.columns, year),
      delivered: [...listDelivered(answer.deliveries, year)].sort((a, b) => a - b),
      takeSums,
    };
    for (const [measure, nodes] of placing.nodesOf) {
      for (const node of nodes) {
        const state = findState(graph, node.indicator, answer.plan.source);
        inputs.set(node.index, placeMeasure(placing, measure, node, state, omit(node.indicator)));
        behind.set(node.index, { source: answer.plan.source, deliveries: answer.deliveries });
      }
    }
    for (const [node, own] of listLacking(graph, year, placing, omit, answers.redrawn))
      lacking.set(node, own);
  }
  for (const answer of answers.distincts) {
    const node = findNode(graph, answer.plan.indicator, {});
    if (node === undefined || !isAsked(node)) continue;
    const { measure, lost } = placeDistinct(graph, year, answer, node, omit(node.indicator), answers.redrawn);
    inputs.set(node.index, measure);
    if (lost.size > 0) lacking.set(node.index, { facts: lost, offices: lost });
    behind.set(node.index, { source: answer.plan.source, deliveries: answer.deliveries });
  }
  for (const indicator of answers.periodDays) {
    const node = findNode(graph, indicator, {});
    if (node !== undefined) inputs.set(node.index, placeDays(node, year));
  }
  const findDelivered = (node: number, cell: number): Delivered | undefined => {
    const found = behind.get(node);
    const period = listPeriodsOfYear(year)[cell % periodsInYear]!;
    return (
      found && {
        source: found.source,
        deliveries: found.deliveries.filter((delivery) => isWithin(delivery, period)),
        isUntold: isUntold(inputs.get(node), cell),
      }
    );
  };
  return { inputs, lacking, findDelivered };
}

function isUntold(measure: Measure | undefined, cell: number): boolean {
  const at = measure?.cells.indexOf(cell) ?? -1;
  return at >= 0 && (measure!.states[at]! & missing) !== 0;
}

function isWithin(delivery: Delivery, period: Period): boolean {
  const own = findPeriod(delivery.period);
  return own !== undefined && own.from >= period.from && own.until <= period.until;
}

function findNode(graph: Graph, indicator: Indicator, members: Members): InputNode | undefined {
  const index = graph.indexOf.get(nodeKey(indicator.id, indicator.mainFacet, members));
  const node = index === undefined ? undefined : graph.nodes[index];
  return node?.kind === "input" ? node : undefined;
}

function listMeasured(
  graph: Graph,
  { plan }: SourceAnswer,
  isAsked: (node: GraphNode) => boolean,
): Placing["nodesOf"] {
  return new Map(
    plan.measures.flatMap((measure) => {
      const { id, mainFacet } = measure.indicator;
      const nodes = graph.nodes.filter(
        (node): node is InputNode =>
          node.kind === "input" && node.indicator.id === id && node.facet === mainFacet && isAsked(node),
      );
      return nodes.length === 0 ? [] : [[measure, nodes] as const];
    }),
  );
}

/** By node, what the measures of a source lack. */
function listLacking(
  graph: Graph,
  year: number,
  { answer, nodesOf, cells }: Placing,
  omit: (indicator: Indicator) => Omission,
  redrawn: Redrawn | undefined,
): Map<number, Lacking> {
  const { columns } = answer;
  const found = new Map<number, Lacking>();
  const lostRows = redrawn === undefined ? [] : listLostRows(cells, columns, year);
  if (redrawn === undefined || lostRows.length === 0) return found;
  for (const [measure, nodes] of nodesOf) {
    const { dropsRow } = omit(measure.indicator);
    const kept = lostRows.filter((row) => !dropsRow(columns.origins![row]!, columns.periods[row]! % 100));
    const slots = measure.holes === undefined ? [measure.total] : [measure.total, measure.holes];
    for (const node of nodes) {
      const own = findRows(columns, measure, node);
      if (own === "none") continue;
      const among = own === "all" ? undefined : new Set(own);
      const sums = sumLost(columns, among === undefined ? kept : kept.filter((row) => among.has(row)), slots);
      const lacking = placeLost(graph.trees[0]!, year, sums, redrawn);
      if (lacking.facts.size > 0) found.set(node.index, lacking);
    }
  }
  return found;
}

const daysOf = ({ from, until }: Period): number => getDayNumber(until) - getDayNumber(from);

function placeDays(node: InputNode, year: number): Measure {
  const days = listPeriodsOfYear(year).map(daysOf);
  const cells = node.tree.units.length * periodsInYear;
  const scale = 10 ** node.indicator.decimals;
  return {
    cells: Int32Array.from({ length: cells }, (_, cell) => cell),
    scaled: Float64Array.from({ length: cells }, (_, cell) => days[cell % periodsInYear]! * scale),
    states: new Uint16Array(cells),
  };
}
