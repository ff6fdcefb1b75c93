/**
 * From the measures that a model declares to the questions that its facts are asked: one a source, whatever the
 * number of measures, plus one for each count of different values.
 */
import type { FactMeasure, FactSource, Indicator, Model, Outcome, Problem } from "../model/index.ts";
import type { Aggregate, DistinctQuery, FactQuery, GroupBy, Weight } from "./fact-query.ts";
import { measureLosesDecimals } from "./problems.ts";
import { countDays, readCondition } from "./read-condition.ts";
import type { RowExpression } from "./row-expression.ts";

/** Which aggregates of a query make an indicator, and which of its groups are its members. */
export interface PlannedMeasure {
  readonly indicator: Indicator;
  readonly total: number;
  readonly holes: number | undefined;
  /** Dimension → position among the query's groups. */
  readonly groups: Readonly<Record<string, number>>;
  /** The total × 10^this is a whole number of the indicator's decimals. */
  readonly exponent: number;
}

export interface SourcePlan {
  readonly source: FactSource;
  readonly query: FactQuery;
  readonly measures: readonly PlannedMeasure[];
}

export interface DistinctPlan {
  readonly source: FactSource;
  readonly query: DistinctQuery;
  readonly indicator: Indicator;
}

export interface MeasurePlan {
  readonly sources: readonly SourcePlan[];
  readonly distincts: readonly DistinctPlan[];
  /** Indicators that are the number of days of each period. */
  readonly periodDays: readonly Indicator[];
}

export function planMeasures(model: Model): Outcome<MeasurePlan> {
  const problems: Problem[] = [];
  const measured = model.indicators.filter(({ measure }) => measure !== undefined);
  const sources = model.sources.flatMap((source): SourcePlan[] => {
    const own = measured.filter(
      ({ measure }) => measure!.source === source.id && measure!.type !== "distinct",
    );
    return own.length === 0 ? [] : [planSource(model, source, own, problems)];
  });
  const distincts = measured.flatMap((indicator): DistinctPlan[] => {
    const measure = indicator.measure!;
    const source = model.sources.find(({ id }) => id === measure.source);
    if (measure.type !== "distinct" || source === undefined) return [];
    const when = readWhen(measure, source, indicator, problems);
    const query = { source: source.id, office: findOffice(source), column: measure.column ?? "", when };
    return [{ source, query, indicator }];
  });
  const periodDays = measured.filter(({ measure }) => measure!.type === "period-days");
  return { value: { sources, distincts, periodDays }, problems };
}

function planSource(
  model: Model,
  source: FactSource,
  indicators: readonly Indicator[],
  problems: Problem[],
): SourcePlan {
  const groups: GroupBy[] = [];
  const aggregates: Aggregate[] = [];
  const place = <T>(list: T[], item: T): number => {
    const text = JSON.stringify(item);
    const found = list.findIndex((known) => JSON.stringify(known) === text);
    return found >= 0 ? found : list.push(item) - 1;
  };
  const measures = indicators.map((indicator): PlannedMeasure => {
    const measure = indicator.measure!;
    const { value, decimals } = readValue(measure, source);
    const weight = readWeight(measure, source);
    const weightDecimals =
      model.tables.find(({ id }) => id === measure.table)?.numbers[measure.weight ?? ""] ?? 0;
    const needed = decimals + weightDecimals;
    if (needed > indicator.decimals)
      problems.push(
        measureLosesDecimals({ place: measure.place, id: indicator.id }, needed, indicator.decimals),
      );
    const when = readWhen(measure, source, indicator, problems);
    const total = place(aggregates, { value, weight, when, of: "total" });
    const mayLack = weight !== undefined || (value !== undefined && listOptional(measure, source).length > 0);
    const holes = mayLack ? place(aggregates, { value, weight, when, of: "holes" }) : undefined;
    const ways = indicator.dimensions.map((dimension): [string, number] => [
      dimension,
      place(groups, readGroup(measure.members[dimension] ?? "", source)),
    ]);
    return {
      indicator,
      total,
      holes,
      groups: Object.fromEntries(ways),
      exponent: indicator.decimals - needed,
    };
  });
  const every = { value: undefined, weight: undefined, when: undefined, of: "total" } as const;
  const rows = source.emptyOffice === "missing" ? place(aggregates, every) : undefined;
  return {
    source,
    query: { source: source.id, office: findOffice(source), groups, aggregates, rows },
    measures,
  };
}

function findOffice(source: FactSource): string {
  return source.columns.find(({ role }) => role === "office")?.id ?? "";
}

function readValue(
  { column, days, type }: FactMeasure,
  source: FactSource,
): { readonly value: RowExpression | undefined; readonly decimals: number } {
  if (type === "count") return { value: undefined, decimals: 0 };
  if (days !== undefined) {
    const [from, to] = [days.from, days.to].map((id): RowExpression => ({ type: "column", column: id }));
    return { value: countDays(from!, to!), decimals: 0 };
  }
  const decimals = source.columns.find(({ id }) => id === column)?.decimals ?? 0;
  return { value: { type: "column", column: column ?? "" }, decimals };
}

function readWeight({ table, weight }: FactMeasure, source: FactSource): Weight | undefined {
  if (table === undefined || weight === undefined) return undefined;
  return { table, by: findColumnOf(source, table), column: weight };
}

/** The column whose values are the keys of a table. */
function findColumnOf(source: FactSource, table: string): string {
  return source.columns.find((column) => column.table === table)?.id ?? "";
}

/** The columns that a measure adds up or averages, and that a row may lack. */
function listOptional({ column, days }: FactMeasure, source: FactSource): readonly string[] {
  const names = [column, days?.from, days?.to];
  return source.columns.filter(({ id, optional }) => optional && names.includes(id)).map(({ id }) => id);
}

/** True where a row has the cell, and as unknown as the cell where it has not. */
function isPresent(column: string): RowExpression {
  const cell: RowExpression = { type: "column", column };
  return { type: "comparison", operator: "=", left: cell, right: cell };
}

/** Both conditions, read where they are written; of a count, also that the cells it counts are there. */
function readWhen(
  measure: FactMeasure,
  source: FactSource,
  indicator: Indicator,
  problems: Problem[],
): RowExpression | undefined {
  const written = [measure.when, measure.within].flatMap((text) => {
    if (text === undefined) return [];
    const read = readCondition(text, source, `indicatore ${indicator.id}`);
    problems.push(...read.problems);
    return read.value === undefined ? [] : [read.value];
  });
  const present = measure.type === "count" ? listOptional(measure, source).map(isPresent) : [];
  const [first, ...others] = [...written, ...present];
  if (first === undefined) return undefined;
  return others.reduce<RowExpression>(
    (left, right) => ({ type: "logic", operator: "and", left, right }),
    first,
  );
}

/** `colonna`, or `tabella.testo` by the column that holds the table's key. */
function readGroup(way: string, source: FactSource): GroupBy {
  const [table, attribute] = way.split(".");
  if (table === undefined || attribute === undefined) return { type: "column", column: way };
  return { type: "attribute", table, by: findColumnOf(source, table), attribute };
}
