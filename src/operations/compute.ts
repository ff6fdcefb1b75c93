/**
 * Every figure of a model for a period: read the folder, put the model on its date, compute, and list what
 * applies. Nothing is computed from a model that has problems: they are returned instead.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import {
  computeCoverage,
  computeModel,
  type Figure,
  type Figures,
  findAbsence,
  getFigure,
} from "../engine/index.ts";
import { fixBoundaries } from "../facts/index.ts";
import { buildGraph, isStep } from "../graph/index.ts";
import {
  findNearestName,
  findPeriod,
  getDayNumber,
  getDayOfNumber,
  isDay,
  type Outcome,
  type Period,
  type Problem,
  periodsInYear,
} from "../model/index.ts";
import { gatherAnswers } from "./gather-answers.ts";
import { openGraph } from "./open-model.ts";
import { dayNotKnown, eventNotKnown, orgUnitNotKnown, periodNotKnown, yearOutsideModel } from "./problems.ts";

export interface ComputeRequest {
  readonly directory: string;
  /** `2023`, `2023-T3` …; the model's year unless told otherwise. */
  readonly period?: string | undefined;
  /** What was recorded after this day is not known. */
  readonly knownAt?: string | undefined;
  /** The workspace in which deliveries are kept. */
  readonly data?: string | undefined;
  /** The address of the cluster that sums; the engine of this machine unless told otherwise. */
  readonly warehouse?: string | undefined;
  /** Formulas in force on this day, in place of those of the period. */
  readonly methodOn?: string | undefined;
  /** Offices as they stand on this day, for all periods. */
  readonly boundariesOn?: string | undefined;
  /** An event of the model, whose offices are left out while it lasts. */
  readonly withoutEvent?: string | undefined;
  /** Only this unit; all units unless told otherwise. */
  readonly orgUnit?: string | undefined;
}

export interface ComputeReport {
  readonly model: string;
  readonly title: string;
  /** SHA-256 of model, date and figures: the same hash is the same report, bit for bit. */
  readonly hash: string;
  readonly period: string;
  readonly knownAt: string | null;
  readonly figures: readonly Figure[];
}

export interface Computed {
  readonly figures: Figures;
  readonly period: Period;
}

export async function compute(request: ComputeRequest): Promise<Outcome<ComputeReport | undefined>> {
  const computed = await computeDirectory(request);
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { figures, period } = computed.value;
  const listed = listFigures(figures, period, request.orgUnit);
  if (listed.length === 0 && request.orgUnit !== undefined) {
    const codes = figures.graph.trees.flatMap((tree) => [...tree.indexOf.keys()]);
    if (!codes.includes(request.orgUnit)) {
      return {
        value: undefined,
        problems: [orgUnitNotKnown(request.orgUnit, findNearestName(request.orgUnit, codes))],
      };
    }
  }
  const { model } = figures.graph;
  const knownAt = request.knownAt ?? null;
  const hash = hashReport(model.hash, period.code, knownAt, listed);
  return {
    value: { model: model.id, title: model.title, hash, period: period.code, knownAt, figures: listed },
    problems: figures.problems,
  };
}

/** The figures of the year to which the period belongs. */
export async function computeDirectory(
  request: Omit<ComputeRequest, "orgUnit">,
): Promise<Outcome<Computed | undefined>> {
  const dates = checkDates(request);
  if (dates.length > 0) return { value: undefined, problems: dates };
  const asked = request.period === undefined ? undefined : findPeriod(request.period);
  const {
    value: graph,
    problems,
    opened,
  } = openGraph(request.directory, {
    year: asked?.year,
    knownAt: request.knownAt,
    methodOn: request.methodOn,
    organisedOn: asked && findLastDay(asked),
  });
  if (graph === undefined) return { value: undefined, problems };
  const { years } = opened.model;
  const period = asked ?? findPeriod(String(opened.model.year))!;
  if (period.year < years.from || period.year > years.to) {
    return { value: undefined, problems: [yearOutsideModel(period.code, years.from, years.to)] };
  }
  const { boundariesOn, withoutEvent } = request;
  const ids = opened.model.events.map(({ id }) => id);
  if (withoutEvent !== undefined && !ids.includes(withoutEvent))
    return { value: undefined, problems: [eventNotKnown(withoutEvent, ids)] };
  const answers = await gatherAnswers(opened.model, request);
  if (answers.problems.length > 0) return { value: undefined, problems: answers.problems };
  const drawn =
    boundariesOn === undefined
      ? graph
      : buildGraph(fixBoundaries(opened.model, boundariesOn), {
          year: graph.year,
          knownAt: graph.knownAt,
          methodOn: request.methodOn,
        }).value;
  return { value: { figures: computeModel(drawn, answers.value), period }, problems: [] };
}

/** A period is shown on the boundaries of its end: an office that moved later is still where it was. */
function findLastDay({ until }: Period): string {
  return getDayOfNumber(getDayNumber(until) - 1);
}

function checkDates({ period, knownAt, methodOn, boundariesOn }: Omit<ComputeRequest, "orgUnit">): Problem[] {
  const problems: Problem[] = [];
  if (period !== undefined && findPeriod(period) === undefined) problems.push(periodNotKnown(period));
  if (knownAt !== undefined && !isDay(knownAt)) problems.push(dayNotKnown("--known-at", knownAt));
  if (methodOn !== undefined && !isDay(methodOn)) problems.push(dayNotKnown("--method-on", methodOn));
  if (boundariesOn !== undefined && !isDay(boundariesOn))
    problems.push(dayNotKnown("--boundaries", boundariesOn));
  return problems;
}

/** What applies in the period, in the model's order of indicators and the tree's order of units. */
function listFigures(figures: Figures, period: Period, orgUnit: string | undefined): Figure[] {
  const nodes = figures.graph.nodes.filter((node) => !isStep(node));
  const order = new Map(figures.graph.model.indicators.map((indicator, index) => [indicator.id, index]));
  nodes.sort((a, b) => (order.get(a.indicator.id) ?? 0) - (order.get(b.indicator.id) ?? 0));
  const listed: Figure[] = [];
  for (const tree of figures.graph.trees) {
    const own = nodes.filter((node) => node.tree === tree);
    tree.units.forEach((unit, index) => {
      if (orgUnit !== undefined && unit.code !== orgUnit) return;
      const cell = index * periodsInYear + period.index;
      const applying = own.filter(
        (node) => findAbsence(figures.columns[node.index]!.states[cell]!) !== "not-applicable",
      );
      if (applying.length === 0) return;
      const coverage = computeCoverage(figures, tree.id, cell);
      for (const node of applying) listed.push(getFigure(figures, node, cell, coverage));
    });
  }
  return listed;
}

function hashReport(
  model: string,
  period: string,
  knownAt: string | null,
  figures: readonly Figure[],
): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([model, period, knownAt, figures]))));
}
