/** A hierarchy on a date: units alive in the year, in pre-order, siblings by code so that sums have one order. */
import { Bug, type Day, type Hierarchy, type OrgUnit } from "../model/index.ts";
import type { Tree } from "./graph.ts";

/** Years are written with four digits, so that days compare as strings. */
const getFirstDay = (year: number): Day => `${String(year).padStart(4, "0")}-01-01`;

/** The day on which a graph of a year stands unless told otherwise. */
export const getLastDay = (year: number): Day => `${String(year).padStart(4, "0")}-12-31`;

/**
 * Units whose validity meets the year; a unit whose parent is not alive stands as a root. A code that
 * stands there several times is one unit, where it stands on `on`, as long as all of them.
 */
export function buildTree(hierarchy: Hierarchy, year: number, on: Day): Tree {
  const [from, until] = [getFirstDay(year), getFirstDay(year + 1)];
  const versionsOf = new Map<string, OrgUnit[]>();
  for (const unit of hierarchy.units) {
    if ((unit.validFrom ?? "") >= until || (unit.validUntil !== undefined && unit.validUntil <= from))
      continue;
    const versions = versionsOf.get(unit.code);
    if (versions) versions.push(unit);
    else versionsOf.set(unit.code, [unit]);
  }
  const alive = [...versionsOf.values()].map((versions) => mergeVersions(versions, on));
  const codes = new Set(alive.map((unit) => unit.code));
  const childrenOf = new Map<string, OrgUnit[]>();
  for (const unit of alive) {
    const parent = unit.parent !== undefined && codes.has(unit.parent) ? unit.parent : "";
    const siblings = childrenOf.get(parent);
    if (siblings) siblings.push(unit);
    else childrenOf.set(parent, [unit]);
  }
  for (const siblings of childrenOf.values()) siblings.sort((a, b) => (a.code < b.code ? -1 : 1));
  return layOutInPreOrder(hierarchy.id, childrenOf, alive.length);
}

/** The version in force on the day, or the last before it, or the first after it; from the first to the last. */
function mergeVersions(versions: OrgUnit[], on: Day): OrgUnit {
  const [only, another] = versions;
  if (only === undefined) throw new Bug("unità senza versioni");
  if (another === undefined) return only;
  const inOrder = versions.toSorted((a, b) => ((a.validFrom ?? "") < (b.validFrom ?? "") ? -1 : 1));
  const [first, last] = [inOrder[0]!, inOrder[inOrder.length - 1]!];
  const chosen = inOrder.findLast((unit) => (unit.validFrom ?? "") <= on) ?? first;
  return { ...chosen, validFrom: first.validFrom, validUntil: last.validUntil };
}

function layOutInPreOrder(id: string, childrenOf: Map<string, OrgUnit[]>, size: number): Tree {
  const units: OrgUnit[] = [];
  const parent = new Int32Array(size);
  const end = new Int32Array(size);
  const indexOf = new Map<string, number>();
  // An explicit stack, because a hierarchy may be as deep as its author likes.
  const stack = [{ siblings: childrenOf.get("") ?? [], next: 0, parent: -1 }];
  while (stack.length > 0) {
    const level = stack[stack.length - 1]!;
    const unit = level.siblings[level.next++];
    if (unit === undefined) {
      stack.pop();
      if (level.parent >= 0) end[level.parent] = units.length;
      continue;
    }
    const index = units.length;
    units.push(unit);
    parent[index] = level.parent;
    indexOf.set(unit.code, index);
    stack.push({ siblings: childrenOf.get(unit.code) ?? [], next: 0, parent: index });
  }
  return { id, units, parent, end, indexOf };
}

/** Per unit: 1 at the grain, 2 above it, 0 elsewhere. `grain`: ente, foglie, tutte or a type of unit. */
export function mapGrain(tree: Tree, grain: string): Uint8Array {
  const map = new Uint8Array(tree.units.length);
  for (let unit = tree.units.length - 1; unit >= 0; unit--) {
    const isLeaf = tree.end[unit] === unit + 1;
    const isRoot = tree.parent[unit] === -1;
    const atGrain =
      grain === "tutte" ||
      (grain === "ente" && isRoot) ||
      (grain === "foglie" && isLeaf) ||
      tree.units[unit]!.type === grain;
    // The highest matching node is the grain: what hangs below it is not measured apart.
    if (atGrain) map[unit] = 1;
    const above = tree.parent[unit]!;
    if (above >= 0 && map[unit] !== 0) map[above] = 2;
  }
  if (grain !== "tutte") {
    for (let unit = 0; unit < tree.units.length; unit++) {
      const above = tree.parent[unit]!;
      if (above >= 0 && map[above] !== 2) map[unit] = 0;
    }
  } else map.fill(1);
  return map;
}
