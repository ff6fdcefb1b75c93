/**
 * Where an office stands among those that can be compared with it: of its cluster, of its region, of its kind. The
 * places of all offices are found at once and kept with the figures that they were found from.
 */
import { type Figure, type Figures, getFigure } from "../engine/index.ts";
import type { GraphNode, Tree } from "../graph/index.ts";
import { type Model, periodsInYear } from "../model/index.ts";
import { findValue, isGrowing, isPartialAt, type Measured } from "./figure-state.ts";

export const rankScopes = ["cluster", "region", "type"] as const;
export type RankScope = (typeof rankScopes)[number];

/** Offices that are compared with one another. */
export interface PeerGroup {
  readonly scope: RankScope;
  /** Of the grouping and group, the region, or the kind of office. */
  readonly title: string;
  readonly units: readonly number[];
}

export interface RankedOffice {
  readonly code: string;
  readonly title: string;
  readonly figure: Figure;
}

export interface Rank {
  readonly scope: RankScope;
  readonly title: string;
  /** 1 is the best; offices with the same figure share a place. */
  readonly place: number;
  readonly of: number;
  readonly isShared: boolean;
  readonly first: RankedOffice;
  readonly last: RankedOffice;
}

/** Best first; only offices whose figure can be compared. */
interface Standing {
  readonly node: GraphNode;
  readonly units: readonly number[];
  readonly values: readonly number[];
}

const groupsOf = new WeakMap<Tree, readonly PeerGroup[]>();
const standings = new WeakMap<Figures, Map<string, Standing | undefined>>();

/** Nothing of what has no direction: nobody can say who is first. */
export function findRanks(figures: Figures, measured: Measured, unit: number, period: number): Rank[] {
  const { tree } = measured.node;
  return listPeerGroups(figures.graph.model, tree).flatMap((group, number) => {
    if (!group.units.includes(unit)) return [];
    const standing = findStanding(figures, measured, group, number, period);
    const at = standing?.units.indexOf(unit) ?? -1;
    if (standing === undefined || at < 0 || standing.units.length < 2) return [];
    const { units, values } = standing;
    const place = values.indexOf(values[at]!) + 1;
    const tell = (index: number): RankedOffice => {
      const { code, title } = tree.units[index]!;
      return { code, title, figure: getFigure(figures, standing.node, index * periodsInYear + period) };
    };
    return [
      {
        scope: group.scope,
        title: group.title,
        place,
        of: units.length,
        isShared: values.lastIndexOf(values[at]!) + 1 > place,
        first: tell(units[0]!),
        last: tell(units.at(-1)!),
      },
    ];
  });
}

function findStanding(
  figures: Figures,
  measured: Measured,
  group: PeerGroup,
  number: number,
  period: number,
): Standing | undefined {
  const known = standings.get(figures) ?? new Map<string, Standing | undefined>();
  standings.set(figures, known);
  const key = `${measured.node.index} ${number} ${period}`;
  if (known.has(key)) return known.get(key);
  const standing = makeStanding(figures, measured, group, period);
  known.set(key, standing);
  return standing;
}

/** By attainment where all have one; otherwise by the figure itself, unless it grows with the office. */
function makeStanding(
  figures: Figures,
  { node, attainment }: Measured,
  { units }: PeerGroup,
  period: number,
): Standing | undefined {
  const { direction } = node.indicator;
  if (direction === undefined) return undefined;
  const compared = units.filter((unit) => {
    const cell = unit * periodsInYear + period;
    return findValue(figures, node, cell) !== undefined && !isPartialAt(figures, node, cell);
  });
  const isAttained = (unit: number): boolean =>
    attainment !== undefined && findValue(figures, attainment, unit * periodsInYear + period) !== undefined;
  const ranked = attainment !== undefined && compared.every(isAttained) ? attainment : node;
  if (isGrowing(ranked)) return undefined;
  const isOwn = ranked.facet === "result" || ranked.facet === "index";
  const sign = isOwn && direction === "down" ? 1 : -1;
  const valueAt = (unit: number): number => findValue(figures, ranked, unit * periodsInYear + period)!;
  const order = compared.toSorted((a, b) => sign * (valueAt(a) - valueAt(b)) || a - b);
  return { node: ranked, units: order, values: order.map(valueAt) };
}

function listPeerGroups(model: Model, tree: Tree): readonly PeerGroup[] {
  const known = groupsOf.get(tree);
  if (known !== undefined) return known;
  const clusters = model.groupings
    .filter(({ hierarchy }) => hierarchy === tree.id)
    .flatMap(({ title, groups }) =>
      groups.map(({ code, units }): PeerGroup => {
        const there = units.map((unit) => tree.indexOf.get(unit) ?? -1).filter((unit) => unit >= 0);
        return { scope: "cluster", title: `${title}: ${code}`, units: there };
      }),
    );
  const grouped = new Set(clusters.flatMap(({ units }) => units));
  const regions = listRegions(tree);
  const inRegion = regions.flatMap((region) => groupByType(tree, region));
  const covered = new Set([...grouped, ...inRegion.flatMap(({ units }) => units)]);
  const byType = new Map<string, number[]>();
  tree.units.forEach(({ type }, unit) => {
    if (!covered.has(unit)) byType.set(type, [...(byType.get(type) ?? []), unit]);
  });
  const ofType = [...byType].map(([type, units]): PeerGroup => ({ scope: "type", title: type, units }));
  const groups = [...clusters, ...inRegion, ...ofType].filter(({ units }) => units.length > 1);
  groupsOf.set(tree, groups);
  return groups;
}

function groupByType(tree: Tree, region: number): PeerGroup[] {
  const byType = new Map<string, number[]>();
  for (let unit = region + 1; unit < tree.end[region]!; unit++) {
    const { type } = tree.units[unit]!;
    byType.set(type, [...(byType.get(type) ?? []), unit]);
  }
  const { title } = tree.units[region]!;
  return [...byType].map(([type, units]) => ({ scope: "region", title: `${title}, ${type}`, units }));
}

/** The units that stand for a region: those called so, or else the regional offices. */
export function listRegions(tree: Tree): number[] {
  const all = [...tree.units.keys()];
  const regions = all.filter((unit) => tree.units[unit]!.type === "regione");
  return regions.length > 0 ? regions : all.filter((unit) => /regional/.test(tree.units[unit]!.type));
}
