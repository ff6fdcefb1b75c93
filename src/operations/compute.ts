/**
 * Every figure of a model for a period: read the folder, put the model on its date, compute, and list what
 * applies. Nothing is computed from a model that has problems: they are returned instead.
 */
import {
  computeModel,
  type Figure,
  type Figures,
  hashFigures,
  type LostOffice,
  listAllLost,
  listCells,
  listFigures,
} from "../engine/index.ts";
import { tellLost } from "../explain/index.ts";
import type { Facet, Outcome, Period } from "../model/index.ts";
import { checkChoice } from "./choose-cells.ts";
import { openView, tellViewpoint, type View, type ViewRequest } from "./viewpoint.ts";

export interface ComputeRequest extends ViewRequest {
  /** Only this unit; all units unless told otherwise. */
  readonly orgUnit?: string | undefined;
  /** Only this indicator, and this facet; all unless told otherwise. */
  readonly indicator?: string | undefined;
  readonly facet?: Facet | undefined;
}

export interface ComputeReport {
  readonly model: string;
  readonly title: string;
  /** SHA-256 of model, date and figures: the same hash is the same report, bit for bit. */
  readonly hash: string;
  readonly period: string;
  readonly knownAt: string | null;
  /** What was asked besides the period, in words: a day of knowledge, of the method, of boundaries, an event left out. */
  readonly conditions: readonly string[];
  /** Offices whose facts stand nowhere on the boundaries asked for, where sums that lack them are listed. */
  readonly lost: readonly (LostOffice & { readonly sentence: string })[];
  readonly figures: readonly Figure[];
}

export interface Computed {
  readonly figures: Figures;
  readonly period: Period;
  /** What they were computed from. */
  readonly view: View;
  /** Where they are kept: the same version is the same figures. */
  readonly version?: string | undefined;
}

/** Where figures come from: computed for the request, or kept by a platform that has computed them before. */
export type FigureSource = (request: ViewRequest) => Promise<Outcome<Computed | undefined>>;

export async function compute(
  request: ComputeRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<ComputeReport | undefined>> {
  const computed = await findFigures(request);
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { figures, period } = computed.value;
  const { orgUnit, indicator, facet } = request;
  const chosen = {
    orgUnits: orgUnit === undefined ? undefined : [orgUnit],
    indicators: indicator === undefined ? undefined : [indicator],
    facets: facet === undefined ? undefined : [facet],
  };
  const wrong = checkChoice(figures, chosen);
  if (wrong.length > 0) return { value: undefined, problems: wrong };
  const listed = listFigures(figures, listCells(figures, period, chosen));
  const { model } = figures.graph;
  const knownAt = request.knownAt ?? null;
  const conditions = tellViewpoint(request, model);
  const isLacking = listed.some(({ partial }) => partial);
  const lost = (isLacking ? listAllLost(figures) : []).map((each) => ({ ...each, sentence: tellLost(each) }));
  const asked = tellViewpoint({ ...request, knownAt: undefined }, model);
  const hash = hashFigures(figures, period, knownAt, asked, listed);
  return {
    value: {
      model: model.id,
      title: model.title,
      hash,
      period: period.code,
      knownAt,
      conditions,
      lost,
      figures: listed,
    },
    problems: figures.problems,
  };
}

/** The figures of the year to which the period belongs. */
export async function computeDirectory(request: ViewRequest): Promise<Outcome<Computed | undefined>> {
  const { value: view, problems } = await openView(request);
  if (view === undefined) return { value: undefined, problems };
  const figures = computeModel(view.graph, view.answers);
  return { value: { figures, period: view.period, view }, problems: [] };
}
