/** All that the scenario supposes, in words, each with a way back. */

import type { Scenario, Standing, SupposedValue } from "../../../engine/index.ts";
import { nameWithMembers } from "../../../model/index.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import type { ScenarioChange } from "./change-scenario.ts";
import { tellThreshold, whatIfWords } from "./words.ts";
import { writeNumber } from "./write-number.ts";

export interface ChangeListProps {
  readonly scenario: Scenario;
  readonly standing: Standing;
  readonly change: (change: ScenarioChange) => void;
}

export function ChangeList({ scenario, standing, change }: ChangeListProps) {
  const words = usePageWords(whatIfWords);
  const common = useWords();
  const { weights, targets, results, thresholds } = scenario;
  const title = (id: string): string => standing.titles[id] ?? id;
  const titleWith = ({ indicator, members }: SupposedValue): string =>
    nameWithMembers(standing, { title: title(indicator) }, members);
  const where = ({ orgUnit, period }: SupposedValue): string =>
    `${standing.units.find(({ code }) => code === orgUnit)?.title ?? orgUnit}, ${period}`;
  const lines: { readonly text: string; readonly back: ScenarioChange }[] = [
    ...weights.map((each) => ({
      text: words.changeWeights(
        title(each.indicator),
        each.weights.every((weight) => weight === undefined)
          ? words.equal
          : each.weights.map((weight) => (weight === undefined ? "…" : writeNumber(weight, 4))).join(" / "),
      ),
      back: { type: "leave-weights", synthesis: each.indicator } as const,
    })),
    ...targets.map((each) => ({
      text: words.changeTarget(titleWith(each), where(each), writeNumber(each.value, 6)),
      back: { type: "value", place: { ...each, facet: "target" }, value: undefined } as const,
    })),
    ...results.map((each) => ({
      text: words.changeResult(titleWith(each), where(each), writeNumber(each.value, 6)),
      back: { type: "value", place: { ...each, facet: "result" }, value: undefined } as const,
    })),
    ...thresholds.map(({ value, ...threshold }) => ({
      text: words.changeThreshold(
        words.thresholdOf(tellThreshold(words, threshold), title(threshold.indicator)),
        writeNumber(value, 4),
      ),
      back: { type: "threshold", threshold, value: undefined } as const,
    })),
  ];
  if (lines.length === 0) return <p className="pm-hint">{words.noChanges}</p>;
  return (
    <ul className="pm-changes">
      {lines.map(({ text, back }) => (
        <li key={text}>
          <span>
            {text} <span className="pm-tag">{common.provenance.assumed}</span>
          </span>
          <button
            type="button"
            className="btn btn-xs btn-outline-primary"
            aria-label={words.takeBack(text)}
            onClick={() => change(back)}
          >
            {words.remove1}
          </button>
        </li>
      ))}
    </ul>
  );
}
