/** A target or a measured value that one supposes: a number, a day, or yes and no. */
import type { Field } from "../../../engine/index.ts";
import { getDayNumber, getDayOfNumber, isDay } from "../../../model/index.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import { NumberField } from "./number-field.tsx";
import type { TellChange } from "./use-change.ts";
import { whatIfWords } from "./words.ts";
import { writeField } from "./write-number.ts";

export interface ValueFieldProps {
  readonly field: Field & { readonly said: number | undefined };
  readonly title: string;
  readonly change: TellChange;
}

export function ValueField({ field, title, change }: ValueFieldProps) {
  const words = usePageWords(whatIfWords);
  const common = useWords();
  const { facet, real, said, decimals, form, indicator, members, orgUnit, period, unit } = field;
  const label = facet === "target" ? words.targetOf(title) : words.resultOf(title);
  const place = { facet, indicator, members, orgUnit, period };
  const onChange = (value: number | undefined, isSeen = false): void =>
    change({ type: "value", place, value: value === real ? undefined : value }, isSeen);
  const className = `pm-try-field ${said === undefined ? "" : "pm-field-supposed"}`;
  const now = said ?? real;
  return (
    <span className="pm-field-box">
      <span aria-hidden="true" className="pm-field-name">
        {facet === "target" ? words.target : words.result}
      </span>
      {form === "number" ? (
        <NumberField
          label={label}
          value={now}
          decimals={facet === "target" ? Math.max(decimals, 2) : decimals}
          unit={unit}
          onChange={(value) => onChange(value, true)}
          isSupposed={said !== undefined}
        />
      ) : form === "day" ? (
        <input
          type="date"
          className={className}
          aria-label={label}
          value={now === undefined ? "" : getDayOfNumber(now)}
          onChange={({ target }) => onChange(isDay(target.value) ? getDayNumber(target.value) : undefined)}
        />
      ) : (
        <select
          className={className}
          aria-label={label}
          value={now ?? ""}
          onChange={({ target }) => onChange(target.value === "" ? undefined : Number(target.value))}
        >
          <option value="" />
          <option value="1">{common.yes}</option>
          <option value="0">{common.no}</option>
        </select>
      )}
      {said === undefined || real === undefined || form !== "number" ? null : (
        <span className="pm-was">{words.was(writeField(real, 6))}</span>
      )}
    </span>
  );
}
