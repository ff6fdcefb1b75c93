/**
 * Where all indicators of an office are going. The coming months are filled in once for all offices and indicators,
 * and kept as long as the figures from which one asked; the pace that a target needs is found for one at a time.
 */
import { type Figure, type Figures, type ForecastWay, formatValue, getFigure } from "../engine/index.ts";
import { type Members, type Outcome, periodsInYear } from "../model/index.ts";
import type { FigureSource } from "./compute.ts";
import {
  type FigureState,
  findState,
  findValue,
  isApplying,
  isPartialAt,
  listMeasured,
  type Measured,
} from "./figure-state.ts";
import { findOffice } from "./find-office.ts";
import {
  describeForecast,
  type ForecastReport,
  type ForecastView,
  findAsked,
  openForecast,
} from "./forecast.ts";
import { isNumber, type ScorecardRequest, tellMembers } from "./scorecard.ts";
import { tellViewpoint } from "./viewpoint.ts";

export interface OfficeForecast {
  readonly indicator: string;
  readonly title: string;
  readonly memberTitle: string;
  readonly members: Members;
  /** Months without a value that the forecast fills in; 0 = the year is what it is. */
  readonly comingMonths: number;
  readonly forecasts: readonly {
    readonly way: ForecastWay;
    readonly year: Figure;
    /** Forecast less target; null where nothing may be compared. */
    readonly distance: { readonly value: number; readonly display: string } | null;
    readonly state: FigureState;
  }[];
}

export interface OfficeForecasts {
  readonly orgUnit: string;
  readonly year: number;
  readonly conditions: readonly string[];
  readonly rows: readonly OfficeForecast[];
}

/** @param request of a folder that can be opened: forecasts stand on other boundaries than the figures asked from */
export async function forecastOffice(
  request: ScorecardRequest,
  findFigures: FigureSource,
): Promise<Outcome<OfficeForecasts | undefined>> {
  const { value: view, problems } = await findForecast(request, findFigures);
  if (view === undefined) return { value: undefined, problems };
  const { figures } = view;
  const found = findOffice(figures, request.orgUnit);
  if (found.value === undefined) return { value: undefined, problems: found.problems };
  const { tree, unit } = found.value;
  const yearCell = unit * periodsInYear + periodsInYear - 1;
  const rows = listMeasured(figures)
    .filter(({ node }) => node.tree === tree && isApplying(figures, node, yearCell))
    .map((measured) => describeRow(view, measured, unit));
  const { model, year } = figures.graph;
  const conditions = tellViewpoint(request, model);
  return { value: { orgUnit: request.orgUnit, year, conditions, rows }, problems: [] };
}

export interface IndicatorForecastRequest extends ScorecardRequest {
  readonly id: string;
  readonly members?: Members | undefined;
}

/** One indicator of an office with its months and the pace that it needs, from what was forecast for all. */
export async function forecastIndicator(
  request: IndicatorForecastRequest,
  findFigures: FigureSource,
): Promise<Outcome<ForecastReport | undefined>> {
  const { value: view, problems } = await findForecast(request, findFigures);
  if (view === undefined) return { value: undefined, problems };
  const asked = findAsked(view.figures.graph, request);
  if ("problem" in asked) return { value: undefined, problems: [asked.problem] };
  const described = describeForecast(view, asked.node, asked.unit);
  const conditions = tellViewpoint(request, view.figures.graph.model);
  return { value: { ...described, conditions }, problems: [] };
}

const forecasts = new WeakMap<Figures, Promise<Outcome<ForecastView | undefined>>>();

async function findForecast(
  request: ScorecardRequest,
  findFigures: FigureSource,
): Promise<Outcome<ForecastView | undefined>> {
  const computed = await findFigures(request);
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { figures } = computed.value;
  const known = forecasts.get(figures);
  if (known !== undefined) return known;
  const opened = openForecast({ ...request, year: figures.year });
  forecasts.set(figures, opened);
  const outcome = await opened;
  // A cluster that does not answer now may answer the next time.
  if (outcome.value === undefined) forecasts.delete(figures);
  return outcome;
}

function describeRow({ figures, ways }: ForecastView, measured: Measured, unit: number): OfficeForecast {
  const { node, target } = measured;
  const { indicator, members } = node;
  const { model } = figures.graph;
  const first = unit * periodsInYear;
  const yearCell = first + periodsInYear - 1;
  const isComing = (month: number): boolean =>
    findValue(figures, node, first + month) === undefined &&
    ways.some((way) => findValue(way.figures, node, first + month) !== undefined);
  const aimed = target && findValue(figures, target, yearCell);
  return {
    indicator: indicator.id,
    title: indicator.title,
    memberTitle: tellMembers(model, members),
    members,
    comingMonths: Array.from({ length: 12 }, (_, month) => month).filter(isComing).length,
    forecasts: ways.map(({ way, figures: computed }) => {
      const year = getFigure(computed, node, yearCell);
      const isCompared = !isPartialAt(computed, node, yearCell) && isNumber(model, node);
      const value =
        year.value === null || aimed === undefined || !isCompared ? undefined : year.value - aimed;
      const distance = value === undefined ? null : { value, display: formatValue(model, node, value) };
      const { state } = findState(computed, measured, unit, periodsInYear - 1);
      return { way, year, distance, state };
    }),
  };
}
