/** A delivery that lands while the page is open, or while its server was away: what it showed is asked for again. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { channelName, listenToEvents } from "./listen-to-events.ts";

export function useChangedData(): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      hearEvents((changed) => {
        if (changed === null) return void queries.invalidateQueries();
        void queries.invalidateQueries({ queryKey: [changed] });
        void queries.invalidateQueries({ queryKey: ["workspaces"] });
      }),
    [queries],
  );
}

/** Through the worker of all tabs; a browser that has or allows none listens in each. */
function hearEvents(tell: (changed: string | null) => void): () => void {
  try {
    new SharedWorker(new URL("./events-worker.ts", import.meta.url), { type: "module" });
    const tabs = new BroadcastChannel(channelName);
    tabs.addEventListener("message", ({ data }: MessageEvent<string | null>) => tell(data));
    return () => tabs.close();
  } catch {
    return listenToEvents(tell);
  }
}
