/**
 * What a warehouse answered, as the measures of a year: every sum goes to the cell of its office, period and
 * members. Sums are whole numbers, so that the engine adds them up exactly; where a delivery came and has nothing
 * of an office, the contract says whether that is zero or missing.
 */
import {
  type Delivery,
  type DistinctPlan,
  decodePeriod,
  type FactColumns,
  type PlannedMeasure,
  type SourcePlan,
} from "../facts/index.ts";
import { type Graph, type InputNode, nodeKey, type Tree } from "../graph/index.ts";
import {
  type Day,
  type FactSource,
  findPeriod,
  getDayNumber,
  type Indicator,
  listPeriodsOfYear,
  type Members,
  type Period,
  type Provenance,
  periodsInYear,
  provenances,
} from "../model/index.ts";
import { assumed, makeState, missing, notApplicable, partial } from "./column.ts";
import type { Delivered, Measure } from "./figures.ts";

/** The sums of a source, and the deliveries they are the sums of. */
export interface SourceAnswer {
  readonly plan: SourcePlan;
  readonly columns: FactColumns;
  readonly deliveries: readonly Delivery[];
}

export interface DistinctAnswer {
  readonly plan: DistinctPlan;
  readonly columns: FactColumns;
  readonly deliveries: readonly Delivery[];
}

/** Offices whose facts of some periods are left out, to see the rest without them: a flood, a fire. */
export interface LeftOut {
  readonly offices: ReadonlySet<string>;
  readonly from: Day;
  readonly until: Day;
  /** Empty = every indicator. */
  readonly indicators: readonly string[];
}

/** All that deliveries say, of every year. */
export interface Answers {
  readonly leftOut?: LeftOut | undefined;
  readonly sums: readonly SourceAnswer[];
  readonly distincts: readonly DistinctAnswer[];
  readonly periodDays: readonly Indicator[];
}

export interface DeliveredMeasures {
  readonly inputs: ReadonlyMap<number, Measure>;
  readonly findDelivered: (node: number, cell: number) => Delivered | undefined;
}

export function placeDelivered(graph: Graph, year: number, answers: Answers): DeliveredMeasures {
  const inputs = new Map<number, Measure>();
  const behind = new Map<number, Delivered>();
  for (const answer of answers.sums) {
    const periods = listDelivered(answer.deliveries, year);
    // Facts belong to the offices, which are the first tree.
    const cells = locateRows(graph.trees[0]!, answer.columns, year);
    for (const measure of answer.plan.measures) {
      for (const [node, placed] of placeMeasure(
        graph,
        year,
        answer,
        measure,
        cells,
        periods,
        answers.leftOut,
      )) {
        inputs.set(node, placed);
        behind.set(node, { source: answer.plan.source, deliveries: answer.deliveries });
      }
    }
  }
  for (const answer of answers.distincts) {
    const node = findNode(graph, answer.plan.indicator, {});
    if (node === undefined) continue;
    inputs.set(node.index, placeDistinct(graph, year, answer, node, answers.leftOut));
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
  return { inputs, findDelivered };
}

function isWithin(delivery: Delivery, period: Period): boolean {
  const own = findPeriod(delivery.period);
  return own !== undefined && own.from >= period.from && own.until <= period.until;
}

/** Positions in the year of the periods that were delivered. */
function listDelivered(deliveries: readonly Delivery[], year: number): ReadonlySet<number> {
  const periods = deliveries.map(({ period }) => findPeriod(period));
  return new Set(periods.flatMap((period) => (period?.year === year ? [period.index] : [])));
}

function findNode(graph: Graph, indicator: Indicator, members: Members): InputNode | undefined {
  const index = graph.indexOf.get(nodeKey(indicator.id, indicator.mainFacet, members));
  const node = index === undefined ? undefined : graph.nodes[index];
  return node?.kind === "input" ? node : undefined;
}

/** The weakest of what the figure rests on: the indicator, its source, the table that weighs it. */
function findState(graph: Graph, indicator: Indicator, source: FactSource): number {
  const table = graph.model.tables.find(({ id }) => id === indicator.measure?.table);
  const origins = [indicator.origin, source.origin, ...(table === undefined ? [] : [table.origin])];
  const provenance = origins.reduce<Provenance>(
    (weakest, origin) =>
      provenances.indexOf(origin.provenance) > provenances.indexOf(weakest) ? origin.provenance : weakest,
    "published",
  );
  const isProvisional = origins.some(({ status }) => status === "provisional");
  return makeState(undefined, provenance, isProvisional ? "provisional" : "final");
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
  year: number,
  { plan, columns }: SourceAnswer,
  measure: PlannedMeasure,
  cells: Int32Array,
  delivered: ReadonlySet<number>,
  leftOut: LeftOut | undefined,
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
      if (groups.has(node.key)) addRows(sums, columns, measure, cells, groups.get(node.key));
      const isOut = findLeftOut(node, year, leftOut);
      return [node.index, settle(node, sums, delivered, state, plan.source, isOut)];
    }),
  );
}

