/** What an address says beside the view: each page has its own words for it, and reads them as texts. */
import { useNavigate, useSearch } from "@tanstack/react-router";

export type PageSearch = Readonly<Record<string, string | undefined>>;

export function usePageSearch(): PageSearch {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  // The router reads what looks like a number or a truth value as one.
  return Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) =>
      value === undefined || value === null || typeof value === "object" ? [] : [[key, String(value)]],
    ),
  );
}

/** An address with other words in it; those that are undefined or empty are left out. */
export function changeSearch(before: Readonly<Record<string, unknown>>, change: PageSearch) {
  const next = Object.entries({ ...before, ...change });
  return Object.fromEntries(next.filter(([, value]) => value !== undefined && value !== ""));
}

/** @returns changes the address on the same page; `replace` where one would not want to go back to it */
export function useChangeSearch(): (change: PageSearch, replace?: boolean) => void {
  const navigate = useNavigate();
  return (change, replace = false) => {
    void navigate({
      to: ".",
      search: (before: Record<string, unknown>) => changeSearch(before, change),
      replace,
      resetScroll: false,
    });
  };
}
