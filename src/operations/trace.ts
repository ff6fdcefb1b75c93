/**
 * Where a fact went: every figure that changes if one row of a delivery is taken away, and no other. Figures with the
 * row are carried on to what is measured without it, as they are to a delivery that lands; where that cannot be
 * promised to give what computing gives, the whole is computed again.
 */
import { join } from "node:path";
import {
  type Answers,
  computeModel,
  type Figure,
  type Figures,
  findAbsence,
  getFigure,
  updateFigures,
} from "../engine/index.ts";
import { chooseDeliveries, type Delivery } from "../facts/index.ts";
import { buildGraph, isStep } from "../graph/index.ts";
import { findPeriod, type Model, type Outcome } from "../model/index.ts";
import {
  deliveryNotFound,
  deliveryRowNotFound,
  findDeliveredRow,
  findUnreadable,
  holdsRow,
  isWorkspace,
  notAWorkspace,
  openDuckDb,
  openWorkspace,
  type RowCells,
  readDeliveries,
  type Workspace,
  withdrawRow,
} from "../warehouse/index.ts";
import { gatherAnswers, supposeAnswers } from "./gather-answers.ts";
import type { FigureSource } from "./open-figures.ts";
import { openModel } from "./open-model.ts";
import { checkDays } from "./viewpoint.ts";

export interface TraceRequest {
  readonly directory: string;
  readonly data: string;
  /** The address of the cluster that sums; the engine of this machine unless told otherwise. Rows are read here. */
  readonly warehouse?: string | undefined;
  readonly delivery: number;
  /** The row's line in the file, the header being the first. */
  readonly row: number;
  readonly knownAt?: string | undefined;
}

export interface Touched {
  readonly with: Figure;
  readonly without: Figure;
}

export interface TraceReport {
  readonly model: string;
  readonly delivery: number;
  readonly source: string;
  readonly period: string;
  readonly row: number;
  readonly cells: RowCells;
  readonly figures: readonly Touched[];
}

const running = new Map<string, Promise<unknown>>();

/** What a platform holds of a workspace: neither its model need be read nor the whole be computed. */
export interface HeldFigures {
  readonly model: Model;
  readonly findFigures: FigureSource;
}

/** One at a time in a workspace: two that follow the same row would write, and take away, the same facts. */
export function trace(request: TraceRequest, held?: HeldFigures): Promise<Outcome<TraceReport | undefined>> {
  const before = running.get(request.data) ?? Promise.resolve();
  const own = before.catch(() => {}).then(() => openAndTrace(request, held));
  running.set(request.data, own);
  return own;
}

async function openAndTrace(
  request: TraceRequest,
  held: HeldFigures | undefined,
): Promise<Outcome<TraceReport | undefined>> {
  const wrong = checkDays({ knownAt: request.knownAt });
  if (wrong.length > 0) return { value: undefined, problems: wrong };
  if (held !== undefined) return traceRow(request, held);
  const { model, problems } = openModel(request.directory);
  if (problems.length > 0) return { value: undefined, problems };
  return traceRow(request, { model, findFigures: computeYears(model) });
}

async function traceRow(request: TraceRequest, held: HeldFigures): Promise<Outcome<TraceReport | undefined>> {
  const { data, delivery: number, row, knownAt } = request;
  const { model } = held;
  if (!isWorkspace(data)) return { value: undefined, problems: [notAWorkspace(data)] };
  const workspace = openWorkspace(data, model.id);
  if (workspace.value === undefined) return { value: undefined, problems: workspace.problems };
  const deliveries = readDeliveries(workspace.value);
  const delivery = deliveries.find((each) => each.number === number && each.facts !== undefined);
  const source = model.sources.find(({ id }) => id === delivery?.source);
  if (delivery === undefined || source === undefined)
    return { value: undefined, problems: [deliveryNotFound(String(number))] };
  const unreadable = findUnreadable(source, [delivery]);
  if (unreadable.length > 0) return { value: undefined, problems: unreadable };

  const database = await openDuckDb({ folder: join(data, "in-arrivo") });
  try {
    const cells = await findDeliveredRow(workspace.value, database, source, delivery, row);
    if (cells === undefined) return { value: undefined, problems: [deliveryRowNotFound(number, row)] };
    const ofSource = chooseDeliveries(deliveries, knownAt).filter((each) => each.source === source.id);
    const holding = ofSource.filter((each) => each.period === delivery.period);
    const report = {
      model: model.id,
      delivery: number,
      source: source.id,
      period: delivery.period,
      row,
      cells,
    };
    // What is not known yet, or no longer holds, touches nothing.
    if (!(await holdsRow(workspace.value, database, source, holding, { delivery: number, line: row })))
      return { value: { ...report, figures: [] }, problems: [] };
    const { correction, remove } = await withdrawRow(workspace.value, database, source, delivery, row);
    try {
      const figures = await compareFigures(
        request,
        { model, findFigures: findUpToDate(held, source.id, ofSource) },
        workspace.value,
        correction,
      );
      if (figures.value === undefined) return { value: undefined, problems: figures.problems };
      return { value: { ...report, figures: figures.value }, problems: [] };
    } finally {
      remove();
    }
  } finally {
    database.close();
  }
}

