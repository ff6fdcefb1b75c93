/** Offices of one type by one figure, as they are and as they would be. */
import { type GraphNode, isStep } from "../../graph/index.ts";
import { type Period, periodsInYear } from "../../model/index.ts";
import { absenceMask } from "../column.ts";
import { type Figure, getFigure } from "../figure.ts";
import type { Figures } from "../figures.ts";
import { rankUnits } from "../scenario/rank-units.ts";
import { nameNode } from "./list-parts.ts";

/** A figure that at least two offices of a type have. */
export interface Rankable {
  /** `key|type`. */
  readonly id: string;
  readonly title: string;
  readonly facet: Figure["facet"];
  readonly type: string;
  readonly offices: number;
}

export interface Ranked {
  readonly orgUnit: string;
  readonly title: string;
  /** From 1; undefined = outside. */
  readonly before: number | undefined;
  readonly now: number | undefined;
  readonly figure: Figure;
  /** Undefined where it does not move. */
  readonly supposed: Figure | undefined;
}

export interface Ranking {
  readonly rankBy: string | undefined;
  readonly ranking: readonly Ranked[];
  /** How many offices there are to see. */
  readonly ranked: number;
}

/** What compares offices best stands first: indices, then attainments, then deviations; then results. */
const order: readonly Figure["facet"][] = ["index", "attainment", "deviation", "result"];

export function listRankable(figures: Figures, period: Period): readonly Rankable[] {
  const found = figures.graph.nodes.flatMap((node) => {
    if (isStep(node) || node.facet === "target") return [];
    return [...countTypes(figures, node, period)].flatMap(([type, { offices, isFlat }]) => {
      const id = `${node.key}|${type}`;
      const own: Rankable = { id, title: nameNode(node), facet: node.facet, type, offices };
      return offices < 2 ? [] : [{ own, isFlat }];
    });
  });
  // What tells offices apart stands first; and what stands later in the graph is made of more.
  return found
    .reverse()
    .sort(
      (a, b) =>
        Number(a.isFlat) - Number(b.isFlat) || order.indexOf(a.own.facet) - order.indexOf(b.own.facet),
    )
    .map(({ own }) => own);
}

interface Counted {
  offices: number;
  readonly first: number;
  /** True while all have the same value. */
  isFlat: boolean;
}

function countTypes({ columns }: Figures, node: GraphNode, period: Period): Map<string, Counted> {
  const { states, values } = columns[node.index]!;
  const counts = new Map<string, Counted>();
  node.tree.units.forEach(({ type }, unit) => {
    const cell = unit * periodsInYear + period.index;
    if ((states[cell]! & absenceMask) !== 0) return;
    const value = values[cell]!;
    const known = counts.get(type) ?? { offices: 0, first: value, isFlat: true };
    counts.set(type, known);
    known.offices++;
    known.isFlat &&= value === known.first;
  });
  return counts;
}

/** The part that is asked for, in the order of what is supposed. */
export function rankOffices(
  figures: Figures,
  supposed: Figures | undefined,
  period: Period,
  rankable: readonly Rankable[],
  asked: { readonly rankBy: string | undefined; readonly rankFrom: number; readonly rankCount: number },
): Ranking {
  const chosen = rankable.find(({ id }) => id === asked.rankBy) ?? rankable[0];
  if (chosen === undefined) return { rankBy: undefined, ranking: [], ranked: 0 };
  const at = chosen.id.lastIndexOf("|");
  const key = chosen.id.slice(0, at);
  const node = figures.graph.nodes[figures.graph.indexOf.get(key)!]!;
  const among = node.tree.units.flatMap(({ type }, unit) => (type === chosen.type ? [unit] : []));
  const before = rankUnits(figures, node, period.index, among);
  const other = supposed === undefined || supposed === figures ? undefined : supposed;
  const own = other?.graph.nodes[other.graph.indexOf.get(key)!];
  const now = other === undefined || own === undefined ? before : rankUnits(other, own, period.index, among);
  const placeBefore = new Map(before.map(({ unit, rank }) => [unit, rank]));
  const seen = now.slice(asked.rankFrom, asked.rankFrom + asked.rankCount);
  const ranking = seen.map(({ unit, rank }): Ranked => {
    const { code, title } = node.tree.units[unit]!;
    const cell = unit * periodsInYear + period.index;
    const figure = getFigure(figures, node, cell, unknownCoverage);
    const then =
      other === undefined || own === undefined ? figure : getFigure(other, own, cell, unknownCoverage);
    const isMoved = !Object.is(then.value, figure.value) || then.absence !== figure.absence;
    return {
      orgUnit: code,
      title,
      before: placeBefore.get(unit),
      now: rank,
      figure,
      supposed: isMoved ? then : undefined,
    };
  });
  return { rankBy: chosen.id, ranking, ranked: now.length };
}

/** A ranking shows no coverage: it is asked for where a figure is explained. */
const unknownCoverage = (): null => null;
