/** How the page of scenarios is looked at, as its address says it. */

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

export const lookSeparator = "~";

export function readLook(search: Readonly<Record<string, unknown>>): DeskLook {
  const read = (key: string): string | undefined => {
    const value = search[key];
    return typeof value === "string" && value !== ""
      ? value
      : typeof value === "number"
        ? String(value)
        : undefined;
  };
  const share = Number(read("quanto") ?? "10");
  return {
    orgUnit: read("ufficio"),
    toggled: read("aperte")?.split(lookSeparator) ?? [],
    rankBy: read("classifica"),
    tornado: read("tornado"),
    share: share > 0 && share <= 100 ? share : 10,
    find: read("cerca") ?? "",
  };
}
