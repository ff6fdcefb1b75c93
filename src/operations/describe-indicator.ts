/** What an indicator is: what it means, how it is made, by which act, and what is made of it. All of it from the model. */
import { formatValue } from "../engine/index.ts";
import type { Tongue } from "../explain/index.ts";
import { type Graph, type GraphNode, nodeKey } from "../graph/index.ts";
import {
  type Absence,
  type Act,
  type Attainment,
  type Facet,
  type FactSource,
  findNearestName,
  type Indicator,
  type Members,
  type Model,
  type Outcome,
  type Place,
  type Problem,
  type Provenance,
  type Source,
  type Target,
  tellMembers,
} from "../model/index.ts";
import { listCitedActs } from "./cited-acts.ts";
import { computeDirectory, type FigureSource } from "./open-figures.ts";
import { figureNotKnown, membersNotKnown } from "./problems.ts";
import { type ToldFormula, tellFormula } from "./tell-formula.ts";
import { findThemes, type Theme } from "./themes.ts";
import type { ViewRequest } from "./viewpoint.ts";

export interface IndicatorRequest extends ViewRequest {
  readonly id: string;
  /** In which formulas are read; Italian unless told otherwise. */
  readonly tongue?: Tongue | undefined;
}

export interface ToldTarget {
  readonly orgUnit: string;
  readonly office: string;
  readonly period: string;
  readonly memberTitle: string;
  readonly absence: Absence | null;
  readonly display: string;
  readonly validFrom: string | undefined;
  readonly recordedOn: string | undefined;
  readonly provenance: Provenance;
  readonly source: Source | undefined;
  readonly place: Place;
  readonly revision: Target["revision"];
}

export interface LinkedIndicator {
  readonly indicator: string;
  readonly title: string;
  readonly memberTitle: string;
  readonly facet: Facet;
}

export interface IndicatorDescription {
  readonly indicator: Indicator;
  readonly theme: Theme;
  readonly unit: { readonly id: string; readonly symbol: string };
  /** Facets that are computed, the main one first. */
  readonly facets: readonly Facet[];
  /** What it is broken down by: every combination that is computed; one without members if it is not. */
  readonly memberSets: readonly { readonly members: Members; readonly title: string }[];
  readonly formula: ToldFormula | undefined;
  readonly formerFormulas: readonly (ToldFormula & {
    readonly until: string;
    readonly act: Act | undefined;
  })[];
  readonly targetFormula: ToldFormula | "same" | undefined;
  readonly attainment: Attainment | undefined;
  readonly components: readonly (LinkedIndicator & { readonly weight: number | undefined })[];
  /** What its formula reads. */
  readonly reads: readonly LinkedIndicator[];
  readonly readBy: readonly (LinkedIndicator & { readonly isComponent: boolean })[];
  readonly source: FactSource | undefined;
  readonly targets: readonly ToldTarget[];
  /** The acts that are named anywhere in it. */
  readonly acts: readonly Act[];
}

