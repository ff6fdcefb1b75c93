/** Whether the page is so narrow that tables become cards. */
import { useSyncExternalStore } from "react";

const query = "screen and (max-width: 767px)";

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => globalThis.matchMedia(query).matches);
}

function subscribe(changed: () => void): () => void {
  const media = globalThis.matchMedia(query);
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}
