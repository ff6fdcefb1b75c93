/**
 * What the deliveries of a workspace say of a model's measures, as known on a day: the sources are asked, one
 * question each, and what the engine answers is handed to the pure rooms.
 */
import { existsSync, statSync } from "node:fs";
import type { Answers, DistinctAnswer, LeftOut, SourceAnswer } from "../engine/index.ts";
import {
  chooseDeliveries,
  type Delivery,
  type DistinctPlan,
  dropEmptied,
  type FactQuery,
  type MeasurePlan,
  type ResolvedTable,
  readFacts,
  redrawOffices,
  resolvePeriods,
  type SourcePlan,
} from "../facts/index.ts";
import type { FactSource, Model, Outcome, Problem } from "../model/index.ts";
import {
  checkFacts,
  factsDamaged,
  factsFile,
  findUnreadable,
  isWorkspace,
  joinColumns,
  openWarehouse,
  openWorkspace,
  readDeliveries,
  sumMaterialised,
  type Warehouse,
  WarehouseError,
  type Workspace,
} from "../warehouse/index.ts";
import { listPeriods, type NestingDays, nestOffices } from "./nest-offices.ts";

export interface FactsRequest extends NestingDays {
  /** The workspace's folder; without one, or where there is none yet, nothing has been delivered. */
  readonly data?: string | undefined;
  /** The address of the cluster that sums; the engine of this machine unless told otherwise. */
  readonly warehouse?: string | undefined;
  readonly knownAt?: string | undefined;
  /** False: sums kept from before are not used, and none is kept. */
  readonly useKept?: boolean | undefined;
  /** An event of the model whose offices are left out while it lasts. */
  readonly withoutEvent?: string | undefined;
}

/** Undefined where the model measures nothing from facts. */
export async function gatherAnswers(
  model: Model,
  request: FactsRequest,
): Promise<Outcome<Answers | undefined>> {
  const { value: plan, problems } = readFacts(model);
  if (problems.length > 0) return { value: undefined, problems };
  const { sources, distincts, periodDays } = plan;
  if (sources.length + distincts.length + periodDays.length === 0) return { value: undefined, problems: [] };
  const nothing: Answers = { sums: [], distincts: [], periodDays };
  if (request.data === undefined || !isWorkspace(request.data)) return { value: nothing, problems: [] };

  const opened = openWorkspace(request.data, model.id);
  if (opened.value === undefined) return { value: undefined, problems: opened.problems };
  const workspace = opened.value;
  const deliveries = chooseDeliveries(readDeliveries(workspace), request.knownAt);
  const damaged = [
    ...findDamaged(workspace, deliveries),
    ...model.sources.flatMap((source) => findUnreadable(source, deliveries)),
  ];
  if (damaged.length > 0) return { value: undefined, problems: damaged };
  return withWarehouse(workspace, request, deliveries, (warehouse) =>
    askAll(model, plan, workspace, warehouse, deliveries, request),
  );
}

/** What is asked of an engine, which is closed afterwards; what it cannot answer is a problem. */
async function withWarehouse<T>(
  workspace: Workspace,
  { warehouse: address }: FactsRequest,
  deliveries: readonly Delivery[],
  ask: (warehouse: Warehouse) => Promise<T>,
): Promise<Outcome<T | undefined>> {
  let warehouse: Warehouse | undefined;
  try {
    warehouse = await openWarehouse(workspace, address);
    return { value: await ask(warehouse), problems: [] };
  } catch (error) {
    const problems = error instanceof WarehouseError ? [error.problem] : [];
    if (problems.some(({ code }) => code !== "facts-damaged")) return { value: undefined, problems };
    // What the engine cannot read may have been damaged without changing its length, and not it alone.
    const changed = await checkFacts(workspace, deliveries);
    if (changed.length > 0) return { value: undefined, problems: changed };
    if (problems.length > 0) return { value: undefined, problems };
    throw error;
  } finally {
    await warehouse?.close();
  }
}

async function askAll(
  model: Model,
  { sources, distincts, periodDays }: MeasurePlan,
  workspace: Workspace,
  warehouse: Warehouse,
  deliveries: readonly Delivery[],
  request: FactsRequest,
): Promise<Answers> {
  for (const { source } of [...sources, ...distincts])
    await warehouse.load(source, ofSource(deliveries, source));
  // The longest is asked first, beside which the others find room.
  const asked = new Map(
    sources
      .toSorted((a, b) => countRows(deliveries, b.source) - countRows(deliveries, a.source))
      .map((each) => [each, askSource(model, workspace, warehouse, each, deliveries, request)]),
  );
  const counting = inTurn(distincts, (each) => askDistinct(model, warehouse, each, deliveries, request));
  // Sums and counts are asked at the same time, and the engine is not left while any still asks.
  await Promise.allSettled([...asked.values(), counting]);
  const [sums, counted] = [await Promise.all(sources.map((each) => asked.get(each)!)), await counting];
  const leftOut = findLeftOut(model, request.withoutEvent);
  const { boundariesOn: day } = request;
  const redrawn = day === undefined ? undefined : { model, day };
  return { sums, distincts: counted, periodDays, leftOut, redrawn };
}