export async function describeIndicator(
  request: IndicatorRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<IndicatorDescription | undefined>> {
  const computed = await findFigures(request);
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { graph } = computed.value.figures;
  const found = findIndicator(graph.model, request.id);
  if (found.value === undefined) return { value: undefined, problems: found.problems };
  const indicator = found.value;
  const { model } = graph;
  const own = graph.nodes.filter((node) => node.indicator === indicator);
  const facets = [...new Set([indicator.mainFacet, ...own.map(({ facet }) => facet)])];
  const targets = listTargets(graph, indicator);
  const { measure, synthesis, targetFormula } = indicator;
  const { tongue } = request;
  const described = {
    indicator,
    theme: findThemes(model).get(indicator.id)!,
    unit: {
      id: indicator.unit,
      symbol: model.units.find(({ id }) => id === indicator.unit)?.symbol ?? indicator.unit,
    },
    facets,
    memberSets: own
      .filter((node) => isMain(node))
      .map(({ members }) => ({ members, title: tellMembers(model, members) })),
    formula: tellFormula(graph, indicator.formula, tongue),
    formerFormulas: indicator.formerFormulas.map(({ until, formula, act }) => ({
      ...tellFormula(graph, formula, tongue)!,
      until,
      act: findAct(model, act),
    })),
    targetFormula: targetFormula === "same" ? ("same" as const) : tellFormula(graph, targetFormula, tongue),
    attainment: indicator.attainment,
    components: (synthesis?.components ?? []).map(({ indicator: id, facet, members, weight }) => ({
      ...link(model, id, facet, members),
      weight,
    })),
    reads: listReads(graph, indicator),
    readBy: listReaders(graph, indicator),
    source: model.sources.find(({ id }) => id === measure?.source),
    targets,
    acts: listCitedActs(
      model,
      indicator,
      targets.map(({ source }) => source),
    ),
  };
  return { value: described, problems: [] };
}

export function findIndicator({ indicators }: Model, id: string): Outcome<Indicator | undefined> {
  const value = indicators.find((each) => each.id === id);
  if (value !== undefined) return { value, problems: [] };
  const nearest = findNearestName(
    id,
    indicators.map((each) => each.id),
  );
  return { value, problems: [figureNotKnown(id, nearest === undefined ? [] : [nearest])] };
}

/** What is wrong with members that no figure of the indicator has. */
export function tellWrongMembers(
  nodes: readonly GraphNode[],
  id: string,
  facet: Facet,
  asked: Members | undefined,
  command = "explain",
): Problem {
  const write = (members: Members): string =>
    Object.entries(members)
      .map(([dimension, member]) => `${dimension}=${member}`)
      .join(",");
  const available = nodes
    .filter((node) => node.indicator.id === id && isMain(node, facet))
    .map(({ members }) => write(members));
  const example = `piramide ${command} ${id}${available[0] ? ` --member ${available[0]}` : ""}`;
  return membersNotKnown(id, write(asked ?? {}), available, example);
}

/** Whether it is the figure of that facet itself, and no step on the way to it. */
function isMain({ indicator, members, key }: GraphNode, facet = indicator.mainFacet): boolean {
  return key === nodeKey(indicator.id, facet, members);
}

function link(model: Model, id: string, facet: Facet | undefined, members: Members): LinkedIndicator {
  const found = model.indicators.find((each) => each.id === id);
  return {
    indicator: id,
    title: found?.title ?? id,
    memberTitle: tellMembers(model, members),
    facet: facet ?? found?.mainFacet ?? "result",
  };
}

/** The figures that a formula is computed from, steps inside it followed to what they read. */
function listReads({ model, nodes }: Graph, indicator: Indicator): LinkedIndicator[] {
  const open = nodes.filter((node) => node.indicator === indicator && node.kind !== "synthesis");
  const reached = new Set(open.flatMap(({ operands }) => operands));
  const found = new Map<string, LinkedIndicator>();
  for (const index of reached) {
    const { indicator: read, facet } = nodes[index]!;
    if (read === indicator) for (const operand of nodes[index]!.operands) reached.add(operand);
    else found.set(read.id, link(model, read.id, facet, {}));
  }
  return [...found.values()];
}

function listReaders({ model, nodes, readers }: Graph, indicator: Indicator): IndicatorDescription["readBy"] {
  const found = new Map<string, IndicatorDescription["readBy"][number]>();
  for (const { index } of nodes.filter((node) => node.indicator === indicator)) {
    for (const reader of readers[index]!) {
      const { indicator: by, facet, kind } = nodes[reader]!;
      if (by === indicator) continue;
      found.set(by.id, { ...link(model, by.id, facet, {}), isComponent: kind === "synthesis" });
    }
  }
  // A synthesis whose weights are not disclosed reads nothing, and is made of its components all the same.
  for (const { id, synthesis, mainFacet } of model.indicators)
    if (synthesis?.components.some((component) => component.indicator === indicator.id))
      found.set(id, { ...link(model, id, mainFacet, {}), isComponent: true });
  return [...found.values()];
}

/** From the oldest period; revisions of one target stand one after the other, as they came into force. */
function listTargets(graph: Graph, indicator: Indicator): ToldTarget[] {
  const { model } = graph;
  return model.targets
    .filter((target) => target.indicator === indicator.id)
    .filter(({ origin }) => graph.knownAt === undefined || (origin.recordedOn ?? "") <= graph.knownAt)
    .map((target) => {
      const { orgUnit, period, members, value, absence, validFrom, revision, origin } = target;
      const key = nodeKey(indicator.id, "target", members);
      const node = graph.nodes[graph.indexOf.get(key) ?? -1];
      const units = node?.tree.units ?? graph.trees.flatMap((tree) => tree.units);
      return {
        orgUnit,
        office: units.find(({ code }) => code === orgUnit)?.title ?? orgUnit,
        period,
        memberTitle: tellMembers(model, members),
        absence: absence ?? null,
        display:
          value === undefined || node === undefined
            ? (absence ?? String(value))
            : formatValue(model, node, value),
        validFrom,
        recordedOn: origin.recordedOn,
        provenance: origin.provenance,
        source: origin.source,
        place: origin.place,
        revision,
      };
    })
    .toSorted((a, b) => compare(a.period, b.period) || compare(a.validFrom ?? "", b.validFrom ?? ""));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function findAct({ acts }: Model, id: string | undefined): Act | undefined {
  return acts.find((act) => act.id === id);
}
