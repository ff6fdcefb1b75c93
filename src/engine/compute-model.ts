/** A graph's figures from the model's own entries, with as many years before as its formulas look back. */
import type { Graph } from "../graph/index.ts";
import { collectMeasures } from "./collect-measures.ts";
import { computeFigures } from "./compute-figures.ts";
import type { Figures } from "./figures.ts";

/** Figures of `graph.year`; `previous` leads back through the years. */
export function computeModel(graph: Graph): Figures {
  let figures: Figures | undefined;
  for (let year = graph.year - graph.lookBack; year <= graph.year; year++) {
    figures = computeFigures(graph, collectMeasures(graph, year), figures);
  }
  return figures ?? computeFigures(graph, collectMeasures(graph, graph.year));
}
