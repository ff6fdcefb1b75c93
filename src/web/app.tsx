/** The pages: where each address leads, and what they share. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  RouterProvider,
} from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { parseWords, readView, writeWords } from "./address.ts";
import {
  type AskAhead,
  askAuditAhead,
  askDeliveriesAhead,
  askDeskAhead,
  askedAhead,
  askOverviewAhead,
  askThemesAhead,
} from "./ask-ahead.ts";
import { mayPass } from "./may-pass.ts";
import { PyramidPage } from "./pages/pyramid/pyramid-page.tsx";
import { AwaitedPage } from "./shell/awaited-page.tsx";
import { BrokenPage } from "./shell/broken-page.tsx";
import { NotFound } from "./shell/not-found.tsx";
import { Shell } from "./shell/shell.tsx";
import { warmScripts } from "./warm-scripts.ts";
import { LanguageProvider } from "./words/language.tsx";

const rootRoute = createRootRoute({ notFoundComponent: NotFound });
const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: () => <Navigate to="/$workspace" params={{ workspace: "inps-2023" }} />,
});
const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/$workspace",
  validateSearch: readView,
  component: Shell,
});
/** A page with a script of its own, and what it asks for beside it; what comes soon is not announced. */
function lazily(ask?: AskAhead) {
  return {
    getParentRoute: () => workspaceRoute,
    pendingComponent: AwaitedPage,
    pendingMs: 150,
    pendingMinMs: 0,
    ...(ask && { loader: askedAhead(() => queries, ask) }),
  };
}
/** Without its script it says so: the router would load the document again, and a server that is gone leave nothing. */
function drawnBy<Name extends string, Script extends Readonly<Record<Name, () => ReactNode>>>(
  load: () => Promise<Script>,
  name: Name,
) {
  return lazyRouteComponent(
    () =>
      load().catch((cause: unknown) => {
        throw new Error(`${name} has not come`, { cause });
      }),
    name,
  );
}
/** The pages that the menu names, besides the first. */
const menuRoutes = [
  createRoute({
    ...lazily(askOverviewAhead),
    path: "/uffici",
    component: drawnBy(() => import("./pages/office/offices-page.tsx"), "OfficesPage"),
  }),
  createRoute({
    ...lazily(askThemesAhead),
    path: "/indicatori",
    component: drawnBy(() => import("./pages/indicator/indicators-page.tsx"), "IndicatorsPage"),
  }),
  createRoute({
    ...lazily(askDeskAhead),
    path: "/e-se",
    component: drawnBy(() => import("./pages/what-if/what-if-page.tsx"), "WhatIfPage"),
  }),
  createRoute({
    ...lazily(askAuditAhead),
    path: "/verifica",
    component: drawnBy(() => import("./pages/audit/audit-page.tsx"), "AuditPage"),
  }),
  createRoute({
    ...lazily(askDeliveriesAhead),
    path: "/dati",
    component: drawnBy(() => import("./pages/data/data-page.tsx"), "DataPage"),
  }),
] as const;
/** What belongs to one page of an address, each page reads itself. */
const routeTree = rootRoute.addChildren([
  homeRoute,
  workspaceRoute.addChildren([
    createRoute({ getParentRoute: () => workspaceRoute, path: "/", component: PyramidPage }),
    ...menuRoutes,
    createRoute({
      ...lazily(),
      path: "/uffici/$orgUnit",
      component: drawnBy(() => import("./pages/office/office-page.tsx"), "OfficePage"),
    }),
    createRoute({
      ...lazily(),
      path: "/indicatori/$indicator",
      component: drawnBy(() => import("./pages/indicator/indicator-page.tsx"), "IndicatorPage"),
    }),
  ]),
]);

const router = createRouter({
  routeTree,
  defaultPreload: "intent",
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
  parseSearch: parseWords,
  stringifySearch: writeWords,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Figures change when the server says so, not with time.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && mayPass(error),
    },
  },
});

/** When the page that was come for stands: what is shown is there, and nobody goes anywhere. */
function isQuiet(): boolean {
  const hasAsked = queries.getQueryCache().getAll().length > 0;
  return hasAsked && queries.isFetching() === 0 && router.state.status === "idle";
}

export function App() {
  useEffect(() => {
    void warmScripts(
      menuRoutes.map((route) => async () => router.loadRouteChunk(route)),
      isQuiet,
    );
  }, []);
  return (
    <LanguageProvider>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  );
}
