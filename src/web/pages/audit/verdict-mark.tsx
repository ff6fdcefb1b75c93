/** A verdict as a sign, a word and a colour. */
import { usePageWords } from "../../words/language.tsx";
import type { Verdict } from "./audit-data.ts";
import { auditWords } from "./words.ts";

export const verdictSigns: Readonly<Record<Verdict, string>> = {
  contradicted: "✗",
  "no-admissible-weights": "⊘",
  "weights-undisclosed": "?",
  "within-rounding": "≈",
  exact: "✓",
  unbound: "○",
};

const colours: Readonly<Record<Verdict, string>> = {
  contradicted: "bad",
  "no-admissible-weights": "bad",
  "weights-undisclosed": "near",
  "within-rounding": "good",
  exact: "good",
  unbound: "none",
};

/** @param isBrief the word is there for who does not see the sign, whose meaning stands above */
export function VerdictMark({
  verdict,
  isBrief = false,
}: {
  readonly verdict: Verdict;
  readonly isBrief?: boolean;
}) {
  const words = usePageWords(auditWords);
  return (
    <span className={`pm-state pm-state-${colours[verdict]}`}>
      <span aria-hidden="true" className="pm-sign">
        {verdictSigns[verdict]}
      </span>
      <span className={isBrief ? "visually-hidden" : undefined}>{words.verdict[verdict]}</span>
    </span>
  );
}
