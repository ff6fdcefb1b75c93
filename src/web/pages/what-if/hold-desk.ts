/**
 * The worker with the figures of a ground, and another, for a while, that makes their hash. Once it stands it is held
 * for some minutes after the page is left, because who comes back wants to go on; who leaves before wants nothing of it.
 */
import type { Ground, Standing } from "../../../engine/index.ts";
import { type DeskLine, openLine } from "./desk-line.ts";
import type { Answer, Question } from "./desk-messages.ts";

/** A ground as the server gives it. */
export interface SentGround extends Ground {
  readonly version: string;
  readonly hash: string;
}

export interface OpenDesk {
  /** Undefined until the worker stands. */
  readonly line: DeskLine | undefined;
  readonly standing: Standing | undefined;
  /** Of the real figures as this browser computed them; null = they could not be compared. */
  readonly hash: string | null | undefined;
  /** Why there is none; empty where nobody knows. */
  readonly failure: string | undefined;
}

interface Held {
  readonly name: string;
  readonly ground: SentGround;
  readonly line: DeskLine;
  open: OpenDesk;
  counter: Worker | undefined;
  ending: ReturnType<typeof setTimeout> | undefined;
}

export const closed: OpenDesk = { line: undefined, standing: undefined, hash: undefined, failure: undefined };

/** Milliseconds for which a worker is held that nobody looks at. */
const heldFor = 5 * 60_000;

let held: Held | undefined;
const listeners = new Set<() => void>();

export function listenToDesk(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is held of this ground. */
export function findDesk(ground: SentGround | undefined): OpenDesk {
  return ground !== undefined && held?.name === nameGround(ground) ? held.open : closed;
}

/** Begins, or goes on with what is held. @returns to be called by who leaves */
export function sitAtDesk(ground: SentGround): () => void {
  const name = nameGround(ground);
  if (held?.name !== name) beginAgain(ground);
  else {
    clearTimeout(held.ending);
    if (held.open.line !== undefined && held.open.hash === undefined) compareHash(held);
  }
  return () => {
    if (held?.name === name) leave(held);
  };
}

/** What failed is begun anew. */
export function beginAgain(ground: SentGround): void {
  end(held);
  held = begin(ground);
  tell();
}

function begin(ground: SentGround): Held {
  const worker = makeWorker();
  const say = (change: Partial<OpenDesk>): void => {
    own.open = { ...own.open, ...change };
    if (held === own) tell();
  };
  const line = openLine(worker, (answer) => {
    if (answer.type === "failed") say({ line: undefined, failure: answer.sentence });
    if (answer.type !== "standing") return;
    say({ line, standing: answer.standing });
    compareHash(own);
  });
  const own: Held = {
    name: nameGround(ground),
    ground,
    line,
    open: closed,
    counter: undefined,
    ending: undefined,
  };
  worker.postMessage({ type: "stand", ground } satisfies Question);
  return own;
}

function compareHash(own: Held): void {
  const counter = makeWorker();
  own.counter?.terminate();
  own.counter = counter;
  const say = (hash: string | null): void => {
    counter.terminate();
    own.open = { ...own.open, hash };
    if (held === own) tell();
  };
  counter.addEventListener("message", ({ data }: MessageEvent<Answer>) =>
    say(data.type === "hash" ? data.hash : null),
  );
  counter.addEventListener("error", () => say(null));
  counter.postMessage({ type: "hash", ground: own.ground } satisfies Question);
}

function leave(own: Held): void {
  own.counter?.terminate();
  if (own.open.line === undefined) {
    end(own);
    return;
  }
  own.line.rest();
  own.ending = setTimeout(() => end(own), heldFor);
}

function end(own: Held | undefined): void {
  if (own === undefined) return;
  clearTimeout(own.ending);
  own.counter?.terminate();
  own.line.close();
  if (held === own) held = undefined;
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** The hash is of the figures, the period and the conditions; the version of what they were computed from. */
function nameGround({ version, hash, period }: SentGround): string {
  return `${version} ${hash} ${period}`;
}

function makeWorker(): Worker {
  return new Worker(new URL("./desk-worker.ts", import.meta.url), { type: "module" });
}
