/** What a warehouse would answer, from rows that a test writes: the pure half of figures that are delivered. */
import { type Answers, computeModel, type Figures, type LeftOut } from "../../src/engine/index.ts";
import {
  type Delivery,
  encodePeriod,
  type FactColumns,
  fixBoundaries,
  planMeasures,
  redrawOffices,
} from "../../src/facts/index.ts";
import { buildGraph, type GraphDate } from "../../src/graph/index.ts";
import { findPeriod, type Model } from "../../src/model/index.ts";

/** One group: its office, period and members by dimension, and what each indicator sums to; `holes` of the same. */
export interface Group {
  readonly office: string;
  readonly period: string;
  readonly members?: Readonly<Record<string, string>>;
  readonly sums: Readonly<Record<string, number>>;
  readonly holes?: Readonly<Record<string, number>>;
  readonly apportioned?: boolean;
}

export interface Setting extends GraphDate {
  /** Periods that were delivered, of every source; by default those of the groups. */
  readonly delivered?: readonly string[];
  readonly leftOut?: LeftOut;
  /** The day on whose offices figures stand. */
  readonly boundariesOn?: string;
}

export function makeDelivery(source: string, period: string, number = 1): Delivery {
  const file = { name: `${source}.csv`, sha256: "" };
  const rest = { rows: 1, quarantined: 0, facts: undefined, of: undefined, notes: [], reason: undefined };
  return { number, source, period, mode: "full", recordedOn: "2024-01-10", file, ...rest };
}

/** Every source answers with the groups that have a sum of its; counts of different values too. */
export function answerWith(model: Model, groups: readonly Group[], setting: Setting = {}): Answers {
  const { value: plan, problems } = planMeasures(model);
  if (problems.length > 0) throw new Error(problems.map(({ sentence }) => sentence).join("\n"));
  const { boundariesOn: day, leftOut } = setting;
  const periods = setting.delivered ?? [...new Set(groups.map(({ period }) => period))];
  const deliver = (source: string) => periods.map((period, k) => makeDelivery(source, period, k + 1));
  const sums = plan.sources.map((each) => {
    const own = groups.filter(({ sums: found }) =>
      each.measures.some(({ indicator }) => found[indicator.id] !== undefined),
    );
    const values = each.query.aggregates.map(() => new Float64Array(own.length));
    const members = each.query.groups.map(() => own.map(() => ""));
    for (const { indicator, total, holes, groups: ways } of each.measures) {
      own.forEach((group, row) => {
        values[total]![row] = group.sums[indicator.id] ?? values[total]![row]!;
        if (holes !== undefined) values[holes]![row] = group.holes?.[indicator.id] ?? 0;
        for (const [dimension, way] of Object.entries(ways))
          members[way]![row] = group.members?.[dimension] ?? "";
      });
    }
    const written = makeColumns(own, members, values);
    const columns = day === undefined ? written : redrawOffices(written, model, day);
    return { plan: each, columns, deliveries: deliver(each.source.id) };
  });
  const distincts = plan.distincts.map((each) => {
    const own = groups.filter(({ sums: found }) => found[each.indicator.id] !== undefined);
    const values = [Float64Array.from(own, (group) => group.sums[each.indicator.id]!)];
    return { plan: each, columns: makeColumns(own, [], values), deliveries: deliver(each.source.id) };
  });
  const redrawn = day === undefined ? undefined : { model, day };
  return { sums, distincts, periodDays: plan.periodDays, leftOut, redrawn };
}

function makeColumns(
  groups: readonly Group[],
  members: readonly (readonly string[])[],
  values: readonly Float64Array[],
): FactColumns {
  return {
    rows: groups.length,
    offices: groups.map(({ office }) => office),
    periods: Int32Array.from(groups, ({ period }) => encodePeriod(findPeriod(period)!)),
    members,
    values,
    apportioned: Uint8Array.from(groups, ({ apportioned }) => (apportioned === true ? 1 : 0)),
  };
}

export function computeAnswer(model: Model, groups: readonly Group[], setting: Setting = {}): Figures {
  const { boundariesOn: day } = setting;
  const drawn = day === undefined ? model : fixBoundaries(model, day);
  const { value: graph, problems } = buildGraph(drawn, setting);
  if (problems.length > 0) throw new Error(problems.map(({ sentence }) => sentence).join("\n"));
  return computeModel(graph, answerWith(model, groups, setting));
}
