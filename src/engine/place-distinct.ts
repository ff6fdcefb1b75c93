/** Counts of different values, office by office and period by period: nothing adds them up. */
import {
  type Delivery,
  type DistinctPlan,
  decodePeriod,
  describeLost,
  type FactColumns,
  type LostOffice,
} from "../facts/index.ts";
import type { Graph, InputNode } from "../graph/index.ts";
import { listPeriodsOfYear, periodsInYear } from "../model/index.ts";
import { missing, notApplicable, partial } from "./column.ts";
import { findState, isBeside, listDelivered } from "./delivered-state.ts";
import type { LostAt, Measure } from "./figures.ts";
import { addAll } from "./lacking.ts";
import type { Omission } from "./left-out.ts";
import type { Redrawn } from "./place-lost.ts";

export interface DistinctAnswer {
  readonly plan: DistinctPlan;
  readonly columns: FactColumns;
  readonly deliveries: readonly Delivery[];
  /** Values that stand under a name which is no office's, because they have no one place on the boundaries asked for. */
  readonly doubts?: readonly Doubt[] | undefined;
}

/** What has no one place. `lost`: offices that are not there and have no heir; none = heirs that cannot be told apart. */
export interface Doubt {
  readonly name: string;
  /** The offices that may have it, or a part of it. */
  readonly orgUnits: readonly string[];
  readonly lost: readonly string[];
}

/** Counts of different values hold where every part of the period was delivered, and are zero where nothing was found. */
export function placeDistinct(
  graph: Graph,
  year: number,
  { plan, columns, deliveries, doubts }: DistinctAnswer,
  node: InputNode,
  omission: Omission,
  redrawn: Redrawn | undefined,
): { readonly measure: Measure; readonly lost: LostAt } {
  const { indexOf, units } = node.tree;
  const counts = new Float64Array(units.length * periodsInYear);
  const doubtOf = new Map(doubts?.map((doubt) => [doubt.name, doubt]));
  const absences = findAbsences(node, omission);
  const lost = new Map<number, Set<LostOffice>>();
  for (let row = 0; row < columns.rows; row++) {
    const period = decodePeriod(columns.periods[row]!);
    if (period.year !== year) continue;
    const name = columns.offices[row]!;
    const unit = indexOf.get(name);
    if (unit !== undefined) counts[unit * periodsInYear + period.index] = columns.values[0]![row]!;
    const doubt = doubtOf.get(name);
    const affected = doubt?.orgUnits.flatMap((code) => indexOf.get(code) ?? []) ?? [];
    for (const cell of affected.map((each) => each * periodsInYear + period.index)) {
      const offices = doubt!.lost.map((code) => describeLost(redrawn!.model, code, redrawn!.day));
      if (offices.length > 0) addAll(lost, cell, offices);
      else if (!absences.has(cell)) absences.set(cell, missing);
    }
  }
  const delivered = listDelivered(deliveries, year);
  const parts = listPeriodsOfYear(year).filter(({ grain }) => grain === plan.source.period);
  const spans = listPeriodsOfYear(year).flatMap(({ index, from, until }) => {
    const own = parts.filter((part) => part.from >= from && part.until <= until);
    return own.length === 0 ? [] : [{ index, isWhole: own.every((part) => delivered.has(part.index)) }];
  });
  const state = findState(graph, plan.indicator, plan.source);
  const cells = units.flatMap((_, unit) => {
    // An office above counts what those below it count.
    const beside = node.tree.end[unit] === unit + 1 && isBeside(node.tree, unit, plan.source);
    return spans.flatMap(({ index, isWhole }) => {
      const cell = unit * periodsInYear + index;
      if (beside && counts[cell] === 0 && !absences.has(cell) && !lost.has(cell))
        absences.set(cell, notApplicable);
      return isWhole || absences.get(cell) === notApplicable ? [cell] : [];
    });
  });
  const scale = 10 ** plan.indicator.decimals;
  const measure = {
    cells: Int32Array.from(cells),
    scaled: Float64Array.from(cells, (cell) => (absences.has(cell) ? Number.NaN : counts[cell]! * scale)),
    states: Uint16Array.from(
      cells,
      (cell) => absences.get(cell) ?? (lost.has(cell) ? state | partial : state),
    ),
  };
  return { measure, lost };
}

/** A count of different values cannot be told less some offices: it does not apply there, and is missing above. */
function findAbsences({ tree }: InputNode, { of }: Omission): Map<number, number> {
  const absences = new Map<number, number>();
  for (let unit = 0; unit < tree.units.length; unit++) {
    for (let period = 0; period < periodsInYear; period++) {
      const omitted = of(unit, period);
      if (omitted === undefined) continue;
      absences.set(unit * periodsInYear + period, omitted === "whole" ? notApplicable : missing);
      for (let above = tree.parent[unit]!; above >= 0; above = tree.parent[above]!)
        if (of(above, period) !== "whole") absences.set(above * periodsInYear + period, missing);
    }
  }
  return absences;
}
