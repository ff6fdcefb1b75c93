/**
 * What moved between two days of knowledge: which figures, by how much, and because of what. The causes of a
 * figure are found on the graph that computed it, from the figure down to the measured cells that are not what
 * they were: deliveries recorded in between, down to their rows, and what the model itself has learned.
 */
import { join } from "node:path";
import { computeModel, type Figure, type Figures, getFigure, getKind } from "../engine/index.ts";
import { chooseDeliveries, type Delivery } from "../facts/index.ts";
import { type GraphNode, isStep } from "../graph/index.ts";
import {
  type FactSource,
  findPeriod,
  listPeriodsOfYear,
  type Model,
  type Outcome,
  type Period,
  type Place,
  type Problem,
  periodsInYear,
} from "../model/index.ts";
import {
  compareRows,
  isWorkspace,
  type MovedRow,
  openDuckDb,
  openWorkspace,
  readDeliveries,
  type Workspace,
} from "../warehouse/index.ts";
import type { FigureSource } from "./compute.ts";
import { gatherAnswers } from "./gather-answers.ts";
import { openGraph } from "./open-model.ts";
import { periodNotKnown } from "./problems.ts";
import { checkDays } from "./viewpoint.ts";

export interface DiffDaysRequest {
  readonly directory: string;
  readonly data?: string | undefined;
  readonly period?: string | undefined;
  /** Two days of knowledge, in any order. */
  readonly days: readonly [string, string];
  /** Figures of this unit only. */
  readonly orgUnit?: string | undefined;
  /** Figures of the units at the top of their trees only. */
  readonly onlyTop?: boolean | undefined;
  /** Figures told with their causes; all of them unless told otherwise. */
  readonly most?: number | undefined;
}

/** Why a measured cell is not what it was. */
export type MovedCause =
  | {
      readonly type: "delivery";
      readonly source: string;
      readonly deliveries: readonly number[];
      readonly orgUnit: string;
      readonly period: string;
      readonly rows: readonly MovedRow[];
    }
  | {
      readonly type: "entry";
      readonly what: "observation" | "target";
      readonly place: Place;
      readonly orgUnit: string;
      readonly period: string;
    };

export interface MovedFigure {
  readonly before: Figure;
  readonly after: Figure;
  readonly causes: readonly MovedCause[];
  /** There may be more causes, or rows of them, than are told. */
  readonly isCut: boolean;
}

export interface MovedUnit {
  readonly orgUnit: string;
  readonly title: string;
  readonly count: number;
}

export interface DiffDaysReport {
  readonly model: string;
  readonly period: string;
  readonly days: readonly [string, string];
  /** Recorded after the first day and not after the second. */
  readonly deliveries: readonly Delivery[];
  /** Figures that moved, by unit, those included that were not asked for or not told. */
  readonly moved: readonly MovedUnit[];
  readonly figures: readonly MovedFigure[];
}

/** Causes told of one figure, and rows told of one cause. */
export const diffLimits = { causes: 20, rows: 20 } as const;

export async function diffDays(
  request: DiffDaysRequest,
  findFigures?: FigureSource,
): Promise<Outcome<DiffDaysReport | undefined>> {
  const days = request.days.toSorted() as [string, string];
  const asked = request.period === undefined ? undefined : findPeriod(request.period);
  const problems: Problem[] = days.flatMap((knownAt) => checkDays({ knownAt }));
  if (request.period !== undefined && asked === undefined) problems.push(periodNotKnown(request.period));
  if (problems.length > 0) return { value: undefined, problems };

  const sides: Figures[] = [];
  for (const knownAt of days) {
    const side = await (findFigures === undefined
      ? computeDay(request, asked?.year, knownAt)
      : readDay(findFigures, request, knownAt));
    if (side.value === undefined) return { value: undefined, problems: side.problems };
    sides.push(side.value);
  }
  const [before, after] = sides as [Figures, Figures];
  const { model } = after.graph;
  const period = asked ?? findPeriod(String(model.year))!;
  const all = listMoved(before, after, period.index);
  const known = await openKnown(model, request.data, days);
  try {
    const figures: MovedFigure[] = [];
    for (const { node, cell } of all.filter((at) => isAsked(after, at, request)).slice(0, request.most)) {
      const causes = await findCauses(before, after, node, cell, known);
      figures.push({
        before: getFigure(before, before.graph.nodes[node]!, cell),
        after: getFigure(after, after.graph.nodes[node]!, cell),
        causes,
        isCut: causes.length === diffLimits.causes || causes.some(isCutCause),
      });
    }
    const moved = countByUnit(after, all);
    return {
      value: { model: model.id, period: period.code, days, deliveries: known.between, moved, figures },
      problems: [],
    };
  } finally {
    known.close();
  }
}

