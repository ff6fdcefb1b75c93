/**
 * How much of a change is the method's and how much is real. The same data are computed by the formulas of two
 * days: what differs is the method; what is left of the change from the year before is reality.
 */
import { computeModel, type Figure, getFigure } from "../engine/index.ts";
import { type GraphNode, isStep } from "../graph/index.ts";
import {
  findNearestName,
  findPeriod,
  isDay,
  type Outcome,
  type Period,
  type Problem,
  periodsInYear,
} from "../model/index.ts";
import { gatherAnswers } from "./gather-answers.ts";
import { openGraph } from "./open-model.ts";
import {
  dayNotKnown,
  figureNotKnown,
  orgUnitNotKnown,
  periodNotKnown,
  yearOutsideModel,
} from "./problems.ts";
import { checkDays } from "./viewpoint.ts";

export interface MethodRequest {
  readonly directory: string;
  readonly data?: string | undefined;
  readonly warehouse?: string | undefined;
  readonly knownAt?: string | undefined;
  /** The period of the data; the model's year unless told otherwise. */
  readonly period?: string | undefined;
  /** The days whose formulas are compared. */
  readonly before: string;
  readonly after: string;
  /** Only this indicator; all whose method differs unless told otherwise. */
  readonly id?: string | undefined;
  readonly orgUnit?: string | undefined;
}

export interface MethodEffect {
  /** Data of the year before, by its method; null where it is not there. */
  readonly past: Figure | null;
  /** Data of the period by the older method. */
  readonly older: Figure;
  /** Data of the period by the newer method. */
  readonly newer: Figure;
  /** newer − older; null where either is absent. */
  readonly method: number | null;
  /** older − past: what changed under one and the same method. */
  readonly reality: number | null;
}

export interface MethodReport {
  readonly model: string;
  readonly period: string;
  readonly before: string;
  readonly after: string;
  readonly effects: readonly MethodEffect[];
}

export async function measureMethod(request: MethodRequest): Promise<Outcome<MethodReport | undefined>> {
  const problems: Problem[] = [];
  for (const [name, day] of [
    ["--before", request.before],
    ["--after", request.after],
  ] as const)
    if (!isDay(day)) problems.push(dayNotKnown(name, day));
  problems.push(...checkDays({ knownAt: request.knownAt }));
  const asked = request.period === undefined ? undefined : findPeriod(request.period);
  if (request.period !== undefined && asked === undefined) problems.push(periodNotKnown(request.period));
  if (problems.length > 0) return { value: undefined, problems };

  const first = openGraph(request.directory, { year: asked?.year, knownAt: request.knownAt });
  if (first.value === undefined) return { value: undefined, problems: first.problems };
  const { model } = first.opened;
  const period = asked ?? findPeriod(String(model.year))!;
  if (period.year < model.years.from || period.year > model.years.to)
    return { value: undefined, problems: [yearOutsideModel(period.code, model.years.from, model.years.to)] };
  const ids = model.indicators.map(({ id }) => id);
  if (request.id !== undefined && !ids.includes(request.id)) {
    const nearest = findNearestName(request.id, ids);
    return {
      value: undefined,
      problems: [figureNotKnown(request.id, nearest === undefined ? [] : [nearest])],
    };
  }
  const answers = await gatherAnswers(model, request);
  if (answers.problems.length > 0) return { value: undefined, problems: answers.problems };
  const compute = (year: number, methodOn: string) => {
    const { value: graph } = openGraph(request.directory, { year, knownAt: request.knownAt, methodOn });
    return graph === undefined ? undefined : computeModel(graph, answers.value);
  };
  const older = compute(period.year, request.before);
  const newer = compute(period.year, request.after);
  const past = period.year - 1 < model.years.from ? undefined : compute(period.year - 1, request.before);
  if (older === undefined || newer === undefined) return { value: undefined, problems: first.problems };

  const effects: MethodEffect[] = [];
  for (const node of newer.graph.nodes) {
    if (isStep(node) || (request.id !== undefined && node.indicator.id !== request.id)) continue;
    const unit = request.orgUnit === undefined ? 0 : node.tree.indexOf.get(request.orgUnit);
    if (unit === undefined) continue;
    const [a, b] = [read(older, node, unit, period), read(newer, node, unit, period)];
    if (a === null || b === null) continue;
    const isSame = a.value === b.value && a.absence === b.absence;
    if (isSame && request.id === undefined) continue;
    const before = past === undefined ? null : read(past, node, unit, period);
    effects.push({ past: before, older: a, newer: b, method: subtract(b, a), reality: subtract(a, before) });
  }
  if (
    effects.length === 0 &&
    request.orgUnit !== undefined &&
    !newer.graph.trees.some((tree) => tree.indexOf.has(request.orgUnit!))
  )
    return { value: undefined, problems: [orgUnitNotKnown(request.orgUnit, undefined)] };
  return {
    value: { model: model.id, period: period.code, before: request.before, after: request.after, effects },
    problems: [],
  };
}

function read(
  figures: ReturnType<typeof computeModel>,
  node: GraphNode,
  unit: number,
  period: Period,
): Figure | null {
  const index = figures.graph.indexOf.get(node.key);
  const found = index === undefined ? undefined : figures.graph.nodes[index];
  const row = found?.tree.indexOf.get(node.tree.units[unit]!.code);
  if (found === undefined || row === undefined) return null;
  return getFigure(figures, found, row * periodsInYear + period.index);
}

function subtract(a: Figure, b: Figure | null): number | null {
  return a.value === null || b === null || b.value === null ? null : a.value - b.value;
}
