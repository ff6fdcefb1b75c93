/** What drafts share: their noun, the context in which they are filled, and how one finds another. */
import type { Formula } from "../formula/index.ts";
import {
  Bug,
  type Facet,
  type FormulaText,
  type Indicator,
  type Members,
  type Model,
  type Problem,
} from "../model/index.ts";
import { type GraphNode, nodeKey, type RollUp } from "./graph.ts";
import { facetNotAvailable, mixedHierarchies } from "./problems.ts";

export interface Draft {
  readonly id: number;
  readonly key: string;
  readonly base: Base;
  /** Draft ids. */
  operands: readonly number[];
  finish: (index: number, operands: readonly number[]) => GraphNode;
}

export interface Drafts {
  readonly list: readonly Draft[];
}

export type Base = Pick<GraphNode, "key" | "indicator" | "facet" | "members" | "tree">;

export interface Context {
  readonly model: Model;
  readonly indicatorOf: ReadonlyMap<string, Indicator>;
  /** Indicators for which some target is stated. */
  readonly aimed: ReadonlySet<string>;
  readonly list: Draft[];
  readonly idOf: Map<string, number>;
  readonly open: (base: Base) => Draft;
  readonly formulas: ReadonlyMap<FormulaText, Formula>;
  readonly problems: Problem[];
  /** A problem of a formula is told once, not once for each combination of members. */
  readonly reported: Set<string>;
}

/** The facets an indicator has: its main one and those that follow from it. */
export function listFacets(indicator: Indicator, aimed: ReadonlySet<string>): Facet[] {
  const found: Facet[] = [indicator.mainFacet];
  // An index has a target only where one is stated; nothing is compared with it by rule.
  if (indicator.mainFacet === "index" && aimed.has(indicator.id)) found.push("target");
  if (indicator.mainFacet !== "result") return found;
  found.push("target");
  if (indicator.deviation !== undefined) found.push("deviation");
  if (indicator.attainment !== undefined) found.push("attainment");
  return found;
}

/** For each dimension of an indicator the member that is chosen, or else the owner's. */
export function matchMembers(id: string, chosen: Members, base: Base, { indicatorOf }: Context): Members {
  const members: Record<string, string> = {};
  for (const dimension of indicatorOf.get(id)?.dimensions ?? []) {
    const member = chosen[dimension] ?? base.members[dimension];
    if (member !== undefined) members[dimension] = member;
  }
  return members;
}

/** Ratios and scores have none: they are never summed. */
export function findRollUp(indicator: Indicator, decimals: number): RollUp | undefined {
  const { kind, whenAbsent, act } = indicator;
  if (kind === "ratio" || kind === "score") return undefined;
  return { kind, whenAbsent, act, decimals };
}

/** The draft behind a name, or a problem that says what the name offers. */
export function findFigure(
  id: string,
  asked: Facet | undefined,
  members: Members,
  place: FormulaText["place"],
  base: Base,
  context: Context,
): number | undefined {
  const indicator = context.indicatorOf.get(id);
  if (indicator === undefined) return undefined;
  const facet = asked ?? indicator.mainFacet;
  const subject = `indicatore ${base.indicator.id}`;
  if (indicator.hierarchy !== base.tree.id) {
    reportOnce(mixedHierarchies(place, subject, base.tree.id, id, indicator.hierarchy), context);
    return undefined;
  }
  const available = listFacets(indicator, context.aimed);
  if (!available.includes(facet)) {
    reportOnce(facetNotAvailable(place, subject, id, facet, available), context);
    return undefined;
  }
  return context.idOf.get(nodeKey(id, facet, members));
}

export function reportOnce(problem: Problem, context: Context): void {
  const identity = `${problem.code} ${problem.place.file}:${problem.place.line}:${problem.place.column} ${problem.sentence}`;
  if (context.reported.has(identity)) return;
  context.reported.add(identity);
  context.problems.push(problem);
}

export function getId(key: string, context: Context): number {
  const id = context.idOf.get(key);
  if (id === undefined) throw new Bug(`nodo ${key} non trovato`);
  return id;
}
