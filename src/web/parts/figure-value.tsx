/** A figure as it is written everywhere: the number or the word for its absence, its doubts, and one press to ask why. */
import { type WhyAsked, writeWhy } from "../address.ts";
import type { Figure } from "../client.ts";
import { useChangeView } from "../shell/use-workspace.ts";
import { useWords } from "../words/language.tsx";
import { writeFigure } from "./write-figure.ts";

/** @param title what it is, for who does not see the row */
export function FigureValue({ figure, title }: FigureProps) {
  return (
    <span className="pm-figure">
      <FigureButton figure={figure} title={title} />
      <Doubts figure={figure} />
    </span>
  );
}

interface FigureProps {
  readonly figure: Figure;
  readonly title: string;
}

/** The same where its doubts are said beside it, as those of the figure that it belongs to. */
export function FigureButton({ figure, title }: FigureProps) {
  const words = useWords();
  const change = useChangeView();
  const shown = writeFigure(figure, words);
  return (
    <button
      type="button"
      className="pm-why"
      onClick={() => change({ why: writeWhy(nameFigure(figure)) })}
      aria-label={`${title}: ${shown}. ${words.why}`}
    >
      <span className={figure.absence === null ? "pm-number" : "pm-absence"}>{shown}</span>
    </button>
  );
}

export function nameFigure({ id, facet, orgUnit, period, members }: Figure): WhyAsked {
  return {
    indicator: id,
    facet,
    orgUnit,
    period,
    members: Object.entries(members).map(([dimension, member]) => `${dimension}=${member}`),
  };
}

/** What is to be known before one relies on it, in words. */
export function Doubts({ figure }: { readonly figure: Figure }) {
  const words = useWords();
  const tags = [
    figure.provenance === "published" ? undefined : words.provenance[figure.provenance],
    figure.status === "provisional" ? words.state.provisional : undefined,
    figure.partial ? words.state.partial : undefined,
    figure.absence === null && figure.coverage !== null && figure.coverage < 1
      ? `${words.coverage} ${Math.round(figure.coverage * 100)} %`
      : undefined,
  ].filter((tag) => tag !== undefined);
  return tags.map((tag) => (
    <span key={tag} className={`pm-tag ms-1 ${figure.provenance === "synthetic" ? "pm-tag-synthetic" : ""}`}>
      {tag}
    </span>
  ));
}
