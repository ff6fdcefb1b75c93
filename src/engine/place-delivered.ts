/**
 * What a warehouse answered, as the measures of a year: every sum goes to the cell of its office, period and
 * members. Sums are whole numbers, so that the engine adds them up exactly; where a delivery came and has nothing
 * of an office, the contract says whether that is zero or missing.
 */
import type { Delivery, FactColumns, PlannedMeasure, SourcePlan } from "../facts/index.ts";
import { type Graph, type InputNode, nodeKey, type Tree } from "../graph/index.ts";
import {
  type FactSource,
  findPeriod,
  getDayNumber,
  type Indicator,
  listPeriodsOfYear,
  type Members,
  type Period,
  periodsInYear,
} from "../model/index.ts";
import { assumed, missing, notApplicable, partial } from "./column.ts";
import { findState, listDelivered } from "./delivered-state.ts";
import type { Delivered, Lacking, Measure } from "./figures.ts";
import { type LeftOut, type Omission, prepareOmission } from "./left-out.ts";
import { type DistinctAnswer, placeDistinct } from "./place-distinct.ts";
import { listLostRows, placeLost, type Redrawn, sumLost } from "./place-lost.ts";

/** The sums of a source, and the deliveries they are the sums of. */
export interface SourceAnswer {
  readonly plan: SourcePlan;
  readonly columns: FactColumns;
  readonly deliveries: readonly Delivery[];
}

/** All that deliveries say, of every year. */
export interface Answers {
  readonly leftOut?: LeftOut | undefined;
  readonly sums: readonly SourceAnswer[];
  readonly distincts: readonly DistinctAnswer[];
  readonly periodDays: readonly Indicator[];
  /** Where facts stand on the offices of one day; undefined = on those of their time. */
  readonly redrawn?: Redrawn | undefined;
}

export interface DeliveredMeasures {
  readonly inputs: ReadonlyMap<number, Measure>;
  readonly lacking: ReadonlyMap<number, Lacking>;
  readonly findDelivered: (node: number, cell: number) => Delivered | undefined;
}

export function placeDelivered(graph: Graph, year: number, answers: Answers): DeliveredMeasures {
  const inputs = new Map<number, Measure>();
  const lacking = new Map<number, Lacking>();
  const behind = new Map<number, Delivered>();
  // Facts belong to the offices, which are the first tree.
  const tree = graph.trees[0]!;
  const omit = prepareOmission(tree, year, answers.leftOut, answers.redrawn);
  for (const answer of answers.sums) {
    const periods = listDelivered(answer.deliveries, year);
    const cells = locateRows(tree, answer.columns, year);
    for (const measure of answer.plan.measures) {
      for (const [node, placed] of placeMeasure(
        graph,
        answer,
        measure,
        cells,
        periods,
        omit(measure.indicator),
      )) {
        inputs.set(node, placed);
        behind.set(node, { source: answer.plan.source, deliveries: answer.deliveries });
      }
    }
    for (const [node, own] of listLacking(graph, year, answer, cells, omit, answers.redrawn))
      lacking.set(node, own);
  }
  for (const answer of answers.distincts) {
    const node = findNode(graph, answer.plan.indicator, {});
    if (node === undefined) continue;
    const { measure, lost } = placeDistinct(graph, year, answer, node, omit(node.indicator), answers.redrawn);
    inputs.set(node.index, measure);
    if (lost.size > 0) lacking.set(node.index, { facts: lost, offices: lost });
    behind.set(node.index, { source: answer.plan.source, deliveries: answer.deliveries });
  }
  for (const indicator of answers.periodDays) {
    const node = findNode(graph, indicator, {});
    if (node !== undefined) inputs.set(node.index, placeDays(node, year));
  }
  const findDelivered = (node: number, cell: number): Delivered | undefined => {
    const found = behind.get(node);
    const period = listPeriodsOfYear(year)[cell % periodsInYear]!;
    return (
      found && {
        source: found.source,
        deliveries: found.deliveries.filter((delivery) => isWithin(delivery, period)),
      }
    );
  };
  return { inputs, lacking, findDelivered };
}

