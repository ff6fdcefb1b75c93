/**
 * Whether the page is being printed: what the screen shows in part, paper shows as far as it goes, and says what was
 * left out.
 */
import { useSyncExternalStore } from "react";

const query = "print";
let isAsked = false;

export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isAsked || globalThis.matchMedia(query).matches);
}

/** Some browsers tell by an event, some by the medium. */
function subscribe(changed: () => void): () => void {
  const media = globalThis.matchMedia(query);
  const begin = (): void => {
    isAsked = true;
    changed();
  };
  const end = (): void => {
    isAsked = false;
    changed();
  };
  media.addEventListener("change", changed);
  globalThis.addEventListener("beforeprint", begin);
  globalThis.addEventListener("afterprint", end);
  return () => {
    media.removeEventListener("change", changed);
    globalThis.removeEventListener("beforeprint", begin);
    globalThis.removeEventListener("afterprint", end);
  };
}
