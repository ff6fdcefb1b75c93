/**
 * Where a figure is going: its value on 31 December, its distance from the target, and the pace that would reach it.
 * What is forecast for one office is computed for all of them: who asks again of the same figures finds it made.
 */
import {
  type Answers,
  computeFigures,
  computeModel,
  type Figure,
  type Figures,
  type ForecastWay,
  forecastMeasures,
  getFigure,
  type Pace,
  withOperands,
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
import { tellWrongMembers } from "./describe-indicator.ts";
import { type Computed, computeDirectory, type FigureSource } from "./open-figures.ts";
import { figureNotKnown, orgUnitNotKnown } from "./problems.ts";
import { tellViewpoint, type ViewRequest } from "./viewpoint.ts";

export interface ForecastRequest extends Omit<ViewRequest, "period" | "onYearEnd"> {
  readonly id: string;
  readonly members?: Members | undefined;
  readonly orgUnit?: string | undefined;
  readonly year?: number | undefined;
  /** False: the pace is not asked for, which costs three more computations. */
  readonly pace?: boolean | undefined;
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
  /**
   * What each coming month must be, as the figure itself, for the year to reach the target; null if no pace can, or
   * none was asked for.
   */
  readonly needed: readonly Figure[] | null;
}

/** Months recorded after the day of knowledge are still to come. */
export async function forecast(
  request: ForecastRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<ForecastReport | undefined>> {
  const { year, pace } = request;
  const period = year === undefined ? undefined : String(year);
  // The months to come belong to the offices that will be there.
  const computed = await findFigures({ ...request, period, onYearEnd: true });
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { graph } = computed.value.figures;
  const found = findAsked(graph, request);
  if ("problem" in found) return { value: undefined, problems: [found.problem] };
  const described = describe(
    prepareForecasts(computed.value, request),
    found.node,
    found.unit,
    pace !== false,
  );
  return { value: { ...described, conditions: tellViewpoint(request, graph.model) }, problems: [] };
}

/** The figures of a year, and what is forecast from them as long as they are held. */
export interface Forecasts {
  readonly figures: Figures;
  /** The year before gives the season, if the model speaks of it. */
  readonly previous: Figures | undefined;
  readonly ways: readonly ForecastWay[];
  /** The year as it will be, for every office: a node with all that it is made of; undefined = every node. */
  readonly forecast: (node: GraphNode | undefined, way: ForecastWay) => Figures;
}

/** Of one year's figures: a synthesis of a nation's indicators may weigh as much as the year itself. */
const mostHeld = 24;

const prepared = new WeakMap<Figures, Forecasts>();

/** @param computed on the offices of the end of the year */
export function prepareForecasts(
  { figures, view }: Computed,
  { knownAt, methodOn }: Pick<ForecastRequest, "knownAt" | "methodOn">,
): Forecasts {
  const known = prepared.get(figures);
  if (known !== undefined) return known;
  const before = figures.year - 1;
  const previous =
    before < view.model.years.from
      ? undefined
      : computeSeason(
          figures.graph,
          buildGraph(view.model, { year: before, knownAt, methodOn }).value,
          view.answers,
        );
  const made = new Map<string, Figures>();
  const forecast: Forecasts["forecast"] = (node, way) => {
    const name = `${way} ${node?.index ?? "all"}`;
    const found = made.get(name) ?? computeCone(figures, previous, node, way);
    made.delete(name);
    made.set(name, found);
    for (const oldest of made.keys()) if (made.size > mostHeld) made.delete(oldest);
    return found;
  };
  const ways: ForecastWay[] = previous === undefined ? ["run-rate"] : ["run-rate", "seasonal"];
  const forecasts = { figures, previous, ways, forecast };
  prepared.set(figures, forecasts);
  return forecasts;
}

/** Of the year before only what this year measures: what is computed from it follows in the year itself. */
function computeSeason({ nodes }: Graph, before: Graph, answers: Answers | undefined): Figures {
  const measured = nodes.filter(({ kind }) => kind === "input");
  // There it may have been computed, by a formula of then.
  const asked = measured.map(({ key }) => before.indexOf.get(key)).filter((index) => index !== undefined);
  return computeModel(before, answers, new Set(asked));
}

type Asked = { readonly node: GraphNode; readonly unit: number } | { readonly problem: Problem };

function findAsked(graph: Graph, { id, members, orgUnit }: ForecastRequest): Asked {
  const { indicators } = graph.model;
  const indicator = indicators.find((each) => each.id === id);
  if (indicator === undefined) {
    const nearest = findNearestName(
      id,
      indicators.map((each) => each.id),
    );
    return { problem: figureNotKnown(id, nearest === undefined ? [] : [nearest]) };
  }
  const node = graph.nodes[graph.indexOf.get(nodeKey(id, indicator.mainFacet, members ?? {})) ?? -1];
  if (node === undefined)
    return { problem: tellWrongMembers(graph.nodes, id, indicator.mainFacet, members, "forecast") };
  const unit = orgUnit === undefined ? 0 : node.tree.indexOf.get(orgUnit);
  if (unit !== undefined) return { node, unit };
  const codes = [...node.tree.indexOf.keys()];
  return { problem: orgUnitNotKnown(orgUnit ?? "", findNearestName(orgUnit ?? "", codes)) };
}

function describe(
  { figures, previous, ways, forecast: foresee }: Forecasts,
  node: GraphNode,
  unit: number,
  isPaceAsked: boolean,
): Omit<ForecastReport, "conditions"> {
  const { graph } = figures;
  const yearCell = unit * periodsInYear + periodsInYear - 1;
  const targetIndex = graph.indexOf.get(nodeKey(node.indicator.id, "target", node.members));
  const target = targetIndex === undefined ? null : getFigure(figures, graph.nodes[targetIndex]!, yearCell);
  const months = listMonths(figures, node, unit);
  const forecasts = ways.map((way) => {
    const computed = foresee(node, way);
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
    target?.value == null || isPartial || !isPaceAsked
      ? null
      : findPace(figures, previous, node, unit, target.value);
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

/** Only what is asked for, with all that it is made of, is computed. */
function computeCone(
  figures: Figures,
  previous: Figures | undefined,
  node: GraphNode | undefined,
  way: ForecastWay,
  pace?: Pace,
): Figures {
  const { graph, previous: yearBefore, edition } = figures;
  const only = node && withOperands(graph, new Set([node.index]));
  const measures = forecastMeasures(figures, previous, way, { pace, only });
  return computeFigures(graph, measures, { previous: yearBefore, edition, only });
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
  const at = (factor: number): Figures => computeCone(figures, previous, node, "run-rate", { nodes, factor });
  const [none, same] = [0, 1].map((factor) => at(factor).columns[node.index]!.values[yearCell]!);
  const factor = (target - none!) / (same! - none!);
  if (!Number.isFinite(factor) || factor < 0) return null;
  const found = at(factor);
  const reached = found.columns[node.index]!.values[yearCell]!;
  // What does not grow in proportion misses the target.
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
