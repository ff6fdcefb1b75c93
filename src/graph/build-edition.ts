/**
 * The year before as its own edition has it: the same facts, by the formulas, the targets and the offices of that
 * year. Only what is asked of it is there.
 */
import { buildGraph } from "./build-graph.ts";
import { getLastDay } from "./build-tree.ts";
import { countYearsBack } from "./count-years-back.ts";
import type { Graph } from "./graph.ts";

/** What `edizione_precedente` reads in a graph, by key. */
export function listEditionKeys({ nodes }: Graph): string[] {
  return nodes.flatMap((node) =>
    node.kind === "series" && node.series === "edizione_precedente" ? [nodes[node.operands[0]!]!.key] : [],
  );
}

/** The edition of the year before `year`. No edition knows a method later than the one that is asked for. */
export function buildEdition(graph: Graph, year: number, keys: readonly string[]): Graph {
  const { model, methodOn, knownAt, prepared } = graph;
  const last = getLastDay(year - 1);
  const [earlier] = [methodOn, last].toSorted();
  const { value } = buildGraph(model, {
    year: year - 1,
    validOn: last,
    methodOn: earlier,
    knownAt,
    prepared,
  });
  return narrowGraph(value, keys);
}

/** The graph of another year of the same model and method, with the same nodes. */
export function buildOtherYear(graph: Graph, year: number): Graph {
  const { model, validOn, methodOn, knownAt, prepared } = graph;
  const { value } = buildGraph(model, { year, validOn, methodOn, knownAt, prepared });
  const isWhole = value.nodes.length === graph.nodes.length;
  return isWhole ? value : narrowGraph(value, [...graph.indexOf.keys()]);
}

/** The figures of these keys and whatever they are made of; a narrow graph has the order of the whole. */
function narrowGraph(graph: Graph, keys: readonly string[]): Graph {
  const kept = new Set(keys.flatMap((key) => graph.indexOf.get(key) ?? []));
  // A set tells also what is added while it is read.
  for (const index of kept) for (const operand of graph.nodes[index]!.operands) kept.add(operand);
  const order = [...kept].sort((a, b) => a - b);
  const place = new Map(order.map((index, at) => [index, at]));
  const nodes = order.map((index, at) => {
    const node = graph.nodes[index]!;
    return { ...node, index: at, operands: node.operands.map((operand) => place.get(operand)!) };
  });
  return {
    ...graph,
    nodes,
    indexOf: new Map(nodes.map(({ key, index }) => [key, index])),
    readers: order.map((index) => graph.readers[index]!.flatMap((reader) => place.get(reader) ?? [])),
    lookBack: countYearsBack(nodes, graph.year - graph.model.years.from),
  };
}
