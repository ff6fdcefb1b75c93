/** Differences between two days or two periods, as the contract has them. */
import {
  comparePeriods,
  type DiffDaysReport,
  diffDays,
  type Figure,
  findPeriod,
  isDay,
  type MovedCause,
  tellViewpoint,
} from "../../operations/index.ts";
import { isSet } from "../contract/nouns.ts";
import { getValue, refuse } from "../problem-json.ts";
import { listOf } from "./choose.ts";
import { copyFigure } from "./copy-figure.ts";
import { implementer } from "./implementer.ts";

const { differences } = implementer;

const usualLimit = 500;
/** Of how many figures the causes are told: each may need rows of deliveries to be read. */
const mostCaused = 20;

export const differenceHandlers = {
  list: differences.list.handler(async ({ context: { platform }, input }) => {
    const { workspace, from, to, indicator, facet, orgUnit, limit = usualLimit, causes, ...asked } = input;
    const choice = { indicators: listOf(indicator), facets: listOf(facet), orgUnits: listOf(orgUnit) };
    const source = platform.source(workspace);
    if (isDay(from) && isDay(to)) {
      const { place } = getValue(platform.open(workspace));
      const { knownAt: _, ...view } = asked;
      const request = {
        ...view,
        directory: place.directory,
        data: place.data,
        days: [from, to] as const,
        choice,
        most: limit,
        mostCaused: isSet(causes) ? mostCaused : 0,
      };
      const report = getValue(await diffDays(request, source));
      const last = { ...view, knownAt: report.days[1] };
      const { version, view: seen } = getValue(await platform.compute(workspace, last));
      return { version, conditions: tellViewpoint(view, seen.model), ...describeDays(report) };
    }
    if (findPeriod(from) === undefined || findPeriod(to) === undefined)
      refuse(400, "`from` e `to` sono due giorni (2023-06-05) o due periodi (2023, 2023-T1, 2023-11).");
    const { period: _, ...view } = asked;
    const request = { ...view, directory: "", periods: [from, to] as const, choice, most: limit };
    const report = getValue(await comparePeriods(request, source));
    const { version } = getValue(await platform.compute(workspace, { ...view, period: to }));
    return {
      version,
      between: "periods" as const,
      from,
      to,
      period: null,
      conditions: [...report.conditions],
      count: report.count,
      deliveries: [],
      figures: report.figures.map(({ before, after }) => describePair(before, after, [], false)),
    };
  }),
};

function describeDays({ days: [from, to], period, count, deliveries, figures }: DiffDaysReport) {
  return {
    between: "days" as const,
    from,
    to,
    period,
    count,
    deliveries: deliveries.map(({ number, source, period: of, mode, file, recordedOn, rows }) => ({
      number,
      source,
      period: of,
      mode,
      file: file.name,
      recordedOn,
      rows,
    })),
    figures: figures.map(({ before, after, causes, isCut }) => describePair(before, after, causes, isCut)),
  };
}

function describePair(
  before: Figure | null,
  after: Figure | null,
  causes: readonly MovedCause[],
  isCut: boolean,
) {
  const [was, is] = [before?.value ?? null, after?.value ?? null];
  return {
    before: before && copyFigure(before),
    after: after && copyFigure(after),
    change: was === null || is === null ? null : is - was,
    causes: causes.map(copyCause),
    isCut,
  };
}

function copyCause(cause: MovedCause) {
  if (cause.type === "entry") return { ...cause, place: { ...cause.place } };
  const rows = cause.rows.map((row) => ({ ...row, cells: { ...row.cells } }));
  return { ...cause, deliveries: [...cause.deliveries], rows };
}
