/** Somebody to talk to: the worker of the pages, or of a bench. Of each kind of question only the last is answered. */
import type { Answer, Question } from "./desk-messages.ts";

export type DeskQuestion = Question extends infer One
  ? One extends { readonly turn: number }
    ? Omit<One, "turn">
    : never
  : never;

export interface DeskLine {
  readonly ask: (question: DeskQuestion, answered: (answer: Answer) => void) => void;
  /** Nobody waits for an answer any more: long work is left. */
  readonly rest: () => void;
  readonly close: () => void;
}

/** @param heard what is no answer to a question */
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
  // A script that does not come has no message.
  worker.addEventListener("error", ({ message }) => heard({ type: "failed", sentence: message ?? "" }));
  return {
    ask: (question, answered) => {
      turn++;
      waiting.set(question.type, { turn, answered });
      worker.postMessage({ ...question, turn });
    },
    rest: () => {
      waiting.clear();
      worker.postMessage({ type: "rest" } satisfies Question);
    },
    close: () => worker.terminate(),
  };
}
