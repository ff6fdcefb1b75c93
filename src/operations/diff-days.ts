/**
 * What moved between two days of knowledge: which figures, by how much, and because of what. The causes of a
 * figure are found on the graph that computed it, from the figure down to the measured cells that are not what
 * they were: deliveries recorded in between, down to their rows, and what the model itself has learned.
 */
import { join } from "node:path";
import {
  absenceMask,
  type Choice,
  type Figure,
  type Figures,
  getFigure,
  getKind,
  listCells,
} from "../engine/index.ts";
import { chooseDeliveries, type Delivery } from "../facts/index.ts";
import type { GraphNode } from "../graph/index.ts";
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
import { checkChoice } from "./choose-cells.ts";
import { computeDirectory, type FigureSource } from "./open-figures.ts";
import { periodNotKnown } from "./problems.ts";
import { checkDays, type ViewRequest } from "./viewpoint.ts";

export interface DiffDaysRequest extends Omit<ViewRequest, "knownAt" | "onYearEnd"> {
  /** Two days of knowledge, in any order. */
  readonly days: readonly [string, string];
  /** Which figures are compared; all unless told otherwise. */
  readonly choice?: Choice | undefined;
  /** Figures of the units at the top of their trees only. */
  readonly onlyTop?: boolean | undefined;
  /** At most so many are listed, and the causes of so many told; all unless told otherwise. */
  readonly most?: number | undefined;
  readonly mostCaused?: number | undefined;
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
  /** Figures that moved, by unit, those of units that were not asked for included. */
  readonly moved: readonly MovedUnit[];
  /** How many of those asked for moved, listed or not. */
  readonly count: number;
  readonly figures: readonly MovedFigure[];
}

/** Causes told of one figure, and rows told of one cause. */
export const diffLimits = { causes: 20, rows: 20 } as const;

export async function diffDays(
  request: DiffDaysRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<DiffDaysReport | undefined>> {
  const { days: given, choice = {}, onlyTop, most, mostCaused = Number.POSITIVE_INFINITY, ...view } = request;
  const days = given.toSorted() as [string, string];
  const problems: Problem[] = days.flatMap((knownAt) => checkDays({ knownAt }));
  if (request.period !== undefined && findPeriod(request.period) === undefined)
    problems.push(periodNotKnown(request.period));
  if (problems.length > 0) return { value: undefined, problems };

  const sides: Figures[] = [];
  for (const knownAt of days) {
    const computed = await findFigures({ ...view, knownAt });
    if (computed.value === undefined) return { value: undefined, problems: computed.problems };
    sides.push(computed.value.figures);
  }
  const [before, after] = sides as [Figures, Figures];
  const { model } = after.graph;
  const period = findPeriod(request.period ?? String(model.year))!;
  const wrong = checkChoice(after, choice);
  if (wrong.length > 0) return { value: undefined, problems: wrong };
  const known = await openKnown(model, request.data, days);
  try {
    const figures: MovedFigure[] = [];
    const everywhere = listMoved(before, after, period, { ...choice, orgUnits: undefined });
    const moved = everywhere.filter((at) => isAsked(after, at, choice, onlyTop));
    for (const { node, cell } of moved.slice(0, most)) {
      const isTold = figures.length < mostCaused;
      const causes = isTold ? await findCauses(before, after, node, cell, known) : [];
      figures.push({
        before: getFigure(before, before.graph.nodes[node]!, cell),
        after: getFigure(after, after.graph.nodes[node]!, cell),
        causes,
        isCut: !isTold || causes.length === diffLimits.causes || causes.some(isCutCause),
      });
    }
    return {
      value: {
        model: model.id,
        period: period.code,
        days,
        deliveries: known.between,
        moved: countByUnit(after, everywhere),
        count: moved.length,
        figures,
      },
      problems: [],
    };
  } finally {
    known.close();
  }
}

interface CellAt {
  readonly node: number;
  readonly cell: number;
}

function isAsked(
  { graph }: Figures,
  { node, cell }: CellAt,
  { orgUnits }: Choice,
  onlyTop: boolean | undefined,
): boolean {
  const { tree } = graph.nodes[node]!;
  const unit = Math.floor(cell / periodsInYear);
  if (onlyTop === true && (tree.parent[unit] ?? -1) >= 0) return false;
  return orgUnits?.includes(tree.units[unit]!.code) !== false;
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

/** In the graph's order: what others are made of comes first. What applies on one side only has moved too. */
function listMoved(before: Figures, after: Figures, period: Period, choice: Choice): CellAt[] {
  const cells = [after, before].flatMap((side) => listCells(side, period, choice));
  const moved = new Map<string, CellAt>();
  for (const { node, cell } of cells)
    if (isMoved(before, after, node.index, cell))
      moved.set(`${node.index} ${cell}`, { node: node.index, cell });
  return [...moved.values()].sort((a, b) => a.node - b.node || a.cell - b.cell);
}

/** Another value or absence, or the same value known otherwise; what is absent all the same has not moved. */
function isMoved(before: Figures, after: Figures, node: number, cell: number): boolean {
  const [a, b] = [before.columns[node]!, after.columns[node]!];
  const [was, is] = [a.states[cell]!, b.states[cell]!];
  const isAbsent = (was & is & absenceMask) !== 0;
  const moved = was ^ is;
  return !Object.is(a.values[cell], b.values[cell]) || (isAbsent ? moved & absenceMask : moved) !== 0;
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
