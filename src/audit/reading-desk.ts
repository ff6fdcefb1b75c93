/** What the readers of this room share: where problems go, what is declared, what work is left. */
import {
  findMeaning,
  findNearestName,
  findScalar,
  findValue,
  type Located,
  type LocatedEntry,
  type LocatedMap,
  type LocatedScalar,
  type Place,
  type Reporter,
} from "../model/index.ts";
import type { AuditReporter } from "./problems.ts";
import type { PublishedFigure, Unknown } from "./published.ts";

export interface Desk {
  /** For files, keys and words: the sentences of the model room. */
  readonly common: Reporter;
  readonly audit: AuditReporter;
  readonly figures: Map<string, PublishedFigure>;
  readonly unknowns: Map<string, Unknown>;
  /** Work left before the limits. */
  readonly left: { operands: number; matches: number; suggestions: number };
}

export function describeNode({ value }: LocatedEntry): string {
  if (value.type === "list") return "una lista";
  return value.type === "map"
    ? "un insieme di chiavi"
    : value.value === null
      ? "un valore vuoto"
      : `\`${value.text}\``;
}

/** The scalar under a key that must be there. */
export function requireScalar(
  desk: Desk,
  map: LocatedMap,
  key: string,
  subject: string,
  expected: string,
): LocatedScalar | undefined {
  const found = findScalar(map, key);
  if (found !== undefined) return found;
  const entry = map.entries.get(key);
  if (entry === undefined) desk.common.report("missing-key", map.place, subject, { key, expected });
  else
    desk.common.report("wrong-type", entry.value.place, subject, {
      key,
      expected,
      found: describeNode(entry),
    });
  return undefined;
}

/** The meaning of a word under a key, `fallback` when the key is not there. */
export function readChoice<T>(
  desk: Desk,
  map: LocatedMap,
  key: string,
  words: Readonly<Record<string, T>>,
  subject: string,
  fallback: T | undefined,
): T | undefined {
  const value = findValue(map, key);
  if (value === undefined && fallback !== undefined) return fallback;
  const allowed = Object.keys(words);
  const scalar = requireScalar(desk, map, key, subject, allowed.join(", "));
  if (scalar === undefined) return undefined;
  const meaning = findMeaning(words, scalar.text);
  if (meaning !== undefined) return meaning;
  const nearest = findNearestName(scalar.text, allowed);
  desk.common.report("not-one-of", scalar.place, subject, { key, found: scalar.text, allowed, nearest });
  return undefined;
}

export function reportUnknownKeys(
  desk: Desk,
  map: LocatedMap,
  allowed: readonly string[],
  subject: string,
): void {
  for (const [key, entry] of map.entries) {
    if (allowed.includes(key)) continue;
    desk.common.report("unknown-key", entry.keyPlace, subject, {
      key,
      nearest: findNearestName(key, allowed),
      allowed,
      isBare: entry.value.type === "scalar" && entry.value.value === null,
    });
  }
}

/** The items of a list, which may be missing; what is not a list, or not of the expected sort, is reported. */
export function readItems<T extends Located["type"]>(
  desk: Desk,
  map: LocatedMap,
  key: string,
  sorts: readonly T[],
  subject: string,
): readonly Extract<Located, { type: T }>[] {
  const value = findValue(map, key);
  if (value === undefined) return [];
  const expected = sorts.map((sort) => sortNames[sort]).join(" o ");
  if (value.type !== "list") {
    const found = describeNode({ keyPlace: value.place, value });
    desk.common.report("wrong-type", value.place, subject, { key, expected: "una lista", found });
    return [];
  }
  return value.items.filter((item): item is Extract<Located, { type: T }> => {
    const isExpected =
      sorts.some((sort) => sort === item.type) && !(item.type === "scalar" && item.value === null);
    const found = describeNode({ keyPlace: item.place, value: item });
    if (!isExpected) desk.common.report("wrong-type", item.place, subject, { key, expected, found });
    return isExpected;
  });
}

const sortNames: Readonly<Record<Located["type"], string>> = {
  scalar: "un nome o un numero",
  list: "una lista",
  map: "un insieme di chiavi",
};

export function startOfFile(file: string): Place {
  return { file, line: 1, column: 1 };
}

/** Whether a name matches a pattern whose `*` stand for any text; linear in both. */
export function matchesPattern(name: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - at >= last.length && name.endsWith(last);
}

/** The figures a pattern names, in the order of the files; undefined when the work is spent. */
export function matchFigures(desk: Desk, pattern: string): readonly string[] | undefined {
  desk.left.matches -= desk.figures.size;
  if (desk.left.matches < 0) return undefined;
  return [...desk.figures.keys()].filter((id) => matchesPattern(id, pattern));
}
