/**
 * What the page of scenarios last said in its address, by workspace, as long as the tab stands: the menu leads back to
 * it. The address stays the truth; what all pages share is of where one comes from.
 */
import { useLocation } from "@tanstack/react-router";
import { findPage, type PageSearch, readPage } from "../address-words.ts";

const last = new Map<string, PageSearch<"whatIf">>();

export function useLastScenarios(workspace: string): PageSearch<"whatIf"> | undefined {
  const { pathname, search } = useLocation();
  if (findPage(pathname) === "whatIf" && pathname.split("/")[1] === workspace)
    last.set(workspace, readPage("whatIf", search));
  return last.get(workspace);
}
