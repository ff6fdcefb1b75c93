/** What an address says of one page, and how to change it without leaving the page. */
import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { type PageChange, type PageName, type PageSearch, readPage, type Search } from "../address-words.ts";
import { useChangeSearch } from "../shell/use-workspace.ts";

export function usePageSearch<P extends PageName>(
  page: P,
): readonly [PageSearch<P>, (change: PageChange<P>, replace?: boolean) => void] {
  const search: Search = useSearch({ strict: false });
  const change = useChangeSearch<PageChange<P>>();
  return [useMemo(() => readPage(page, search), [page, search]), change];
}
