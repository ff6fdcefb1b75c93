/**
 * Where a fact went: every figure that changes if one row of a delivery is taken away, and no other. The whole is
 * computed with the row and without it, so that nothing has to be believed of how figures depend on each other.
 */
import { join } from "node:path";
import {
  type Answers,
  computeModel,
  type Figure,
  type Figures,
  findAbsence,
  getFigure,
} from "../engine/index.ts";
import { chooseDeliveries } from "../facts/index.ts";
import { buildGraph, isStep } from "../graph/index.ts";
import { findPeriod, type Outcome } from "../model/index.ts";
import {
  deliveryNotFound,
  deliveryRowNotFound,
  findDeliveredRow,
  holdsRow,
  isWorkspace,
  notAWorkspace,
  openDuckDb,
  openWorkspace,
  type RowCells,
  readDeliveries,
  withdrawRow,
} from "../warehouse/index.ts";
import { gatherAnswers } from "./gather-answers.ts";
import { openGraph } from "./open-model.ts";
import { checkDays } from "./viewpoint.ts";

export interface TraceRequest {
  readonly directory: string;
  readonly data: string;
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

/** One at a time in a workspace: two that follow the same row would write, and take away, the same facts. */
export function trace(request: TraceRequest): Promise<Outcome<TraceReport | undefined>> {
  const before = running.get(request.data) ?? Promise.resolve();
  const own = before.catch(() => {}).then(() => traceAlone(request));
  running.set(request.data, own);
  return own;
}

async function traceAlone(request: TraceRequest): Promise<Outcome<TraceReport | undefined>> {
  const { data, delivery: number, row, knownAt } = request;
  const wrong = checkDays({ knownAt });
  if (wrong.length > 0) return { value: undefined, problems: wrong };
  const opened = openGraph(request.directory, {});
  if (opened.value === undefined) return { value: undefined, problems: opened.problems };
  const { model } = opened.opened;
  if (!isWorkspace(data)) return { value: undefined, problems: [notAWorkspace(data)] };
  const workspace = openWorkspace(data, model.id);
  if (workspace.value === undefined) return { value: undefined, problems: workspace.problems };
  const delivery = readDeliveries(workspace.value).find(
    (each) => each.number === number && each.facts !== undefined,
  );
  const source = model.sources.find(({ id }) => id === delivery?.source);
  if (delivery === undefined || source === undefined)
    return { value: undefined, problems: [deliveryNotFound(String(number))] };

  const database = await openDuckDb({ folder: join(data, "in-arrivo") });
  try {
    const cells = await findDeliveredRow(workspace.value, database, source, delivery, row);
    if (cells === undefined) return { value: undefined, problems: [deliveryRowNotFound(number, row)] };
    const holding = chooseDeliveries(readDeliveries(workspace.value), knownAt).filter(
      (each) => each.source === source.id && each.period === delivery.period,
    );
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
      const figures = await compareFigures(request, findPeriod(delivery.period)!.year, correction);
      if (figures.value === undefined) return { value: undefined, problems: figures.problems };
      return { value: { ...report, figures: figures.value }, problems: [] };
    } finally {
      remove();
    }
  } finally {
    database.close();
  }
}

/** In the year of the row, and in the later ones whose formulas look back so far. */
async function compareFigures(
  { directory, data, knownAt }: TraceRequest,
  from: number,
  correction: NonNullable<Parameters<typeof gatherAnswers>[1]["supposed"]>[number],
): Promise<Outcome<readonly Touched[] | undefined>> {
  const { value: first, problems, opened } = openGraph(directory, { year: from, knownAt });
  if (first === undefined) return { value: undefined, problems };
  const { model } = opened;
  const sides: (Answers | undefined)[] = [];
  for (const supposed of [[], [correction]]) {
    const answers = await gatherAnswers(model, { data, knownAt, supposed });
    if (answers.problems.length > 0) return { value: undefined, problems: answers.problems };
    sides.push(answers.value);
  }
  const touched: Touched[] = [];
  for (let year = from; year <= model.years.to; year++) {
    const graph =
      year === from ? first : buildGraph(model, { year, knownAt, prepared: first.prepared }).value;
    if (year - graph.lookBack > from) continue;
    const [whole, less] = sides.map((answers) => computeModel(graph, answers));
    touched.push(...listTouched(whole!, less!));
  }
  return { value: touched, problems: [] };
}

/** Cells whose value or absence is not the same, in the order of indicators, offices and periods. */
function listTouched(whole: Figures, less: Figures): Touched[] {
  return whole.graph.nodes.flatMap((node) => {
    if (isStep(node)) return [];
    const [a, b] = [whole.columns[node.index]!, less.columns[node.index]!];
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
