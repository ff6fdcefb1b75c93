/** The same figures, with their nodes in the order of another graph of the same nodes. */
import type { Graph } from "../../graph/index.ts";
import type { Figures, Measures } from "../figures.ts";
import { permuteGraph } from "./suppose-graph.ts";

/** @param cameFrom for each node of `graph` where it stands in the figures; undefined = all stand where they stood */
export function permuteFigures(figures: Figures, graph: Graph, cameFrom: Int32Array | undefined): Figures {
  if (cameFrom === undefined) return graph === figures.graph ? figures : { ...figures, graph };
  const { columns, measures, previous } = figures;
  const isSame = previous?.graph.nodes.length === columns.length;
  const permuted: Figures = {
    ...figures,
    graph,
    columns: [...cameFrom].map((index) => columns[index]!),
    measures: permuteMeasures(measures, graph, cameFrom),
    previous:
      previous && isSame
        ? permuteFigures(previous, permuteGraph(previous.graph, cameFrom), cameFrom)
        : previous,
    complete: () => {
      const whole = figures.complete();
      return whole === figures ? permuted : permuteFigures(whole, graph, cameFrom);
    },
  };
  return permuted;
}

function permuteMeasures(measures: Measures, graph: Graph, cameFrom: Int32Array): Measures {
  const { inputs, targets, lacking, findEntry, findDelivered } = measures;
  const move = <T>(all: ReadonlyMap<number, T>, kind: "input" | "target"): Map<number, T> =>
    new Map(
      graph.nodes.flatMap((node) => {
        const own = node.kind === kind ? all.get(cameFrom[node.index]!) : undefined;
        return own === undefined ? [] : [[node.index, own] as const];
      }),
    );
  return {
    ...measures,
    inputs: move(inputs, "input"),
    targets: move(targets, "target"),
    lacking: move(lacking, "input"),
    findEntry: (node, cell) => findEntry(cameFrom[node]!, cell),
    findDelivered: (node, cell) => findDelivered(cameFrom[node]!, cell),
  };
}
