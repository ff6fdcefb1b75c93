/**
 * A graph whose syntheses have other weights, and whose rules of attainment other thresholds. One that does not disclose its weights stands in a graph as a printed
 * number; where weights are supposed it is computed, and so must come after its components.
 */
import {
  type Graph,
  type GraphNode,
  type InputNode,
  nodeKey,
  type SynthesisNode,
} from "../../graph/index.ts";
import type { Attainment, Component, Indicator, Members, Outcome } from "../../model/index.ts";
import { supposedCircle } from "./problems-of-scenarios.ts";

/** By synthesis: a weight for each component. */
export type WeightsOf = ReadonlyMap<string, readonly number[]>;

/** What is supposed of the method: it holds for the years before, too. */
export interface SupposedMethod {
  readonly weights: WeightsOf;
  /** By indicator: its rule with all its thresholds. */
  readonly attainments: ReadonlyMap<string, Attainment>;
}

export interface SupposedGraph {
  readonly graph: Graph;
  /** For each node where it stood before; undefined = all stand where they stood. */
  readonly cameFrom: Int32Array | undefined;
  /** Nodes that are computed otherwise. */
  readonly changed: readonly number[];
  /** Of those, the ones by whose figures it is not seen that they are supposed. */
  readonly assumed: readonly number[];
}

export function supposeGraph(
  graph: Graph,
  { weights: weightsOf, attainments }: SupposedMethod,
): Outcome<SupposedGraph | undefined> {
  if (weightsOf.size + attainments.size === 0)
    return { value: { graph, cameFrom: undefined, changed: [], assumed: [] }, problems: [] };
  const indicators = new Map(
    graph.model.indicators.flatMap((indicator) => {
      const weights = weightsOf.get(indicator.id);
      const attainment = attainments.get(indicator.id);
      if (weights === undefined && attainment === undefined) return [];
      const own = weights === undefined ? indicator : supposeIndicator(indicator, weights);
      return [[indicator.id, attainment === undefined ? own : { ...own, attainment }] as const];
    }),
  );
  const changed: number[] = [];
  let isMoved = false;
  const nodes = graph.nodes.map((node): GraphNode => {
    const indicator = indicators.get(node.indicator.id);
    if (indicator === undefined) return node;
    const own = { ...node, indicator };
    const attainment = attainments.get(indicator.id);
    if (own.kind === "attainment" && attainment !== undefined) {
      changed.push(node.index);
      return { ...own, attainment };
    }
    const weights = weightsOf.get(indicator.id);
    if (weights === undefined) return own;
    if (own.kind === "synthesis") {
      changed.push(node.index);
      return { ...own, weights, supposed: true };
    }
    const operands = own.kind === "input" && own.printed ? findOperands(own, graph) : undefined;
    if (operands === undefined) return own;
    changed.push(node.index);
    isMoved = true;
    return makeSynthesis(own as InputNode, operands, weights);
  });
  const model = {
    ...graph.model,
    indicators: graph.model.indicators.map((each) => indicators.get(each.id) ?? each),
  };
  const own = { ...graph, model, nodes };
  const { value, problems } = isMoved
    ? reorder(own, changed)
    : { value: { graph: own, cameFrom: undefined, changed }, problems: [] };
  if (value === undefined) return { value, problems };
  const assumed = value.changed.filter((index) => value.graph.nodes[index]!.kind === "attainment");
  return { value: { ...value, assumed }, problems };
}

function supposeIndicator(indicator: Indicator, weights: readonly number[]): Indicator {
  const synthesis = indicator.synthesis!;
  const components = synthesis.components.map((component, k) => ({ ...component, weight: weights[k] }));
  const kind = synthesis.weights === "partial" ? "partial" : "disclosed";
  return { ...indicator, synthesis: { ...synthesis, components, weights: kind } };
}

