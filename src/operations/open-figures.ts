/** The figures of a model folder and a workspace: computed, or as they were kept when they were computed before. */
import { computeModel, type Figures, listAllLost } from "../engine/index.ts";
import type { Outcome, Period } from "../model/index.ts";
import {
  findKeptPlace,
  type KeptPlace,
  keepFigures,
  readKeptFigures,
  type ToldFigures,
} from "./kept-figures.ts";
import { openView, type View, type ViewRequest } from "./viewpoint.ts";

export interface Computed {
  readonly figures: Figures;
  readonly period: Period;
  /** What they were computed from. */
  readonly view: View;
  /** Where somebody holds them: the same version is the same figures. */
  readonly version?: string | undefined;
}

/** Where figures come from: computed for the request, or held by a platform that has computed them before. */
export type FigureSource = (request: ViewRequest) => Promise<Outcome<Computed | undefined>>;

/** The figures of the year to which the period belongs. */
export async function computeDirectory(request: ViewRequest): Promise<Outcome<Computed | undefined>> {
  const { value: view, problems } = await openView(request);
  if (view === undefined) return { value: undefined, problems };
  const figures = computeModel(view.graph, view.answers);
  return { value: { figures, period: view.period, view }, problems: [] };
}

export interface OpenedFigures extends ToldFigures {
  /** Where what follows from them may be kept as well. */
  readonly place: KeptPlace | undefined;
}

/** The same, to be told and not explained: bit for bit those that would be computed. */
export async function openFigures(
  request: ViewRequest,
  findFigures?: FigureSource,
): Promise<Outcome<OpenedFigures | undefined>> {
  if (findFigures !== undefined) return tellHeld(await findFigures(request));
  const place = findKeptPlace(request);
  const kept = place && readKeptFigures(place, request.knownAt);
  if (kept !== undefined) return { value: { ...kept, place }, problems: [] };
  const { value: computed, problems } = await computeDirectory(request);
  if (computed === undefined) return { value: undefined, problems };
  const told = tellComputed(computed);
  // If anything was changed meanwhile, nobody knows under which name these figures would stand.
  const isStill = place !== undefined && findKeptPlace(request)?.name === place.name;
  if (isStill) keepFigures(place, told);
  return { value: { ...told, place: isStill ? place : undefined }, problems: [] };
}

/** What somebody holds in memory is not kept on the disk as well. */
function tellHeld({ value, problems }: Outcome<Computed | undefined>): Outcome<OpenedFigures | undefined> {
  if (value === undefined) return { value: undefined, problems };
  return { value: { ...tellComputed(value), place: undefined }, problems };
}

function tellComputed({ figures, period }: Computed): ToldFigures {
  return { figures, period, lost: listAllLost(figures) };
}
