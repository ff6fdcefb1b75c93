/**
 * From where figures are seen: what was known, by which formulas, on which offices, without which event. Whoever
 * computes, explains or forecasts resolves these questions here, so that all of them speak of the same figures.
 */
import type { Answers } from "../engine/index.ts";
import { cite, italian, type Tongue } from "../explain/index.ts";
import { fixBoundaries } from "../facts/index.ts";
import type { Language } from "../formula/index.ts";
import { buildGraph, type Graph } from "../graph/index.ts";
import {
  findPeriod,
  getDayNumber,
  getDayOfNumber,
  isDay,
  type Model,
  type Outcome,
  type Period,
  type Problem,
  writeDay,
} from "../model/index.ts";
import { gatherAnswers } from "./gather-answers.ts";
import { openGraph } from "./open-model.ts";
import { dayNotKnown, eventNotKnown, periodNotKnown, yearOutsideModel } from "./problems.ts";

export interface Viewpoint {
  /** What was recorded after this day is not known. */
  readonly knownAt?: string | undefined;
  /** Formulas in force on this day, in place of those of the period. */
  readonly methodOn?: string | undefined;
  /** Offices as they stand on this day, for all periods. */
  readonly boundariesOn?: string | undefined;
  /** An event of the model, whose offices are left out while it lasts. */
  readonly withoutEvent?: string | undefined;
}

export interface ViewRequest extends Viewpoint {
  readonly directory: string;
  /** `2023`, `2023-T3` …; the model's year unless told otherwise. */
  readonly period?: string | undefined;
  /** The workspace in which deliveries are kept. */
  readonly data?: string | undefined;
  /** The address of the cluster that sums; the engine of this machine unless told otherwise. */
  readonly warehouse?: string | undefined;
  /**
   * For forecasts, where no boundaries are named: the offices of 31 December, with what they inherited. What closed in
   * the year and left nothing to anybody keeps its months.
   */
  readonly onYearEnd?: boolean | undefined;
  /** False: nothing kept from before is used, and nothing is kept. */
  readonly useKept?: boolean | undefined;
}

/** Offices of a day; those that closed after another, and left nothing to anybody, stand until they closed. */
interface Boundaries {
  readonly day: string;
  readonly since?: string;
}

/** All that is needed to compute. */
export interface View {
  /** On its boundaries. */
  readonly model: Model;
  readonly graph: Graph;
  readonly answers: Answers | undefined;
  readonly period: Period;
}

/** What a request sees of a model and its deliveries. */
export async function openView(request: ViewRequest): Promise<Outcome<View | undefined>> {
  const wrong = checkAsked(request);
  if (wrong.length > 0) return { value: undefined, problems: wrong };
  const asked = request.period === undefined ? undefined : findPeriod(request.period);
  const { knownAt, methodOn, withoutEvent } = request;
  const organisedOn = asked && findLastDay(asked);
  const date = { year: asked?.year, knownAt, methodOn };
  const written = openGraph(request.directory, { ...date, organisedOn });
  if (written.value === undefined) return { value: undefined, problems: written.problems };
  const { model } = written.opened;
  const period = asked ?? findPeriod(String(model.year))!;
  const { from, until } = { from: model.years.from, until: model.years.to };
  if (period.year < from || period.year > until)
    return { value: undefined, problems: [yearOutsideModel(period.code, from, until)] };
  const events = model.events.map(({ id }) => id);
  if (withoutEvent !== undefined && !events.includes(withoutEvent))
    return { value: undefined, problems: [eventNotKnown(withoutEvent, events)] };

  const { day, since } = findBoundaries(request, period) ?? {};
  const answers = await gatherAnswers(model, { ...request, boundariesOn: day, since, organisedOn });
  if (answers.problems.length > 0) return { value: undefined, problems: answers.problems };
  const seen = { answers: answers.value, period };
  if (day === undefined) return { value: { ...seen, model, graph: written.value }, problems: [] };
  const drawn = fixBoundaries(model, day, since);
  return { value: { ...seen, model: drawn, graph: buildGraph(drawn, date).value }, problems: [] };
}

/** Undefined = those of each period. */
function findBoundaries({ boundariesOn, onYearEnd }: ViewRequest, { year }: Period): Boundaries | undefined {
  if (boundariesOn !== undefined) return { day: boundariesOn };
  return onYearEnd === true ? { day: `${year}-12-31`, since: `${year}-01-01` } : undefined;
}

/** A period is shown on the boundaries of its end: an office that moved later is still where it was. */
function findLastDay({ until }: Period): string {
  return getDayOfNumber(getDayNumber(until) - 1);
}

function checkAsked({ period, ...viewpoint }: ViewRequest): Problem[] {
  const isWrong = period !== undefined && findPeriod(period) === undefined;
  return [...(isWrong ? [periodNotKnown(period)] : []), ...checkDays(viewpoint)];
}

/** The options that are no days of the calendar. */
export function checkDays({ knownAt, methodOn, boundariesOn }: Viewpoint): Problem[] {
  const days = [
    ["--known-at", knownAt],
    ["--method-on", methodOn],
    ["--boundaries", boundariesOn],
  ] as const;
  return days.flatMap(([option, day]) => (day === undefined || isDay(day) ? [] : [dayNotKnown(option, day)]));
}

const itWords = {
  knownAt: (day: string) => `come note il ${day}`,
  methodOn: (day: string) => `con le formule in vigore il ${day}`,
  boundariesOn: (day: string) => `sugli uffici del ${day}`,
  withoutEvent: (event: string) => `senza gli uffici dell'evento «${event}» finché dura`,
  heading: (conditions: string) => `Cifre ${conditions}`,
};
const viewpointWords: Readonly<Record<Language, typeof itWords>> = {
  it: itWords,
  en: {
    knownAt: (day) => `as known on ${day}`,
    methodOn: (day) => `by the formulas in force on ${day}`,
    boundariesOn: (day) => `on the offices of ${day}`,
    withoutEvent: (event) => `without the offices of the event “${event}” while it lasts`,
    heading: (conditions) => `Figures ${conditions}`,
  },
};

/** What makes these figures others than those that stand by themselves, in words; nothing where nothing does. */
export function tellViewpoint(
  { knownAt, methodOn, boundariesOn, withoutEvent }: Viewpoint,
  model: Model,
  tongue = italian,
): string[] {
  const words = viewpointWords[tongue.language];
  const event = model.events.find(({ id }) => id === withoutEvent)?.title ?? withoutEvent;
  return [
    ...(knownAt === undefined ? [] : [words.knownAt(writeDay(knownAt))]),
    ...(methodOn === undefined ? [] : [words.methodOn(writeDay(methodOn))]),
    ...(boundariesOn === undefined ? [] : [words.boundariesOn(writeDay(boundariesOn))]),
    ...(event === undefined ? [] : [words.withoutEvent(cite(event, tongue))]),
  ];
}

/** The conditions as a line above what is told; nothing where there are none. */
export function tellConditions(conditions: readonly string[], { language }: Tongue): string[] {
  return conditions.length === 0 ? [] : [viewpointWords[language].heading(conditions.join(", ")), ""];
}