/** Adds rows, all of them unless some are listed. */
function addRows(
  { values, holes, seen }: Sums,
  columns: FactColumns,
  measure: PlannedMeasure,
  cells: Int32Array,
  listed: Int32Array | undefined,
): void {
  const totals = columns.values[measure.total]!;
  const lacking = measure.holes === undefined ? undefined : columns.values[measure.holes]!;
  const factor = 10 ** measure.exponent;
  const count = listed?.length ?? columns.rows;
  for (let k = 0; k < count; k++) {
    const row = listed === undefined ? k : listed[k]!;
    const cell = cells[row]!;
    if (cell < 0) continue;
    values[cell]! += totals[row]! * factor;
    if (lacking !== undefined) holes[cell]! += lacking[row]!;
    seen[cell]! |= columns.apportioned?.[row] === 1 ? 3 : 1;
  }
}

function makeSums(node: InputNode): Sums {
  const cells = node.tree.units.length * periodsInYear;
  return { values: new Float64Array(cells), holes: new Float64Array(cells), seen: new Uint8Array(cells) };
}

/** Whether a unit's cell of a period is left out: the unit, or one above it, is named. */
function findLeftOut(
  { tree, indicator }: InputNode,
  year: number,
  leftOut: LeftOut | undefined,
): (unit: number, period: number) => boolean {
  const concerns =
    leftOut !== undefined && (leftOut.indicators.length === 0 || leftOut.indicators.includes(indicator.id));
  if (!concerns) return () => false;
  const out = new Uint8Array(tree.units.length);
  tree.units.forEach(({ code }, unit) => {
    const parent = tree.parent[unit]!;
    if (leftOut.offices.has(code) || (parent >= 0 && out[parent] === 1)) out[unit] = 1;
  });
  const periods = listPeriodsOfYear(year);
  return (unit, period) => {
    const { from, until } = periods[period]!;
    return out[unit] === 1 && from < leftOut.until && until > leftOut.from;
  };
}

/** Every cell at the grain whose period was delivered; the others are missing, or not yet due. */
function settle(
  { grain, indicator }: InputNode,
  { values, holes, seen }: Sums,
  delivered: ReadonlySet<number>,
  state: number,
  source: FactSource,
  isOut: (unit: number, period: number) => boolean,
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
      if (isOut(unit, period)) {
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

/** Counts of different values hold where every part of the period was delivered, and are zero where nothing was found. */
function placeDistinct(
  graph: Graph,
  year: number,
  { plan, columns, deliveries }: DistinctAnswer,
  node: InputNode,
  leftOut: LeftOut | undefined,
): Measure {
  const counts = new Float64Array(node.tree.units.length * periodsInYear);
  for (let row = 0; row < columns.rows; row++) {
    const period = decodePeriod(columns.periods[row]!);
    const unit = node.tree.indexOf.get(columns.offices[row]!);
    if (period.year === year && unit !== undefined)
      counts[unit * periodsInYear + period.index] = columns.values[0]![row]!;
  }
  const delivered = listDelivered(deliveries, year);
  const parts = listPeriodsOfYear(year).filter(({ grain }) => grain === plan.source.period);
  const whole = listPeriodsOfYear(year).filter(({ from, until }) => {
    const own = parts.filter((part) => part.from >= from && part.until <= until);
    return own.length > 0 && own.every(({ index }) => delivered.has(index));
  });
  const state = findState(graph, plan.indicator, plan.source);
  const cells = node.tree.units.flatMap((_, unit) => whole.map(({ index }) => unit * periodsInYear + index));
  const scale = 10 ** plan.indicator.decimals;
  const absences = findAbsences(node, year, leftOut);
  return {
    cells: Int32Array.from(cells),
    scaled: Float64Array.from(cells, (cell) => (absences.has(cell) ? Number.NaN : counts[cell]! * scale)),
    states: Uint16Array.from(cells, (cell) => absences.get(cell) ?? state),
  };
}

/** A count of different values cannot be told less some offices: it does not apply there, and is missing above. */
function findAbsences(
  node: InputNode,
  year: number,
  leftOut: LeftOut | undefined,
): ReadonlyMap<number, number> {
  const absences = new Map<number, number>();
  if (leftOut === undefined) return absences;
  const isOut = findLeftOut(node, year, leftOut);
  const { parent, units } = node.tree;
  for (let unit = 0; unit < units.length; unit++) {
    for (let period = 0; period < periodsInYear; period++) {
      if (!isOut(unit, period)) continue;
      absences.set(unit * periodsInYear + period, notApplicable);
      for (let above = parent[unit]!; above >= 0; above = parent[above]!)
        if (!isOut(above, period)) absences.set(above * periodsInYear + period, missing);
    }
  }
  return absences;
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
