/** An office by its code, in the tree of which it is. */
import type { Figures } from "../engine/index.ts";
import type { Tree } from "../graph/index.ts";
import { findNearestName, type Outcome } from "../model/index.ts";
import { orgUnitNotKnown } from "./problems.ts";

export interface OfficePlace {
  readonly code: string;
  readonly title: string;
  readonly type: string;
  readonly hierarchy: string;
}

export interface FoundOffice {
  readonly tree: Tree;
  readonly unit: number;
}

export function findOffice({ graph }: Figures, code: string): Outcome<FoundOffice | undefined> {
  for (const tree of graph.trees) {
    const unit = tree.indexOf.get(code);
    if (unit !== undefined) return { value: { tree, unit }, problems: [] };
  }
  const codes = graph.trees.flatMap((tree) => [...tree.indexOf.keys()]);
  return { value: undefined, problems: [orgUnitNotKnown(code, findNearestName(code, codes))] };
}

export function tellOffice(tree: Tree, unit: number): OfficePlace {
  const { code, title, type } = tree.units[unit]!;
  return { code, title, type, hierarchy: tree.id };
}

/** From the root down to the parent. */
export function listAncestors(tree: Tree, unit: number): number[] {
  const above: number[] = [];
  for (let next = tree.parent[unit]!; next >= 0; next = tree.parent[next]!) above.unshift(next);
  return above;
}

export function listChildren(tree: Tree, unit: number): number[] {
  const children: number[] = [];
  for (let below = unit + 1; below < tree.end[unit]!; below = tree.end[below]!) children.push(below);
  return children;
}
