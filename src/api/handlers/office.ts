/** Offices, as the contract has them. */
import {
  forecastIndicator,
  forecastOffice,
  type OfficeForecast,
  type OverviewRow,
  officeOverview,
  officeTrends,
  type Platform,
  type Rank,
  type ScorecardRow,
  scorecard,
} from "../../operations/index.ts";
import { getValue } from "../problem-json.ts";
import { copyFigure } from "./copy-figure.ts";
import { implementer } from "./implementer.ts";
import { readMembers } from "./read-members.ts";
import { readTongue } from "./read-tongue.ts";

const { office } = implementer;

/** Forecasts open the model's folder themselves. */
function findPlace(platform: Platform, workspace: string) {
  const { directory, data, warehouse } = getValue(platform.open(workspace)).place;
  return { directory, data, warehouse };
}

export const officeHandlers = {
  overview: office.overview.handler(async ({ context: { platform }, input }) => {
    const { version } = getValue(await platform.compute(input.workspace, input));
    const { period, conditions, hierarchies, choices, rows } = getValue(
      await officeOverview({ ...input, directory: "" }, platform.source(input.workspace)),
    );
    return {
      version,
      period,
      conditions: [...conditions],
      hierarchies: hierarchies.map(({ id, title, indicator }) => ({
        id,
        title,
        indicator: indicator ?? null,
      })),
      choices: choices.map(({ id, title, offices }) => ({ id, title, offices })),
      rows: rows.map(describeOverviewRow),
    };
  }),
  scorecard: office.scorecard.handler(async ({ context: { platform }, input }) => {
    const { version } = getValue(await platform.compute(input.workspace, input));
    const request = { ...input, directory: "", tongue: readTongue(input) };
    const card = getValue(await scorecard(request, platform.source(input.workspace)));
    return {
      version,
      period: card.period,
      conditions: [...card.conditions],
      office: card.office,
      ancestors: [...card.ancestors],
      children: [...card.children],
      related: [...card.related],
      states: card.states,
      rows: card.rows.map(describeRow),
    };
  }),
  trends: office.trends.handler(async ({ context: { platform }, input }) => {
    const { version } = getValue(await platform.compute(input.workspace, input));
    const { period, trends } = getValue(
      await officeTrends({ ...input, directory: "" }, platform.source(input.workspace)),
    );
    return {
      version,
      period,
      trends: trends.map(({ members, points, ...trend }) => ({
        ...trend,
        members: { ...members },
        points: [...points],
      })),
    };
  }),
  forecasts: office.forecasts.handler(async ({ context: { platform }, input }) => {
    const { version } = getValue(await platform.compute(input.workspace, input));
    const request = { ...input, ...findPlace(platform, input.workspace) };
    const { year, conditions, rows } = getValue(
      await forecastOffice(request, platform.source(input.workspace)),
    );
    return { version, year, conditions: [...conditions], rows: rows.map(describeForecastRow) };
  }),
  forecast: office.forecast.handler(async ({ context: { platform }, input }) => {
    const { indicator, member, ...asked } = input;
    const { version } = getValue(await platform.compute(input.workspace, input));
    const place = findPlace(platform, input.workspace);
    const request = { ...asked, ...place, id: indicator, members: readMembers(member) };
    const { title, orgUnit, year, conditions, months, forecasts, target, needed } = getValue(
      await forecastIndicator(request, platform.source(input.workspace)),
    );
    return {
      version,
      title,
      orgUnit,
      year,
      conditions: [...conditions],
      months: months.map(copyFigure),
      forecasts: forecasts.map((each) => ({
        way: each.way,
        year: copyFigure(each.year),
        distance: each.distance,
        months: each.months.map(copyFigure),
      })),
      target: target === null ? null : copyFigure(target),
      needed: needed === null ? null : needed.map(copyFigure),
    };
  }),
};

function describeOverviewRow({ parent, figure, state, ...row }: OverviewRow) {
  return {
    ...row,
    parent: parent ?? null,
    figure: figure === undefined ? null : copyFigure(figure),
    state: state ?? null,
  };
}

function describeRow(row: ScorecardRow) {
  const { figure, target, deviation, attainment, reference } = row;
  const copy = (shown: typeof target) => (shown === undefined ? null : copyFigure(shown));
  return {
    indicator: row.indicator,
    title: row.title,
    members: { ...row.members },
    memberTitle: row.memberTitle,
    theme: row.theme,
    direction: row.direction ?? null,
    figure: copyFigure(figure),
    target: copy(target),
    deviation: copy(deviation),
    attainment: copy(attainment),
    state: row.state,
    reference:
      reference === undefined ? null : { office: reference.office, target: copyFigure(reference.target) },
    distance: row.distance ?? null,
    ranks: row.ranks.map(describeRank),
  };
}

function describeRank({ first, last, ...rank }: Rank) {
  return {
    ...rank,
    first: { ...first, figure: copyFigure(first.figure) },
    last: { ...last, figure: copyFigure(last.figure) },
  };
}

function describeForecastRow({ members, forecasts, ...row }: OfficeForecast) {
  return {
    ...row,
    members: { ...members },
    forecasts: forecasts.map(({ year, ...each }) => ({ ...each, year: copyFigure(year) })),
  };
}
