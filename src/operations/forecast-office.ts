/**
 * Where all indicators of an office are going. The coming months are filled in once for all offices and indicators,
 * and kept as long as the figures from which one asked; the pace that a target needs is found for one at a time.
 */
import { type Figure, type ForecastWay, formatValue, getFigure } from "../engine/index.ts";
import { type Members, type Outcome, periodsInYear, tellMembers } from "../model/index.ts";
import {
  type FigureState,
  findState,
  findValue,
  isPartialAt,
  listApplying,
  type Measured,
} from "./figure-state.ts";
import { findOffice } from "./find-office.ts";
import { type ForecastReport, type Forecasts, forecast, prepareForecasts } from "./forecast.ts";
import type { FigureSource } from "./open-figures.ts";
import { isNumber, type ScorecardRequest } from "./scorecard.ts";
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

export async function forecastOffice(
  request: ScorecardRequest,
  findFigures: FigureSource,
): Promise<Outcome<OfficeForecasts | undefined>> {
  // The months to come belong to the offices that will be there.
  const period = request.period?.slice(0, 4);
  const { value: computed, problems } = await findFigures({ ...request, period, onYearEnd: true });
  if (computed === undefined) return { value: undefined, problems };
  const { figures } = computed;
  const forecasts = prepareForecasts(computed, request);
  const found = findOffice(figures, request.orgUnit);
  if (found.value === undefined) return { value: undefined, problems: found.problems };
  const { tree, unit } = found.value;
  const yearCell = unit * periodsInYear + periodsInYear - 1;
  const rows = listApplying(figures, tree, yearCell).map((measured) =>
    describeRow(forecasts, measured, unit),
  );
  const { model, year } = figures.graph;
  const conditions = tellViewpoint(request, model);
  return { value: { orgUnit: request.orgUnit, year, conditions, rows }, problems: [] };
}

export interface IndicatorForecastRequest extends ScorecardRequest {
  readonly id: string;
  readonly members?: Members | undefined;
}

/** One indicator of an office with its months and the pace that it needs. */
export async function forecastIndicator(
  request: IndicatorForecastRequest,
  findFigures: FigureSource,
): Promise<Outcome<ForecastReport | undefined>> {
  const { period, ...asked } = request;
  const year = period === undefined ? undefined : Number(period.slice(0, 4));
  return forecast({ ...asked, year }, findFigures);
}

function describeRow(
  { figures, ways, forecast: foresee }: Forecasts,
  measured: Measured,
  unit: number,
): OfficeForecast {
  const { node, target } = measured;
  const { indicator, members } = node;
  const { model } = figures.graph;
  const first = unit * periodsInYear;
  const yearCell = first + periodsInYear - 1;
  const isComing = (month: number): boolean =>
    findValue(figures, node, first + month) === undefined &&
    ways.some((way) => findValue(foresee(undefined, way), node, first + month) !== undefined);
  const aimed = target && findValue(figures, target, yearCell);
  return {
    indicator: indicator.id,
    title: indicator.title,
    memberTitle: tellMembers(model, members),
    members,
    comingMonths: Array.from({ length: 12 }, (_, month) => month).filter(isComing).length,
    forecasts: ways.map((way) => {
      const computed = foresee(undefined, way);
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
