/** How the page of scenarios is looked at, as its address says it. */
import type { PageChange, PageSearch } from "../../address-words.ts";

/** What the address keeps of how the page is looked at. */
export interface DeskLook {
  readonly orgUnit: string | undefined;
  readonly toggled: readonly string[];
  readonly rankBy: string | undefined;
  readonly tornado: string | undefined;
  readonly share: number;
  readonly find: string;
}

/** Rows of the pyramid that are drawn; more are drawn when asked for. */
export const rowsAtOnce = 60;
/** Offices that are seen of a ranking. */
export const rankCount = 15;

const lookSeparator = "~";
/** Percent by which the tornado moves what it is made of. */
const usualShare = 10;

export function readLook(search: PageSearch<"whatIf">): DeskLook {
  const { ufficio, aperte, classifica, tornado, quanto = usualShare, cerca = "" } = search;
  return {
    orgUnit: ufficio,
    toggled: aperte?.split(lookSeparator) ?? [],
    rankBy: classifica,
    tornado,
    share: quanto,
    find: cerca,
  };
}

/** What of a look is to be said otherwise, in the words of the address. */
export function writeLook(change: Partial<DeskLook>): PageChange<"whatIf"> {
  const { orgUnit, toggled, rankBy, tornado, share } = change;
  return {
    ...("orgUnit" in change && { ufficio: orgUnit }),
    ...(toggled && { aperte: toggled.join(lookSeparator) }),
    ...(rankBy !== undefined && { classifica: rankBy }),
    ...(tornado !== undefined && { tornado }),
    ...(share !== undefined && { quanto: share === usualShare ? undefined : share }),
  };
}
