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
  listFigures,
} from "../engine/index.ts";
import { tellLost } from "../explain/index.ts";
import { findNearestName, type Outcome, type Period } from "../model/index.ts";
import { orgUnitNotKnown } from "./problems.ts";
import { openView, tellViewpoint, type ViewRequest } from "./viewpoint.ts";

export interface ComputeRequest extends ViewRequest {
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
  /** What was asked besides the period, in words: a day of knowledge, of the method, of boundaries, an event left out. */
  readonly conditions: readonly string[];
  /** Offices whose facts stand nowhere on the boundaries asked for, where sums that lack them are listed. */
  readonly lost: readonly (LostOffice & { readonly sentence: string })[];
  readonly figures: readonly Figure[];
}

export interface Computed {
  readonly figures: Figures;
  readonly period: Period;
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
  return { value: { figures: computeModel(view.graph, view.answers), period: view.period }, problems: [] };
}
