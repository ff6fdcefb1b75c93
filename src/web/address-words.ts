/**
 * The words that addresses of the pages are made of: which each page reads, and what is wrong with one. A word that is
 * passed over would show other figures than those that were meant, and nobody would know.
 */
import { findNearestName, findPeriod, isDay } from "../model/index.ts";
import { readView, type ViewSearch, viewKeys } from "./address.ts";

export type PageName =
  | "pyramid"
  | "offices"
  | "office"
  | "indicators"
  | "indicator"
  | "whatIf"
  | "audit"
  | "data";

export interface AddressFault {
  readonly key: string;
  readonly value: string;
  /** Whether the word itself is not known here, or only what it is said to be. */
  readonly wrong: "word" | "value";
  /** What may have been meant. */
  readonly nearest?: string | undefined;
  /** All that it can be, where that is little. */
  readonly known?: readonly string[] | undefined;
}

/** What each page reads in its address besides the view. */
const ownWords: Readonly<Record<PageName, readonly string[]>> = {
  pyramid: ["open", "office", "look"],
  offices: ["find", "beside", "open"],
  office: ["find", "open", "state", "sort"],
  indicators: ["find", "act"],
  indicator: ["facet", "member", "office", "type", "rows", "when", "kind", "sort"],
  whatIf: ["scenari", "attivo", "accanto", "ufficio", "aperte", "classifica", "tornado", "quanto", "cerca"],
  audit: ["figure", "section", "verdict", "differing", "q", "alt", "w"],
  data: ["cell", "delivery", "row", "of", "unit", "sincePeriod", "sinceUnit"],
};

/** Words of the view that change nothing on a page. */
const unheeded: Readonly<Record<PageName, readonly (keyof ViewSearch)[]>> = {
  pyramid: [],
  offices: ["against"],
  office: ["against"],
  indicators: ["period", "knownAt", "methodOn", "boundariesOn", "withoutEvent", "against"],
  indicator: ["against"],
  whatIf: ["against"],
  audit: ["period", "methodOn", "boundariesOn", "withoutEvent", "against"],
  data: ["methodOn", "boundariesOn", "withoutEvent"],
};

const singlePages: ReadonlyMap<string, PageName> = new Map([
  ["e-se", "whatIf"],
  ["verifica", "audit"],
  ["dati", "data"],
]);

/** Which page a path is of; undefined where it leads nowhere. */
export function findPage(path: string): PageName | undefined {
  const [, workspace, page, part, ...more] = path.replace(/\/+$/, "").split("/");
  if (workspace === undefined || workspace === "" || more.length > 0) return undefined;
  if (page === undefined) return "pyramid";
  if (page === "uffici") return part === undefined ? "offices" : "office";
  if (page === "indicatori") return part === undefined ? "indicators" : "indicator";
  return part === undefined ? singlePages.get(page) : undefined;
}

/** Words of the view that stand in an address and change nothing on its page. */
export function listUnheeded(page: PageName, view: ViewSearch): readonly (keyof ViewSearch)[] {
  // What has changed is told since a day, not since a period.
  const own =
    page === "data" && !isDay(view.against ?? "") ? [...unheeded.data, "against" as const] : unheeded[page];
  return own.filter((key) => view[key] !== undefined);
}

/** Words that the page does not know. */
export function findUnknownWords(
  page: PageName,
  search: Readonly<Record<string, unknown>>,
): readonly AddressFault[] {
  const known = [...viewKeys, ...ownWords[page], "lang"];
  return Object.entries(search)
    .filter(([key]) => !known.includes(key))
    .map(([key, value]) => ({
      key,
      value: tellValue(value),
      wrong: "word",
      nearest: findNearestName(key, known),
    }));
}

/** What the model of the workspace says of what a view can be; undefined until it is known. */
interface ViewWords {
  readonly years: { readonly from: number; readonly to: number };
  readonly events: readonly { readonly id: string }[];
}

/** What of the view is no period, day, year or event. The figure that is explained is looked for by who explains it. */
export function findWrongView(
  search: Readonly<Record<string, unknown>>,
  model: ViewWords | undefined,
): readonly AddressFault[] {
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

/** What a word of a page is said to be, where it is none of what it can be. */
export function findWrongValue(
  key: string,
  value: unknown,
  known: readonly string[],
): readonly AddressFault[] {
  if (value === undefined || value === "") return [];
  const text = tellValue(value);
  return known.includes(text) ? [] : [makeFault(key, text, known)];
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
