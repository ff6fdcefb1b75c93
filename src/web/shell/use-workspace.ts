/** Which workspace the address names, from where it is seen, and what is known of it. */
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { pickView, type ViewSearch } from "../address.ts";

export function useWorkspace() {
  const { workspace } = useParams({ from: "/$workspace" });
  const search = useSearch({ from: "/$workspace" });
  return { workspace, search, asked: { workspace, ...pickView(search) } };
}

/** Changes what the address says of the view, on the same page. */
export function useChangeView(): (change: ViewSearch) => void {
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
