/**
 * Every figure of a model for a period: its figures are opened, and what applies is listed. Nothing is computed from
 * a model that has problems: they are returned instead.
 */
import { createHash } from "node:crypto";
import {
  computeCoverage,
  type Figure,
  findAbsence,
  getFigure,
  type LostOffice,
  type ShownFigures,
} from "../engine/index.ts";
import { tellLost } from "../explain/index.ts";
import { isStep } from "../graph/index.ts";
import { findNearestName, type Outcome, type Period, periodsInYear } from "../model/index.ts";
import { keepAnswer } from "./kept-figures.ts";
import { type OpenedFigures, openFigures } from "./open-figures.ts";
import { orgUnitNotKnown } from "./problems.ts";
import { tellViewpoint, type ViewRequest } from "./viewpoint.ts";

export interface ComputeRequest extends ViewRequest {
  /** Only this unit; all units unless told otherwise. */
  readonly orgUnit?: string | undefined;
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

export async function compute(request: ComputeRequest): Promise<Outcome<ComputeReport | undefined>> {
  const { value: opened, problems } = await openFigures(request);
  if (opened === undefined) return { value: undefined, problems };
  const { figures, period, place, lost } = opened;
  const { orgUnit, isBrief } = request;
  const extent = keepAnswer(place, ["compute", orgUnit ?? null], () => measureExtent(opened, request));
  if (extent.figures === 0 && orgUnit !== undefined) {
    const codes = figures.graph.trees.flatMap((tree) => [...tree.indexOf.keys()]);
    if (!codes.includes(orgUnit))
      return { value: undefined, problems: [orgUnitNotKnown(orgUnit, findNearestName(orgUnit, codes))] };
  }
  const { model } = figures.graph;
  const listed = listFigures(figures, period, isBrief === true ? (orgUnit ?? extent.first) : orgUnit);
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

function measureExtent({ figures, period }: OpenedFigures, request: ComputeRequest): Extent {
  const listed = listFigures(figures, period, request.orgUnit);
  const { model } = figures.graph;
  const asked = tellViewpoint({ ...request, knownAt: undefined }, model);
  const units = new Set(listed.map(({ orgUnit }) => orgUnit));
  return {
    hash: hashReport([model.hash, period.code, request.knownAt ?? null, ...asked, listed]),
    figures: listed.length,
    orgUnits: units.size,
    first: listed[0]?.orgUnit,
    isLacking: listed.some(({ partial }) => partial),
  };
}

/** What applies in the period, in the model's order of indicators and the tree's order of units. */
function listFigures(figures: ShownFigures, period: Period, orgUnit: string | undefined): Figure[] {
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

function hashReport(content: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
