/**
 * What one delivery changed: the figures of the day before it was recorded beside those of its day, and the rows
 * because of which they moved. What others brought on the same day is told apart where the rows tell it.
 */
import { findPeriod, getDayNumber, getDayOfNumber, type Model, type Outcome } from "../model/index.ts";
import { deliveryNotFound, isWorkspace, openWorkspace, readQuarantine } from "../warehouse/index.ts";
import { type KnownDelivery, readKnownDeliveries } from "./delivery-calendar.ts";
import { type DiffDaysReport, diffDays, type MovedFigure } from "./diff-days.ts";
import type { FigureSource } from "./open-figures.ts";

export interface DeliveryRequest {
  readonly data?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly delivery: number;
}

export interface FoundDelivery {
  readonly delivery: KnownDelivery;
  /** Of the same source and period, itself included. */
  readonly together: readonly KnownDelivery[];
}

export function findDelivery(model: Model, request: DeliveryRequest): Outcome<FoundDelivery | undefined> {
  const known = readKnownDeliveries(model, request.data, request.knownAt);
  if (known.value === undefined) return { value: undefined, problems: known.problems };
  const delivery = known.value.find(({ number }) => number === request.delivery);
  if (delivery === undefined)
    return { value: undefined, problems: [deliveryNotFound(String(request.delivery))] };
  const together = known.value.filter(
    ({ source, period }) => source === delivery.source && period === delivery.period,
  );
  return { value: { delivery, together }, problems: [] };
}

export interface EffectsRequest extends DeliveryRequest {
  /** The delivery's unless told otherwise. */
  readonly period?: string | undefined;
  readonly orgUnit?: string | undefined;
}

export interface DeliveryEffects {
  readonly delivery: KnownDelivery;
  /** The day before, and the day of the delivery. */
  readonly report: DiffDaysReport;
  /** Recorded on the same day. */
  readonly others: readonly number[];
  /** Figures that moved because of rows of this delivery; of an entry of the model, or of others, they are not. */
  readonly figures: readonly MovedFigure[];
}

/** Figures told of one delivery. */
const mostFigures = 100;

export async function readEffects(
  model: Model,
  request: EffectsRequest,
  findFigures: FigureSource,
): Promise<Outcome<DeliveryEffects | undefined>> {
  const found = findDelivery(model, request);
  if (found.value === undefined) return { value: undefined, problems: found.problems };
  const { delivery } = found.value;
  const { recordedOn, number } = delivery;
  const period = request.period ?? findPeriod(delivery.period)!.code;
  const days = [getDayOfNumber(getDayNumber(recordedOn) - 1), recordedOn] as const;
  const asked = { directory: "", data: request.data, period, days, most: mostFigures };
  const { value: report, problems } = await diffDays(
    {
      ...asked,
      choice: { orgUnits: request.orgUnit === undefined ? undefined : [request.orgUnit] },
      onlyTop: request.orgUnit === undefined,
    },
    findFigures,
  );
  if (report === undefined) return { value: undefined, problems };
  const isOwn = ({ causes }: MovedFigure): boolean =>
    causes.some((cause) => cause.type === "delivery" && cause.deliveries.includes(number));
  const others = report.deliveries.map((each) => each.number).filter((each) => each !== number);
  return { value: { delivery, report, others, figures: report.figures.filter(isOwn) }, problems: [] };
}

export interface QuarantinedRow {
  readonly line: number;
  readonly column: string;
  readonly found: string;
  readonly reason: string;
  readonly remedy: string;
}

/** The rows to mend, one a fault, and the same as the file that their sender gets. */
export interface Quarantine {
  readonly delivery: KnownDelivery;
  readonly rows: readonly QuarantinedRow[];
  readonly csv: string;
}

export function readQuarantined(model: Model, request: DeliveryRequest): Outcome<Quarantine | undefined> {
  const found = findDelivery(model, request);
  if (found.value === undefined) return { value: undefined, problems: found.problems };
  const { delivery } = found.value;
  const { data = "" } = request;
  const workspace = isWorkspace(data) ? openWorkspace(data, model.id).value : undefined;
  const csv = workspace === undefined ? "" : (readQuarantine(workspace, delivery) ?? "");
  const [, ...lines] = splitCells(csv);
  const rows = lines.map(([line = "", column = "", value = "", reason = "", remedy = ""]) => ({
    line: Number(line),
    column,
    found: value,
    reason,
    remedy,
  }));
  return { value: { delivery, rows, csv }, problems: [] };
}

/** The cells of the lines of a quarantine, which this house has written: quotes as in RFC 4180. */
function splitCells(csv: string): string[][] {
  const text = csv.replace(/^\uFEFF/, "");
  const lines: string[][] = [];
  let cells: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^;\r\n"]*))(;|\r\n|$)/g)) {
    if (end === "" && quoted === undefined && plain === "" && cells.length === 0) break;
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === ";") continue;
    lines.push(cells);
    cells = [];
  }
  return lines;
}