function isWithin(delivery: Delivery, period: Period): boolean {
  const own = findPeriod(delivery.period);
  return own !== undefined && own.from >= period.from && own.until <= period.until;
}

function findNode(graph: Graph, indicator: Indicator, members: Members): InputNode | undefined {
  const index = graph.indexOf.get(nodeKey(indicator.id, indicator.mainFacet, members));
  const node = index === undefined ? undefined : graph.nodes[index];
  return node?.kind === "input" ? node : undefined;
}

interface Sums {
  readonly values: Float64Array;
  readonly holes: Float64Array;
  /** 1 where some row was there, 2 where one of them was apportioned. */
  readonly seen: Uint8Array;
}

/** The cell of every row of an answer, −1 for other years and for offices that are not there: worked out once. */
function locateRows(tree: Tree, columns: FactColumns, year: number): Int32Array {
  const cells = new Int32Array(columns.rows);
  for (let row = 0; row < cells.length; row++) {
    const period = columns.periods[row]!;
    const unit = Math.floor(period / 100) === year ? (tree.indexOf.get(columns.offices[row]!) ?? -1) : -1;
    cells[row] = unit < 0 ? -1 : unit * periodsInYear + (period % 100);
  }
  return cells;
}

/** The rows of each combination of members, by the key of its node; few combinations occur. */
function groupRows(
  indicator: Indicator,
  measure: PlannedMeasure,
  columns: FactColumns,
): ReadonlyMap<string, Int32Array | undefined> {
  const { id, mainFacet, dimensions } = indicator;
  // Without dimensions every row counts, and none need be listed.
  if (dimensions.length === 0) return new Map([[nodeKey(id, mainFacet, {}), undefined]]);
  const ways = dimensions.map((dimension) => columns.members[measure.groups[dimension]!]!);
  const rowsOf = new Map<string, { readonly codes: readonly string[]; readonly rows: number[] }>();
  for (let row = 0; row < columns.rows; row++) {
    const name = ways.length === 1 ? ways[0]![row]! : ways.map((members) => members[row]!).join("\u0000");
    const group = rowsOf.get(name);
    if (group === undefined) rowsOf.set(name, { codes: ways.map((members) => members[row]!), rows: [row] });
    else group.rows.push(row);
  }
  return new Map(
    [...rowsOf.values()].map(({ codes, rows }) => {
      const members = Object.fromEntries(dimensions.map((dimension, k) => [dimension, codes[k]!]));
      return [nodeKey(id, mainFacet, members), Int32Array.from(rows)];
    }),
  );
}

/** One measure for each combination of members; a row whose member the model does not have goes nowhere. */
function placeMeasure(
  graph: Graph,
  { plan, columns }: SourceAnswer,
  measure: PlannedMeasure,
  cells: Int32Array,
  delivered: ReadonlySet<number>,
  omission: Omission,
): Map<number, Measure> {
  const { indicator } = measure;
  const nodes = graph.nodes.filter(
    (node): node is InputNode =>
      node.kind === "input" && node.indicator.id === indicator.id && node.facet === indicator.mainFacet,
  );
  const groups = groupRows(indicator, measure, columns);
  const state = nodes[0] === undefined ? 0 : findState(graph, indicator, plan.source);
  return new Map(
    nodes.map((node) => {
      const sums = makeSums(node);
      if (groups.has(node.key)) addRows(sums, columns, measure, cells, groups.get(node.key), omission);
      return [node.index, settle(node, sums, delivered, state, plan.source, omission)];
    }),
  );
}

