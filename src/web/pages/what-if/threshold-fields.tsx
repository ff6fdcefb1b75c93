/** The thresholds of an attainment that one supposes: behind a word, because most who try weights want none. */
import { useState } from "react";
import type { Scenario, Threshold } from "../../../engine/index.ts";
import { usePageWords } from "../../words/language.tsx";
import { findSaidThreshold } from "./change-scenario.ts";
import { NumberField } from "./number-field.tsx";
import type { TellChange } from "./use-change.ts";
import { tellThreshold, whatIfWords } from "./words.ts";
import { writeField } from "./write-number.ts";

export interface ThresholdFieldsProps {
  readonly thresholds: readonly Threshold[];
  readonly scenario: Scenario;
  readonly title: string;
  readonly change: TellChange;
}

const decimals = 4;

export function ThresholdFields({ thresholds, scenario, title, change }: ThresholdFieldsProps) {
  const words = usePageWords(whatIfWords);
  const isSaid = thresholds.some((each) => findSaidThreshold(scenario, each) !== undefined);
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="pm-thresholds"
      open={isOpen || isSaid}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        {words.thresholds}
        <span className="visually-hidden"> {words.of(title)}</span>
      </summary>
      <span className="pm-fields">
        {thresholds.map(({ real, ...threshold }) => {
          const name = tellThreshold(words, threshold);
          const said = findSaidThreshold(scenario, threshold);
          return (
            <span key={name} className="pm-field-box">
              <span aria-hidden="true" className="pm-field-name">
                {name}
              </span>
              <NumberField
                label={words.thresholdOf(name, title)}
                value={said ?? real}
                placeholder={words.noLimit}
                decimals={decimals}
                onChange={(value) =>
                  change({ type: "threshold", threshold, value: value === real ? undefined : value }, true)
                }
                isSupposed={said !== undefined}
              />
              {said === undefined ? null : (
                <span className="pm-was">
                  {words.was(real === undefined ? words.noLimit : writeField(real, decimals))}
                </span>
              )}
            </span>
          );
        })}
      </span>
    </details>
  );
}
