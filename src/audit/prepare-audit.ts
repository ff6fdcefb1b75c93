/**
 * Everything about a published document that does not depend on what a print says: indexes of figures
 * and relations, equations compiled once, groups of restatements. Trial changes reuse it.
 */
import { type Equation, findEquation } from "./compile-relation.ts";
import {
  type Evidence,
  indexFigures,
  listRelationFigures,
  listRelationUnknowns,
  overlayRegions,
} from "./evidence.ts";
import { contains, intersectRegions, type Region } from "./interval.ts";
import type { Published, PublishedFigure, Relation } from "./published.ts";
import type { Rational } from "./rational.ts";

export interface Prepared {
  readonly published: Published;
  readonly figures: ReadonlyMap<string, PublishedFigure>;
  readonly equations: ReadonlyMap<string, Equation>;
  /** Relations that mention a figure. */
  readonly relationsOf: ReadonlyMap<string, readonly Relation[]>;
  /** Equations that mention an unknown. */
  readonly withUnknowns: readonly Equation[];
  /** Figures that restate each other, each group once; a figure is in at most one. */
  readonly groupOf: ReadonlyMap<string, readonly string[]>;
}

export function prepareAudit(published: Published): Prepared {
  const figures = indexFigures(published);
  const equations = new Map<string, Equation>();
  const relationsOf = new Map<string, Relation[]>();
  for (const relation of published.relations) {
    const equation = findEquation(relation, figures);
    if (equation !== undefined) equations.set(relation.id, equation);
    for (const id of listRelationFigures(relation)) {
      const list = relationsOf.get(id) ?? [];
      list.push(relation);
      relationsOf.set(id, list);
    }
  }
  const withUnknowns = [...equations.values()].filter(
    (equation) => listRelationUnknowns(equation.relation).length > 0,
  );
  return { published, figures, equations, relationsOf, withUnknowns, groupOf: groupRestatements(published) };
}

/** Restatements that share a figure are one group. */
function groupRestatements(published: Published): ReadonlyMap<string, readonly string[]> {
  const groupOf = new Map<string, string[]>();
  for (const relation of published.relations) {
    if (relation.type !== "restatement") continue;
    const merged: string[] = [];
    for (const id of relation.figures) {
      for (const member of groupOf.get(id) ?? [id]) if (!merged.includes(member)) merged.push(member);
    }
    for (const member of merged) groupOf.set(member, merged);
  }
  return groupOf;
}

/**
 * The prints of a restated figure narrow each other, and the one with most decimals stands for all. A
 * group that has nothing in common is not a narrower print but an error: its figures keep their own.
 */
export function shareRestatements(prepared: Prepared, evidence: Evidence, only?: Iterable<string>): Evidence {
  const shared = new Map<string, Region>();
  const points = new Map<string, Rational>();
  for (const id of only ?? prepared.groupOf.keys()) {
    const group = prepared.groupOf.get(id);
    if (group === undefined || shared.has(id)) continue;
    const common = group.map((member) => evidence.region(member)).reduce(intersectRegions);
    if (common.length === 0) continue;
    const finest = findFinest(prepared, evidence, group, common);
    for (const member of group) {
      shared.set(member, common);
      if (finest !== undefined) points.set(member, finest);
    }
  }
  return { ...overlayRegions(evidence, shared), point: (id) => points.get(id) ?? evidence.point(id) };
}

/** Of the points that the group's prints have in common, the one printed with most decimals. */
function findFinest(
  prepared: Prepared,
  evidence: Evidence,
  group: readonly string[],
  common: Region,
): Rational | undefined {
  let finest: Rational | undefined;
  let most = -1;
  for (const member of group) {
    const decimals = prepared.figures.get(member)?.number?.decimals ?? -1;
    const point = evidence.point(member);
    if (decimals <= most || point === undefined || !common.some((part) => contains(part, point))) continue;
    finest = point;
    most = decimals;
  }
  return finest;
}
