/** From a field to what follows: the worker is asked at once, and the page is drawn once, with the answer. */
import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { Shown } from "../../../engine/index.ts";
import type { ScenarioChange } from "./change-scenario.ts";
import type { SeenDesk } from "./use-desk.ts";
import { changeScenarios, listSeen, type ScenarioAction, type Scenarios } from "./use-scenarios.ts";

/**
 * @param isSeen whether the field itself shows what was typed: then the rest of the page may wait for the answer.
 */
export type TellChange = (change: ScenarioChange, isSeen?: boolean) => void;

/** Milliseconds after which the page no longer waits: a frame or two. */
const patience = 40;

/** The name under which the browser measures from a change to the screen. */
export const scenarioMark = "piramide:scenario";

export function useChange(
  dispatch: (action: ScenarioAction) => void,
  scenarios: Scenarios,
  { shown, foresee }: SeenDesk,
): TellChange {
  const start = useMeasure(shown);
  const waiting = useRef<ScenarioChange[]>([]);
  const soon = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const now = useRef(scenarios);
  if (waiting.current.length === 0) now.current = scenarios;
  const settle = useCallback((): void => {
    clearTimeout(soon.current);
    for (const change of waiting.current.splice(0)) dispatch({ type: "change", change });
  }, [dispatch]);
  useEffect(() => () => clearTimeout(soon.current), []);
  return useCallback(
    (change, isSeen = false) => {
      start.current = performance.now();
      now.current = changeScenarios(now.current, change);
      waiting.current.push(change);
      const given = listSeen(now.current).map(({ scenario }) => scenario);
      const isAsked = foresee(given, settle);
      clearTimeout(soon.current);
      if (isAsked && isSeen) soon.current = setTimeout(settle, patience);
      else settle();
    },
    [foresee, settle],
  );
}

/** From a change, which says when it began, to the frame that shows what follows, as a measure of the browser. */
function useMeasure(shown: Shown | undefined) {
  const start = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    if (start.current === undefined) return;
    const from = start.current;
    start.current = undefined;
    const commit = performance.now() - from;
    // A scenario that is refused is quick: who measures must be able to tell.
    const isComputed = shown?.problems.every((problems) => problems.length === 0) === true;
    const { port1, port2 } = new MessageChannel();
    // What is posted in a frame is heard when the frame has been drawn.
    port1.onmessage = () => {
      performance.measure(scenarioMark, {
        start: from,
        end: performance.now(),
        detail: { commit, isComputed },
      });
      port1.close();
    };
    requestAnimationFrame(() => port2.postMessage(undefined));
  }, [shown]);
  return start;
}