async function computeDay(
  { directory, data }: DiffDaysRequest,
  year: number | undefined,
  knownAt: string,
): Promise<Outcome<Figures | undefined>> {
  const opened = openGraph(directory, { year, knownAt });
  if (opened.value === undefined) return { value: undefined, problems: opened.problems };
  const answers = await gatherAnswers(opened.opened.model, { data, knownAt });
  if (answers.problems.length > 0) return { value: undefined, problems: answers.problems };
  return { value: computeModel(opened.value, answers.value), problems: [] };
}

async function readDay(
  findFigures: FigureSource,
  { directory, data, period }: DiffDaysRequest,
  knownAt: string,
): Promise<Outcome<Figures | undefined>> {
  const { value, problems } = await findFigures({ directory, data, period, knownAt });
  return { value: value?.figures, problems };
}

function isAsked(figures: Figures, { node, cell }: CellAt, { orgUnit, onlyTop }: DiffDaysRequest): boolean {
  const { tree } = figures.graph.nodes[node]!;
  const unit = Math.floor(cell / periodsInYear);
  if (onlyTop === true && (tree.parent[unit] ?? -1) >= 0) return false;
  return orgUnit === undefined || tree.units[unit]!.code === orgUnit;
}

function isCutCause(cause: MovedCause): boolean {
  return cause.type === "delivery" && cause.rows.length === diffLimits.rows;
}

