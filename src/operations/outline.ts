/** The pyramid at a glance: from the syntheses at the top down to their components, with weights. */
import { type Figure, getFigure, type ShownFigures } from "../engine/index.ts";
import { nodeKey } from "../graph/index.ts";
import type { Component, Facet, Indicator, Members, Outcome, Period } from "../model/index.ts";
import { openFigures } from "./open-figures.ts";
import { tellViewpoint, type ViewRequest } from "./viewpoint.ts";

export interface OutlineRow {
  readonly depth: number;
  readonly title: string;
  readonly figure: Figure;
  /** Undefined = not disclosed, or at the top. */
  readonly weight: number | undefined;
  /** Whether the row stands below a synthesis: its weight is then known or undisclosed. */
  readonly isComponent: boolean;
}

export interface Outline {
  readonly title: string;
  readonly period: string;
  readonly conditions: readonly string[];
  readonly rows: readonly OutlineRow[];
}

/** Syntheses that are nobody's component stand at the top, in the model's order; each is opened once. */
export async function outline(request: ViewRequest): Promise<Outcome<Outline | undefined>> {
  const told = await openFigures(request);
  if (told.value === undefined) return { value: undefined, problems: told.problems };
  const { figures, period } = told.value;
  const { model } = figures.graph;
  const components = new Set(
    model.indicators.flatMap(
      (indicator) => indicator.synthesis?.components.map(({ indicator: id }) => id) ?? [],
    ),
  );
  const tops = model.indicators.filter(
    (indicator) => indicator.synthesis !== undefined && !components.has(indicator.id),
  );
  const rows: OutlineRow[] = [];
  const opened = new Set<string>();
  for (const top of tops)
    addRow(
      figures,
      period,
      { indicator: top, facet: top.mainFacet, members: {}, depth: 0, component: undefined },
      rows,
      opened,
    );
  const conditions = tellViewpoint(request, model);
  return { value: { title: model.title, period: period.code, conditions, rows }, problems: [] };
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
  entry: Entry,
  rows: OutlineRow[],
  opened: Set<string>,
): void {
  const { graph } = figures;
  const index = graph.indexOf.get(nodeKey(entry.indicator.id, entry.facet, entry.members));
  if (index === undefined) return;
  const figure = getFigure(figures, graph.nodes[index]!, period.index);
  const { depth, component } = entry;
  rows.push({
    depth,
    title: entry.indicator.title,
    figure,
    weight: component?.weight,
    isComponent: component !== undefined,
  });
  if (opened.has(entry.indicator.id)) return;
  opened.add(entry.indicator.id);
  for (const below of entry.indicator.synthesis?.components ?? []) {
    const indicator = graph.model.indicators.find((candidate) => candidate.id === below.indicator);
    if (indicator === undefined) continue;
    const facet = below.facet ?? indicator.mainFacet;
    addRow(
      figures,
      period,
      { indicator, facet, members: below.members, depth: depth + 1, component: below },
      rows,
      opened,
    );
  }
}
