/** What comes from a worker is always new; where it says the same, the page keeps what it has, and draws nothing anew. */
import type { Shown } from "../../../engine/index.ts";

export function keepSame(before: Shown | undefined, now: Shown): Shown {
  if (before === undefined) return now;
  return {
    ...now,
    rows: keepItems(before.rows, now.rows, ({ path }) => path),
    ranking: keepItems(before.ranking, now.ranking, ({ orgUnit }) => orgUnit),
  };
}

/** The items of now, those that are as before by their name being the very ones of before. */
function keepItems<T>(before: readonly T[], now: readonly T[], nameOf: (item: T) => string): readonly T[] {
  const known = new Map(before.map((item) => [nameOf(item), item]));
  return now.map((item) => {
    const former = known.get(nameOf(item));
    return former !== undefined && JSON.stringify(former) === JSON.stringify(item) ? former : item;
  });
}
