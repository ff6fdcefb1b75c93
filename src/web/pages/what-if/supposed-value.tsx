/** A figure as it would be: its number or the word of its absence, marked as supposed, one press from why. */
import type { Figure } from "../../../engine/index.ts";
import { writeFigure } from "../../parts/write-figure.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import { whatIfWords } from "./words.ts";
import { writeChange } from "./write-number.ts";

export interface SupposedValueProps {
  readonly figure: Figure;
  readonly title: string;
  readonly explain: () => void;
}

export function SupposedValue({ figure, title, explain }: SupposedValueProps) {
  const words = usePageWords(whatIfWords);
  const common = useWords();
  // What is seen and what is heard are the same words.
  const text = writeFigure(figure, common);
  return (
    <button
      type="button"
      className="pm-why pm-supposed"
      onClick={explain}
      aria-label={`${title}, ${words.supposed}: ${text}. ${words.whyTitle}`}
    >
      <span className={figure.absence === null ? "pm-number" : "pm-absence"}>{text}</span>
    </button>
  );
}

/** How far one figure is from another: a sign, a colour and, for who does not see them, the same number. */
export function Difference({ from, to }: { readonly from: Figure; readonly to: Figure | undefined }) {
  const words = usePageWords(whatIfWords);
  const told = to && tellDifference(from, to);
  if (to === undefined || told?.difference === 0) return <span className="pm-still">{words.same}</span>;
  if (told === undefined) return <span className="pm-still">—</span>;
  return (
    <span className={`pm-number pm-change ${told.difference > 0 ? "pm-rise" : "pm-fall"}`}>
      <span aria-hidden="true">{told.difference > 0 ? "▲" : "▼"}</span> {told.text}
    </span>
  );
}

/** A difference as a number and as it is written; undefined where one of the two is absent. */
export function tellDifference(
  from: Figure,
  to: Figure,
): { readonly difference: number; readonly text: string } | undefined {
  if (from.value === null || to.value === null) return undefined;
  const difference = to.value - from.value;
  return { difference, text: writeChange(difference, countDecimals(from.display)) };
}

/** As many as the figure itself shows, and two where it shows none, so that small moves are seen. */
function countDecimals(display: string): number {
  const at = display.indexOf(",");
  return at < 0 ? 2 : Math.max(2, display.length - at - 1);
}