/** Undefined where a component is not there: the year before as its own edition has it holds only what is asked of it. */
function findOperands({ indicator, members }: GraphNode, graph: Graph): readonly number[] | undefined {
  const found = (indicator.synthesis?.components ?? []).map((component) =>
    graph.indexOf.get(nameComponent(component, members, graph)),
  );
  return found.every((index) => index !== undefined) ? found : undefined;
}

/** The members that a component does not name are those of the synthesis itself. */
function nameComponent({ indicator: id, facet, members }: Component, own: Members, { model }: Graph): string {
  const indicator = model.indicators.find((each) => each.id === id);
  const chosen = Object.fromEntries(
    (indicator?.dimensions ?? []).flatMap((dimension) => {
      const member = members[dimension] ?? own[dimension];
      return member === undefined ? [] : [[dimension, member]];
    }),
  );
  return nodeKey(id, facet ?? indicator?.mainFacet ?? "result", chosen);
}

function makeSynthesis(
  { index, key, indicator, facet, members, tree }: InputNode,
  operands: readonly number[],
  weights: readonly number[],
): SynthesisNode {
  const { total, whenAbsent, weights: kind } = indicator.synthesis!;
  const base = { index, key, indicator, facet, members, tree, operands };
  return {
    ...base,
    kind: "synthesis",
    weights,
    total,
    whenAbsent,
    partial: kind === "partial",
    supposed: true,
  };
}

/** Each after what it reads, and otherwise as they stood. */
function reorder(
  graph: Graph,
  changed: readonly number[],
): Outcome<Omit<SupposedGraph, "assumed"> | undefined> {
  const order: number[] = [];
  // 0 = not looked at, 1 = what it reads is being looked at, 2 = placed.
  const state = new Uint8Array(graph.nodes.length);
  for (const { index } of graph.nodes) {
    const circle = placeNode(graph, index, state, order);
    if (circle !== undefined) return { value: undefined, problems: [supposedCircle(circle)] };
  }
  const cameFrom = Int32Array.from(order);
  const ordered = permuteGraph(graph, cameFrom);
  const indexes = changed.map((index) => ordered.indexOf.get(graph.nodes[index]!.key)!);
  return { value: { graph: ordered, cameFrom, changed: indexes }, problems: [] };
}

/** The same nodes in another order. */
export function permuteGraph(graph: Graph, cameFrom: Int32Array): Graph {
  const place = new Int32Array(cameFrom.length);
  cameFrom.forEach((index, at) => {
    place[index] = at;
  });
  const nodes = Array.from(cameFrom, (index, at): GraphNode => {
    const node = graph.nodes[index]!;
    return { ...node, index: at, operands: node.operands.map((operand) => place[operand]!) };
  });
  const readers: number[][] = nodes.map(() => []);
  for (const { index, operands } of nodes)
    for (const operand of operands) if (readers[operand]!.at(-1) !== index) readers[operand]!.push(index);
  const indexOf = new Map(nodes.map(({ key, index }) => [key, index]));
  return { ...graph, nodes, readers, indexOf };
}

/** The circle it stands in, if it does. */
function placeNode(
  graph: Graph,
  start: number,
  state: Uint8Array,
  order: number[],
): readonly string[] | undefined {
  const trail = [{ index: start, next: 0 }];
  if (state[start] === 2) return undefined;
  state[start] = 1;
  while (trail.length > 0) {
    const step = trail.at(-1)!;
    const operand = graph.nodes[step.index]!.operands[step.next++];
    if (operand === undefined) {
      state[step.index] = 2;
      order.push(step.index);
      trail.pop();
    } else if (state[operand] === 1) {
      const from = trail.findIndex(({ index }) => index === operand);
      const circle = trail.slice(from).map(({ index }) => graph.nodes[index]!.indicator.id);
      return [...new Set(circle), graph.nodes[operand]!.indicator.id];
    } else if (state[operand] === 0) {
      state[operand] = 1;
      trail.push({ index: operand, next: 0 });
    }
  }
  return undefined;
}
