/** Every office with a figure of one's choice, and how many of its indicators reach their target. */
import { type Figure, type Figures, getFigure } from "../engine/index.ts";
import type { GraphNode, Tree } from "../graph/index.ts";
import { findNearestName, type Outcome, type Period, periodsInYear } from "../model/index.ts";
import {
  type FigureState,
  findState,
  findValue,
  isApplying,
  isGrowing,
  listMeasured,
  type Measured,
} from "./figure-state.ts";
import { type OfficePlace, tellOffice } from "./find-office.ts";
import { computeDirectory, type FigureSource } from "./open-figures.ts";
import { figureNotKnown } from "./problems.ts";
import { tellViewpoint, type ViewRequest } from "./viewpoint.ts";

export type StateCounts = Readonly<Record<FigureState, number>>;

export interface OverviewRequest extends ViewRequest {
  /** Whose figure stands beside each office; one that many offices have unless told otherwise. */
  readonly indicator?: string | undefined;
}

export interface OverviewRow extends OfficePlace {
  readonly parent: string | undefined;
  readonly depth: number;
  readonly states: StateCounts;
  /** Undefined where the chosen indicator does not apply. */
  readonly figure: Figure | undefined;
  readonly state: FigureState | undefined;
}

interface Choice {
  readonly id: string;
  readonly title: string;
  readonly hierarchy: string;
  readonly offices: number;
  readonly isSynthesis: boolean;
}

export interface OfficeOverview {
  readonly period: string;
  readonly conditions: readonly string[];
  readonly hierarchies: readonly {
    readonly id: string;
    readonly title: string;
    /** The indicator shown beside its offices; undefined where none applies to any. */
    readonly indicator: { readonly id: string; readonly title: string } | undefined;
  }[];
  /** Those that may be chosen: without members, with a direction. */
  readonly choices: readonly Choice[];
  /** In the order of their trees. */
  readonly rows: readonly OverviewRow[];
}

export async function officeOverview(
  request: OverviewRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<OfficeOverview | undefined>> {
  const computed = await findFigures(request);
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { figures, period } = computed.value;
  const { graph } = figures;
  const choices = listChoices(figures, period);
  const { indicator: asked } = request;
  const ids = graph.model.indicators.map(({ id }) => id);
  if (asked !== undefined && !ids.includes(asked)) {
    const nearest = findNearestName(asked, ids);
    return { value: undefined, problems: [figureNotKnown(asked, nearest === undefined ? [] : [nearest])] };
  }
  const measured = listMeasured(figures);
  const shown = graph.trees.map((tree) => {
    const id = asked ?? findWidest(choices.filter(({ hierarchy }) => hierarchy === tree.id));
    const found = measured.find(({ node }) => node.tree === tree && isWhole(node, id));
    return { tree, measured: found };
  });
  return {
    value: {
      period: period.code,
      conditions: tellViewpoint(request, graph.model),
      hierarchies: shown.map(({ tree: { id }, measured: found }) => ({
        id,
        title: graph.model.hierarchies.find((each) => each.id === id)!.title,
        indicator: found && { id: found.node.indicator.id, title: found.node.indicator.title },
      })),
      choices,
      rows: shown.flatMap(({ tree, measured: found }) => describeTree(figures, tree, found, period)),
    },
    problems: [],
  };
}

function isWhole({ indicator, members }: GraphNode, id: string | undefined): boolean {
  return indicator.id === id && Object.keys(members).length === 0;
}

/** The first of those that most offices have, what stands higher in the pyramid before what it is made of. */
function findWidest(choices: OfficeOverview["choices"]): string | undefined {
  const most = Math.max(...choices.map(({ offices }) => offices));
  const widest = choices.filter(({ offices }) => offices * 10 >= most * 9);
  return (widest.find(({ isSynthesis }) => isSynthesis) ?? widest[0])?.id;
}

function listChoices(figures: Figures, { index }: Period): OfficeOverview["choices"] {
  return listMeasured(figures).flatMap(({ node }) => {
    const { indicator, members, tree } = node;
    if (indicator.direction === undefined || Object.keys(members).length > 0) return [];
    // Of what grows with the office, only that of one office at a time says something.
    if (isGrowing(node) && node.indicator.mainFacet === "result" && tree.units.length > 1) return [];
    const offices = [...tree.units.keys()].filter(
      (unit) => findValue(figures, node, unit * periodsInYear + index) !== undefined,
    ).length;
    const { id, title, synthesis } = indicator;
    const isSynthesis = synthesis !== undefined;
    return offices === 0 ? [] : [{ id, title, hierarchy: tree.id, offices, isSynthesis }];
  });
}

function describeTree(
  figures: Figures,
  tree: Tree,
  measured: Measured | undefined,
  { index }: Period,
): OverviewRow[] {
  const counts = countStates(figures, tree, index);
  const depths: number[] = [];
  return tree.units.map((_, unit) => {
    const parent = tree.parent[unit]!;
    const depth = parent < 0 ? 0 : depths[parent]! + 1;
    depths.push(depth);
    const cell = unit * periodsInYear + index;
    const isShown = measured?.node.tree === tree && isApplying(figures, measured.node, cell);
    return {
      ...tellOffice(tree, unit),
      parent: parent < 0 ? undefined : tree.units[parent]!.code,
      depth,
      states: counts[unit]!,
      figure: isShown ? getFigure(figures, measured.node, cell) : undefined,
      state: isShown ? findState(figures, measured, unit, index).state : undefined,
    };
  });
}

const counted = new WeakMap<Figures, Map<string, readonly StateCounts[]>>();

/** Of the figures that apply, by unit of the tree. */
export function countStates(figures: Figures, tree: Tree, period: number): readonly StateCounts[] {
  const known = counted.get(figures) ?? new Map<string, readonly StateCounts[]>();
  counted.set(figures, known);
  const key = `${tree.id} ${period}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const own = listMeasured(figures).filter(({ node }) => node.tree === tree);
  const counts = tree.units.map((_, unit) => {
    const count = { good: 0, near: 0, bad: 0, none: 0, absent: 0 };
    for (const measured of own) {
      if (!isApplying(figures, measured.node, unit * periodsInYear + period)) continue;
      count[findState(figures, measured, unit, period).state]++;
    }
    return count;
  });
  known.set(key, counts);
  return counts;
}
