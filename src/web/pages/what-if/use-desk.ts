/** The page's side of the worker: the last thing asked is what is answered. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import type { Place, Scenario, Shown, Sight } from "../../../engine/index.ts";
import type { DeskLine } from "./desk-line.ts";
import type { ShownTornado } from "./desk-messages.ts";
import { findDesk, listenToDesk, type OpenDesk, type SentGround, sitAtDesk } from "./hold-desk.ts";
import { applyChanges, keepSame } from "./keep-same.ts";

/** The desk of a ground, once the ground is there. */
export function useDesk(ground: SentGround | undefined): OpenDesk {
  const open = useSyncExternalStore(listenToDesk, () => findDesk(ground));
  useEffect(() => (ground === undefined ? undefined : sitAtDesk(ground)), [ground]);
  return open;
}

/** What a worker has shown last, and the number of that answer. */
interface Answered {
  readonly line: DeskLine;
  readonly number: number;
  readonly shown: Shown;
}

export interface SeenDesk {
  readonly shown: Shown | undefined;
  /** Whether the worker has answered at least once: until then only the real figures are known. */
  readonly isComputed: boolean;
  /**
   * Asks for what is about to be supposed, before the page says so.
   * @param answered called when the answer has come, to be drawn together with it
   * @returns whether an answer will come: not where nobody is there to ask, or the same is asked already
   */
  readonly foresee: (scenarios: readonly Scenario[], answered: () => void) => boolean;
}

/**
 * What follows from the scenarios. While one question is out, the newest waits, and those between are left out.
 * @param first what is shown until there is an answer
 */
export function useShown(
  line: DeskLine | undefined,
  scenarios: readonly Scenario[],
  sight: Sight,
  first?: Shown,
): SeenDesk {
  const [answered, setAnswered] = useState<Answered | undefined>();
  const held = useRef<Answered | undefined>(undefined);
  const state = useRef<Asking>({ ...idle });
  const written = JSON.stringify([scenarios, sight]);
  const now = useRef({ line, sight, first });
  now.current = { line, sight, first };
  const ask = useCallback((wanted: readonly Scenario[], settle: () => void = doNothing): boolean => {
    const { line: to, sight: seen } = now.current;
    const question = JSON.stringify([wanted, seen]);
    const own = state.current;
    // The same question is asked once.
    if (to === undefined || own.asked === question) return false;
    own.asked = question;
    const send = (): void => {
      own.isOut = true;
      const before = held.current?.line === to ? held.current : undefined;
      to.ask({ type: "show", scenarios: wanted, sight: seen, since: before?.number }, (answer) => {
        own.isOut = false;
        if (answer.type === "shown") {
          const { number, since, changes } = answer;
          const known = since === undefined ? undefined : held.current!.shown;
          const told = applyChanges(known, changes);
          const shown = known === undefined ? keepSame(held.current?.shown ?? now.current.first, told) : told;
          held.current = { line: to, number, shown };
          flushSync(() => {
            settle();
            setAnswered(held.current);
          });
        }
        const { next } = own;
        own.next = undefined;
        next?.();
      });
    };
    if (own.isOut) own.next = send;
    else send();
    return true;
  }, []);
  // Another worker knows nothing of what the one before was asked.
  useLayoutEffect(() => {
    state.current = { ...idle };
  }, [line]);
  // Asked before the page is drawn, and shown as soon as it is answered.
  useLayoutEffect(() => {
    ask(scenarios);
  }, [line, written]);
  const isComputed = answered !== undefined && answered.line === line;
  return { shown: isComputed ? answered.shown : first, isComputed, foresee: ask };
}

interface Asking {
  /** The question that was asked last. */
  asked: string | undefined;
  isOut: boolean;
  next: (() => void) | undefined;
}

const doNothing = (): void => {};
const idle: Asking = { asked: undefined, isOut: false, next: undefined };

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