/** Those with the most first. */
function countByUnit({ graph }: Figures, moved: readonly CellAt[]): MovedUnit[] {
  const counts = new Map<string, MovedUnit>();
  for (const { node, cell } of moved) {
    const { code, title } = graph.nodes[node]!.tree.units[Math.floor(cell / periodsInYear)]!;
    counts.set(code, { orgUnit: code, title, count: (counts.get(code)?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count);
}

interface CellAt {
  readonly node: number;
  readonly cell: number;
}

function listMoved(before: Figures, after: Figures, position: number): CellAt[] {
  return after.graph.nodes.flatMap((node) => {
    if (isStep(node)) return [];
    const cells = node.tree.units.map((_, unit) => unit * periodsInYear + position);
    return cells
      .filter((cell) => isMoved(before, after, node.index, cell))
      .map((cell) => ({ node: node.index, cell }));
  });
}

function isMoved(before: Figures, after: Figures, node: number, cell: number): boolean {
  const [a, b] = [before.columns[node]!, after.columns[node]!];
  return !Object.is(a.values[cell], b.values[cell]) || a.states[cell] !== b.states[cell];
}

/** From the figure backward through cells that moved, to those that were measured or stated. */
async function findCauses(
  before: Figures,
  after: Figures,
  node: number,
  cell: number,
  known: Known,
): Promise<MovedCause[]> {
  const causes = new Map<string, MovedCause>();
  const seen = new Set<string>();
  const open: CellAt[] = [{ node, cell }];
  while (open.length > 0 && causes.size < diffLimits.causes) {
    const at = open.pop()!;
    const name = `${at.node} ${at.cell}`;
    if (seen.has(name)) continue;
    seen.add(name);
    const owner = after.graph.nodes[at.node]!;
    const reads = getKind(owner)
      .listReads(owner, after, at.cell)
      .filter((read) => read.year === after.year && isMoved(before, after, read.node, read.cell));
    if (reads.length > 0) {
      open.push(...reads);
      continue;
    }
    const cause = await findOrigin(before, after, owner, at.cell, known);
    if (cause !== undefined) causes.set(JSON.stringify(cause), cause);
  }
  return [...causes.values()];
}

async function findOrigin(
  before: Figures,
  after: Figures,
  node: GraphNode,
  cell: number,
  known: Known,
): Promise<MovedCause | undefined> {
  const span = listPeriodsOfYear(after.year)[cell % periodsInYear]!;
  const period = span.code;
  const unit = Math.floor(cell / periodsInYear);
  const orgUnit = node.tree.units[unit]!.code;
  const entry = after.measures.findEntry(node.index, cell) ?? before.measures.findEntry(node.index, cell);
  if (entry !== undefined) {
    const what = node.kind === "target" ? "target" : "observation";
    return { type: "entry", what, place: entry.origin.place, orgUnit, period };
  }
  const source = node.indicator.measure?.source;
  if (source === undefined) return undefined;
  const deliveries = known.between.filter((each) => each.source === source && isWithin(each, span));
  if (deliveries.length === 0) return undefined;
  const rows = await known.listRows(source, span, listUnder(node, unit));
  return {
    type: "delivery",
    source,
    deliveries: deliveries.map(({ number }) => number),
    orgUnit,
    period,
    rows,
  };
}

/** What is counted at every office and period reads the rows of parts too. */
function isWithin({ period }: Delivery, span: Period): boolean {
  const own = findPeriod(period)!;
  return own.from >= span.from && own.until <= span.until;
}

/** An office and those below it; a measure that stands at its grain has rows of its own office only. */
function listUnder(node: GraphNode, unit: number): string[] {
  const { parent, units } = node.tree;
  const isUnder = (index: number): boolean =>
    index === unit || ((parent[index] ?? -1) >= 0 && isUnder(parent[index]!));
  return units.flatMap(({ code }, index) => (isUnder(index) ? [code] : []));
}

interface Known {
  readonly between: readonly Delivery[];
  readonly listRows: (
    source: string,
    span: Period,
    offices: readonly string[],
  ) => Promise<readonly MovedRow[]>;
  readonly close: () => void;
}

async function openKnown(
  model: Model,
  data: string | undefined,
  [first, second]: readonly [string, string],
): Promise<Known> {
  const nothing: Known = { between: [], listRows: async () => [], close: () => {} };
  if (data === undefined || !isWorkspace(data)) return nothing;
  const workspace = openWorkspace(data, model.id).value;
  if (workspace === undefined) return nothing;
  const all = readDeliveries(workspace);
  const between = all.filter(({ recordedOn }) => recordedOn > first && recordedOn <= second);
  const database = await openDuckDb({ folder: join(workspace.folder, "in-arrivo") });
  const told = new Map<string, readonly MovedRow[]>();
  const listRows: Known["listRows"] = async (id, span, offices) => {
    const key = `${id} ${span.code} ${offices[0]}`;
    const source = model.sources.find((each) => each.id === id);
    if (source === undefined) return [];
    const rows = told.get(key) ?? (await compare(workspace, source, span, offices));
    told.set(key, rows);
    return rows;
  };
  const compare = (place: Workspace, source: FactSource, span: Period, offices: readonly string[]) => {
    const [before, after] = [first, second].map((day) =>
      chooseDeliveries(all, day).filter((each) => each.source === source.id && isWithin(each, span)),
    );
    // What holds on both days cancels out and need not be read.
    const isCommon = ({ number }: Delivery): boolean =>
      before!.some((each) => each.number === number) && after!.some((each) => each.number === number);
    const sides = {
      before: before!.filter((each) => !isCommon(each)),
      after: after!.filter((each) => !isCommon(each)),
    };
    return compareRows(place, database, source, sides, offices, diffLimits.rows);
  };
  return { between, listRows, close: database.close };
}
