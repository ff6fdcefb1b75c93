/** Offices of one type by one figure, as they are and as they would be. */
import { type GraphNode, isStep } from "../../graph/index.ts";
import { type Period, periodsInYear } from "../../model/index.ts";
import { absenceMask } from "../column.ts";
import { type Figure, getFigure } from "../figure.ts";
import type { Figures, ShownFigures } from "../figures.ts";
import { type RankedUnit, rankUnits } from "../scenario/rank-units.ts";
import { findMoved, isSame } from "./find-moved.ts";
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

function listRankable(figures: Figures, period: Period): readonly Rankable[] {
  const found = figures.graph.nodes.flatMap((node) => {
    if (isStep(node) || node.facet === "target") return [];
    return [...countTypes(figures, node, period)].flatMap(([type, { offices, isFlat }]) => {
      const id = `${node.key}|${type}`;
      const own: Rankable = {
        id,
        title: nameNode(figures.graph.model, node),
        facet: node.facet,
        type,
        offices,
      };
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

/** Which figure ranks offices, and the part of the ranking that a page wants to see. */
export interface RankingSight {
  /** The figure by which offices are ranked, and their type: `key|type`. */
  readonly rankBy: string | undefined;
  readonly rankFrom: number;
  readonly rankCount: number;
}

export interface OpenRanking {
  readonly rankable: readonly Rankable[];
  /** The part that is asked for, in the order of what is supposed. An office that says the same is the same object. */
  readonly rank: (supposed: ShownFigures | undefined, sight: RankingSight) => Ranking;
}

/** More than anybody would look through in a list. */
const mostRankable = 200;

export function openRanking(figures: Figures, period: Period): OpenRanking {
  const rankable = listRankable(figures, period).slice(0, mostRankable);
  let real: RealRanking | undefined;
  return {
    rankable,
    rank: (supposed, { rankBy, rankFrom, rankCount }) => {
      const chosen = rankable.find(({ id }) => id === rankBy) ?? rankable[0];
      if (chosen === undefined) return { rankBy: undefined, ranking: [], ranked: 0 };
      if (real?.chosen !== chosen) real = rankReal(figures, period, chosen);
      const { key, among, before, show } = real;
      const other = supposed === undefined || supposed === figures ? undefined : supposed;
      const node = other?.graph.nodes[other.graph.indexOf.get(key)!];
      const now =
        other === undefined || node === undefined ? before : rankUnits(other, node, period.index, among);
      const seen = now.slice(rankFrom, rankFrom + rankCount);
      const ranking = seen.map((each) => show(each, other));
      return { rankBy: chosen.id, ranking, ranked: now.length };
    },
  };
}

/** What a ranking has that does not change. */
interface RealRanking {
  readonly chosen: Rankable;
  readonly key: string;
  /** The offices that are compared. */
  readonly among: readonly number[];
  readonly before: readonly RankedUnit[];
  readonly show: (ranked: RankedUnit, supposed: ShownFigures | undefined) => Ranked;
}

/** An office in its place, and all of that which may be other another time. */
interface Known {
  readonly made: readonly unknown[];
  readonly ranked: Ranked;
}

function rankReal(figures: Figures, period: Period, chosen: Rankable): RealRanking {
  const key = chosen.id.slice(0, chosen.id.lastIndexOf("|"));
  const node = figures.graph.nodes[figures.graph.indexOf.get(key)!]!;
  const among = node.tree.units.flatMap(({ type }, unit) => (type === chosen.type ? [unit] : []));
  const before = rankUnits(figures, node, period.index, among);
  const placeBefore = new Map(before.map(({ unit, rank }) => [unit, rank]));
  const known = new Map<number, Known>();
  const show: RealRanking["show"] = ({ unit, rank }, supposed) => {
    const { code, title } = node.tree.units[unit]!;
    const cell = unit * periodsInYear + period.index;
    const moved = supposed && findMoved(figures, supposed, node, cell);
    const made = [rank, moved?.state, moved?.value];
    const former = known.get(unit);
    if (former !== undefined && isSame(former.made, made)) return former.ranked;
    const figure = former?.ranked.figure ?? getFigure(figures, node, cell, unknownCoverage);
    const then = moved && getFigure(moved.figures, moved.node, cell, unknownCoverage);
    const isOther = then?.value !== figure.value || then.absence !== figure.absence;
    const ranked: Ranked = {
      orgUnit: code,
      title,
      before: placeBefore.get(unit),
      now: rank,
      figure,
      supposed: isOther ? then : undefined,
    };
    known.set(unit, { made, ranked });
    return ranked;
  };
  return { chosen, key, among, before, show };
}

/** A ranking shows no coverage: it is asked for where a figure is explained. */
const unknownCoverage = (): null => null;
