/** Which workspace the address names, from where it is seen, and what is known of it. */
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { changeSearch, pickView, type ViewSearch } from "../address.ts";

export function useWorkspace() {
  const { workspace } = useParams({ from: "/$workspace" });
  const search = useSearch({ from: "/$workspace" });
  return { workspace, search, asked: { workspace, ...pickView(search) } };
}

/**
 * Changes what the address says, on the same page; what is undefined or empty leaves it.
 * @returns with `replace` nobody goes back to what the address said before
 */
export function useChangeSearch(): (
  change: Readonly<Record<string, string | undefined>>,
  replace?: boolean,
) => void {
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

/** The same for what every page understands. */
export function useChangeView(): (change: ViewSearch) => void {
  const change = useChangeSearch();
  return (view) => change({ ...view });
}
