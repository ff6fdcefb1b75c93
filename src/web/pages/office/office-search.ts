/** What the address of these pages says besides the view. */

import { type StateName, stateNames } from "../../parts/state-mark.tsx";
import { readText } from "../../parts/use-page-search.ts";

export interface OfficeSearch {
  readonly find?: string | undefined;
  /** In the tree: the indicator beside each office. */
  readonly beside?: string | undefined;
  /** In the tree: the nodes that are open, `*` = all; in a scorecard: the row whose details are open. */
  readonly open?: string | undefined;
  readonly state?: StateName | undefined;
  readonly sort?: Sort | undefined;
}

export const sorts = ["model", "worst", "title", "rank"] as const;
export type Sort = (typeof sorts)[number];

export function readOfficeSearch(search: Readonly<Record<string, unknown>>): OfficeSearch {
  return {
    find: readText(search.find),
    beside: readText(search.beside),
    open: readText(search.open),
    state: stateNames.find((name) => name === search.state),
    sort: sorts.find((name) => name === search.sort),
  };
}
