/** With what the address asks to compare: a day of knowledge, or a period. */
import { useWorkspace } from "../shell/use-workspace.ts";

/** What replaces the view's own day or period; undefined where nothing is compared. */
export function useAgainst(): { readonly knownAt: string } | { readonly period: string } | undefined {
  const { search } = useWorkspace();
  const { against } = search;
  if (against === undefined) return undefined;
  return /^\d{4}-\d{2}-\d{2}$/.test(against) ? { knownAt: against } : { period: against };
}