/** Who holds figures from before the last delivery does not know the row: then they are computed. */
function findUpToDate(
  { model, findFigures }: HeldFigures,
  source: string,
  deliveries: readonly Delivery[],
): FigureSource {
  const list = (all: readonly Delivery[]): string => all.map(({ number }) => number).join(" ");
  const computeAgain = computeYears(model);
  return async (request) => {
    const found = await findFigures(request);
    const answers = found.value?.view.answers;
    const own = [...(answers?.sums ?? []), ...(answers?.distincts ?? [])].find(
      ({ plan }) => plan.source.id === source,
    );
    return own === undefined || list(own.deliveries) === list(deliveries) ? found : computeAgain(request);
  };
}

/** In the year of the row, and in the later ones whose formulas look back so far. */
async function compareFigures(
  request: TraceRequest,
  { model, findFigures }: HeldFigures,
  workspace: Workspace,
  correction: Delivery,
): Promise<Outcome<readonly Touched[] | undefined>> {
  const { directory, data, warehouse, knownAt } = request;
  const from = findPeriod(correction.period)!.year;
  const { value: first, problems } = buildGraph(model, { year: from, knownAt });
  if (problems.length > 0) return { value: undefined, problems };
  let less: Answers | undefined;
  const touched: Touched[] = [];
  for (let year = from; year <= model.years.to; year++) {
    const date = { year, knownAt, prepared: first.prepared };
    const graph = year === from ? first : buildGraph(model, date).value;
    if (year - graph.lookBack > from) continue;
    const whole = await findFigures({ directory, data, warehouse, knownAt, period: String(year) });
    if (whole.value === undefined) return { value: undefined, problems: whole.problems };
    const { figures, view } = whole.value;
    if (view.answers === undefined) continue;
    if (less === undefined) {
      const supposed = await supposeAnswers(model, view.answers, workspace, correction, request);
      if (supposed.value === undefined) return { value: undefined, problems: supposed.problems };
      less = supposed.value;
    }
    const other = updateFigures(figures, view.answers, less) ?? computeModel(figures.graph, less);
    touched.push(...listTouched(figures, other));
  }
  return { value: touched, problems: [] };
}

/** The deliveries are asked once, for all years. */
function computeYears(model: Model): FigureSource {
  let gathered: ReturnType<typeof gatherAnswers> | undefined;
  return async (request) => {
    gathered ??= gatherAnswers(model, request);
    const { value: answers, problems } = await gathered;
    if (problems.length > 0) return { value: undefined, problems };
    const period = findPeriod(request.period!)!;
    const graph = buildGraph(model, { year: period.year, knownAt: request.knownAt }).value;
    return {
      value: { figures: computeModel(graph, answers), period, view: { model, graph, answers, period } },
      problems: [],
    };
  };
}

/** Cells whose value or absence is not the same, in the order of indicators, offices and periods. */
function listTouched(whole: Figures, less: Figures): Touched[] {
  return whole.graph.nodes.flatMap((node) => {
    if (isStep(node)) return [];
    const [a, b] = [whole.columns[node.index]!, less.columns[node.index]!];
    if (a === b) return [];
    const touched: Touched[] = [];
    for (let cell = 0; cell < a.values.length; cell++) {
      const isSame =
        Object.is(a.values[cell], b.values[cell]) &&
        findAbsence(a.states[cell]!) === findAbsence(b.states[cell]!);
      if (isSame) continue;
      touched.push({ with: getFigure(whole, node, cell), without: getFigure(less, node, cell) });
    }
    return touched;
  });
}
