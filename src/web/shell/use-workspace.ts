/** Which workspace the address names, from where it is seen, and what is known of it. */
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { pickView, readView, type ViewSearch } from "../address.ts";
import { changeSearch, type Search } from "../address-words.ts";

/** The view is what all pages share: what else stands in the address is its page's, and does not go along to another. */
export function useWorkspace() {
  const { workspace } = useParams({ from: "/$workspace" });
  const written = useSearch({ from: "/$workspace" });
  const search = useMemo(() => readView({ ...written }), [written]);
  return { workspace, search, asked: { workspace, ...pickView(search) } };
}

/**
 * Changes what the address says, on the same page; what is undefined or empty leaves it.
 * @returns with `replace` nobody goes back to what the address said before
 */
export function useChangeSearch<Change extends object>(): (change: Change, replace?: boolean) => void {
  const navigate = useNavigate();
  return useCallback(
    (change, replace = false) => {
      void navigate({
        to: ".",
        search: (before: Search) => changeSearch(before, change),
        replace,
        resetScroll: false,
      });
    },
    [navigate],
  );
}

/** The same for what every page understands. */
export function useChangeView(): (change: ViewSearch) => void {
  return useChangeSearch<ViewSearch>();
}
