import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listenToEvents } from "./listen-to-events.ts";

const streams: FakeStream[] = [];

class FakeStream extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 0;
  constructor() {
    super();
    streams.push(this);
  }
  close(): void {
    this.readyState = FakeStream.CLOSED;
  }
  /** As a browser says it. */
  say(type: string, readyState = 1): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event(type));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeStream);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  streams.length = 0;
});

test("[P106] a stream that is back after a while tells that any workspace may have changed, the first does not", () => {
  const told: (string | null)[] = [];
  listenToEvents((changed) => told.push(changed));
  const [stream] = streams;
  stream!.say("open");
  expect(told).toEqual([]);
  stream!.say("error", 0);
  stream!.say("open");
  expect(told).toEqual([null]);
  stream!.dispatchEvent(new MessageEvent("workspace-changed", { data: '{"workspace":"sedi"}' }));
  expect(told).toEqual([null, "sedi"]);
});

test("[P106] a stream that is refused is asked for again, until nobody listens", () => {
  const told: (string | null)[] = [];
  const stop = listenToEvents((changed) => told.push(changed));
  streams[0]!.say("error", FakeStream.CLOSED);
  vi.advanceTimersByTime(2000);
  expect(streams).toHaveLength(2);
  streams[1]!.say("open");
  expect(told).toEqual([null]);
  streams[1]!.say("error", FakeStream.CLOSED);
  stop();
  vi.advanceTimersByTime(60_000);
  expect(streams).toHaveLength(2);
});
