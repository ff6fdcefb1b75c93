/**
 * A number that one types: what is typed stays as it is until the field is left, whatever the scenario makes of it.
 * What cannot be read supposes nothing, stays when the field is left, and a sentence says how to write it.
 */
import { useId, useState } from "react";
import { usePageWords } from "../../words/language.tsx";
import { whatIfWords } from "./words.ts";
import { readNumber, writeField } from "./write-number.ts";

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly placeholder?: string | undefined;
  readonly decimals: number;
  readonly unit?: string;
  /** Undefined where the field was emptied. */
  readonly onChange: (value: number | undefined) => void;
  readonly isSupposed?: boolean;
}

interface Draft {
  readonly text: string;
  /** What was supposed when somebody began to type: what cannot be read goes back to it. */
  readonly before: number | undefined;
  /** Once it is left: what was supposed comes back a moment later, and whatever else is supposed then, drops it. */
  readonly left?: "now" | "settled";
}

export function NumberField(props: NumberFieldProps) {
  const { label, value, placeholder, decimals, unit = "", onChange, isSupposed = false } = props;
  const words = usePageWords(whatIfWords);
  const id = useId();
  const [draft, setDraft] = useState<Draft | undefined>();
  const said = isSupposed ? value : undefined;
  if (draft?.left === "now" && said === draft.before) setDraft({ ...draft, left: "settled" });
  if (draft?.left === "settled" && said !== draft.before) setDraft(undefined);
  const written = draft?.text ?? writeField(value, decimals);
  const read = draft === undefined || draft.text.trim() === "" ? undefined : readNumber(draft.text, decimals);
  const fault = typeof read === "string" ? read : undefined;
  const isTold = fault !== undefined && draft?.left !== undefined;
  const type = (text: string): void => {
    const before = draft === undefined ? said : draft.before;
    const next = text.trim() === "" ? undefined : readNumber(text, decimals);
    setDraft({ text, before });
    if (typeof next !== "string") onChange(next);
    else if (fault === undefined) onChange(before);
  };
  return (
    // A form of its own: Chromium reads all of a form at every key, and every field without one is of one form (7 ms).
    <form className="pm-own-form" onSubmit={(event) => event.preventDefault()}>
      <span className="pm-measured">
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          className={`pm-number pm-try-field ${isSupposed ? "pm-field-supposed" : ""}`}
          aria-label={label}
          aria-describedby={
            `${unit === "" ? "" : `${id}-unit`} ${isTold ? `${id}-fault` : ""}`.trim() || undefined
          }
          placeholder={placeholder}
          // Euros of a nation are longer than a field.
          style={written.length > 9 ? { inlineSize: `${written.length + 2.5}ch` } : undefined}
          value={written}
          aria-invalid={fault !== undefined}
          onChange={({ target }) => type(target.value)}
          onBlur={() =>
            setDraft(draft !== undefined && fault !== undefined ? { ...draft, left: "now" } : undefined)
          }
        />
        {unit === "" ? null : <span id={`${id}-unit`}>{unit}</span>}
      </span>
      {isTold ? (
        <span id={`${id}-fault`} role="alert" className="pm-field-fault">
          {words.numberFaults[fault](decimals)}
        </span>
      ) : null}
    </form>
  );
}
