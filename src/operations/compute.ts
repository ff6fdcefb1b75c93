/**
 * Every figure of a model for a period: its figures are opened, and what applies is listed. Nothing is computed from
 * a model that has problems: they are returned instead.
 */
import {
  type Choice,
  type Figure,
  hashFigures,
  type LostOffice,
  listCells,
  listFigures,
} from "../engine/index.ts";
import { tellLost } from "../explain/index.ts";
import type { Facet, Outcome } from "../model/index.ts";
import { checkChoice } from "./choose-cells.ts";
import { keepAnswer } from "./kept-figures.ts";
import { type FigureSource, type OpenedFigures, openFigures } from "./open-figures.ts";
import { tellViewpoint, type ViewRequest } from "./viewpoint.ts";

export interface ComputeRequest extends ViewRequest {
  /** Only this unit; all units unless told otherwise. */
  readonly orgUnit?: string | undefined;
  /** Only this indicator, and this facet; all unless told otherwise. */
  readonly indicator?: string | undefined;
  readonly facet?: Facet | undefined;
  /** Lists the first unit that has figures, and counts those of the others: a nation's are hundreds of thousands. */
  readonly isBrief?: boolean | undefined;
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
  /** What a brief report counts and does not list: the hash is of these, too. */
  readonly unlisted?: { readonly figures: number; readonly orgUnits: number };
}

/** @param findFigures where somebody holds the figures already; unless given, they are opened from the folders */
export async function compute(
  request: ComputeRequest,
  findFigures?: FigureSource,
): Promise<Outcome<ComputeReport | undefined>> {
  const { value: opened, problems } = await openFigures(request, findFigures);
  if (opened === undefined) return { value: undefined, problems };
  const { figures, period, place, lost } = opened;
  const { orgUnit, indicator, facet, isBrief } = request;
  const choice: Choice = {
    orgUnits: orgUnit === undefined ? undefined : [orgUnit],
    indicators: indicator === undefined ? undefined : [indicator],
    facets: facet === undefined ? undefined : [facet],
  };
  const wrong = checkChoice(figures, choice);
  if (wrong.length > 0) return { value: undefined, problems: wrong };
  const extent = keepAnswer(place, ["compute", choice], () => measureExtent(opened, request, choice));
  const { model } = figures.graph;
  const shown =
    isBrief === true && extent.first !== undefined ? { ...choice, orgUnits: [extent.first] } : choice;
  const listed = listFigures(figures, listCells(figures, period, shown));
  const unlisted = { figures: extent.figures - listed.length, orgUnits: extent.orgUnits - 1 };
  return {
    value: {
      model: model.id,
      title: model.title,
      hash: extent.hash,
      period: period.code,
      knownAt: request.knownAt ?? null,
      conditions: tellViewpoint(request, model),
      lost: extent.isLacking ? lost.map((each) => ({ ...each, sentence: tellLost(each) })) : [],
      figures: listed,
      ...(isBrief === true ? { unlisted } : {}),
    },
    problems: figures.problems,
  };
}

/** What must be known of all figures, to tell of any. */
interface Extent {
  readonly hash: string;
  readonly figures: number;
  readonly orgUnits: number;
  /** The unit that is listed first. */
  readonly first?: string | undefined;
  readonly isLacking: boolean;
}

function measureExtent({ figures, period }: OpenedFigures, request: ComputeRequest, choice: Choice): Extent {
  const listed = listFigures(figures, listCells(figures, period, choice));
  const asked = tellViewpoint({ ...request, knownAt: undefined }, figures.graph.model);
  const units = new Set(listed.map(({ orgUnit }) => orgUnit));
  return {
    hash: hashFigures(figures, period, request.knownAt ?? null, asked, listed),
    figures: listed.length,
    orgUnits: units.size,
    first: listed[0]?.orgUnit,
    isLacking: listed.some(({ partial }) => partial),
  };
}
