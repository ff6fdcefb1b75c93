/** The page of scenarios alone, over the generated model: what `bench/measure-screen.ts` opens in a browser. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  type RegisteredRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { useCallback, useEffect, useReducer, useState } from "react";
import { createRoot } from "react-dom/client";
import { emptyScenario, type Standing } from "../../src/engine/index.ts";
import { type DeskLine, openLine } from "../../src/web/pages/what-if/desk-line.ts";
import type { DeskLook } from "../../src/web/pages/what-if/read-look.ts";
import { reduceScenarios } from "../../src/web/pages/what-if/use-scenarios.ts";
import { WhatIfDesk } from "../../src/web/pages/what-if/what-if-desk.tsx";
import { LanguageProvider } from "../../src/web/words/language.tsx";
import "../../src/web/style/piramide.css";
import "../../src/web/pages/what-if/what-if.css";

const search = new URLSearchParams(location.search);

function BenchPage() {
  const [open, setOpen] = useState<{ line: DeskLine; standing: Standing } | undefined>();
  const now = { list: [{ name: "Prova", scenario: emptyScenario }], active: 0, beside: undefined };
  const [state, dispatch] = useReducer(reduceScenarios, { now, past: [], future: [], last: undefined });
  const [look, setLook] = useState<DeskLook>({
    orgUnit: search.get("ufficio") ?? undefined,
    toggled: [],
    rankBy: undefined,
    tornado: undefined,
    share: 10,
    find: "",
  });
  const change = useCallback((part: Partial<DeskLook>) => setLook((before) => ({ ...before, ...part })), []);
  useEffect(() => {
    const name = search.get("periodo") ?? "2023";
    const worker = new Worker(new URL("./bench-worker.ts", import.meta.url), { type: "module", name });
    const line = openLine(worker, (answer) => {
      if (answer.type === "standing") setOpen({ line, standing: answer.standing });
    });
    return () => line.close();
  }, []);
  if (open === undefined) return null;
  return (
    <main className="container-xl pm-what-if">
      <WhatIfDesk {...open} scenarios={state.now} dispatch={dispatch} look={look} setLook={change} />
    </main>
  );
}

const rootRoute = createRootRoute();
const routeTree = rootRoute.addChildren([
  createRoute({ getParentRoute: () => rootRoute, path: "/$workspace", component: BenchPage }),
]);
// The pages' own router is the one that the types know of.
const router = createRouter({ routeTree }) as unknown as RegisteredRouter;

createRoot(document.getElementById("pagina")!).render(
  <LanguageProvider>
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </LanguageProvider>,
);
