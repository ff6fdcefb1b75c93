/**
 * All the problems of a model in one run: files, contents, formulas, circles, and sums that leave the integers.
 * Where there is a workspace, its deliveries too: those damaged, and the years that are computed from them.
 */
import { type Answers, computeModel } from "../engine/index.ts";
import { readFacts } from "../facts/index.ts";
import { buildGraph, type Graph } from "../graph/index.ts";
import { compareProblems, findPeriod, type Model, type Problem } from "../model/index.ts";
import { gatherAnswers } from "./gather-answers.ts";
import { openGraph } from "./open-model.ts";
import { checkDays } from "./viewpoint.ts";

export interface CheckRequest {
  readonly directory: string;
  /** Deliveries, targets and observations as known on this day. */
  readonly knownAt?: string | undefined;
  readonly data?: string | undefined;
  readonly warehouse?: string | undefined;
}

export interface CheckReport {
  readonly model: string;
  readonly hash: string;
  readonly indicators: number;
  /** Data and targets known on the day. */
  readonly observations: number;
  readonly orgUnits: number;
  /** Deliveries that hold, of the sources from which something is measured. */
  readonly deliveries: number;
  readonly problems: readonly Problem[];
}

export async function check(request: CheckRequest): Promise<CheckReport> {
  const { directory, knownAt } = request;
  const days = checkDays({ knownAt });
  const { value: graph, problems, opened } = openGraph(directory, days.length > 0 ? {} : { knownAt });
  const { model } = opened;
  // What the model says of facts is looked at even where nothing has been delivered yet.
  const facts = problems.length > 0 ? [] : readFacts(model).problems;
  const found = [...days, ...problems, ...facts];
  const answers = graph === undefined || found.length > 0 ? undefined : await gatherAnswers(model, request);
  const computed = graph === undefined ? [] : computeYears(model, graph, answers?.value);
  return {
    model: model.id,
    hash: model.hash,
    indicators: model.indicators.length,
    observations: countKnown(model, knownAt),
    orgUnits: model.hierarchies.reduce((count, hierarchy) => count + hierarchy.units.length, 0),
    deliveries: listDelivered(answers?.value).size,
    problems: [...found, ...(answers?.problems ?? []), ...computed].sort(compareProblems),
  };
}

function countKnown({ observations, targets }: Model, knownAt: string | undefined): number {
  if (knownAt === undefined) return observations.length + targets.length;
  return [...observations, ...targets].filter(({ origin }) => (origin.recordedOn ?? "") <= knownAt).length;
}

/** Number → period of the deliveries on which the answers rest. */
function listDelivered(answers: Answers | undefined): ReadonlyMap<number, string> {
  const all = [...(answers?.sums ?? []), ...(answers?.distincts ?? [])].flatMap(
    ({ deliveries }) => deliveries,
  );
  return new Map(all.map(({ number, period }) => [number, period]));
}

/** The model's year, and the others of which something was delivered. */
function computeYears(model: Model, graph: Graph, answers: Answers | undefined): Problem[] {
  const { knownAt, prepared } = graph;
  const delivered = [...listDelivered(answers).values()].map((period) => findPeriod(period)!.year);
  const years = [...new Set(delivered)].filter(
    (year) => year !== graph.year && year >= model.years.from && year <= model.years.to,
  );
  const others = years.map((year) => buildGraph(model, { year, knownAt, prepared }).value);
  return [graph, ...others].flatMap((each) => [...computeModel(each, answers).problems]);
}
