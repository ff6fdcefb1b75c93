/** One block: its figure, how it stands to its goal, what it weighs, how much of it is measured, and what it was. */
import { FigureButton, FigureValue } from "../../parts/figure-value.tsx";
import { IndicatorLink } from "../../parts/links.tsx";
import { StateMark } from "../../parts/state-mark.tsx";
import { WhatIfLink } from "../../parts/what-if-link.tsx";
import { writeDifference, writeValue } from "../../parts/write-figure.ts";
import { writeNumber } from "../../parts/write-number.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import type { Block, Row } from "./shape-pyramid.ts";
import { pyramidWords } from "./words.ts";

interface CardProps {
  readonly block: Block;
  readonly before: Row | undefined;
  readonly isOpen: boolean;
  /** Undefined = the root of its tree. */
  readonly office: string | undefined;
  readonly toggle: () => void;
}

export function BlockCard({ block, before, isOpen, office, toggle }: CardProps) {
  const words = usePageWords(pyramidWords);
  const { row, parts } = block;
  const { figure, state } = row;
  return (
    <article className={`pm-block pm-block-${state} ${isOpen ? "pm-block-open" : ""}`}>
      <button type="button" className="pm-block-title" aria-expanded={isOpen} onClick={toggle}>
        {row.title}
        <small>{parts.length > 0 ? words.opens(parts.length) : words.byOffice("").replace(/^, /, "")}</small>
      </button>
      <div className={`pm-block-figure ${figure.display.length > longestShort ? "pm-block-long" : ""}`}>
        <FigureValue figure={figure} title={row.title} />
      </div>
      <ul className="pm-block-facts">
        <li>
          <StateMark state={state} />
        </li>
        {row.isComponent ? (
          <li>
            {row.weight === null
              ? words.undisclosed
              : words.weight(writeNumber(row.weight, countDecimals(row.weight)))}
          </li>
        ) : null}
        <Beside row={row} facet="target" />
        <Beside row={row} facet="deviation" />
        <Coverage row={row} />
        <Before row={row} before={before} />
      </ul>
      {isOpen ? (
        <p className="pm-block-links pm-no-print">
          <IndicatorLink code={figure.id} members={figure.members}>
            {words.indicator}
          </IndicatorLink>
          <WhatIfLink indicator={figure.id} facet={figure.facet} title={row.title} orgUnit={office} />
        </p>
      ) : null}
    </article>
  );
}

/** Signs of a number that stand in large letters in the narrowest block. */
const longestShort = 8;

/** Told where it is known: a bar for the eye, and the share in words. */
function Coverage({ row }: { readonly row: Row }) {
  const words = usePageWords(pyramidWords);
  const { coverage } = row.figure;
  if (row.synthesis === null || coverage === null) return null;
  const share = writeNumber(coverage * 100, 0);
  return (
    <li>
      <span className="pm-bar" aria-hidden="true">
        <span style={{ inlineSize: `${coverage * 100}%` }} />
      </span>
      {words.coverage(share)}
    </li>
  );
}

/** What belongs to the figure, where there is any. */
function Beside({ row, facet }: { readonly row: Row; readonly facet: "target" | "deviation" }) {
  const { facet: called } = useWords();
  const figure = row[facet];
  if (figure === null || figure.absence !== null) return null;
  return (
    <li>
      {called[facet]} <FigureButton figure={figure} title={`${row.title}, ${called[facet]}`} />
    </li>
  );
}

function Before({ row, before }: { readonly row: Row; readonly before: Row | undefined }) {
  const common = useWords();
  const words = usePageWords(pyramidWords);
  if (before === undefined) return null;
  const change = writeDifference(row.figure, before.figure);
  return (
    <li className="pm-block-before">
      {words.was(writeValue(before.figure, common))}
      {change === undefined ? null : ` · ${words.change(change)}`}
    </li>
  );
}

function countDecimals(value: number): number {
  return (String(value).split(".")[1] ?? "").length;
}
