/**
 * The words that addresses of the pages are made of. A page has no other way to its address than through the words
 * that stand here for it, so that what it reads, what it can write and what is told to be unknown are the same.
 */
import { verdicts } from "../audit/index.ts";
import { isDay } from "../model/index.ts";
import { readText, type ViewSearch } from "./address.ts";
import { stateNames } from "./parts/state-signs.ts";

export type Search = Readonly<Record<string, unknown>>;

/** One word: what its text says, undefined where it is none of what it can be; all that it can be, where that is little. */
export interface Word<T extends string | number = string | number> {
  readonly read: (text: string) => T | undefined;
  readonly known: readonly string[];
}

/** What only its page can judge, once it knows what there is. */
const text: Word<string> = { read: (written) => written, known: [] };
/** From 1 on, as people count. */
const count: Word<number> = {
  read: (written) => (/^[1-9]\d{0,8}$/.test(written) ? Number(written) : undefined),
  known: [],
};
const percent: Word<number> = {
  read: (written) => (Number(written) > 0 && Number(written) <= 100 ? Number(written) : undefined),
  known: [],
};
function oneOf<const T extends string>(known: readonly T[]): Word<T> {
  return { read: (written) => known.find((each) => each === written), known };
}

export const looks = ["piramide", "elenco"] as const;
export const rowOrders = ["model", "worst", "title", "rank"] as const;
export const figureColumns = ["office", "period", "member", "value", "state"] as const;

/** What each page reads in its address besides the view. */
const pageWords = {
  pyramid: { open: text, office: text, look: oneOf(looks) },
  /** `beside`: the indicator beside each office; `open`: the nodes that are, `*` = all. */
  offices: { find: text, beside: text, open: text },
  /** `open`: the row whose details are. */
  office: { find: text, open: text, state: oneOf(stateNames), sort: oneOf(rowOrders) },
  /** `act`: only what follows from it. */
  indicators: { find: text, act: text },
  /**
   * `member`: `area=conto`, several with commas between, `*` = all in the table; `office`: whose series is drawn;
   * `type`: which kind of office is compared; of the table `rows`, `when` and `kind`: office, period and kind of
   * office that are looked for, `sort`: the column it is sorted by, `-` before it = down.
   */
  indicator: {
    facet: text,
    member: text,
    office: text,
    type: text,
    rows: text,
    when: text,
    kind: text,
    sort: oneOf(figureColumns.flatMap((column) => [column, `-${column}` as const])),
  },
  /**
   * `scenari`: see `scenario-address.ts`; `attivo`, `accanto`: which of them, from 1; `aperte`: rows that are not as at
   * first; `quanto`: how much the tornado moves, percent; `cerca`: the search for another figure.
   */
  whatIf: {
    scenari: text,
    attivo: count,
    accanto: count,
    ufficio: text,
    aperte: text,
    classifica: text,
    tornado: text,
    quanto: percent,
    cerca: text,
  },
  /** `alt`, `w`: of weights that are not disclosed, which other printed figure is supposed, and what is tried. */
  audit: {
    figure: text,
    section: text,
    verdict: oneOf(verdicts),
    differing: oneOf(["1"]),
    q: text,
    alt: count,
    w: text,
  },
  /** `of`, `unit`: of which figures the effects of a delivery are shown; `sincePeriod`, `sinceUnit`: what has changed since a day. */
  data: {
    cell: text,
    delivery: count,
    row: count,
    of: text,
    unit: text,
    sincePeriod: text,
    sinceUnit: text,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Word>>>>;

type PageWords = typeof pageWords;
export type PageName = keyof PageWords;

/** What an address says of its page; what is not understood is not there, and is told elsewhere. */
export type PageSearch<P extends PageName> = {
  readonly [Key in keyof PageWords[P]]?: PageWords[P][Key] extends Word<infer T> ? T | undefined : never;
};

/** What a page can have its address say; what is undefined or empty leaves it. */
export type PageChange<P extends PageName> = ViewSearch & {
  readonly [Key in keyof PageSearch<P>]?: PageSearch<P>[Key] | "";
};

export function listWords(page: PageName): Readonly<Record<string, Word>> {
  return pageWords[page];
}

export function readPage<P extends PageName>(page: P, search: Search): PageSearch<P> {
  const read = Object.entries(listWords(page)).map(([key, word]) => {
    const written = readText(search[key]);
    return [key, written === undefined ? undefined : word.read(written)];
  });
  return Object.fromEntries(read) as PageSearch<P>;
}

/** `area=conto`: the word for them on the page of an indicator. */
export function writeMembers(members: Readonly<Record<string, string>>): string {
  return Object.entries(members)
    .map(([dimension, member]) => `${dimension}=${member}`)
    .join(",");
}

/** For a link: the address with other words in it, and the rest as it was. */
export function sayWords<P extends PageName>(change: PageChange<P>): (before: Search) => Search {
  return (before) => changeSearch(before, change);
}

/** An address with other words in it; those that are undefined or empty are left out. */
export function changeSearch(before: Search, change: object): Search {
  return Object.fromEntries(
    Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined && value !== ""),
  );
}

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
