/**
 * Columns of supposed figures are as wide as the widest that they have held: one that grows and shrinks by a digit would
 * move all others with every change, and the browser would lay out and paint the whole table anew.
 */
import { useRef } from "react";
import type { Figure } from "../../../engine/index.ts";
import { tellDifference } from "./supposed-value.tsx";

/** Figures as they are, beside what follows from each scenario. */
export interface ComparedFigures {
  readonly figure: Figure;
  readonly supposed: readonly (Figure | undefined)[];
}

export interface FigureColumnsProps {
  /** Columns that stand before those of scenarios, as wide as what is in them. */
  readonly before: number;
  /** How many scenarios there are, each with its figure and the difference. */
  readonly scenarios: number;
  readonly rows: readonly ComparedFigures[];
}

export function FigureColumns({ before, scenarios, rows }: FigureColumnsProps) {
  const held = useRef({ figure: 0, difference: 0 });
  for (const { figure, supposed } of rows) {
    for (const each of supposed) {
      if (each === undefined || each.absence !== null) continue;
      const { text } = tellDifference(figure, each) ?? { text: "" };
      held.current.figure = Math.max(held.current.figure, estimateWidth(`${each.display} ${each.unit}`));
      held.current.difference = Math.max(held.current.difference, estimateWidth(`▲ ${text}`));
    }
  }
  const [ofFigure, ofDifference] = [held.current.figure, held.current.difference].map((width) =>
    width === 0 ? undefined : { inlineSize: `${width + room}ch` },
  );
  return (
    <colgroup>
      <col span={before} />
      {Array.from({ length: scenarios }, (_, place) => [
        <col key={`${place} figure`} style={ofFigure} />,
        <col key={`${place} difference`} style={ofDifference} />,
      ])}
    </colgroup>
  );
}

/** For what stands around a figure, and for one that is ten times as large; in widths of a digit. */
const room = 2;

/** In widths of a digit, of which separators and most letters have less. */
function estimateWidth(written: string): number {
  const digits = written.replace(/[^0-9]/g, "").length;
  return digits + (written.length - digits) * 0.75;
}
