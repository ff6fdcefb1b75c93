/** A graph's figures from the model's own entries, with as many years before as its formulas look back. */
import { buildEdition, buildOtherYear, type Graph, listEditionKeys } from "../graph/index.ts";
import { collectMeasures } from "./collect-measures.ts";
import { computeFigures } from "./compute-figures.ts";
import type { Figures } from "./figures.ts";
import type { Answers } from "./place-delivered.ts";

/** By year and what is asked of it, because several years may ask for one edition. */
type Editions = Map<string, Figures>;

/** Figures of `graph.year`; `previous` leads back through the years, each on the organisation of its time. */
export function computeModel(graph: Graph, answers?: Answers): Figures {
  return computeYears(graph, answers, new Map());
}

function computeYears(graph: Graph, answers: Answers | undefined, editions: Editions): Figures {
  const first = graph.year - graph.lookBack;
  let figures = computeYear(graph, first, undefined, answers, editions);
  for (let year = first + 1; year <= graph.year; year++)
    figures = computeYear(graph, year, figures, answers, editions);
  return figures;
}

/** Nobody looks back from the first year that is computed. */
function computeYear(
  graph: Graph,
  year: number,
  before: Figures | undefined,
  answers: Answers | undefined,
  editions: Editions,
): Figures {
  const own = year === graph.year ? graph : getGraphOf(graph, year);
  const edition = before === undefined ? undefined : findEdition(own, year, answers, editions);
  return computeFigures(own, collectMeasures(own, year, answers), before, undefined, edition);
}

function findEdition(
  graph: Graph,
  year: number,
  answers: Answers | undefined,
  editions: Editions,
): Figures | undefined {
  const keys = listEditionKeys(graph);
  if (keys.length === 0) return undefined;
  const name = JSON.stringify([year, keys]);
  const found = editions.get(name) ?? computeYears(buildEdition(graph, year, keys), answers, editions);
  editions.set(name, found);
  return found;
}

/** Offices that never open nor close stand every year as in this one. */
function getGraphOf(graph: Graph, year: number): Graph {
  const moves = graph.model.hierarchies.some(({ units }) =>
    units.some((unit) => unit.validFrom !== undefined || unit.validUntil !== undefined),
  );
  return moves ? buildOtherYear(graph, year) : graph;
}
