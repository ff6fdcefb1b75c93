/** The sums of a source in the cells of one node: rows are added up, and what they leave open is settled. */
import type { Delivery, FactColumns, PlannedMeasure, SourcePlan } from "../facts/index.ts";
import type { InputNode, Tree } from "../graph/index.ts";
import { type FactSource, grainLayout, periodsInYear } from "../model/index.ts";
import { assumed, missing, notApplicable, partial } from "./column.ts";
import { isBeside } from "./delivered-state.ts";
import type { Measure } from "./figures.ts";
import { groupRows, nameGroup } from "./group-rows.ts";
import type { Omission } from "./left-out.ts";

/** The sums of a source, and the deliveries they are the sums of. */
export interface SourceAnswer {
  readonly plan: SourcePlan;
  readonly columns: FactColumns;
  readonly deliveries: readonly Delivery[];
}

/** The sums of a source on their way to the cells of a year. */
export interface Placing {
  readonly answer: SourceAnswer;
  /** One node for each combination of members that the model has. */
  readonly nodesOf: ReadonlyMap<PlannedMeasure, readonly InputNode[]>;
  /** Of every row. */
  readonly cells: Int32Array;
  /** Positions in the year of the periods that were delivered, in order. */
  readonly delivered: readonly number[];
  readonly takeSums: (node: InputNode) => Sums;
}

/** The cell of every row of an answer, −1 for other years and for offices that are not there: worked out once. */
export function locateRows(tree: Tree, columns: FactColumns, year: number): Int32Array {
  const cells = new Int32Array(columns.rows);
  for (let row = 0; row < cells.length; row++) {
    const period = columns.periods[row]!;
    const unit = Math.floor(period / 100) === year ? (tree.indexOf.get(columns.offices[row]!) ?? -1) : -1;
    cells[row] = unit < 0 ? -1 : unit * periodsInYear + (period % 100);
  }
  return cells;
}

interface Sums {
  readonly values: Float64Array;
  readonly holes: Float64Array;
  /** 1 where some row was there, 2 where one of them was apportioned. */
  readonly seen: Uint8Array;
}

/** Room for the sums of one node at a time, emptied for the next. */
export function makeSums(): (node: InputNode) => Sums {
  const rooms = new Map<number, Sums>();
  return ({ tree }) => {
    const cells = tree.units.length * periodsInYear;
    const sums = rooms.get(cells) ?? {
      values: new Float64Array(cells),
      holes: new Float64Array(cells),
      seen: new Uint8Array(cells),
    };
    rooms.set(cells, sums);
    sums.values.fill(0);
    sums.holes.fill(0);
    sums.seen.fill(0);
    return sums;
  };
}

export function placeMeasure(
  { answer, cells, delivered, takeSums }: Placing,
  measure: PlannedMeasure,
  node: InputNode,
  state: number,
  omission: Omission,
): Measure {
  const sums = takeSums(node);
  const rows = findRows(answer.columns, measure, node);
  if (rows !== "none") addRows(sums, answer.columns, measure, cells, rows, omission);
  return settle(node, sums, delivered, state, answer.plan.source, omission);
}

/** The rows of a node's members; a row whose member the model does not have belongs to no node. */
export function findRows(
  columns: FactColumns,
  measure: PlannedMeasure,
  node: InputNode,
): Int32Array | "all" | "none" {
  const { dimensions } = node.indicator;
  // Without dimensions every row counts, and none need be listed.
  if (dimensions.length === 0) return "all";
  const ways = dimensions.map((dimension) => measure.groups[dimension]!);
  return (
    groupRows(columns, ways).get(nameGroup(dimensions.map((dimension) => node.members[dimension]!))) ?? "none"
  );
}

function addRows(
  { values, holes, seen }: Sums,
  columns: FactColumns,
  measure: PlannedMeasure,
  cells: Int32Array,
  rows: Int32Array | "all",
  { dropsRow }: Omission,
): void {
  const totals = columns.values[measure.total]!;
  const lacking = measure.holes === undefined ? undefined : columns.values[measure.holes]!;
  const factor = 10 ** measure.exponent;
  const count = rows === "all" ? columns.rows : rows.length;
  for (let k = 0; k < count; k++) {
    const row = rows === "all" ? k : rows[k]!;
    const cell = cells[row]!;
    if (cell < 0) continue;
    if (columns.origins !== undefined && dropsRow(columns.origins[row]!, cell % periodsInYear)) continue;
    values[cell]! += totals[row]! * factor;
    if (lacking !== undefined) holes[cell]! += lacking[row]!;
    seen[cell]! |= columns.apportioned?.[row] === 1 ? 3 : 1;
  }
}

/** No row, or rows that a correction has taken back; a part of what another office did is something, though it be zero. */
function isNothing({ values, holes, seen }: Sums, cell: number): boolean {
  return (seen[cell]! & 2) === 0 && values[cell] === 0 && holes[cell] === 0;
}

/**
 * Every cell at the grain whose period was delivered; the others are missing, or not yet due. To an office that the
 * source does not speak of nothing applies in any period, unless facts that add up to something are there all the same.
 */
function settle(
  { grain, indicator, tree }: InputNode,
  sums: Sums,
  delivered: readonly number[],
  state: number,
  source: FactSource,
  omission: Omission,
): Measure {
  const { values, holes, seen } = sums;
  const { first, count: parts } = grainLayout[source.period];
  const all = Array.from({ length: parts }, (_, k) => first + k);
  const most = tree.units.length * Math.max(all.length, delivered.length);
  const [cells, scaled, states] = [new Int32Array(most), new Float64Array(most), new Uint16Array(most)];
  let count = 0;
  for (let unit = 0; unit < grain.length; unit++) {
    if (grain[unit] !== 1) continue;
    const beside = isBeside(tree, unit, source);
    for (const period of beside ? all : delivered) {
      const cell = unit * periodsInYear + period;
      if (seen[cell] === 0 && source.emptyOffice === "missing" && !beside) continue;
      const at = count++;
      cells[at] = cell;
      if ((beside && isNothing(sums, cell)) || omission.of(unit, period) === "whole") {
        scaled[at] = Number.NaN;
        states[at] = notApplicable;
        continue;
      }
      const cannotBeTold = Number.isNaN(values[cell]!);
      const lacks = holes[cell]! > 0 || cannotBeTold;
      // A row that lacks its value or its weight is a hole in the sum, by the rule of the indicator.
      const isAbsent = cannotBeTold || (lacks && indicator.whenAbsent === "absent");
      scaled[at] = isAbsent ? Number.NaN : values[cell]!;
      const flags = lacks && indicator.whenAbsent === "partial" ? partial : 0;
      const origin = (seen[cell]! & 2) !== 0 ? state | assumed : state;
      states[at] = isAbsent ? missing | origin : origin | flags;
    }
  }
  return { cells: cells.slice(0, count), scaled: scaled.slice(0, count), states: states.slice(0, count) };
}