/**
 * The same answers as they would be with a correction that is not recorded: only what its source is asked changes. To
 * sums those of the correction alone are added; different values are counted again, because nothing adds them up.
 */
export async function supposeAnswers(
  model: Model,
  answers: Answers,
  workspace: Workspace,
  correction: Delivery,
  request: FactsRequest,
): Promise<Outcome<Answers | undefined>> {
  const isTouched = ({ plan: { source } }: SourceAnswer | DistinctAnswer): boolean =>
    source.id === correction.source;
  const touched = [...answers.sums, ...answers.distincts].find(isTouched);
  if (touched === undefined) return { value: answers, problems: [] };
  const deliveries = [...touched.deliveries, correction];
  return withWarehouse(workspace, request, deliveries, async (warehouse) => {
    await warehouse.load(touched.plan.source, deliveries);
    const sums = await inTurn(answers.sums, async (each): Promise<SourceAnswer> => {
      if (!isTouched(each)) return each;
      const { plan, columns } = each;
      const tables = resolveTables(model, plan.query, [correction], request.knownAt);
      const scope = { source: plan.source, deliveries: [correction], tables };
      const own = await warehouse.sumFacts(plan.query, scope);
      const joined = joinColumns([columns, own], plan.query);
      return { plan, deliveries, columns: dropEmptied(joined, plan.query) };
    });
    const distincts = await inTurn(answers.distincts, async (each) =>
      isTouched(each) ? askDistinct(model, warehouse, each.plan, deliveries, request) : each,
    );
    return { ...answers, sums, distincts };
  });
}

async function inTurn<T, R>(each: readonly T[], ask: (one: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (const one of each) answers.push(await ask(one));
  return answers;
}

function countRows(deliveries: readonly Delivery[], source: FactSource): number {
  return ofSource(deliveries, source).reduce((sum, { rows }) => sum + rows, 0);
}

function ofSource(deliveries: readonly Delivery[], source: FactSource): Delivery[] {
  return deliveries.filter((delivery) => delivery.source === source.id);
}

function findLeftOut(model: Model, event: string | undefined): LeftOut | undefined {
  const found = model.events.find(({ id }) => id === event);
  if (found === undefined) return undefined;
  const { orgUnits, from, until, indicators } = found;
  return { offices: new Set(orgUnits), from: from ?? "", until: until ?? "9999-99-99", indicators };
}

/** Facts are never changed: a file that is not as long as it was has been damaged. */
export function findDamaged(workspace: Workspace, deliveries: readonly Delivery[]): Problem[] {
  return deliveries.flatMap(({ facts, source, number }) => {
    const file = factsFile(workspace, source, facts?.sha256 ?? "");
    const isWhole = existsSync(file) && statSync(file).size === facts?.bytes;
    return isWhole ? [] : [factsDamaged(file, number)];
  });
}

async function askSource(
  model: Model,
  workspace: Workspace,
  warehouse: Warehouse,
  plan: SourcePlan,
  all: readonly Delivery[],
  { knownAt, useKept, boundariesOn: day }: FactsRequest,
): Promise<SourceAnswer> {
  const deliveries = ofSource(all, plan.source);
  const tables = resolveTables(model, plan.query, deliveries, knownAt);
  const scope = { source: plan.source, deliveries, tables };
  const summed =
    useKept === false
      ? await warehouse.sumFacts(plan.query, scope)
      : await sumMaterialised(workspace, warehouse, plan.query, scope);
  const columns = dropEmptied(summed, plan.query);
  return { plan, deliveries, columns: day === undefined ? columns : redrawOffices(columns, model, day) };
}

async function askDistinct(
  model: Model,
  warehouse: Warehouse,
  plan: DistinctPlan,
  all: readonly Delivery[],
  { useKept, ...days }: FactsRequest,
): Promise<DistinctAnswer> {
  const deliveries = ofSource(all, plan.source);
  const scope = { source: plan.source, deliveries, tables: [], useKept };
  const { nesting, doubts } = nestOffices(model, deliveries, days);
  const columns = await warehouse.countDistinct(plan.query, scope, nesting);
  return { plan, columns, deliveries, doubts };
}

/** The tables that a query joins, in every period that was delivered. */
export function resolveTables(
  model: Model,
  { groups, aggregates }: FactQuery,
  deliveries: readonly Delivery[],
  knownAt: string | undefined,
): ResolvedTable[] {
  const names = new Set([
    ...groups.flatMap((group) => (group.type === "attribute" ? [group.table] : [])),
    ...aggregates.flatMap(({ weight }) => (weight === undefined ? [] : [weight.table])),
  ]);
  const periods = listPeriods(deliveries);
  return model.tables
    .filter(({ id }) => names.has(id))
    .map((table) => resolvePeriods(table, periods, knownAt));
}
