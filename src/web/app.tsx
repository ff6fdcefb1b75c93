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
import { parseWords, readView, writeWords } from "./address.ts";
import { askAuditAhead, askDeskAhead, askedAhead } from "./ask-ahead.ts";
import { mayPass } from "./may-pass.ts";
import { PyramidPage } from "./pages/pyramid/pyramid-page.tsx";
import { AwaitedPage } from "./shell/awaited-page.tsx";
import { NotFound } from "./shell/not-found.tsx";
import { Shell } from "./shell/shell.tsx";
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
/** A page with a script of its own: what comes soon is not announced. */
const lazily = {
  getParentRoute: () => workspaceRoute,
  pendingComponent: AwaitedPage,
  pendingMs: 150,
  pendingMinMs: 0,
} as const;
/** What belongs to one page of an address, each page reads itself. */
const routeTree = rootRoute.addChildren([
  homeRoute,
  workspaceRoute.addChildren([
    createRoute({ getParentRoute: () => workspaceRoute, path: "/", component: PyramidPage }),
    createRoute({
      ...lazily,
      path: "/uffici",
      component: lazyRouteComponent(() => import("./pages/office/office-page.tsx"), "OfficePage"),
    }),
    createRoute({
      ...lazily,
      path: "/uffici/$orgUnit",
      component: lazyRouteComponent(() => import("./pages/office/office-page.tsx"), "OfficePage"),
    }),
    createRoute({
      ...lazily,
      path: "/indicatori",
      component: lazyRouteComponent(() => import("./pages/indicator/indicator-page.tsx"), "IndicatorPage"),
    }),
    createRoute({
      ...lazily,
      path: "/indicatori/$indicator",
      component: lazyRouteComponent(() => import("./pages/indicator/indicator-page.tsx"), "IndicatorPage"),
    }),
    createRoute({
      ...lazily,
      path: "/e-se",
      loader: askedAhead(() => queries, askDeskAhead),
      component: lazyRouteComponent(() => import("./pages/what-if/what-if-page.tsx"), "WhatIfPage"),
    }),
    createRoute({
      ...lazily,
      path: "/verifica",
      loader: askedAhead(() => queries, askAuditAhead),
      component: lazyRouteComponent(() => import("./pages/audit/audit-page.tsx"), "AuditPage"),
    }),
    createRoute({
      ...lazily,
      path: "/dati",
      component: lazyRouteComponent(() => import("./pages/data/data-page.tsx"), "DataPage"),
    }),
  ]),
]);

const router = createRouter({
  routeTree,
  defaultPreload: "intent",
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

export function App() {
  return (
    <LanguageProvider>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  );
}
