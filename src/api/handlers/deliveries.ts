/** Deliveries, quarantine and what they changed, as the contract has them. */
import {
  type DiffDaysReport,
  diffDays,
  type Figure,
  findDelivery,
  type KnownDelivery,
  type Model,
  type MovedCause,
  type MovedFigure,
  nameWithMembers,
  type OpenWorkspace,
  readCalendar,
  readEffects,
  readQuarantined,
  trace,
} from "../../operations/index.ts";
import { getValue } from "../problem-json.ts";
import { copyFigure } from "./copy-figure.ts";
import { implementer } from "./implementer.ts";

const { deliveries } = implementer;

/** Figures of one answer; a row of a nation may touch more than anyone reads. */
const mostTouched = 500;
const mostMoved = 100;
/** Rows to mend that are sent; the file has all that are told. */
const mostQuarantined = 1_000;

export const deliveryHandlers = {
  sources: deliveries.sources.handler(({ context: { platform }, input }) =>
    getValue(platform.open(input.workspace)).model.sources.map(describeSource),
  ),
  list: deliveries.list.handler(({ context: { platform, today }, input: { workspace, knownAt, year } }) => {
    const { model, place } = getValue(platform.open(workspace));
    const calendar = getValue(readCalendar(model, { data: place.data, knownAt, today: today(), year }));
    return {
      on: calendar.on,
      year: calendar.year,
      cells: calendar.cells.map((cell) => ({ ...cell, deliveries: [...cell.deliveries] })),
      deliveries: calendar.deliveries.map(describeDelivery),
    };
  }),
  one: deliveries.one.handler(({ context: { platform }, input }) => {
    const { model, place } = getValue(platform.open(input.workspace));
    const { delivery, together } = getValue(findDelivery(model, readRequest(place, input)));
    return { delivery: describeDelivery(delivery), together: together.map(describeDelivery) };
  }),
  quarantine: deliveries.quarantine.handler(({ context: { platform }, input }) => {
    const { model, place } = getValue(platform.open(input.workspace));
    const { delivery, rows, csv } = getValue(readQuarantined(model, readRequest(place, input)));
    return {
      delivery: delivery.number,
      count: delivery.quarantined,
      rows: rows.slice(0, mostQuarantined),
      csv,
    };
  }),
  effects: deliveries.effects.handler(async ({ context: { platform }, input }) => {
    const { model, place } = getValue(platform.open(input.workspace));
    const { period, orgUnit } = input;
    const request = { ...readRequest(place, input), period, orgUnit };
    const effects = getValue(await readEffects(model, request, platform.source(input.workspace)));
    const { report, figures, others } = effects;
    return { ...describeDifferences(report, figures, model), others: [...others] };
  }),
  trace: deliveries.trace.handler(async ({ context: { platform }, input }) => {
    const { model, place } = getValue(platform.open(input.workspace));
    const { directory, data = "", warehouse } = place;
    const { number: delivery, row, knownAt } = input;
    const held = { model, findFigures: platform.source(input.workspace) };
    const traced = getValue(await trace({ directory, data, warehouse, delivery, row, knownAt }, held));
    return {
      delivery,
      source: traced.source,
      period: traced.period,
      row,
      cells: { ...traced.cells },
      count: traced.figures.length,
      figures: traced.figures.slice(0, mostTouched).map((touched) => ({
        title: nameFigure(model, touched.with),
        with: copyFigure(touched.with),
        without: copyFigure(touched.without),
      })),
    };
  }),
  effectsSince: deliveries.effectsSince.handler(async ({ context: { platform, today }, input }) => {
    const { model, place } = getValue(platform.open(input.workspace));
    const { since, until = today(), period, orgUnit } = input;
    const request = {
      directory: "",
      data: place.data,
      period,
      choice: { orgUnits: orgUnit === undefined ? undefined : [orgUnit] },
      onlyTop: orgUnit === undefined,
      most: mostMoved,
      days: [since, until] as const,
    };
    const report = getValue(await diffDays(request, platform.source(input.workspace)));
    return describeDifferences(report, report.figures, model);
  }),
};

function readRequest(
  { data }: OpenWorkspace["place"],
  { number, knownAt }: { readonly number: number; readonly knownAt?: string | undefined },
) {
  return { data, knownAt, delivery: number };
}

function describeDelivery(delivery: KnownDelivery) {
  const { number, source, period, mode, recordedOn, file, rows, quarantined, of, notes, reason, holds } =
    delivery;
  return {
    ...{ number, source, period, mode, recordedOn, rows, quarantined, holds },
    file: { ...file },
    of: of ?? null,
    notes: [...notes],
    reason: reason ?? null,
  };
}

function describeSource(source: Model["sources"][number]) {
  const { id, title, owner, grain, period, dueDays, expectedRows, emptyOffice, columns, checks } = source;
  return {
    ...{ id, title, grain, period, emptyOffice },
    owner: owner ?? null,
    dueDays: dueDays ?? null,
    expectedRows: { from: expectedRows.from ?? null, to: expectedRows.to ?? null },
    controlTotals: [...source.controlTotals],
    columns: columns.map((column) => ({
      id: column.id,
      type: column.type,
      role: column.role ?? null,
      isKey: column.isKey,
      table: column.table ?? null,
      values: column.values === undefined ? null : [...column.values],
      optional: column.optional,
    })),
    checks: checks.map(({ condition, reason, remedy }) => ({
      condition: condition.text,
      reason,
      remedy: remedy ?? null,
    })),
    place: { ...source.origin.place },
  };
}

function describeDifferences(report: DiffDaysReport, figures: readonly MovedFigure[], model: Model) {
  const [before, after] = report.days;
  return {
    period: report.period,
    days: { before, after },
    deliveries: report.deliveries.map(({ number }) => number),
    moved: [...report.moved],
    figures: figures.map((moved) => ({
      title: nameFigure(model, moved.after),
      before: copyFigure(moved.before),
      after: copyFigure(moved.after),
      causes: moved.causes.map(copyCause),
      isCut: moved.isCut,
    })),
  };
}

function copyCause(cause: MovedCause) {
  if (cause.type === "entry") return { ...cause, place: { ...cause.place } };
  const rows = cause.rows.map((row) => ({ ...row, cells: { ...row.cells } }));
  return { ...cause, deliveries: [...cause.deliveries], rows };
}

function nameFigure(model: Model, { id, members }: Figure): string {
  return nameWithMembers(model, model.indicators.find((each) => each.id === id) ?? { title: id }, members);
}
