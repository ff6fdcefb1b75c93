/** A graph's figures from the model's own entries, with as many years before as its formulas look back. */
import { buildGraph, type Graph } from "../graph/index.ts";
import { collectMeasures } from "./collect-measures.ts";
import { computeFigures } from "./compute-figures.ts";
import type { Figures } from "./figures.ts";
import type { Answers } from "./place-delivered.ts";

/** Figures of `graph.year`; `previous` leads back through the years, each on the organisation of its time. */
export function computeModel(graph: Graph, answers?: Answers): Figures {
  let before: Figures | undefined;
  for (let year = graph.year - graph.lookBack; year < graph.year; year++) {
    const past = getGraphOf(graph, year);
    before = computeFigures(past, collectMeasures(past, year, answers), before);
  }
  return computeFigures(graph, collectMeasures(graph, graph.year, answers), before);
}

/** Offices that never open nor close stand every year as in this one. */
function getGraphOf(graph: Graph, year: number): Graph {
  const { model, validOn, methodOn, knownAt, prepared } = graph;
  const moves = model.hierarchies.some(({ units }) =>
    units.some((unit) => unit.validFrom !== undefined || unit.validUntil !== undefined),
  );
  return moves ? buildGraph(model, { year, validOn, methodOn, knownAt, prepared }).value : graph;
}
