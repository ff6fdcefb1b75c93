/** Which workspace the address names, from where it is seen, and what is known of it. */
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { pickView, type ViewSearch } from "../address.ts";

export function useWorkspace() {
  const { workspace } = useParams({ from: "/$workspace" });
  const search = useSearch({ from: "/$workspace" });
  return { workspace, search, asked: { workspace, ...pickView(search) } };
}

/** Changes what the address says, on the same page; what is undefined or empty leaves it. */
export function useChangeSearch(): (change: Readonly<Record<string, string | undefined>>) => void {
  const navigate = useNavigate();
  return (change) => {
    void navigate({
      to: ".",
      search: (before: Record<string, unknown>) => {
        const next = { ...before, ...change };
        return Object.fromEntries(
          Object.entries(next).filter(([, value]) => value !== undefined && value !== ""),
        );
      },
      resetScroll: false,
    });
  };
}

/** The same for what every page understands. */
export function useChangeView(): (change: ViewSearch) => void {
  const change = useChangeSearch();
  return (view) => change({ ...view });
}
