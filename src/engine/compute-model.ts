/** A graph's figures from the model's own entries, with as much of the years before as its formulas look back to. */
import { buildEdition, buildOtherYear, type Graph, listEditionKeys } from "../graph/index.ts";
import { collectMeasures } from "./collect-measures.ts";
import { computeFigures } from "./compute-figures.ts";
import type { Figures } from "./figures.ts";
import { listReadBefore, withOperands } from "./list-read-before.ts";
import type { Answers } from "./place-delivered.ts";

/** What all years of one computation share. */
interface Run {
  /** Of the year asked for; the others are the same model's. */
  readonly graph: Graph;
  /** Nobody looks back from it. */
  readonly first: number;
  readonly answers: Answers | undefined;
  /** By year and what is asked of it, because several years may ask for one edition. */
  readonly editions: Map<string, Figures>;
}

/**
 * Figures of `graph.year`; `previous` leads back through the years, each on the organisation of its time.
 * @param asked nodes that are computed, with what they are made of; every node unless told otherwise
 */
export function computeModel(graph: Graph, answers?: Answers, asked?: ReadonlySet<number>): Figures {
  return computeEdition(graph, answers, new Map(), asked);
}

function computeEdition(
  graph: Graph,
  answers: Answers | undefined,
  editions: Run["editions"],
  asked?: ReadonlySet<number>,
): Figures {
  return computeYear({ graph, first: graph.year - graph.lookBack, answers, editions }, graph.year, asked);
}

/** A year, after what it reads of the year before; every node unless only some are asked for. */
function computeYear(run: Run, year: number, asked?: ReadonlySet<number>): Figures {
  const { graph, first, answers, editions } = run;
  const own = year === graph.year ? graph : getGraphOf(graph, year);
  const only = asked === undefined ? undefined : withOperands(own, asked);
  const looksBack = year > first;
  const figures = computeFigures(own, collectMeasures(own, year, answers, only), {
    previous: looksBack ? computeYear(run, year - 1, listReadBefore(own, only)) : undefined,
    edition: looksBack ? findEdition(own, year, answers, editions) : undefined,
    only,
  });
  if (only === undefined) return figures;
  let whole: Figures | undefined;
  const complete = (): Figures => {
    whole ??= computeYear(run, year);
    return whole;
  };
  return { ...figures, complete };
}

function findEdition(
  graph: Graph,
  year: number,
  answers: Answers | undefined,
  editions: Run["editions"],
): Figures | undefined {
  const keys = listEditionKeys(graph);
  if (keys.length === 0) return undefined;
  const name = JSON.stringify([year, keys]);
  const found = editions.get(name) ?? computeEdition(buildEdition(graph, year, keys), answers, editions);
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
