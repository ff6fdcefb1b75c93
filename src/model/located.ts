/**
 * What the files say, before it means anything: maps, lists and scalars that know where they were
 * written. YAML entries and CSV rows both become this, so that one reader serves both.
 */
import type { Place } from "./problem.ts";

export interface LocatedScalar {
  readonly type: "scalar";
  readonly place: Place;
  /** Where the text itself begins: inside the quotes, on the line after a `|`. */
  readonly textPlace: Place;
  /** The text as written: for numbers their digits, so that `138.25` stays exact and `1.10` is not `1.1`. */
  readonly text: string;
  readonly value: string | number | boolean | null;
  /** CSV cells write numbers the Italian way. */
  readonly notation: "yaml" | "italian";
}

export interface LocatedList {
  readonly type: "list";
  readonly place: Place;
  readonly items: readonly Located[];
}

export interface LocatedEntry {
  readonly keyPlace: Place;
  readonly value: Located;
}

export interface LocatedMap {
  readonly type: "map";
  readonly place: Place;
  readonly entries: ReadonlyMap<string, LocatedEntry>;
}

export type Located = LocatedScalar | LocatedList | LocatedMap;

export function findValue(map: LocatedMap, key: string): Located | undefined {
  return map.entries.get(key)?.value;
}

export function findScalar(map: LocatedMap, key: string): LocatedScalar | undefined {
  const value = findValue(map, key);
  return value?.type === "scalar" && value.value !== null ? value : undefined;
}

export function findText(map: LocatedMap, key: string): string | undefined {
  return findScalar(map, key)?.text;
}

export function findNumber(map: LocatedMap, key: string): number | undefined {
  const value = findScalar(map, key)?.value;
  return typeof value === "number" ? value : undefined;
}

export function findMap(map: LocatedMap, key: string): LocatedMap | undefined {
  const value = findValue(map, key);
  return value?.type === "map" ? value : undefined;
}

export function listItems(map: LocatedMap, key: string): readonly Located[] {
  const value = findValue(map, key);
  return value?.type === "list" ? value.items : [];
}

export function listMaps(map: LocatedMap, key: string): readonly LocatedMap[] {
  return listItems(map, key).filter((item) => item.type === "map");
}

export function listScalars(map: LocatedMap, key: string): readonly LocatedScalar[] {
  return listItems(map, key).filter((item) => item.type === "scalar");
}

/** The place of a key's value, or else of the map itself. */
export function getPlace(map: LocatedMap, key: string): Place {
  return findValue(map, key)?.place ?? map.place;
}

/** `over` wins key by key; the place is given, because either may be what a problem is about. */
export function overlayMaps(under: LocatedMap, over: LocatedMap, place: Place): LocatedMap {
  return { type: "map", place, entries: new Map([...under.entries, ...over.entries]) };
}

/**
 * Plain data for the shape check. Maps have no prototype, so a key such as `__proto__` is a key like
 * any other. Depth is bounded by `maxYamlDepth`.
 */
export function toPlain(located: Located): unknown {
  if (located.type === "scalar") return located.value;
  if (located.type === "list") return located.items.map(toPlain);
  const plain: Record<string, unknown> = Object.create(null);
  for (const [key, entry] of located.entries) plain[key] = toPlain(entry.value);
  return plain;
}

/** The node at a path of keys and positions, as far as it exists, and the nodes passed on the way. */
export function walkPath(root: Located, path: readonly PropertyKey[]): readonly Located[] {
  const walked: Located[] = [root];
  let current: Located = root;
  for (const step of path) {
    let next: Located | undefined;
    if (current.type === "map") next = current.entries.get(String(step))?.value;
    else if (current.type === "list") next = current.items[Number(step)];
    if (next === undefined) break;
    walked.push(next);
    current = next;
  }
  return walked;
}
