/** Where a figure is going: its value on 31 December, its distance from the target, and the pace that would reach it. */
import {
  computeFigures,
  computeModel,
  type Figure,
  type Figures,
  type ForecastWay,
  forecastMeasures,
  getFigure,
} from "../engine/index.ts";
import { fixBoundaries } from "../facts/index.ts";
import { buildGraph, type Expression, type GraphNode, nodeKey } from "../graph/index.ts";
import {
  findNearestName,
  isDay,
  listPeriodsOfYear,
  type Members,
  type Outcome,
  periodsInYear,
} from "../model/index.ts";
import { gatherAnswers } from "./gather-answers.ts";
import { openGraph } from "./open-model.ts";
import { dayNotKnown, figureNotKnown, orgUnitNotKnown, yearOutsideModel } from "./problems.ts";

export interface ForecastRequest {
  readonly directory: string;
  readonly data?: string | undefined;
  readonly warehouse?: string | undefined;
  readonly id: string;
  readonly members?: Members | undefined;
  readonly orgUnit?: string | undefined;
  readonly year?: number | undefined;
  /** The day on which one looks: months recorded later are still to come. */
  readonly knownAt?: string | undefined;
}

export interface ForecastReport {
  readonly model: string;
  readonly title: string;
  readonly orgUnit: string;
  readonly year: number;
  /** The months as they are known, an absence where they are to come. */
  readonly months: readonly Figure[];
  readonly forecasts: readonly {
    readonly way: ForecastWay;
    readonly year: Figure;
    /** Forecast less target; null where there is no target. */
    readonly distance: number | null;
    readonly months: readonly Figure[];
  }[];
  readonly target: Figure | null;
  /** What each coming month must be, as the figure itself, for the year to reach the target; null if no pace can. */
  readonly needed: readonly Figure[] | null;
}

export async function forecast(request: ForecastRequest): Promise<Outcome<ForecastReport | undefined>> {
  if (request.knownAt !== undefined && !isDay(request.knownAt))
    return { value: undefined, problems: [dayNotKnown("--known-at", request.knownAt)] };
  const {
    value: written,
    problems,
    opened,
  } = openGraph(request.directory, { year: request.year, knownAt: request.knownAt });
  if (written === undefined) return { value: undefined, problems };
  const { years } = opened.model;
  if (written.year < years.from || written.year > years.to)
    return { value: undefined, problems: [yearOutsideModel(String(written.year), years.from, years.to)] };
  // The months to come belong to the offices that will be there: those of 31 December, with what they inherited.
  const boundariesOn = `${written.year}-12-31`;
  const { knownAt } = request;
  const model = fixBoundaries(opened.model, boundariesOn);
  const graph = buildGraph(model, { year: written.year, knownAt }).value;
  const answers = await gatherAnswers(opened.model, { ...request, boundariesOn });
  if (answers.problems.length > 0) return { value: undefined, problems: answers.problems };
  const figures = computeModel(graph, answers.value);
  const indicator = model.indicators.find(({ id }) => id === request.id);
  const ids = model.indicators.map(({ id }) => id);
  const key = indicator && nodeKey(indicator.id, indicator.mainFacet, request.members ?? {});
  const node = key === undefined ? undefined : graph.nodes[graph.indexOf.get(key) ?? -1];
  if (indicator === undefined || node === undefined) {
    const nearest = findNearestName(request.id, ids);
    return {
      value: undefined,
      problems: [figureNotKnown(request.id, nearest === undefined ? [] : [nearest])],
    };
  }
  const unit = request.orgUnit === undefined ? 0 : node.tree.indexOf.get(request.orgUnit);
  if (unit === undefined) {
    const codes = [...node.tree.indexOf.keys()];
    const asked = request.orgUnit ?? "";
    return { value: undefined, problems: [orgUnitNotKnown(asked, findNearestName(asked, codes))] };
  }
  // The year before gives the season, if the model speaks of it.
  const before = graph.year - 1;
  const previous =
    before < model.years.from
      ? undefined
      : computeModel(buildGraph(model, { year: before, knownAt }).value, answers.value);
  return { value: describe(figures, previous, node, unit), problems: [] };
}

