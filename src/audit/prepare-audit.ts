/**
 * Everything about a published document that does not depend on what a print says: indexes of figures
 * and relations, equations compiled once, groups of restatements. Trial changes reuse it.
 */
import { type Equation, findEquation } from "./compile-relation.ts";
import {
  type Evidence,
  indexFigures,
  listRelationFigures,
  listRelationOperands,
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
  /** Operands of each relation, by its id: what reading it once costs. */
  readonly sizeOf: ReadonlyMap<string, number>;
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
  const sizeOf = new Map(published.relations.map((one) => [one.id, listRelationOperands(one).length + 1]));
  const groupOf = groupRestatements(published);
  return { published, figures, equations, relationsOf, sizeOf, withUnknowns, groupOf };
}

/** Restatements that share a figure are one group (union–find, each figure under the first of its group). */
function groupRestatements(published: Published): ReadonlyMap<string, readonly string[]> {
  const above = new Map<string, string>();
  const findTop = (id: string): string => {
    let top = id;
    for (let next = above.get(top); next !== undefined && next !== top; next = above.get(top)) top = next;
    for (let at = id; at !== top; ) {
      const next = above.get(at) ?? top;
      above.set(at, top);
      at = next;
    }
    return top;
  };
  for (const relation of published.relations) {
    if (relation.type !== "restatement") continue;
    const [first = "", ...others] = relation.figures;
    if (!above.has(first)) above.set(first, first);
    for (const other of others) above.set(above.has(other) ? findTop(other) : other, findTop(first));
  }
  const members = new Map<string, string[]>();
  for (const id of above.keys()) {
    const top = findTop(id);
    const group = members.get(top) ?? [];
    group.push(id);
    members.set(top, group);
  }
  return new Map([...above.keys()].map((id) => [id, members.get(findTop(id)) ?? [id]]));
}

/**
 * The prints of a restated figure narrow each other, and the one with most decimals stands for all. A
 * group that has nothing in common is not a narrower print but an error: its figures keep their own.
 */
export function shareRestatements(prepared: Prepared, evidence: Evidence, only?: Iterable<string>): Evidence {
  const shared = new Map<string, Region>();
  const points = new Map<string, Rational>();
  const seen = new Set<readonly string[]>();
  for (const id of only ?? prepared.groupOf.keys()) {
    const group = prepared.groupOf.get(id);
    if (group === undefined || seen.has(group)) continue;
    seen.add(group);
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
