/** How each indicator of an office has moved: by month where it is measured by month, otherwise by year. */

import { getUnitSymbol } from "../engine/index.ts";
import { type Absence, type Members, type Outcome, periodsInYear } from "../model/index.ts";
import { listApplying } from "./figure-state.ts";
import { findOffice } from "./find-office.ts";
import { findYears, listSeries, type SeriesPoint } from "./list-series.ts";
import { computeDirectory, type FigureSource } from "./open-figures.ts";
import type { ScorecardRequest } from "./scorecard.ts";

/** As much of a figure as a line needs. */
export interface TrendPoint {
  readonly period: string;
  readonly value: number | null;
  readonly absence: Absence | null;
  readonly display: string;
}

export interface OfficeTrend {
  readonly indicator: string;
  readonly members: Members;
  readonly unit: string;
  readonly points: readonly TrendPoint[];
}

export interface OfficeTrends {
  readonly period: string;
  readonly trends: readonly OfficeTrend[];
}

export async function officeTrends(
  request: ScorecardRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<OfficeTrends | undefined>> {
  const computed = await findFigures(request);
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { figures, period } = computed.value;
  const found = findOffice(figures, request.orgUnit);
  if (found.value === undefined) return { value: undefined, problems: found.problems };
  const { tree, unit } = found.value;
  const { value: years, problems } = await findYears(request, figures, findFigures);
  if (problems.length > 0) return { value: undefined, problems };
  const cell = unit * periodsInYear + period.index;
  const trends = listApplying(figures, tree, cell).map(({ node }) => {
    const series = listSeries(years, node, request.orgUnit, false);
    const points = series.periods.length > 0 ? series.periods : series.years;
    return {
      indicator: node.indicator.id,
      members: node.members,
      unit: getUnitSymbol(figures.graph.model, node),
      points: points.map(shorten),
    };
  });
  return { value: { period: period.code, trends }, problems: [] };
}

function shorten({ figure: { period, value, absence, display } }: SeriesPoint): TrendPoint {
  return { period, value, absence, display };
}