function describe(
  figures: Figures,
  previous: Figures | undefined,
  node: GraphNode,
  unit: number,
): ForecastReport {
  const { graph } = figures;
  const yearCell = unit * periodsInYear + periodsInYear - 1;
  const targetIndex = graph.indexOf.get(nodeKey(node.indicator.id, "target", node.members));
  const target = targetIndex === undefined ? null : getFigure(figures, graph.nodes[targetIndex]!, yearCell);
  const ways: ForecastWay[] = previous === undefined ? ["run-rate"] : ["run-rate", "seasonal"];
  const months = listMonths(figures, node, unit);
  const forecasts = ways.map((way) => {
    const computed = compute(figures, forecastMeasures(figures, previous, way));
    const year = getFigure(computed, node, yearCell);
    const aimed = target?.value ?? null;
    return {
      way,
      year,
      distance: year.value === null || aimed === null ? null : year.value - aimed,
      months: listMonths(computed, node, unit),
    };
  });
  const needed = target?.value == null ? null : findPace(figures, previous, node, unit, target.value);
  return {
    model: graph.model.id,
    title: node.indicator.title,
    orgUnit: node.tree.units[unit]!.code,
    year: graph.year,
    months,
    forecasts,
    target,
    needed,
  };
}

function compute(figures: Figures, measures: Figures["measures"]): Figures {
  return computeFigures(figures.graph, measures, figures.previous);
}

function listMonths(figures: Figures, node: GraphNode, unit: number): Figure[] {
  return listPeriodsOfYear(figures.year)
    .filter(({ grain }) => grain === "month")
    .map(({ index }) => getFigure(figures, node, unit * periodsInYear + index));
}

/**
 * The coming months of what stands above the line of a fraction (of everything, if it is none) are multiplied
 * by one factor until the year is the target. Sums make the year a straight line in the factor, so two
 * computations find it and a third confirms it.
 */
function findPace(
  figures: Figures,
  previous: Figures | undefined,
  node: GraphNode,
  unit: number,
  target: number,
): readonly Figure[] | null {
  const nodes = listInputs(figures, node);
  const yearCell = unit * periodsInYear + periodsInYear - 1;
  const at = (factor: number): Figures =>
    compute(figures, forecastMeasures(figures, previous, "run-rate", { nodes, factor }));
  const [none, same] = [0, 1].map((factor) => at(factor).columns[node.index]!.values[yearCell]!);
  const factor = (target - none!) / (same! - none!);
  if (!Number.isFinite(factor) || factor < 0) return null;
  const found = at(factor);
  const reached = found.columns[node.index]!.values[yearCell]!;
  // Coming months are whole numbers: the year may miss the target by what they round.
  if (Math.abs(reached - target) > Math.max(1e-3 * Math.abs(target), 10 ** -node.indicator.decimals))
    return null;
  const known = listMonths(figures, node, unit);
  return listMonths(found, node, unit).filter((_, month) => known[month]!.absence !== null);
}

/** The measured nodes below a figure; of a fraction, those above its line. */
function listInputs(figures: Figures, node: GraphNode): ReadonlySet<number> {
  const { nodes } = figures.graph;
  const found = new Set<number>();
  const above = node.kind === "formula" ? listAboveLine(node.expression) : undefined;
  const open = above === undefined ? [node.index] : above.map((slot) => node.operands[slot]!);
  while (open.length > 0) {
    const index = open.pop()!;
    if (found.has(index)) continue;
    found.add(index);
    open.push(...nodes[index]!.operands);
  }
  return new Set([...found].filter((index) => nodes[index]!.kind === "input"));
}

/** The operand slots above the line of a fraction, whatever it is multiplied with; undefined if it is none. */
function listAboveLine(expression: Expression): number[] | undefined {
  if (expression.type !== "binary") return undefined;
  if (expression.operator === "/") return listSlots(expression.left);
  if (expression.operator !== "*") return undefined;
  return listAboveLine(expression.left) ?? listAboveLine(expression.right);
}

function listSlots(expression: Expression): number[] {
  switch (expression.type) {
    case "constant":
      return [];
    case "operand":
      return [expression.slot];
    case "binary":
      return [...listSlots(expression.left), ...listSlots(expression.right)];
    case "scalar":
    case "list":
      return expression.operands.flatMap(listSlots);
    case "if":
      return [expression.condition, expression.then, expression.otherwise].flatMap(listSlots);
  }
}
