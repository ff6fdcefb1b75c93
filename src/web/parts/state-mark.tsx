/** The state of a figure: always a sign and a word, and a colour for who sees it. */
import { useWords } from "../words/language.tsx";
import type { State } from "./find-state.ts";

const signs: Readonly<Record<State, string>> = {
  good: "✓",
  near: "≈",
  bad: "✕",
  none: "·",
  absent: "∅",
};

export function StateMark({ state }: { readonly state: State }) {
  const words = useWords();
  return (
    <span className={`pm-state pm-state-${state}`}>
      <span aria-hidden="true">{signs[state]}</span>
      {words.state[state]}
    </span>
  );
}
