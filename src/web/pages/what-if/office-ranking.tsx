/** Offices in a row, by what is supposed; who moves is seen to move, unless the reader asked for stillness. */
import { memo, useEffect, useLayoutEffect, useRef } from "react";
import type { Rankable, Ranked, Shown } from "../../../engine/index.ts";
import { FigureValue } from "../../parts/figure-value.tsx";
import { usePageWords, useWords } from "../../words/language.tsx";
import { FigureColumns } from "./figure-columns.tsx";
import { Difference, SupposedValue } from "./supposed-value.tsx";
import { whatIfWords } from "./words.ts";

export interface OfficeRankingProps {
  readonly shown: Shown;
  readonly rankable: readonly Rankable[];
  /** Whether what is supposed has been computed; undefined = it is being computed. */
  readonly isComputed: boolean | undefined;
  readonly from: number;
  readonly count: number;
  readonly look: (from: number) => void;
  readonly choose: (rankBy: string) => void;
  readonly explain: (ranked: Ranked) => void;
}

export function OfficeRanking(props: OfficeRankingProps) {
  const { shown, rankable, isComputed, from, count, look, choose, explain } = props;
  const words = usePageWords(whatIfWords);
  const { ranking, ranked, rankBy } = shown;
  const body = useMovingRows(ranking);
  if (rankBy === undefined) return <p>{words.noRanking}</p>;
  const until = Math.min(ranked, from + ranking.length);
  return (
    <>
      <RankChoice rankable={rankable} rankBy={rankBy} choose={choose} />
      <table className="table pm-try-cards pm-ranking">
        <caption>{words.rows(Math.min(ranked, from + 1), until, ranked)}</caption>
        <FigureColumns
          before={4}
          scenarios={1}
          rows={ranking.map(({ figure, supposed }) => ({ figure, supposed: [supposed] }))}
        />
        <thead>
          <tr>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.moved}</th>
            <th scope="col">{words.office}</th>
            <th scope="col" className="text-end">
              {words.real}
            </th>
            <th scope="col" className="text-end">
              {words.then}
            </th>
            <th scope="col" className="text-end">
              {words.change}
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {ranking.map((each) => (
            <RankedRow key={each.orgUnit} ranked={each} isComputed={isComputed} explain={explain} />
          ))}
        </tbody>
      </table>
      {ranked <= count ? null : (
        <p className="pm-pager">
          <button
            type="button"
            className="btn btn-xs btn-outline-primary"
            disabled={from === 0}
            onClick={() => look(Math.max(0, from - count))}
          >
            {words.earlier}
          </button>
          <button
            type="button"
            className="btn btn-xs btn-outline-primary"
            disabled={until >= ranked}
            onClick={() => look(from + count)}
          >
            {words.later}
          </button>
        </p>
      )}
    </>
  );
}

interface RankedRowProps {
  readonly ranked: Ranked;
  readonly isComputed: boolean | undefined;
  readonly explain: (ranked: Ranked) => void;
}

/** Drawn again only where the office itself has moved. */
const RankedRow = memo(function RankedRow({ ranked, isComputed, explain }: RankedRowProps) {
  const words = usePageWords(whatIfWords);
  const { orgUnit, title, before, now, figure, supposed } = ranked;
  return (
    <tr data-office={orgUnit}>
      <td className="pm-number" data-label={words.place}>
        {now ?? "—"}
      </td>
      <td data-label={words.moved}>
        {isComputed === true ? <Move before={before} now={now} /> : <span className="pm-still">—</span>}
      </td>
      <th scope="row">{title}</th>
      <td className="text-end" data-label={words.real}>
        <FigureValue figure={figure} title={title} />
      </td>
      <td className="text-end" data-label={words.then}>
        {isComputed !== true ? (
          <span className="pm-absence">{isComputed === false ? words.notComputed : words.awaited}</span>
        ) : supposed === undefined ? (
          <span className="pm-still">{words.same}</span>
        ) : (
          <SupposedValue figure={supposed} title={title} explain={() => explain(ranked)} />
        )}
      </td>
      <td className="text-end" data-label={words.change}>
        {supposed === undefined ? null : <Difference from={figure} to={supposed} />}
      </td>
    </tr>
  );
});

interface RankChoiceProps {
  readonly rankable: readonly Rankable[];
  readonly rankBy: string;
  readonly choose: (rankBy: string) => void;
}

/** Long, and the same while weights move: drawn once. */
const RankChoice = memo(function RankChoice({ rankable, rankBy, choose }: RankChoiceProps) {
  const words = usePageWords(whatIfWords);
  const common = useWords();
  return (
    <label className="pm-choose">
      <span>{words.rankBy}</span>
      <select value={rankBy} onChange={({ target }) => choose(target.value)}>
        {rankable.map(({ id, title, facet, type, offices }) => (
          <option key={id} value={id}>
            {words.rankable(title, common.facet[facet], type.replaceAll("_", " "), offices)}
          </option>
        ))}
      </select>
    </label>
  );
});

function Move({ before, now }: { readonly before: number | undefined; readonly now: number | undefined }) {
  const words = usePageWords(whatIfWords);
  if (before === undefined || now === undefined || before === now)
    return <span className="pm-still">{words.still}</span>;
  const steps = before - now;
  return (
    <span className={`pm-change ${steps > 0 ? "pm-rise" : "pm-fall"}`}>
      <span aria-hidden="true">{steps > 0 ? "▲" : "▼"}</span>{" "}
      {steps > 0 ? words.up(steps) : words.down(-steps)}
    </span>
  );
}

function findPlaces(body: HTMLTableSectionElement | null): Map<string, number> {
  return new Map([...(body?.rows ?? [])].map((row) => [row.dataset.office ?? "", row.offsetTop]));
}

/**
 * Rows begin where they were and glide to where they are: first, last, invert, play. Only while they are on the screen:
 * to ask where rows are makes the browser lay out what it had left for later.
 */
function useMovingRows(ranking: readonly Ranked[]) {
  const body = useRef<HTMLTableSectionElement>(null);
  const places = useRef<Map<string, number> | undefined>(undefined);
  const order = ranking.map(({ orgUnit }) => orgUnit).join(" ");
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      const isOnScreen = entries.at(-1)?.isIntersecting === true;
      places.current = isOnScreen ? findPlaces(body.current) : undefined;
    });
    if (body.current !== null) observer.observe(body.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const before = places.current;
    if (before === undefined) return;
    const now = findPlaces(body.current);
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (const row of body.current?.rows ?? []) {
      const office = row.dataset.office ?? "";
      const [from, top] = [before.get(office), now.get(office)];
      if (isStill || from === undefined || top === undefined || from === top) continue;
      row.animate([{ transform: `translateY(${from - top}px)` }, { transform: "none" }], {
        duration: 250,
        easing: "ease-out",
      });
    }
    places.current = now;
  }, [order]);
  return body;
}
