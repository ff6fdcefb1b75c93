/**
 * What is shown, from one time to the next: most of it says the same. Only what does not is sent from the worker, and the
 * page keeps what it has, so that it draws nothing anew.
 */
import type { Ranked, Shown, ShownRow } from "../../../engine/index.ts";

/** What is shown beside what was shown before: an item that says the same is told by its name. */
export type ShownChanges = Omit<Shown, "rows" | "ranking"> & {
  readonly rows: readonly (ShownRow | string)[];
  readonly ranking: readonly (Ranked | string)[];
};

const nameRow = ({ path }: ShownRow): string => path;
const nameRanked = ({ orgUnit }: Ranked): string => orgUnit;

/** @param before by whose items those of now are told where they are the very same, as a desk gives them */
export function listChanges(before: Shown | undefined, now: Shown): ShownChanges {
  if (before === undefined) return now;
  const [rows, ranking] = [new Set(before.rows), new Set(before.ranking)];
  return {
    ...now,
    rows: now.rows.map((row) => (rows.has(row) ? nameRow(row) : row)),
    ranking: now.ranking.map((ranked) => (ranking.has(ranked) ? nameRanked(ranked) : ranked)),
  };
}

/** @param before the same as when the changes were listed, where they name something */
export function applyChanges(before: Shown | undefined, changes: ShownChanges): Shown {
  const [rows, ranking] = [before?.rows ?? [], before?.ranking ?? []];
  return {
    ...changes,
    rows: findItems(rows, changes.rows, nameRow),
    ranking: findItems(ranking, changes.ranking, nameRanked),
  };
}

function findItems<T>(
  before: readonly T[],
  sent: readonly (T | string)[],
  nameOf: (item: T) => string,
): readonly T[] {
  const known = new Map(before.map((item) => [nameOf(item), item]));
  return sent.map((item) => (typeof item === "string" ? known.get(item)! : item));
}

/** The same as now, with the items of before where they say the same: those of the server, beside the worker's first. */
export function keepSame(before: Shown | undefined, now: Shown): Shown {
  if (before === undefined) return now;
  return {
    ...now,
    rows: keepItems(before.rows, now.rows, nameRow),
    ranking: keepItems(before.ranking, now.ranking, nameRanked),
  };
}

function keepItems<T>(before: readonly T[], now: readonly T[], nameOf: (item: T) => string): readonly T[] {
  const known = new Map(before.map((item) => [nameOf(item), item]));
  return now.map((item) => {
    const former = known.get(nameOf(item));
    return former !== undefined && JSON.stringify(former) === JSON.stringify(item) ? former : item;
  });
}