/** By node, what the measures of a source lack. */
function listLacking(
  graph: Graph,
  year: number,
  { plan, columns }: SourceAnswer,
  cells: Int32Array,
  omit: (indicator: Indicator) => Omission,
  redrawn: Redrawn | undefined,
): Map<number, Lacking> {
  const found = new Map<number, Lacking>();
  const rows = redrawn === undefined ? [] : listLostRows(cells, columns, year);
  if (redrawn === undefined || rows.length === 0) return found;
  for (const measure of plan.measures) {
    const { dropsRow } = omit(measure.indicator);
    const kept = rows.filter((row) => !dropsRow(columns.origins![row]!, columns.periods[row]! % 100));
    const slots = measure.holes === undefined ? [measure.total] : [measure.total, measure.holes];
    for (const [key, own] of groupRows(measure.indicator, measure, columns)) {
      const index = graph.indexOf.get(key);
      const among = own === undefined ? undefined : new Set(own);
      if (index === undefined) continue;
      const sums = sumLost(columns, among === undefined ? kept : kept.filter((row) => among.has(row)), slots);
      const lacking = placeLost(graph.trees[0]!, year, sums, redrawn);
      if (lacking.facts.size > 0) found.set(index, lacking);
    }
  }
  return found;
}

/** Adds rows, all of them unless some are listed. */
function addRows(
  { values, holes, seen }: Sums,
  columns: FactColumns,
  measure: PlannedMeasure,
  cells: Int32Array,
  listed: Int32Array | undefined,
  { dropsRow }: Omission,
): void {
  const totals = columns.values[measure.total]!;
  const lacking = measure.holes === undefined ? undefined : columns.values[measure.holes]!;
  const factor = 10 ** measure.exponent;
  const count = listed?.length ?? columns.rows;
  for (let k = 0; k < count; k++) {
    const row = listed === undefined ? k : listed[k]!;
    const cell = cells[row]!;
    if (cell < 0) continue;
    if (columns.origins !== undefined && dropsRow(columns.origins[row]!, cell % periodsInYear)) continue;
    values[cell]! += totals[row]! * factor;
    if (lacking !== undefined) holes[cell]! += lacking[row]!;
    seen[cell]! |= columns.apportioned?.[row] === 1 ? 3 : 1;
  }
}

function makeSums(node: InputNode): Sums {
  const cells = node.tree.units.length * periodsInYear;
  return { values: new Float64Array(cells), holes: new Float64Array(cells), seen: new Uint8Array(cells) };
}

/** Every cell at the grain whose period was delivered; the others are missing, or not yet due. */
function settle(
  { grain, indicator }: InputNode,
  { values, holes, seen }: Sums,
  delivered: ReadonlySet<number>,
  state: number,
  source: FactSource,
  omission: Omission,
): Measure {
  const cells: number[] = [];
  const scaled: number[] = [];
  const states: number[] = [];
  const periods = [...delivered].sort((a, b) => a - b);
  for (let unit = 0; unit < grain.length; unit++) {
    if (grain[unit] !== 1) continue;
    for (const period of periods) {
      const cell = unit * periodsInYear + period;
      if (seen[cell] === 0 && source.emptyOffice === "missing") continue;
      cells.push(cell);
      if (omission.of(unit, period) === "whole") {
        scaled.push(Number.NaN);
        states.push(notApplicable);
        continue;
      }
      const cannotBeTold = Number.isNaN(values[cell]!);
      const lacks = holes[cell]! > 0 || cannotBeTold;
      // A row that lacks its value or its weight is a hole in the sum, by the rule of the indicator.
      const isAbsent = cannotBeTold || (lacks && indicator.whenAbsent === "absent");
      scaled.push(isAbsent ? Number.NaN : values[cell]!);
      const flags = lacks && indicator.whenAbsent === "partial" ? partial : 0;
      const origin = (seen[cell]! & 2) !== 0 ? state | assumed : state;
      states.push(isAbsent ? missing | origin : origin | flags);
    }
  }
  return {
    cells: Int32Array.from(cells),
    scaled: Float64Array.from(scaled),
    states: Uint16Array.from(states),
  };
}

const daysOf = ({ from, until }: Period): number => getDayNumber(until) - getDayNumber(from);

function placeDays(node: InputNode, year: number): Measure {
  const days = listPeriodsOfYear(year).map(daysOf);
  const cells = node.tree.units.length * periodsInYear;
  const scale = 10 ** node.indicator.decimals;
  return {
    cells: Int32Array.from({ length: cells }, (_, cell) => cell),
    scaled: Float64Array.from({ length: cells }, (_, cell) => days[cell % periodsInYear]! * scale),
    states: new Uint16Array(cells),
  };
}
