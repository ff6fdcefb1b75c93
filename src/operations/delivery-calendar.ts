/**
 * Which deliveries came and which are owed, source by source and period by period, as known on a day: what whoever
 * answers for a source wants to see at a glance.
 */
import { chooseDeliveries, type Delivery } from "../facts/index.ts";
import {
  type FactSource,
  findPeriod,
  getDayNumber,
  getDayOfNumber,
  listPeriodsOfYear,
  type Model,
  type Outcome,
  type Period,
} from "../model/index.ts";
import { isWorkspace, openWorkspace, readDeliveries } from "../warehouse/index.ts";
import { checkDays } from "./viewpoint.ts";

/** `corrected`: more than one delivery has made what holds; `owed`: due, and nothing holds. */
export const arrivals = ["delivered", "late", "corrected", "owed", "not-due"] as const;
export type Arrival = (typeof arrivals)[number];

export interface CalendarCell {
  readonly source: string;
  readonly period: string;
  /** Months of the year that it covers, from 0. */
  readonly from: number;
  readonly months: number;
  readonly state: Arrival;
  /** The last day on which it is on time. */
  readonly due: string;
  /** Of the first delivery, or until the day on which one looks; 0 = on time. */
  readonly daysLate: number;
  /** In the order in which they were recorded, those included that no longer hold. */
  readonly deliveries: readonly number[];
  /** Rows that are still in the quarantine of deliveries that hold. */
  readonly quarantined: number;
  readonly rows: number;
}

export interface KnownDelivery extends Delivery {
  readonly holds: boolean;
}

export interface DeliveryCalendar {
  /** The day on which one looks. */
  readonly on: string;
  readonly year: number;
  readonly sources: readonly FactSource[];
  readonly cells: readonly CalendarCell[];
  readonly deliveries: readonly KnownDelivery[];
}

export interface CalendarRequest {
  readonly data?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly today: string;
  /** The model's unless told otherwise. */
  readonly year?: number | undefined;
}

export function readCalendar(
  model: Model,
  { data, knownAt, today, year = model.year }: CalendarRequest,
): Outcome<DeliveryCalendar | undefined> {
  const known = readKnownDeliveries(model, data, knownAt);
  if (known.value === undefined) return { value: undefined, problems: known.problems };
  const deliveries = known.value;
  const on = knownAt ?? today;
  const cells = model.sources.flatMap((source) =>
    listPeriodsOfYear(year)
      .filter(({ grain }) => grain === source.period)
      .map((period) => describeCell(source, period, deliveries, on)),
  );
  return { value: { on, year, sources: model.sources, cells, deliveries }, problems: [] };
}

/** Everything recorded until a day, and whether it still holds on it; nothing where nothing was ever delivered. */
export function readKnownDeliveries(
  model: Model,
  data: string | undefined,
  knownAt: string | undefined,
): Outcome<readonly KnownDelivery[] | undefined> {
  const wrong = checkDays({ knownAt });
  if (wrong.length > 0) return { value: undefined, problems: wrong };
  if (data === undefined || !isWorkspace(data)) return { value: [], problems: [] };
  const workspace = openWorkspace(data, model.id);
  if (workspace.value === undefined) return { value: undefined, problems: workspace.problems };
  const all = readDeliveries(workspace.value).filter(
    ({ recordedOn }) => knownAt === undefined || recordedOn <= knownAt,
  );
  const holding = new Set(chooseDeliveries(all, knownAt).map(({ number }) => number));
  return { value: all.map((each) => ({ ...each, holds: holding.has(each.number) })), problems: [] };
}

function describeCell(
  source: FactSource,
  period: Period,
  all: readonly KnownDelivery[],
  on: string,
): CalendarCell {
  const own = all.filter(
    (each) => each.source === source.id && findPeriod(each.period)?.code === period.code,
  );
  const holding = own.filter(({ holds }) => holds);
  const dueNumber = getDayNumber(period.until) - 1 + (source.dueDays ?? 0);
  const first = own.find(({ mode }) => mode === "full");
  const arrived = holding.length === 0 ? on : (first?.recordedOn ?? on);
  const daysLate = Math.max(0, getDayNumber(arrived) - dueNumber);
  const sent = own.filter(({ mode }) => mode !== "retraction");
  const from = Number(period.from.slice(5, 7)) - 1;
  const until = Number(getDayOfNumber(getDayNumber(period.until) - 1).slice(5, 7));
  return {
    source: source.id,
    period: period.code,
    from,
    months: until - from,
    state: nameState(holding.length > 0, sent.length > 1, daysLate > 0),
    due: getDayOfNumber(dueNumber),
    daysLate,
    deliveries: own.map(({ number }) => number),
    quarantined: holding.reduce((sum, { quarantined }) => sum + quarantined, 0),
    rows: holding.reduce((sum, { rows }) => sum + rows, 0),
  };
}

function nameState(holds: boolean, isCorrected: boolean, isLate: boolean): Arrival {
  if (!holds) return isLate ? "owed" : "not-due";
  if (isCorrected) return "corrected";
  return isLate ? "late" : "delivered";
}
