/** Any other target or measured value, found by name. */
import { useState } from "react";
import type { Scenario } from "../../../engine/index.ts";
import { usePageWords } from "../../words/language.tsx";
import { findSaid, type ScenarioChange } from "./change-scenario.ts";
import type { DeskLine } from "./desk-line.ts";
import { ThresholdFields } from "./threshold-fields.tsx";
import { useFound } from "./use-desk.ts";
import { ValueField } from "./value-field.tsx";
import { whatIfWords } from "./words.ts";

export interface AddPlaceProps {
  readonly line: DeskLine | undefined;
  readonly orgUnit: string | undefined;
  readonly scenario: Scenario;
  readonly change: (change: ScenarioChange) => void;
  /** What the address asks for. */
  readonly first: string;
}

export function AddPlace({ line, orgUnit, scenario, change, first }: AddPlaceProps) {
  const words = usePageWords(whatIfWords);
  const [text, setText] = useState(first);
  const places = useFound(line, text, orgUnit);
  return (
    <>
      <label className="pm-choose">
        <span>{words.findLabel}</span>
        <input
          type="search"
          value={text}
          autoComplete="off"
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <p role="status" className="pm-hint">
        {text.trim() === ""
          ? words.findHint
          : line === undefined
            ? words.findWaits
            : words.found(places.length)}
      </p>
      {text.trim() === "" ? null : (
        <ul className="pm-found">
          {places.map((place) => (
            <li key={`${place.indicator} ${place.facet} ${JSON.stringify(place.members)}`}>
              <span>{place.title}</span>
              <ValueField
                field={{ ...place, said: findSaid(scenario, place) }}
                title={place.title}
                change={change}
              />
              {place.thresholds.length === 0 ? null : (
                <ThresholdFields
                  thresholds={place.thresholds}
                  scenario={scenario}
                  title={place.title}
                  change={change}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
