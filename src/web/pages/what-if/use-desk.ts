/** The page's side of the worker: the last thing asked is what is answered. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Ground, Place, Scenario, Shown, Sight, Standing } from "../../../engine/index.ts";
import type { Answer, Question, ShownTornado } from "./desk-messages.ts";
import { keepSame } from "./keep-same.ts";

export type DeskQuestion = Question extends infer One
  ? One extends { readonly turn: number }
    ? Omit<One, "turn">
    : never
  : never;

/** Somebody to talk to: the worker of the pages, or of a bench. */
export interface DeskLine {
  readonly ask: (question: DeskQuestion, answered: (answer: Answer) => void) => void;
  readonly close: () => void;
}

/** Of each kind of question only the last is answered. */
export function openLine(worker: Worker, heard: (answer: Answer) => void): DeskLine {
  let turn = 0;
  const waiting = new Map<string, { readonly turn: number; readonly answered: (answer: Answer) => void }>();
  const kindOf: Readonly<Record<string, string>> = { shown: "show", found: "find", explained: "explain" };
  const listen = ({ data }: MessageEvent<Answer>): void => {
    if (!("turn" in data)) return heard(data);
    const kind = kindOf[data.type] ?? data.type;
    const asked = waiting.get(kind);
    if (asked?.turn === data.turn) asked.answered(data);
  };
  worker.addEventListener("message", listen);
  worker.addEventListener("error", ({ message }) => heard({ type: "failed", sentence: message }));
  return {
    ask: (question, answered) => {
      turn++;
      waiting.set(question.type, { turn, answered });
      worker.postMessage({ ...question, turn });
    },
    close: () => worker.terminate(),
  };
}

export interface OpenDesk {
  readonly line: DeskLine | undefined;
  readonly standing: Standing | undefined;
  readonly hash: string | undefined;
  readonly failure: string | undefined;
}

function makeWorker(): Worker {
  return new Worker(new URL("./desk-worker.ts", import.meta.url), { type: "module" });
}

/** A worker with the figures of a ground, and another, for a while, that makes their hash. */
export function useDesk(ground: Ground | undefined): OpenDesk {
  const [open, setOpen] = useState<OpenDesk>(closed);
  useEffect(() => {
    if (ground === undefined) return;
    setOpen(closed);
    const say = (change: Partial<OpenDesk>): void => setOpen((before) => ({ ...before, ...change }));
    const worker = makeWorker();
    let counter: Worker | undefined;
    const line = openLine(worker, (answer) => {
      if (answer.type === "failed") say({ failure: answer.sentence });
      if (answer.type !== "standing") return;
      say({ line, standing: answer.standing });
      counter = makeWorker();
      counter.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
        if (data.type === "hash") say({ hash: data.hash });
        counter?.terminate();
      });
      counter.postMessage({ type: "hash", ground } satisfies Question);
    });
    worker.postMessage({ type: "stand", ground } satisfies Question);
    return () => {
      line.close();
      counter?.terminate();
    };
  }, [ground]);
  return open;
}

const closed: OpenDesk = { line: undefined, standing: undefined, hash: undefined, failure: undefined };

/** What follows from the scenarios. While one question is out, the newest waits, and those between are left out. */
export function useShown(
  line: DeskLine | undefined,
  scenarios: readonly Scenario[],
  sight: Sight,
): Shown | undefined {
  const [shown, setShown] = useState<Shown | undefined>();
  const state = useRef<{ isOut: boolean; next: (() => void) | undefined }>({ isOut: false, next: undefined });
  const asked = JSON.stringify([scenarios, sight]);
  // Another worker knows nothing of what the one before was asked.
  useLayoutEffect(() => {
    state.current = { isOut: false, next: undefined };
  }, [line]);
  // Asked before the page is drawn, and shown as soon as it is answered: the worker computes while the page draws.
  useLayoutEffect(() => {
    if (line === undefined) return;
    const own = state.current;
    const ask = (): void => {
      own.isOut = true;
      line.ask({ type: "show", scenarios, sight }, (answer) => {
        own.isOut = false;
        if (answer.type === "shown") flushSync(() => setShown((before) => keepSame(before, answer.shown)));
        const { next } = own;
        own.next = undefined;
        next?.();
      });
    };
    if (own.isOut) own.next = ask;
    else ask();
    // What is asked is written in `asked`: the same question is asked once.
  }, [line, asked]);
  return shown;
}

export function useFound(
  line: DeskLine | undefined,
  text: string,
  orgUnit: string | undefined,
): readonly Place[] {
  const [places, setPlaces] = useState<readonly Place[]>([]);
  useEffect(() => {
    line?.ask({ type: "find", text, orgUnit }, (answer) => {
      if (answer.type === "found") setPlaces(answer.places);
    });
  }, [line, text, orgUnit]);
  return places;
}

/** Asked anew a moment after what is shown has changed. */
export function useTornado(
  line: DeskLine | undefined,
  shown: Shown | undefined,
  key: string | undefined,
  orgUnit: string | undefined,
  share: number,
): ShownTornado | undefined {
  const [tornado, setTornado] = useState<ShownTornado | undefined>();
  useEffect(() => {
    if (line === undefined || shown === undefined || key === undefined) return;
    const soon = setTimeout(() => {
      line.ask({ type: "tornado", key, orgUnit, share }, (answer) => {
        if (answer.type === "tornado") setTornado(answer.tornado);
      });
    }, 400);
    return () => clearTimeout(soon);
  }, [line, shown, key, orgUnit, share]);
  return tornado;
}
