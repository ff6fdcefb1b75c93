/**
 * What a page asks for first is asked for as soon as somebody reaches for its name, beside its script and not after
 * it. Only what the server holds or has begun anyway: nothing is computed in a browser because a pointer passed by.
 */
import type { QueryClient } from "@tanstack/react-query";
import type { ViewSearch } from "./address.ts";
import { pickView, readView } from "./address.ts";
import { readPage, type Search } from "./address-words.ts";
import { askAudit } from "./pages/audit/ask-audit.ts";
import { askCalendar, askSources } from "./pages/data/ask-deliveries.ts";
import { askThemes } from "./pages/indicator/ask-themes.ts";
import { askOverview } from "./pages/office/ask-overview.ts";
import { askDesk } from "./pages/what-if/ask-desk.ts";
import { readLook } from "./pages/what-if/read-look.ts";

/** What a route knows when it is reached for. */
export interface Reached {
  readonly params: { readonly workspace: string };
  readonly location: { readonly search: object };
  /** Stay: another address of the same page. */
  readonly cause: "preload" | "enter" | "stay";
}

interface Ahead {
  readonly workspace: string;
  readonly view: ViewSearch;
  readonly search: Search;
}

export type AskAhead = (queries: QueryClient, ahead: Ahead) => Promise<void> | undefined;

export const askOverviewAhead: AskAhead = (queries, { workspace, view, search }) =>
  queries.prefetchQuery(askOverview({ workspace, ...pickView(view) }, readPage("offices", search).beside));

export const askThemesAhead: AskAhead = (queries, { workspace }) =>
  queries.prefetchQuery(askThemes(workspace));

export const askDeliveriesAhead: AskAhead = async (queries, { workspace, view }) => {
  await Promise.all([
    queries.prefetchQuery(askSources(workspace)),
    queries.prefetchQuery(askCalendar(workspace, view)),
  ]);
};

export const askDeskAhead: AskAhead = (queries, { workspace, view, search }) =>
  queries.prefetchQuery(askDesk({ workspace, ...pickView(view) }, readLook(readPage("whatIf", search))));

/** Only where there is a report to audit. */
export const askAuditAhead: AskAhead = (queries, { workspace, view }) => {
  const all = queries.getQueryData<readonly { readonly id: string; readonly hasReport: boolean }[]>([
    "workspaces",
  ]);
  const hasReport = all?.find(({ id }) => id === workspace)?.hasReport;
  return hasReport === true ? queries.prefetchQuery(askAudit(workspace, view.knownAt)) : undefined;
};

/** For a route: nobody waits for what comes of it. */
export function askedAhead(queries: () => QueryClient, ask: AskAhead) {
  return ({ params, location, cause }: Reached): void => {
    if (cause === "stay") return;
    const search = location.search as Search;
    void ask(queries(), { workspace: params.workspace, view: readView(search), search });
  };
}
