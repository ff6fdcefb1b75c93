/** How something stands to its target: a sign, a colour and a word, the same on every page. */
import { useWords } from "../words/language.tsx";
import { type StateName, stateSigns } from "./state-signs.ts";

export function StateMark({ state }: { readonly state: StateName }) {
  const words = useWords();
  return (
    <span className={`pm-state pm-state-${state}`}>
      <span aria-hidden="true">{stateSigns[state]}</span>
      {words.state[state]}
    </span>
  );
}

/** Those that have a target, each with its number; the words are for who does not see the signs. */
export function StateCounts({ states }: { readonly states: Readonly<Partial<Record<StateName, number>>> }) {
  const words = useWords();
  const shown = (["good", "near", "bad"] as const).filter((state) => (states[state] ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <span className="pm-state-counts">
      {shown.map((state) => (
        <span key={state} className={`pm-state pm-state-${state}`} title={words.state[state]}>
          <span aria-hidden="true">{stateSigns[state]}</span>
          <span className="pm-number">{states[state]}</span>
          <span className="visually-hidden">{words.state[state]}</span>
        </span>
      ))}
    </span>
  );
}
