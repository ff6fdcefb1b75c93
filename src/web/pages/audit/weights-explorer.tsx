/**
 * Weights that the document does not tell, to be tried by whoever reads it. The mean is reckoned here by the room that
 * audits, with exact fractions: what follows here is what the audit calls possible, and nothing else.
 */

import { useEffect, useId, useMemo, useState } from "react";
import { type ExactMean, listWeightSets, readShare, tryWeights } from "../../../audit/index.ts";
import { findWrongValue } from "../../address-faults.ts";
import type { PageChange } from "../../address-words.ts";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { useTellFaults } from "../../shell/address-faults.tsx";
import { usePageWords } from "../../words/language.tsx";
import { nameFigureShort, type PrintedFigure, type Weights, writeCount } from "./audit-data.ts";
import { TrialResult } from "./trial-result.tsx";
import { WeightSetsTable } from "./weight-sets-table.tsx";
import { auditWords } from "./words.ts";

/** Sets listed to be tried one by one. */
const mostSets = 200;
/** Between the weights of one address. */
const mark = "_";

interface Props {
  readonly weights: Weights;
  readonly figures: ReadonlyMap<string, PrintedFigure>;
}

export function WeightsExplorer({ weights: asPrinted, figures }: Props) {
  const words = usePageWords(auditWords);
  const title = useId();
  const [{ alt, w }, change] = usePageSearch("audit");
  const supposed = asPrinted.alternatives[(alt ?? 0) - 1];
  const weights = supposed?.weights ?? asPrinted;
  const { exact } = weights;
  const found = useMemo(() => listWeightSets(exact, mostSets), [exact]);
  const [tried, setTried] = useState(() => readTried(w, exact.parts.length));
  const numbers = asPrinted.alternatives.map((_, k) => String(k + 1));
  const isRead = w === undefined || readTried(w, exact.parts.length) !== undefined;
  useTellFaults([...findWrongValue("alt", alt, numbers), ...(isRead ? [] : findWrongValue("w", w, []))]);
  const current = tried ?? found.sets[0] ?? shareEqually(exact);
  useAddress(tried, change);
  const nameOf = (id: string): string => {
    const figure = figures.get(id);
    return figure === undefined ? id : nameFigureShort(figure);
  };
  const count = (number: number | null): string => (number === null ? words.notCounted : writeCount(number));
  return (
    <section className="pm-weights" aria-labelledby={title}>
      <h3 className="h5" id={title}>
        {words.weights}
      </h3>
      {asPrinted.alternatives.length === 0 ? null : (
        <fieldset className="pm-choices">
          <legend className="h6">{words.alternative}</legend>
          {[undefined, ...asPrinted.alternatives].map((each, k) => (
            <label key={each?.printed ?? ""} className="pm-check">
              <input
                type="radio"
                name={title}
                checked={each === supposed}
                onChange={() => change({ alt: k === 0 ? undefined : k }, true)}
              />
              <span>
                {each === undefined
                  ? words.unchanged(figures.get(asPrinted.alternatives[0]!.figure)?.printed ?? "")
                  : words.ifWere(nameOf(each.figure), each.printed)}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <p>
        <strong>
          {words.setsOf(count(weights.sets), count(weights.possibleSets), weights.grid, exact.printed)}
        </strong>
        ; {words.setsAsPrinted(count(weights.setsOfPoints))}.
        {weights.anyWeights ? ` ${words.anyWeights}` : ""}
      </p>
      <ul className="pm-weight-list">
        {exact.parts.map((part, k) => (
          <WeightRow
            key={part.part}
            name={nameOf(part.part)}
            printed={supposed?.figure === part.part ? supposed.printed : figures.get(part.part)?.printed}
            range={weights.ranges?.[k]}
            total={exact.total}
            grid={exact.grid}
            value={current[k] ?? ""}
            isFixed={part.fixed !== null}
            onChange={(value) => setTried(current.map((each, at) => (at === k ? value : each)))}
          />
        ))}
      </ul>
      <TrialResult exact={exact} trial={tryWeights(exact, current)} />
      <p className="pm-no-print">
        <button
          type="button"
          className="btn btn-xs btn-outline-primary me-2"
          onClick={() => setTried(shareEqually(exact))}
        >
          {words.equalWeights}
        </button>
        {found.sets.length === 0 ? null : (
          <button
            type="button"
            className="btn btn-xs btn-outline-primary"
            onClick={() => setTried([...found.sets[0]!])}
          >
            {words.firstSet}
          </button>
        )}
      </p>
      <p className="pm-small">{words.checked}</p>
      <WeightSetsTable found={found} names={exact.parts.map(({ part }) => nameOf(part))} onTry={setTried} />
    </section>
  );
}

function readTried(text: string | undefined, count: number): readonly string[] | undefined {
  const weights = text?.split(mark);
  return weights?.length === count ? weights : undefined;
}

/** Alike to the hundredth; the last takes the rest, so that they add up. */
function shareEqually({ parts, total }: ExactMean): readonly string[] {
  const hundredths = Math.round(100 * readShare(total, "1"));
  const share = Math.floor(hundredths / parts.length);
  const last = hundredths - share * (parts.length - 1);
  return parts.map((_, k) => String((k === parts.length - 1 ? last : share) / 100).replace(".", ","));
}

/** What is tried stands in the address, once the hand rests. */
function useAddress(
  tried: readonly string[] | undefined,
  change: (change: PageChange<"audit">, replace: true) => void,
): void {
  useEffect(() => {
    if (tried === undefined) return undefined;
    const later = setTimeout(() => change({ w: tried.join(mark) }, true), 300);
    return () => clearTimeout(later);
  }, [tried]);
}

interface RowProps {
  readonly name: string;
  readonly printed: string | undefined;
  readonly range: NonNullable<Weights["ranges"]>[number] | undefined;
  readonly total: string;
  readonly grid: string;
  readonly value: string;
  readonly isFixed: boolean;
  readonly onChange: (value: string) => void;
}

function WeightRow({ name, printed, range, total, grid, value, isFixed, onChange }: RowProps) {
  const words = usePageWords(auditWords);
  const number = Number(value.replace(",", "."));
  const most = readShare(total, "1");
  const percent = (share: number): string => `${Math.max(0, Math.min(100, share * 100))}%`;
  return (
    <li className="pm-weight">
      <p className="pm-weight-name">
        {name} <span className="pm-number fw-semibold">{printed ?? words.notPrinted}</span>
      </p>
      <div className="pm-weight-bar" aria-hidden="true">
        {range === undefined ? null : (
          <span
            className="pm-weight-range"
            style={{
              left: percent(readShare(range.exactFrom, total)),
              right: percent(1 - readShare(range.exactUntil, total)),
            }}
          />
        )}
        <span className="pm-weight-pin" style={{ left: percent(number / most) }} />
      </div>
      {range === undefined ? null : (
        <p className="pm-small pm-weight-said">
          {words.range}: {range.hasFrom ? "[" : "("}
          <span className="pm-number">{range.from}</span>; <span className="pm-number">{range.until}</span>
          {range.hasUntil ? "]" : ")"} <ExactEnds range={range} />
        </p>
      )}
      <div className="pm-weight-inputs pm-no-print">
        <input
          type="range"
          min={0}
          max={most}
          step={readShare(grid, "1")}
          value={Number.isFinite(number) ? number : 0}
          disabled={isFixed}
          aria-label={`${words.weight}: ${name}`}
          onChange={(event) => onChange(event.target.value.replace(".", ","))}
        />
        <input
          type="text"
          inputMode="decimal"
          className="form-control"
          value={value}
          disabled={isFixed}
          aria-label={`${words.weight}: ${name}, numero`}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </li>
  );
}

/** The ends as fractions, where they are not whole. */
function ExactEnds({ range }: { readonly range: NonNullable<RowProps["range"]> }) {
  const fractions = [range.exactFrom, range.exactUntil].filter((each) => each.includes("/"));
  return fractions.length === 0 ? null : <code>{fractions.join("; ")}</code>;
}
