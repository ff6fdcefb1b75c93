/** Whether something came, as a sign, a word and a colour. */
import { usePageWords } from "../../words/language.tsx";
import type { CalendarCell } from "./data-queries.ts";
import { dataWords } from "./words.ts";

const marks: Readonly<Record<CalendarCell["state"], readonly [sign: string, colour: string]>> = {
  delivered: ["✓", "good"],
  late: ["◷", "near"],
  corrected: ["↻", "good"],
  owed: ["✗", "bad"],
  "not-due": ["○", "none"],
};

export function ArrivalMark({ state }: { readonly state: CalendarCell["state"] }) {
  const words = usePageWords(dataWords);
  const [sign, colour] = marks[state];
  return (
    <span className={`pm-state pm-state-${colour}`}>
      <span aria-hidden="true">{sign}</span>
      {words.arrival[state]}
    </span>
  );
}
