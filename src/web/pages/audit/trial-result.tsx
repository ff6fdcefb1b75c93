/** What weights that somebody tries would give, and whether that is the printed result. */
import type { ExactMean, WeightTrial } from "../../../audit/index.ts";
import { usePageWords } from "../../words/language.tsx";
import { auditWords } from "./words.ts";

interface Props {
  readonly exact: ExactMean;
  readonly trial: WeightTrial;
}

export function TrialResult({ exact, trial }: Props) {
  const words = usePageWords(auditWords);
  const isSet = trial.isWhole && trial.outside.length === 0;
  const state = !isSet ? "near" : trial.follows ? "good" : "bad";
  const said = !trial.isWhole
    ? words.notWhole(exact.total)
    : !isSet
      ? words.outside
      : trial.follows
        ? `${words.follows(exact.printed)}, ${trial.followsAsPrinted ? words.followsAsPrinted : words.followsOnlyRounded}`
        : words.followsNot(exact.printed);
  return (
    <div className="pm-trial" role="status" aria-label={words.trial}>
      <p className="mb-1">{words.trialSum(trial.sum, exact.total)}</p>
      {trial.mean === "" ? null : (
        <p className="mb-1">
          {words.trialMean}: <strong className="pm-number">{trial.mean}</strong>
        </p>
      )}
      {trial.from === "" || trial.until === "" ? null : (
        <p className="mb-1">
          {words.trialRange}: <span className="pm-number">{words.rangeOf(trial.from, trial.until)}</span>
        </p>
      )}
      <p className={`pm-state pm-state-${state} mb-0`}>
        <span aria-hidden="true">{!isSet ? "!" : trial.follows ? "✓" : "✗"}</span> {said}
      </p>
    </div>
  );
}
