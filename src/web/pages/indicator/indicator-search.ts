/** What the address of these pages says besides the view. */
import type { Answers } from "../../client.ts";
import { readText } from "../../parts/use-page-search.ts";

export type IndicatorFacet = Answers["indicator"]["describe"]["mainFacet"];

export interface IndicatorSearch {
  readonly find?: string | undefined;
  /** Of the list: only what follows from this act. */
  readonly act?: string | undefined;
  readonly facet?: IndicatorFacet | undefined;
  /** `area=conto`, several with commas between; `*` = all of them, in the table. */
  readonly member?: string | undefined;
  /** Whose series is drawn. */
  readonly office?: string | undefined;
  /** Which kind of office is compared. */
  readonly type?: string | undefined;
  /** Of the table: office, period and state that are looked for, and the column it is sorted by, `-` before it = down. */
  readonly rows?: string | undefined;
  readonly when?: string | undefined;
  readonly kind?: string | undefined;
  readonly sort?: string | undefined;
}

const facets = [
  "result",
  "target",
  "deviation",
  "attainment",
  "index",
] as const satisfies readonly IndicatorFacet[];

export function readIndicatorSearch(search: Readonly<Record<string, unknown>>): IndicatorSearch {
  return {
    find: readText(search.find),
    act: readText(search.act),
    facet: facets.find((facet) => facet === search.facet),
    member: readText(search.member),
    office: readText(search.office),
    type: readText(search.type),
    rows: readText(search.rows),
    when: readText(search.when),
    kind: readText(search.kind),
    sort: readText(search.sort),
  };
}

export function writeMembers(members: Readonly<Record<string, string>>): string {
  return Object.entries(members)
    .map(([dimension, member]) => `${dimension}=${member}`)
    .join(",");
}
