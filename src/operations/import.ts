/** A file that a source system sends, into the workspace: checked by its contract, recorded with its day. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Contract, type Delivery, type OfficeState, readContract } from "../facts/index.ts";
import { buildGraph, type Graph } from "../graph/index.ts";
import {
  type FactSource,
  findNearestName,
  findPeriod,
  isDay,
  type Model,
  type Outcome,
  type Period,
  type Problem,
} from "../model/index.ts";
import {
  type BadRows,
  type DuckDb,
  importDelivery,
  openDuckDb,
  openWorkspace,
  quarantineFile,
  type Workspace,
} from "../warehouse/index.ts";
import { openModel } from "./open-model.ts";
import {
  dayNotKnown,
  deliveryFileNotFound,
  periodNotKnown,
  periodNotOfSource,
  sourceNotKnown,
  yearOutsideModel,
} from "./problems.ts";

export interface ImportFileRequest {
  readonly directory: string;
  readonly data: string;
  readonly file: string;
  readonly source: string;
  readonly period: string;
  readonly mode: "full" | "delta" | "removal";
  /** The day on which the delivery became known. */
  readonly recordedAt: string;
  readonly totals: ReadonlyMap<string, string>;
  readonly strict: boolean;
  /** How much memory the engine may take, such as `512MB`. */
  readonly memory?: string | undefined;
  readonly onProgress?: (step: string, done: number) => void;
}

export interface ImportFileReport {
  readonly model: string;
  readonly delivery: Delivery;
  readonly isRepeated: boolean;
  readonly bad: BadRows;
  readonly replaced: number;
  /** Where the quarantine stands, if anything was wrong. */
  readonly quarantine: string | undefined;
}

export async function importFile(request: ImportFileRequest): Promise<Outcome<ImportFileReport | undefined>> {
  const opened = openModel(request.directory);
  if (opened.problems.length > 0) return { value: undefined, problems: opened.problems };
  const { model } = opened;
  const contract = findContract(model, request);
  if (contract.value === undefined) return { value: undefined, problems: contract.problems };
  const workspace = openWorkspace(request.data, model.id);
  if (workspace.value === undefined) return { value: undefined, problems: workspace.problems };
  const database = await openDuckDb({ folder: join(request.data, "in-arrivo"), memory: request.memory });
  try {
    return await takeIn(request, model, workspace.value, database);
  } finally {
    database.close();
  }
}

/** One file, where model, workspace and engine are open. */
export async function takeIn(
  request: ImportFileRequest,
  model: Model,
  workspace: Workspace,
  database: DuckDb,
): Promise<Outcome<ImportFileReport | undefined>> {
  const contract = findContract(model, request);
  if (contract.value === undefined) return { value: undefined, problems: contract.problems };
  const { value, problems } = await importDelivery({
    workspace,
    database,
    contract: contract.value,
    file: request.file,
    mode: request.mode,
    recordedOn: request.recordedAt,
    totals: request.totals,
    strict: request.strict,
    ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
  });
  if (value === undefined) return { value: undefined, problems };
  const { delivery } = value;
  const quarantine = delivery.quarantined > 0 ? quarantineFile(workspace, delivery) : undefined;
  return { value: { model: model.id, ...value, quarantine }, problems: [] };
}

/** The source's contract for the period, and what is wrong with the request. */
function findContract(model: Model, request: ImportFileRequest): Outcome<Contract | undefined> {
  const source = model.sources.find(({ id }) => id === request.source);
  const period = findPeriod(request.period);
  const problems: Problem[] = [];
  if (source === undefined) {
    const ids = model.sources.map(({ id }) => id);
    problems.push(sourceNotKnown(request.source, ids, findNearestName(request.source, ids)));
  }
  if (period === undefined) problems.push(periodNotKnown(request.period));
  else if (source !== undefined && period.grain !== source.period)
    problems.push(periodNotOfSource(request.period, source.id, source.period));
  else if (period.year < model.years.from || period.year > model.years.to)
    problems.push(yearOutsideModel(request.period, model.years.from, model.years.to));
  if (!isDay(request.recordedAt)) problems.push(dayNotKnown("--recorded-at", request.recordedAt));
  if (!existsSync(request.file) || !statSync(request.file).isFile())
    problems.push(deliveryFileNotFound(request.file));
  if (source === undefined || period === undefined || problems.length > 0)
    return { value: undefined, problems };
  const context = { model, period, knownAt: undefined, offices: listOffices(model, source, period) };
  const contract = readContract(source, context);
  return contract.problems.length > 0 ? { value: undefined, problems: contract.problems } : contract;
}

/** Every office of the model: whether the source's facts are measured there in the period. */
export function listOffices(
  model: Model,
  source: FactSource,
  period: Period,
): ReadonlyMap<string, OfficeState> {
  const graph = getGraphOf(model, period.year);
  const states = new Map<string, OfficeState>(
    (model.hierarchies[0]?.units ?? []).map(({ code }) => [code, "closed"]),
  );
  const measured = findMeasured(graph, source);
  graph.trees[0]?.units.forEach((unit, index) => {
    const exists =
      (unit.validFrom ?? "") < period.until &&
      (unit.validUntil === undefined || unit.validUntil > period.from);
    if (exists) states.set(unit.code, measured === undefined || measured[index] === 1 ? "open" : "above");
  });
  return states;
}

/** A night's deliveries are of few years: the graph of each is built once for as long as the model is held. */
const graphs = new WeakMap<Model, Map<number, Graph>>();

function getGraphOf(model: Model, year: number): Graph {
  const known = graphs.get(model) ?? new Map<number, Graph>();
  graphs.set(model, known);
  const graph = known.get(year) ?? buildGraph(model, { year }).value;
  known.set(year, graph);
  return graph;
}

/** 1 where some indicator is measured from the source; undefined where none is, and any office may send. */
function findMeasured(graph: Graph, source: FactSource): Uint8Array | undefined {
  const own = graph.nodes.filter(
    (node) => node.kind === "input" && node.indicator.measure?.source === source.id && !node.everywhere,
  );
  if (own.length === 0) return undefined;
  const measured = new Uint8Array(graph.trees[0]?.units.length ?? 0);
  for (const node of own) {
    if (node.kind !== "input") continue;
    for (let unit = 0; unit < measured.length; unit++) if (node.grain[unit] === 1) measured[unit] = 1;
  }
  return measured;
}
