/** The pyramid at a glance, for one office: from what stands at the top down to what it is made of, with weights. */
import { type Figure, getFigure, type ShownFigures } from "../engine/index.ts";
import { type GraphNode, listTops, nodeKey } from "../graph/index.ts";
import {
  type Component,
  type Facet,
  findNearestName,
  type Indicator,
  type Members,
  nameWithMembers,
  type Outcome,
  type Period,
  periodsInYear,
  type Synthesis,
} from "../model/index.ts";
import { type FigureState, findFacets, findState } from "./figure-state.ts";
import { type FigureSource, openFigures } from "./open-figures.ts";
import { orgUnitNotKnown } from "./problems.ts";
import { tellViewpoint, type ViewRequest } from "./viewpoint.ts";

export interface OutlineRequest extends ViewRequest {
  /** The root of each tree unless told otherwise. */
  readonly orgUnit?: string | undefined;
}

export interface OutlineRow {
  readonly depth: number;
  /** Its members included. */
  readonly title: string;
  readonly figure: Figure;
  /** How it stands to what was to be reached. */
  readonly state: FigureState;
  /** Undefined where the indicator has none, or the row is itself that facet. */
  readonly target: Figure | undefined;
  readonly deviation: Figure | undefined;
  /** Undefined = not disclosed, or at the top. */
  readonly weight: number | undefined;
  /** Whether the row stands below a synthesis: its weight is then known or undisclosed. */
  readonly isComponent: boolean;
  /** Of what is a synthesis itself. */
  readonly weights: Synthesis["weights"] | undefined;
}

export interface Outline {
  readonly title: string;
  readonly period: string;
  /** Undefined = the root of each tree. */
  readonly orgUnit: string | undefined;
  readonly conditions: readonly string[];
  readonly rows: readonly OutlineRow[];
}

/** From the tops of the pyramid down, each synthesis opened once. */
export async function outline(
  request: OutlineRequest,
  findFigures?: FigureSource,
): Promise<Outcome<Outline | undefined>> {
  const told = await openFigures(request, findFigures);
  if (told.value === undefined) return { value: undefined, problems: told.problems };
  const { figures, period } = told.value;
  const { model, trees } = figures.graph;
  const { orgUnit } = request;
  if (orgUnit !== undefined && !trees.some((tree) => tree.indexOf.has(orgUnit))) {
    const codes = trees.flatMap((tree) => [...tree.indexOf.keys()]);
    return { value: undefined, problems: [orgUnitNotKnown(orgUnit, findNearestName(orgUnit, codes))] };
  }
  const rows: OutlineRow[] = [];
  const opened = new Set<string>();
  for (const top of listTops(figures.graph)) {
    const entry = { indicator: top, facet: top.mainFacet, members: {}, depth: 0, component: undefined };
    addRow(figures, period, orgUnit, entry, rows, opened);
  }
  const conditions = tellViewpoint(request, model);
  return { value: { title: model.title, period: period.code, orgUnit, conditions, rows }, problems: [] };
}

interface Entry {
  readonly indicator: Indicator;
  readonly facet: Facet;
  readonly members: Members;
  readonly depth: number;
  readonly component: Component | undefined;
}

function addRow(
  figures: ShownFigures,
  period: Period,
  orgUnit: string | undefined,
  entry: Entry,
  rows: OutlineRow[],
  opened: Set<string>,
): void {
  const { indicator, facet, members, depth, component } = entry;
  const place = (wanted: Facet): Place | undefined =>
    findPlace(figures, orgUnit, nodeKey(indicator.id, wanted, members));
  const find = (wanted: Facet): Figure | undefined => {
    const found = place(wanted);
    return found && getFigure(figures, found.node, found.unit * periodsInYear + period.index);
  };
  const [figure, at] = [find(facet), place(facet)];
  if (figure === undefined || at === undefined) return;
  rows.push({
    depth,
    title: nameWithMembers(figures.graph.model, indicator, at.node.members),
    figure,
    state: findState(figures, findFacets(figures.graph, at.node), at.unit, period.index).state,
    target: facet === "target" ? undefined : find("target"),
    deviation: facet === "deviation" ? undefined : find("deviation"),
    weight: component?.weight,
    isComponent: component !== undefined,
    weights: indicator.synthesis?.weights,
  });
  if (opened.has(indicator.id)) return;
  opened.add(indicator.id);
  for (const below of indicator.synthesis?.components ?? []) {
    const next = figures.graph.model.indicators.find((candidate) => candidate.id === below.indicator);
    if (next === undefined) continue;
    const own = { facet: below.facet ?? next.mainFacet, members: below.members, component: below };
    addRow(figures, period, orgUnit, { ...own, indicator: next, depth: depth + 1 }, rows, opened);
  }
}

interface Place {
  readonly node: GraphNode;
  /** Its index in the tree. */
  readonly unit: number;
}

/** At the office, or at the root of its own tree; undefined where there is no such figure, or its tree has no such office. */
function findPlace(figures: ShownFigures, orgUnit: string | undefined, key: string): Place | undefined {
  const node = figures.graph.nodes[figures.graph.indexOf.get(key) ?? -1];
  const unit = orgUnit === undefined ? 0 : node?.tree.indexOf.get(orgUnit);
  return node === undefined || unit === undefined ? undefined : { node, unit };
}
