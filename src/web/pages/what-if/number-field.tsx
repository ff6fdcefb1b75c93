/** A number that one types: what is typed stays as it is until the field is left, whatever the scenario makes of it. */
import { useState } from "react";
import { readNumber, writeField } from "./write-number.ts";

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly placeholder?: string | undefined;
  readonly decimals: number;
  /** Undefined where the field was emptied. */
  readonly onChange: (value: number | undefined) => void;
  readonly isSupposed?: boolean;
}

export function NumberField({ label, value, placeholder, decimals, onChange, isSupposed }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | undefined>();
  const written = draft ?? writeField(value, decimals);
  return (
    // A form of its own: Chromium reads all of a form at every key, and every field without one is of one form (7 ms).
    <form className="pm-own-form" onSubmit={(event) => event.preventDefault()}>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        className={`pm-number pm-try-field ${isSupposed === true ? "pm-field-supposed" : ""}`}
        aria-label={label}
        placeholder={placeholder}
        // Euros of a nation are longer than a field.
        style={written.length > 9 ? { inlineSize: `${written.length + 2.5}ch` } : undefined}
        value={written}
        aria-invalid={draft !== undefined && draft.trim() !== "" && readNumber(draft, decimals) === undefined}
        onChange={({ target }) => {
          setDraft(target.value);
          const read = readNumber(target.value, decimals);
          if (read !== undefined || target.value.trim() === "") onChange(read);
        }}
        onBlur={() => setDraft(undefined)}
      />
    </form>
  );
}
