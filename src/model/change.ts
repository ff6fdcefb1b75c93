/** The noun of a comparison: one thing that is not the same in two models, and how to tell field from field. */
import { writeDay } from "./day.ts";
import type { Origin } from "./model.ts";
import type { Place } from "./problem.ts";
import { writeNumber } from "./problem-words.ts";
import { getWord, provenanceWords, statusWords } from "./words.ts";

type Noun =
  | ("model" | "act" | "unit-of-measure" | "hierarchy" | "org-unit" | "dimension" | "member" | "grouping")
  | ("indicator" | "component" | "weight" | "target" | "observation" | "cause" | "distribution" | "event");
type Verb = "added" | "removed" | "changed" | "opened" | "closed" | "moved" | "revised";

export interface Change {
  /** Stable, English: `weight-changed`, `org-unit-moved`, `target-revised` … */
  readonly type: `${Noun}-${Verb}`;
  /** Whom it concerns, as the author calls it: `indicatore giacenza`. */
  readonly subject: string;
  /** Italian, one sentence. */
  readonly sentence: string;
  /** Where it stands in the first model. */
  readonly before?: Place;
  /** Where it stands in the second. */
  readonly after?: Place;
}

/** One thing that two entries may say differently; `undefined` = it says nothing. */
export interface Field<T> {
  /** With its article: `il titolo`. */
  readonly name: string;
  readonly read: (entry: T) => string | undefined;
}

/** What nobody wrote is told as such, so that a sentence never ends in the air. */
export function tellSaid(said: string | undefined): string {
  return said === undefined || said === "" ? "niente" : said;
}

export const quoteText = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : `«${text}»`;

export const writeOptional = (value: number | null | undefined): string | undefined =>
  value === undefined || value === null ? undefined : writeNumber(value);

export const writeOptionalDay = (day: string | undefined): string | undefined =>
  day === undefined ? undefined : writeDay(day);

export const capitalise = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** A change for every field that differs: `Il titolo di X passa da «a» a «b».` */
export function compareFields<T extends { readonly origin: Origin }>(
  type: Change["type"],
  subject: string,
  name: string,
  fields: readonly Field<T>[],
  before: T,
  after: T,
): Change[] {
  return fields.flatMap((field) => {
    const [was, is] = [field.read(before), field.read(after)];
    if (was === is) return [];
    const sentence = `${capitalise(field.name)} di ${name} passa da ${tellSaid(was)} a ${tellSaid(is)}.`;
    return [{ type, subject, sentence, before: before.origin.place, after: after.origin.place }];
  });
}

/** Where an entry comes from and since when it is known. */
export const originFields: readonly Field<{ readonly origin: Origin }>[] = [
  { name: "la fonte", read: ({ origin }) => tellSource(origin) },
  { name: "la provenienza", read: ({ origin }) => getWord(provenanceWords, origin.provenance) },
  { name: "la data di registrazione", read: ({ origin }) => writeOptionalDay(origin.recordedOn) },
  { name: "lo stato", read: ({ origin }) => getWord(statusWords, origin.status) },
];

function tellSource({ source }: Origin): string | undefined {
  if (source === undefined) return undefined;
  const { act, article, section, table, note } = source;
  const sectionText = section === undefined ? undefined : `sezione ${section}`;
  return quoteText([act, article, sectionText, table, note].filter((part) => part !== undefined).join(", "));
}

/** By name, so that the order in which an author wrote them changes nothing. */
export function sortPairs(
  pairs: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  return pairs.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
}

/** Entries of two lists that are the same one, by name; in the order of names, whatever that of the files. */
export interface Pairing<T> {
  readonly both: readonly (readonly [T, T])[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

export function pairByName<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (entry: T) => string,
): Pairing<T> {
  const order = (entries: readonly T[]) =>
    new Map(
      entries
        .map((entry) => [nameOf(entry), entry] as const)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    );
  const [old, now] = [order(before), order(after)];
  return {
    both: [...old].flatMap(([name, entry]) => (now.has(name) ? [[entry, now.get(name)!] as const] : [])),
    removed: [...old].flatMap(([name, entry]) => (now.has(name) ? [] : [entry])),
    added: [...now].flatMap(([name, entry]) => (old.has(name) ? [] : [entry])),
  };
}

/**
 * Entries that share a name, such as the records of one cell: the same `version` is the same entry; of what
 * is left over, one on each side is taken as the same entry with another version.
 */
export function pairVersions<T>(
  before: readonly T[],
  after: readonly T[],
  versionOf: (entry: T) => string,
): Pairing<T> {
  const exact = pairByName(before, after, versionOf);
  if (exact.removed.length !== 1 || exact.added.length !== 1) return exact;
  return { both: [...exact.both, [exact.removed[0]!, exact.added[0]!]], removed: [], added: [] };
}

/** The entries of each name, names in order. */
export function groupByName<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (entry: T) => string,
): readonly { readonly before: readonly T[]; readonly after: readonly T[] }[] {
  const groups = new Map<string, { before: T[]; after: T[] }>();
  const open = (entry: T) => {
    const group = groups.get(nameOf(entry)) ?? { before: [], after: [] };
    groups.set(nameOf(entry), group);
    return group;
  };
  for (const entry of before) open(entry).before.push(entry);
  for (const entry of after) open(entry).after.push(entry);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
