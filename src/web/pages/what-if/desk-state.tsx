/** Whether the browser computes already, and what waits for it: seen, and told to who listens. */
import { isEmptyScenario, type Scenario } from "../../../engine/index.ts";
import { usePageWords } from "../../words/language.tsx";
import { whatIfWords } from "./words.ts";

export interface DeskStateProps {
  readonly isReady: boolean;
  readonly isFailed: boolean;
  readonly scenarios: readonly Scenario[];
}

export function DeskState({ isReady, isFailed, scenarios }: DeskStateProps) {
  const words = usePageWords(whatIfWords);
  const isWaiting = !scenarios.every(isEmptyScenario);
  const text = isReady ? words.ready : isFailed ? "" : isWaiting ? words.waiting : words.preparing;
  return (
    <p role="status" className="pm-hint pm-desk-state">
      {text}
    </p>
  );
}
