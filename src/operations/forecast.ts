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
import { buildGraph, type Expression, type Graph, type GraphNode, nodeKey } from "../graph/index.ts";
import {
  findNearestName,
  listPeriodsOfYear,
  type Members,
  type Outcome,
  type Problem,
  periodsInYear,
} from "../model/index.ts";
import { figureNotKnown, orgUnitNotKnown } from "./problems.ts";
import { openView, tellViewpoint, type View, type ViewRequest } from "./viewpoint.ts";

export interface ForecastRequest extends Omit<ViewRequest, "period"> {
  readonly id: string;
  readonly members?: Members | undefined;
  readonly orgUnit?: string | undefined;
  readonly year?: number | undefined;
}

export interface ForecastReport {
  readonly model: string;
  readonly title: string;
  readonly orgUnit: string;
  readonly year: number;
  readonly conditions: readonly string[];
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

/** A year carried on to its end in every way that can be, for as many indicators and offices as one likes. */
export interface ForecastView {
  readonly view: View;
  readonly figures: Figures;
  /** The year before, which gives the season; undefined = the model does not speak of it. */
  readonly previous: Figures | undefined;
  readonly ways: readonly { readonly way: ForecastWay; readonly figures: Figures }[];
}

/** Months recorded after the day of knowledge are still to come. */
export async function forecast(request: ForecastRequest): Promise<Outcome<ForecastReport | undefined>> {
  const opened = await openForecast(request);
  if (opened.value === undefined) return { value: undefined, problems: opened.problems };
  const { model, graph } = opened.value.view;
  const asked = findAsked(graph, request);
  if ("problem" in asked) return { value: undefined, problems: [asked.problem] };
  const described = describeForecast(opened.value, asked.node, asked.unit);
  return { value: { ...described, conditions: tellViewpoint(request, model) }, problems: [] };
}

/** All that is common to the forecasts of a year. */
export async function openForecast(
  request: Omit<ForecastRequest, "id">,
): Promise<Outcome<ForecastView | undefined>> {
  const { knownAt, methodOn } = request;
  const period = request.year === undefined ? undefined : String(request.year);
  // The months to come belong to the offices that will be there: those of 31 December, with what they inherited. What
  // closed in the year and left nothing to anybody keeps its months.
  const opened = await openView({ ...request, period }, (year) => ({
    day: `${year}-12-31`,
    since: `${year}-01-01`,
  }));
  if (opened.value === undefined) return { value: undefined, problems: opened.problems };
  const { model, graph, answers } = opened.value;
  const figures = computeModel(graph, answers);
  // The year before gives the season, if the model speaks of it.
  const before = graph.year - 1;
  const previous =
    before < model.years.from
      ? undefined
      : computeModel(buildGraph(model, { year: before, knownAt, methodOn }).value, answers);
  const names: ForecastWay[] = previous === undefined ? ["run-rate"] : ["run-rate", "seasonal"];
  const ways = names.map((way) => ({
    way,
    figures: compute(figures, forecastMeasures(figures, previous, way)),
  }));
  return { value: { view: opened.value, figures, previous, ways }, problems: [] };
}

type Asked = { readonly node: GraphNode; readonly unit: number } | { readonly problem: Problem };

export function findAsked(graph: Graph, { id, members, orgUnit }: ForecastRequest): Asked {
  const { indicators } = graph.model;
  const indicator = indicators.find((each) => each.id === id);
  const key = indicator && nodeKey(indicator.id, indicator.mainFacet, members ?? {});
  const node = key === undefined ? undefined : graph.nodes[graph.indexOf.get(key) ?? -1];
  if (node === undefined) {
    const nearest = findNearestName(
      id,
      indicators.map((each) => each.id),
    );
    return { problem: figureNotKnown(id, nearest === undefined ? [] : [nearest]) };
  }
  const unit = orgUnit === undefined ? 0 : node.tree.indexOf.get(orgUnit);
  if (unit !== undefined) return { node, unit };
  const codes = [...node.tree.indexOf.keys()];
  return { problem: orgUnitNotKnown(orgUnit ?? "", findNearestName(orgUnit ?? "", codes)) };
}

/** Of one figure; the pace it needs takes three computations of its own. */
export function describeForecast(
  { figures, previous, ways }: ForecastView,
  node: GraphNode,
  unit: number,
): Omit<ForecastReport, "conditions"> {
  const { graph } = figures;
  const yearCell = unit * periodsInYear + periodsInYear - 1;
  const targetIndex = graph.indexOf.get(nodeKey(node.indicator.id, "target", node.members));
  const target = targetIndex === undefined ? null : getFigure(figures, graph.nodes[targetIndex]!, yearCell);
  const months = listMonths(figures, node, unit);
  const forecasts = ways.map(({ way, figures: computed }) => {
    const year = getFigure(computed, node, yearCell);
    // A sum of what is there is never compared with a target.
    const aimed = year.partial ? null : (target?.value ?? null);
    return {
      way,
      year,
      distance: year.value === null || aimed === null ? null : year.value - aimed,
      months: listMonths(computed, node, unit),
    };
  });
  const isPartial = forecasts.some(({ year }) => year.partial);
  const needed =
    target?.value == null || isPartial ? null : findPace(figures, previous, node, unit, target.value);
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
  return computeFigures(figures.graph, measures, { previous: figures.previous, edition: figures.edition });
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
