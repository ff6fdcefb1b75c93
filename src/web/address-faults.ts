/**
 * What is wrong with an address of the pages. A word that is passed over would show other figures than those that were
 * meant, and nobody would know.
 */
import { findNearestName, findPeriod, isDay } from "../model/index.ts";
import { readText, readView, type ViewSearch, viewKeys } from "./address.ts";
import { listWords, type PageName, type Search } from "./address-words.ts";

export interface AddressFault {
  readonly key: string;
  readonly value: string;
  /** Whether the word itself is not known here, or only what it is said to be. */
  readonly wrong: "word" | "value";
  /** What may have been meant. */
  readonly nearest?: string | undefined;
  /** All that it can be, where that is little. */
  readonly known?: readonly string[] | undefined;
  /** What only its page can say of it, in the reader's tongue. */
  readonly advice?: string | undefined;
}

/** Words that the page does not know, and what those that it knows cannot be, whatever there is. */
export function findPageFaults(page: PageName, search: Search): readonly AddressFault[] {
  const words = new Map(Object.entries(listWords(page)));
  const shared: readonly string[] = [...viewKeys, "lang"];
  return Object.entries(search).flatMap(([key, value]): readonly AddressFault[] => {
    if (shared.includes(key)) return [];
    const word = words.get(key);
    if (word === undefined) {
      const nearest = findNearestName(key, [...shared, ...words.keys()]);
      return [{ key, value: tellValue(value), wrong: "word", nearest }];
    }
    const written = readText(value);
    const isRead = value === "" || (written !== undefined && word.read(written) !== undefined);
    return isRead ? [] : [makeFault(key, tellValue(value), word.known)];
  });
}

/** What the model of the workspace says of what a view can be; undefined until it is known. */
interface ViewWords {
  readonly years: { readonly from: number; readonly to: number };
  readonly events: readonly { readonly id: string }[];
}

/** What of the view is no period, day, year or event. The figure that is explained is looked for by who explains it. */
export function findWrongView(search: Search, model: ViewWords | undefined): readonly AddressFault[] {
  const view = readView(search);
  const isPeriod = (text: string): boolean => {
    const year = findPeriod(text)?.year;
    return (
      year !== undefined && (model === undefined || (year >= model.years.from && year <= model.years.to))
    );
  };
  const checks: Readonly<Record<keyof ViewSearch, (text: string) => boolean>> = {
    period: isPeriod,
    knownAt: isDay,
    methodOn: isDay,
    boundariesOn: isDay,
    withoutEvent: (text) => model === undefined || model.events.some(({ id }) => id === text),
    against: (text) => isDay(text) || isPeriod(text),
    why: () => true,
  };
  return viewKeys.flatMap((key): AddressFault[] => {
    if (search[key] === undefined || search[key] === "") return [];
    const text = view[key];
    // Of another type than a text: the view has passed it over.
    if (text !== undefined && checks[key](text)) return [];
    const known = key === "withoutEvent" ? model?.events.map(({ id }) => id) : undefined;
    return [makeFault(key, tellValue(search[key]), known)];
  });
}

/** What a word of a page says, where there is no such thing. */
export function findWrongValue(
  key: string,
  value: string | number | undefined,
  known: readonly string[],
): readonly AddressFault[] {
  if (value === undefined || known.includes(String(value))) return [];
  return [makeFault(key, tellValue(value), known)];
}

/** The same of a word that says several things at once. */
export function findWrongParts(
  key: string,
  parts: readonly string[],
  known: ReadonlySet<string>,
): readonly AddressFault[] {
  const wrong = parts.filter((part) => part !== "" && !known.has(part));
  return wrong.length === 0 ? [] : [makeFault(key, wrong.join(", ").slice(0, 80), [...known])];
}

/** What a word of a page says, and only its page can tell what is wrong with it. */
export function makeOwnFault(key: string, value: string, advice: string): AddressFault {
  return { ...makeFault(key, tellValue(value)), advice };
}

/** As many as are told at once. */
const mostKnown = 8;

function makeFault(key: string, value: string, values: readonly string[] = []): AddressFault {
  // The value that is not written is none to write.
  const known = values.filter((each) => each !== "");
  const isFew = known.length > 0 && known.length <= mostKnown;
  return {
    key,
    value,
    wrong: "value",
    nearest: findNearestName(value, known),
    known: isFew ? known : undefined,
  };
}

function tellValue(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, 80);
}
