/** The page's side of the worker: the last thing asked is what is answered. */
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import type { Place, Scenario, Shown, Sight } from "../../../engine/index.ts";
import type { DeskLine } from "./desk-line.ts";
import type { ShownTornado } from "./desk-messages.ts";
import { findDesk, listenToDesk, type OpenDesk, type SentGround, sitAtDesk } from "./hold-desk.ts";
import { keepSame } from "./keep-same.ts";

/** The desk of a ground, once the ground is there. */
export function useDesk(ground: SentGround | undefined): OpenDesk {
  const open = useSyncExternalStore(listenToDesk, () => findDesk(ground));
  useEffect(() => (ground === undefined ? undefined : sitAtDesk(ground)), [ground]);
  return open;
}

export interface SeenDesk {
  readonly shown: Shown | undefined;
  /** Whether the worker has answered at least once: until then only the real figures are known. */
  readonly isComputed: boolean;
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
  const [answered, setAnswered] = useState<{ readonly line: DeskLine; readonly shown: Shown } | undefined>();
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
        if (answer.type === "shown") {
          const { shown } = answer;
          flushSync(() =>
            setAnswered((before) => ({ line, shown: keepSame(before?.shown ?? first, shown) })),
          );
        }
        const { next } = own;
        own.next = undefined;
        next?.();
      });
    };
    if (own.isOut) own.next = ask;
    else ask();
    // What is asked is written in `asked`: the same question is asked once.
  }, [line, asked]);
  const isComputed = answered !== undefined && answered.line === line;
  return { shown: isComputed ? answered.shown : first, isComputed };
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
