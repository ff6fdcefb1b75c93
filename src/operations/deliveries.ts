/** What a workspace keeps: its deliveries, their quarantine, taking one back, copies and migrations. */
import { chooseDeliveries, type Delivery } from "../facts/index.ts";
import {
  findPeriod,
  getDayNumber,
  isDay,
  listPeriodsOfYear,
  type Model,
  type Outcome,
} from "../model/index.ts";
import {
  type Copied,
  checkWorkspace,
  copyWorkspace,
  deliveryNotFound,
  isWorkspace,
  type Migrated,
  migrateWorkspace,
  notAWorkspace,
  openWorkspace,
  readDeliveries,
  readQuarantine,
  retractDelivery,
} from "../warehouse/index.ts";
import { openModel } from "./open-model.ts";
import { dayNotKnown } from "./problems.ts";
import { checkDays } from "./viewpoint.ts";

export interface ListedDelivery extends Delivery {
  /** Whether it still holds, as known on the day. */
  readonly holds: boolean;
}

/** What should have come by a day and has not. */
export interface OwedDelivery {
  readonly source: string;
  readonly title: string;
  readonly period: string;
  readonly owner: string | undefined;
  readonly daysLate: number;
}

export interface DeliveriesReport {
  readonly model: string;
  readonly deliveries: readonly ListedDelivery[];
  readonly owed: readonly OwedDelivery[];
}

export interface DeliveriesRequest {
  readonly directory: string;
  readonly data: string;
  readonly knownAt?: string | undefined;
  /** The day on which one looks, for what is owed. */
  readonly today: string;
}

export function listDeliveries(request: DeliveriesRequest): Outcome<DeliveriesReport | undefined> {
  const { knownAt, data } = request;
  const wrong = checkDays({ knownAt });
  if (wrong.length > 0) return { value: undefined, problems: wrong };
  const opened = openModel(request.directory);
  if (opened.problems.length > 0) return { value: undefined, problems: opened.problems };
  const { model } = opened;
  if (!isWorkspace(data))
    return { value: { model: model.id, deliveries: [], owed: listOwed(model, [], request) }, problems: [] };
  const workspace = openWorkspace(data, model.id);
  if (workspace.value === undefined) return { value: undefined, problems: workspace.problems };
  const all = readDeliveries(workspace.value).filter(
    ({ recordedOn }) => knownAt === undefined || recordedOn <= knownAt,
  );
  const holding = new Set(chooseDeliveries(all, knownAt).map(({ number }) => number));
  const deliveries = all.map((delivery) => ({ ...delivery, holds: holding.has(delivery.number) }));
  return { value: { model: model.id, deliveries, owed: listOwed(model, deliveries, request) }, problems: [] };
}

/** Periods of the model's year that are due and of which nothing holds. */
function listOwed(
  model: Model,
  deliveries: readonly ListedDelivery[],
  { knownAt, today }: DeliveriesRequest,
): OwedDelivery[] {
  const day = getDayNumber(knownAt ?? today);
  return model.sources.flatMap((source) =>
    listPeriodsOfYear(model.year)
      .filter(({ grain }) => grain === source.period)
      .flatMap((period): OwedDelivery[] => {
        const late = day - (getDayNumber(period.until) - 1 + (source.dueDays ?? 0));
        const has = deliveries.some(
          (each) => each.holds && each.source === source.id && findPeriod(each.period)?.code === period.code,
        );
        if (has || late <= 0) return [];
        return [
          {
            source: source.id,
            title: source.title,
            period: period.code,
            owner: source.owner,
            daysLate: late,
          },
        ];
      }),
  );
}

/**
 * The quarantine of a delivery, as the CSV its sender gets; undefined value without problems: nothing was wrong. A
 * delivery that was recorded after the day of knowledge is not there.
 */
export function showQuarantine(
  request: Omit<DeliveriesRequest, "today">,
  number: number,
): Outcome<string | undefined> {
  const { knownAt } = request;
  const wrong = checkDays({ knownAt });
  if (wrong.length > 0) return { value: undefined, problems: wrong };
  const opened = openModel(request.directory);
  if (opened.problems.length > 0) return { value: undefined, problems: opened.problems };
  if (!isWorkspace(request.data)) return { value: undefined, problems: [notAWorkspace(request.data)] };
  const workspace = openWorkspace(request.data, opened.model.id);
  if (workspace.value === undefined) return { value: undefined, problems: workspace.problems };
  const found = readDeliveries(workspace.value).find((each) => each.number === number);
  if (found === undefined || (knownAt !== undefined && found.recordedOn > knownAt))
    return { value: undefined, problems: [deliveryNotFound(String(number))] };
  return { value: readQuarantine(workspace.value, found), problems: [] };
}

export interface RetractRequest {
  readonly directory: string;
  readonly data: string;
  readonly delivery: number;
  readonly recordedAt: string;
  readonly reason: string;
}

export async function retract(request: RetractRequest): Promise<Outcome<Delivery | undefined>> {
  if (!isDay(request.recordedAt))
    return { value: undefined, problems: [dayNotKnown("--recorded-at", request.recordedAt)] };
  const opened = openModel(request.directory);
  if (opened.problems.length > 0) return { value: undefined, problems: opened.problems };
  if (!isWorkspace(request.data)) return { value: undefined, problems: [notAWorkspace(request.data)] };
  const workspace = openWorkspace(request.data, opened.model.id);
  if (workspace.value === undefined) return { value: undefined, problems: workspace.problems };
  return retractDelivery(workspace.value, request.delivery, request.recordedAt, request.reason);
}

/** A copy that is checked file by file. */
export function backup(data: string, to: string): Promise<Outcome<Copied | undefined>> {
  return copyWorkspace(data, to);
}

/** The same the other way: a copy becomes a workspace, where there is none yet. */
export function restore(from: string, data: string): Promise<Outcome<Copied | undefined>> {
  return copyWorkspace(from, data);
}

export function migrate(data: string): Outcome<Migrated | undefined> {
  return migrateWorkspace(data);
}

/** Whether every file of a workspace is still what it was. */
export async function verifyWorkspace(
  request: Pick<DeliveriesRequest, "directory" | "data">,
): Promise<Outcome<number>> {
  const opened = openModel(request.directory);
  if (opened.problems.length > 0) return { value: 0, problems: opened.problems };
  if (!isWorkspace(request.data)) return { value: 0, problems: [notAWorkspace(request.data)] };
  const workspace = openWorkspace(request.data, opened.model.id);
  if (workspace.value === undefined) return { value: 0, problems: workspace.problems };
  const count = readDeliveries(workspace.value).length;
  return { value: count, problems: await checkWorkspace(workspace.value) };
}
