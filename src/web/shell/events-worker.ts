/** Listens for all tabs of a browser: to a host without TLS it opens six connections in all, and a stream holds one. */
import { channelName, listenToEvents } from "./listen-to-events.ts";

const tabs = new BroadcastChannel(channelName);
listenToEvents((changed) => tabs.postMessage(changed));
