/** What `/events` says, as long as somebody listens: the browser tries again where a stream ends, not where it is refused. */

/** Milliseconds until a stream that was refused is asked for again. */
const tryEvery = 2000;

/** Where all tabs of a browser hear what one stream says. */
export const channelName = "piramide.events";

/** @param tell the workspace that is no longer what it was; null: nobody listened for a while, any may have changed */
export function listenToEvents(tell: (changed: string | null) => void): () => void {
  let wasAway = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const open = (): EventSource => {
    const stream = new EventSource("/events");
    stream.addEventListener("workspace-changed", ({ data }: MessageEvent<string>) => {
      tell((JSON.parse(data) as { readonly workspace: string }).workspace);
    });
    stream.addEventListener("open", () => {
      if (wasAway) tell(null);
      wasAway = false;
    });
    stream.addEventListener("error", () => {
      wasAway = true;
      if (stream.readyState === EventSource.CLOSED)
        waiting = setTimeout(() => {
          events = open();
        }, tryEvery);
    });
    return stream;
  };
  let events = open();
  return () => {
    clearTimeout(waiting);
    events.close();
  };
}
