/** The pages: where each address leads, and what they share. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRootRoute, createRoute, createRouter, Navigate, RouterProvider } from "@tanstack/react-router";
import { readView } from "./address.ts";
import { PyramidPage } from "./pages/pyramid-page.tsx";
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
const pyramidRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/",
  component: PyramidPage,
});

const routeTree = rootRoute.addChildren([homeRoute, workspaceRoute.addChildren([pyramidRoute])]);

const router = createRouter({ routeTree, defaultPreload: "intent", scrollRestoration: true });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: 1, refetchOnWindowFocus: false } },
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
