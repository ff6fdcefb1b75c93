/** What the readers of the sections share: names, tables, and the small checks on them. */
import { isDay } from "./day.ts";
import {
  findScalar,
  findText,
  getPlace,
  type Located,
  type LocatedMap,
  type LocatedScalar,
} from "./located.ts";
import type { Day, Origin } from "./model.ts";
import type { Place } from "./problem.ts";
import type { CsvTable } from "./read-csv.ts";
import type { Reporter } from "./report.ts";
import { findMeaning } from "./words.ts";

/** What is inherited: an origin whose place is not yet known. */
export type Head = Omit<Origin, "place">;

/** One entry of a section, with what it inherits. */
export interface Entry {
  readonly map: LocatedMap;
  readonly head: Head;
}

export const nameKinds = {
  act: "L'atto",
  unit: "L'unità di misura",
  hierarchy: "La gerarchia",
  dimension: "La dimensione",
  grouping: "Il raggruppamento",
  indicator: "L'indicatore",
  event: "L'evento",
  table: "La tabella",
  source: "La fonte",
  reorganisation: "La riorganizzazione",
} as const;
export type NameKind = keyof typeof nameKinds;

/** Every declared name with the place that declares it, entries with a wrong shape included. */
export type Names = Readonly<Record<NameKind, Map<string, Place>>>;

export interface Reading {
  readonly reporter: Reporter;
  /** Entries whose shape is wrong: already reported, not to be relied on. */
  readonly suspect: ReadonlySet<Located>;
  readonly names: Names;
  /** The CSV that an entry names, each file read once; undefined when it cannot be read (reported). */
  readonly readTable: (path: LocatedScalar, subject: string) => CsvTable | undefined;
}

export function createNames(): Names {
  return {
    act: new Map(),
    unit: new Map(),
    hierarchy: new Map(),
    dimension: new Map(),
    grouping: new Map(),
    indicator: new Map(),
    event: new Map(),
    table: new Map(),
    source: new Map(),
    reorganisation: new Map(),
  };
}

/** True when the name was free; otherwise both places are reported. */
export function declareName(reading: Reading, kind: NameKind, name: string, place: Place): boolean {
  const first = reading.names[kind].get(name);
  if (first !== undefined) {
    reading.reporter.report("duplicate", place, "", { what: nameKinds[kind], name, first, here: place });
    return false;
  }
  reading.names[kind].set(name, place);
  return true;
}

// Control characters never reach a terminal or a table; the others take references to figures apart.
const separators = /[,=[\]()#@"]|\p{Cc}|^\s|\s$/u;

/** Codes stand inside references to figures, and must not be what separates their parts. */
export function checkCode(reading: Reading, what: string, code: string, place: Place, subject: string): void {
  const [found] = separators.exec(code) ?? [];
  if (found === undefined) return;
  const shown = /[\p{Cc}\s]/u.test(found) ? "un carattere invisibile, o uno spazio al bordo" : `\`${found}\``;
  reading.reporter.report("bad-code", place, subject, { what, code, found: shown });
}

/** Reports a name that the model does not have. */
export function checkName(
  reading: Reading,
  kind: NameKind,
  name: string,
  place: Place,
  subject: string,
): boolean {
  if (reading.names[kind].has(name)) return true;
  const nearest = reading.reporter.findNearest(name, reading.names[kind].keys());
  reading.reporter.report("unknown-reference", place, subject, { what: nameKinds[kind], name, nearest });
  return false;
}

/** The day under a key, or undefined when there is none or it is not one (reported). */
export function readDay(reading: Reading, map: LocatedMap, key: string, subject: string): Day | undefined {
  const scalar = findScalar(map, key);
  if (scalar === undefined || isDay(scalar.text)) return scalar?.text;
  reading.reporter.report("not-a-day", scalar.place, subject, { key, found: scalar.text });
  return undefined;
}

/** `[from, until)`; reversed or empty intervals are reported. */
export function readInterval(
  reading: Reading,
  map: LocatedMap,
  keys: readonly [string, string],
  subject: string,
): { readonly from: Day | undefined; readonly until: Day | undefined } {
  const from = readDay(reading, map, keys[0], subject);
  const until = readDay(reading, map, keys[1], subject);
  if (from !== undefined && until !== undefined && until <= from) {
    reading.reporter.report("interval-reversed", getPlace(map, keys[1]), subject, { from, until });
  }
  return { from, until };
}

/** The meaning of a word under a key; words of CSV cells are checked here, those of YAML by the shape. */
export function readWord<T>(
  reading: Reading,
  map: LocatedMap,
  key: string,
  words: Readonly<Record<string, T>>,
  subject: string,
): T | undefined {
  const scalar = findScalar(map, key);
  const meaning = findMeaning(words, scalar?.text);
  if (scalar === undefined || meaning !== undefined) return meaning;
  const allowed = Object.keys(words);
  const nearest = reading.reporter.findNearest(scalar.text, allowed);
  reading.reporter.report("not-one-of", scalar.place, subject, { key, found: scalar.text, allowed, nearest });
  return undefined;
}

/** A text that must be there; YAML's shape check has seen to it, CSV rows are checked here. */
export function readRequired(
  reading: Reading,
  map: LocatedMap,
  key: string,
  expected: string,
  subject: string,
): string | undefined {
  const text = findText(map, key);
  if (text === undefined) reading.reporter.report("missing-key", map.place, subject, { key, expected });
  return text;
}

export function makeOrigin(head: Head, place: Place): Origin {
  return { place, ...head };
}
