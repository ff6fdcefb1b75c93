/** The years of a figure, each by the formulas of its own time unless a day is named, and the periods within them. */
import { computeModel, type Figure, type Figures, getFigure } from "../engine/index.ts";
import { buildGraph, type GraphNode, nodeKey } from "../graph/index.ts";
import { findPeriod, listPeriodsOfYear, type Outcome, periodsInYear } from "../model/index.ts";
import { findValue, isApplying } from "./figure-state.ts";
import type { FigureSource } from "./open-figures.ts";
import type { ViewRequest } from "./viewpoint.ts";

/** Years that a trend looks at, the one asked for included. */
const mostYears = 6;

export interface SeriesPoint {
  readonly figure: Figure;
  readonly target: Figure | undefined;
}

export interface Series {
  readonly years: readonly SeriesPoint[];
  /** Of the year asked for and the one before, those that have values: months, or else quarters, or semesters. */
  readonly periods: readonly SeriesPoint[];
}

const yearsOf = new WeakMap<Figures, Promise<Outcome<readonly Figures[]>>>();

/** The figures of the years up to the one asked for, from the oldest, as far as anything was observed in them. */
export function findYears(
  request: ViewRequest,
  figures: Figures,
  findFigures: FigureSource,
): Promise<Outcome<readonly Figures[]>> {
  const known = yearsOf.get(figures);
  if (known !== undefined) return known;
  const found = computeYears(request, figures, findFigures);
  yearsOf.set(figures, found);
  // What could not be computed may be asked for again.
  void found.then(({ problems }) => problems.length > 0 && yearsOf.delete(figures));
  return found;
}

async function computeYears(
  request: ViewRequest,
  figures: Figures,
  findFigures: FigureSource,
): Promise<Outcome<readonly Figures[]>> {
  const { model, year } = figures.graph;
  const isDelivered = model.sources.length > 0;
  const observed = new Set(model.observations.map(({ period }) => findPeriod(period)?.year));
  const { from } = model.years;
  const years = Array.from({ length: mostYears - 1 }, (_, back) => year - mostYears + 1 + back).filter(
    (each) => each >= from && (isDelivered || observed.has(each)),
  );
  const computed: Figures[] = [];
  for (const each of years) {
    // Where nothing is delivered the model at hand says all that there is to know of another year.
    if (!isDelivered) {
      const { knownAt, methodOn } = request;
      computed.push(computeModel(buildGraph(model, { year: each, knownAt, methodOn }).value));
      continue;
    }
    const { value, problems } = await findFigures({ ...request, period: String(each) });
    if (value === undefined) return { value: [], problems };
    computed.push(value.figures);
  }
  return { value: [...computed, figures], problems: [] };
}

/**
 * @param years from the oldest; an office or an indicator that a year does not know has no point in it
 * @param isCovered whether each figure is to say how much of it was measured, which takes a walk below it
 */
export function listSeries(
  years: readonly Figures[],
  node: GraphNode,
  code: string,
  isCovered = true,
): Series {
  const points = years.map((figures) => listPoints(figures, node, code, isCovered));
  const recent = points.slice(-2).flat();
  const grains = ["month", "quarter", "semester"] as const;
  const grain = grains.find((each) =>
    recent.some(({ figure }) => figure.value !== null && findPeriod(figure.period)!.grain === each),
  );
  return {
    years: points.flatMap((own) => own.filter(({ figure }) => findPeriod(figure.period)!.grain === "year")),
    periods: recent.filter(({ figure }) => findPeriod(figure.period)!.grain === grain),
  };
}

function listPoints(
  figures: Figures,
  { indicator, facet, members }: GraphNode,
  code: string,
  isCovered: boolean,
): SeriesPoint[] {
  const { graph } = figures;
  const find = (wanted: GraphNode["facet"]): GraphNode | undefined =>
    graph.nodes[graph.indexOf.get(nodeKey(indicator.id, wanted, members)) ?? -1];
  const node = find(facet);
  const unit = node?.tree.indexOf.get(code);
  if (node === undefined || unit === undefined) return [];
  const target = facet === indicator.mainFacet && facet !== "target" ? find("target") : undefined;
  return listPeriodsOfYear(figures.year).flatMap(({ index }) => {
    const cell = unit * periodsInYear + index;
    if (!isApplying(figures, node, cell)) return [];
    const isAimed = target !== undefined && findValue(figures, target, cell) !== undefined;
    const show = (shown: GraphNode): Figure =>
      isCovered ? getFigure(figures, shown, cell) : getFigure(figures, shown, cell, () => null);
    return [{ figure: show(node), target: isAimed ? show(target) : undefined }];
  });
}
