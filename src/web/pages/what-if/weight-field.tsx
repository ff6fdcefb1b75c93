/** A weight that one supposes: a number, a slider beside it, and what it becomes when the others move. */

import type { ShownSynthesis, ShownWeight } from "../../../engine/index.ts";
import { usePageWords } from "../../words/language.tsx";
import { NumberField } from "./number-field.tsx";
import type { TellChange } from "./use-change.ts";
import { whatIfWords } from "./words.ts";
import { writeNumber } from "./write-number.ts";

export interface WeightFieldProps {
  readonly weight: ShownWeight & { readonly said: number | undefined };
  readonly synthesis: ShownSynthesis;
  readonly title: string;
  readonly change: TellChange;
}

const decimals = 4;

export function WeightField({ weight, synthesis, title, change }: WeightFieldProps) {
  const words = usePageWords(whatIfWords);
  const { real, said, then } = weight;
  const { components, total } = synthesis;
  const { synthesis: whole, component } = weight;
  const put = (value: number | undefined, isSeen: boolean): void =>
    change({ type: "weight", synthesis: whole, component, components, weight: value }, isSeen);
  const now = said ?? then;
  const note =
    said === undefined && synthesis.isSupposed && then !== undefined && then !== real
      ? words.willBe(writeNumber(then, 2))
      : said !== undefined && real !== undefined
        ? words.was(writeNumber(real, 2))
        : undefined;
  return (
    <span className="pm-try-weight">
      <NumberField
        label={words.weightOf(title)}
        value={said ?? (synthesis.isSupposed ? undefined : real)}
        placeholder={then === undefined ? words.undisclosed : writeNumber(then, 2)}
        decimals={decimals}
        onChange={(value) => put(value, true)}
        isSupposed={said !== undefined}
      />
      <input
        type="range"
        className="pm-slider"
        aria-label={words.slide(title)}
        min={0}
        max={total}
        step={total / 100}
        value={now ?? 0}
        aria-valuetext={now === undefined ? words.undisclosed : writeNumber(now, 2)}
        onChange={({ target }) => put(Number(Number(target.value).toFixed(decimals)), false)}
      />
      {note === undefined ? null : <span className="pm-was">{note}</span>}
    </span>
  );
}
