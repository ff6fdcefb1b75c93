/**
 * What an address of the pages says besides where it leads: from where figures are seen, against what, and which
 * figure is being explained. All that a page shows can be sent to somebody as its address.
 */
import { parseSearchWith, stringifySearchWith } from "@tanstack/react-router";

export interface ViewSearch {
  /** 2023, 2023-T3, 2023-11. */
  readonly period?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly methodOn?: string | undefined;
  readonly boundariesOn?: string | undefined;
  readonly withoutEvent?: string | undefined;
  /** A day of knowledge (2023-06-30) or a period (2022) to compare with. */
  readonly against?: string | undefined;
  /** The figure that is explained: `indicator|facet|office|period|dim=member|@day`, without what is not needed. */
  readonly why?: string | undefined;
}

export const viewKeys = [
  "period",
  "knownAt",
  "methodOn",
  "boundariesOn",
  "withoutEvent",
  "against",
  "why",
] as const satisfies readonly (keyof ViewSearch)[];

/**
 * Every word of an address is a text and stands there as it is: 2023 needs no quotes to be one, and 1.50 is not 1.5.
 * Only what begins with a quote is written within quotes.
 */
function readQuoted(text: string): unknown {
  if (!text.startsWith('"')) throw new Error("non è tra virgolette");
  return JSON.parse(text);
}

export const parseWords = parseSearchWith(readQuoted);
export const writeWords = stringifySearchWith(JSON.stringify, readQuoted);

/** A text of an address; the router reads 2023 as a number, and true as what it says. */
export function readText(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** What an address says of the view; anything else that stands in it belongs to the page. */
export function readView(search: Readonly<Record<string, unknown>>): ViewSearch {
  const read = viewKeys.map((key) => [key, readText(search[key])] as const);
  return Object.fromEntries(read.filter(([, text]) => text !== undefined));
}

export interface WhyAsked {
  readonly indicator: string;
  readonly facet?: string | undefined;
  readonly orgUnit?: string | undefined;
  readonly period?: string | undefined;
  readonly members?: readonly string[];
  /** As known on this day, whatever the page around it shows. */
  readonly knownAt?: string | undefined;
}

export function writeWhy({ indicator, facet, orgUnit, period, members = [], knownAt }: WhyAsked): string {
  const day = knownAt === undefined ? [] : [`${dayMark}${knownAt}`];
  return [indicator, facet ?? "", orgUnit ?? "", period ?? "", ...members, ...day].join("|");
}

/** Before a day of knowledge among the members. */
const dayMark = "@";

export function readWhy(text: string): WhyAsked {
  const [indicator = "", facet, orgUnit, period, ...members] = text.split("|");
  return {
    indicator,
    facet: facet || undefined,
    orgUnit: orgUnit || undefined,
    period: period || undefined,
    members: members.filter((member) => member !== "" && !member.startsWith(dayMark)),
    knownAt: members.find((member) => member.startsWith(dayMark))?.slice(dayMark.length),
  };
}

/** What a resource is asked with, of what the address says. */
export function pickView(search: ViewSearch): Omit<ViewSearch, "against" | "why"> {
  const { period, knownAt, methodOn, boundariesOn, withoutEvent } = search;
  const given = Object.entries({ period, knownAt, methodOn, boundariesOn, withoutEvent });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== ""));
}
