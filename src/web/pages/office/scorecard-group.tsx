/** The indicators of one theme: a table where there is room, cards where there is not. */
import { lazy, Suspense, useId, useMemo, useState } from "react";
import { FigureValue } from "../../parts/figure-value.tsx";
import { IndicatorLink } from "../../parts/links.tsx";
import { Loading } from "../../parts/loading.tsx";
import { ScrollRegion } from "../../parts/scroll-region.tsx";
import { StateCounts } from "../../parts/state-mark.tsx";
import { useNarrow } from "../../parts/use-narrow.ts";
import { usePageWords } from "../../words/language.tsx";
import {
  hasAim,
  isBreakdown,
  listParts,
  nameRow,
  type RowGroup,
  type RowPart,
  type ScorecardRow,
  titleRow,
} from "./arrange-rows.ts";
import { RanksOf } from "./ranks-of.tsx";
import { Attainment, DetailsButton, ForecastOf, Name, Target, TrendOf } from "./row-cells.tsx";
import type { Coming } from "./use-coming.ts";
import { officeWords } from "./words.ts";

/** With the drawing of charts, which weighs more than the page: only when somebody opens a row. */
const RowDetails = lazy(async () => ({ default: (await import("./row-details.tsx")).RowDetails }));

interface ScorecardGroupProps {
  readonly group: RowGroup;
  readonly isFirstOpen: boolean;
  /** Whether rows were looked for: none of them is then folded away. */
  readonly isSought: boolean;
  readonly coming: Coming;
  /** The row whose details are open. */
  readonly opened: string | undefined;
  readonly open: (row: string | undefined) => void;
}

export function ScorecardGroup({ group, isFirstOpen, ...rest }: ScorecardGroupProps) {
  const own = usePageWords(officeWords);
  const isNarrow = useNarrow();
  const [isChosen, choose] = useState<boolean>();
  const isOpen = isChosen ?? (isFirstOpen || group.rows.some((row) => nameRow(row) === rest.opened));
  const id = useId();
  return (
    <section className="pm-group" aria-labelledby={id}>
      <h2 id={id} className="h5">
        <button
          type="button"
          className="pm-group-toggle"
          aria-expanded={isOpen}
          onClick={() => choose(!isOpen)}
        >
          <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span> {group.title}
        </button>
        <small>{own.rows(group.rows.length)}</small>
        <StateCounts states={countStates(group.rows)} />
      </h2>
      {isOpen && isNarrow ? <Cards group={group} {...rest} /> : null}
      {isOpen && !isNarrow ? <Rows group={group} {...rest} /> : null}
    </section>
  );
}

function countStates(rows: readonly ScorecardRow[]): Record<ScorecardRow["state"], number> {
  const counts = { good: 0, near: 0, bad: 0, none: 0, absent: 0 };
  for (const { state } of rows) counts[state]++;
  return counts;
}

type ListProps = Omit<ScorecardGroupProps, "isFirstOpen">;

/** Parts shown at once; the others are asked for. */
const shownAtOnce = 60;

function useParts(group: RowGroup) {
  const parts = useMemo(() => listParts(group), [group]);
  const [most, setMost] = useState(shownAtOnce);
  const more = parts.length > most ? () => setMost(most + shownAtOnce) : undefined;
  return { parts: parts.slice(0, most), more };
}

function MoreButton({ more }: { readonly more: (() => void) | undefined }) {
  const own = usePageWords(officeWords);
  if (more === undefined) return null;
  return (
    <button type="button" className="btn btn-outline-primary btn-sm my-3 pm-no-print" onClick={more}>
      {own.showMore}
    </button>
  );
}

/** Members of one indicator are one line until they are opened, or one of them is. */
function useBreakdown(part: RowPart, opened: string | undefined) {
  const [isChosen, choose] = useState<boolean>();
  const isOpen = isChosen ?? part.rows.some((row) => nameRow(row) === opened);
  return { isOpen, toggle: () => choose(!isOpen) };
}

function Rows({ group, ...rest }: ListProps) {
  const own = usePageWords(officeWords);
  const { parts, more } = useParts(group);
  return (
    <>
      <ScrollRegion label={group.title}>
        <table className="table pm-scorecard">
          <caption className="visually-hidden">{group.title}</caption>
          <thead>
            <tr>
              <th scope="col">{own.indicator}</th>
              <th scope="col" className="text-end">
                {own.result}
              </th>
              <th scope="col" className="text-end">
                {own.target}
              </th>
              <th scope="col" className="text-end">
                {own.attainment}
              </th>
              <th scope="col">{own.trend}</th>
              <th scope="col" className="text-end">
                {own.forecast}
              </th>
              <th scope="col">{own.rank}</th>
              <th scope="col">
                <span className="visually-hidden">{own.details}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) =>
              isBreakdown(part) && !rest.isSought ? (
                <BreakdownRows key={part.indicator} part={part} {...rest} />
              ) : (
                part.rows.map((row) => <TableRow key={nameRow(row)} row={row} {...rest} />)
              ),
            )}
          </tbody>
        </table>
      </ScrollRegion>
      <MoreButton more={more} />
    </>
  );
}

type RestProps = Omit<ListProps, "group">;

function BreakdownRows({ part, ...rest }: RestProps & { readonly part: RowPart }) {
  const { isOpen, toggle } = useBreakdown(part, rest.opened);
  return (
    <>
      <tr>
        <th scope="row">
          <IndicatorLink code={part.indicator}>{part.title}</IndicatorLink>
        </th>
        <td colSpan={7}>
          <BreakdownButton part={part} isOpen={isOpen} toggle={toggle} />
        </td>
      </tr>
      {isOpen ? part.rows.map((row) => <TableRow key={nameRow(row)} row={row} {...rest} />) : null}
    </>
  );
}

interface BreakdownButtonProps {
  readonly part: RowPart;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

function BreakdownButton({ part, isOpen, toggle }: BreakdownButtonProps) {
  const own = usePageWords(officeWords);
  return (
    <>
      <button
        type="button"
        className="btn btn-outline-primary btn-xs pm-no-print"
        aria-expanded={isOpen}
        aria-label={`${part.title}: ${own.members(part.rows.length)}`}
        onClick={toggle}
      >
        <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span> {own.members(part.rows.length)}
      </button>{" "}
      <StateCounts states={countStates(part.rows)} />
    </>
  );
}

function TableRow({ row, coming, opened, open }: RestProps & { readonly row: ScorecardRow }) {
  const key = nameRow(row);
  const isOpen = opened === key;
  return (
    <>
      <tr>
        <th scope="row">
          <Name row={row} />
        </th>
        <td className="text-end">
          <FigureValue figure={row.figure} title={titleRow(row)} />
        </td>
        <td className="text-end">
          <Target row={row} />
        </td>
        <td className="text-end">
          <Attainment row={row} />
        </td>
        <td>
          <TrendOf row={row} trend={coming.trends.get(key)} />
        </td>
        <td className="text-end">
          <ForecastOf row={row} coming={coming} />
        </td>
        <td>
          <RanksOf ranks={row.ranks} />
        </td>
        <td>
          <DetailsButton row={row} isOpen={isOpen} open={open} />
        </td>
      </tr>
      {isOpen ? (
        <tr>
          <td colSpan={8}>
            <Suspense fallback={<Loading />}>
              <RowDetails row={row} trend={coming.trends.get(key)} forecast={coming.forecasts.get(key)} />
            </Suspense>
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Cards({ group, ...rest }: ListProps) {
  const { parts, more } = useParts(group);
  return (
    <>
      <ul className="pm-office-cards">
        {parts.map((part) =>
          isBreakdown(part) && !rest.isSought ? (
            <BreakdownCards key={part.indicator} part={part} {...rest} />
          ) : (
            part.rows.map((row) => <Card key={nameRow(row)} row={row} {...rest} />)
          ),
        )}
      </ul>
      <MoreButton more={more} />
    </>
  );
}

function BreakdownCards({ part, ...rest }: RestProps & { readonly part: RowPart }) {
  const { isOpen, toggle } = useBreakdown(part, rest.opened);
  return (
    <>
      <li className="pm-office-card">
        <h3 className="h6">
          <IndicatorLink code={part.indicator}>{part.title}</IndicatorLink>
        </h3>
        <BreakdownButton part={part} isOpen={isOpen} toggle={toggle} />
      </li>
      {isOpen ? part.rows.map((row) => <Card key={nameRow(row)} row={row} {...rest} />) : null}
    </>
  );
}

function Card({ row, coming, opened, open }: RestProps & { readonly row: ScorecardRow }) {
  const own = usePageWords(officeWords);
  const key = nameRow(row);
  const isOpen = opened === key;
  return (
    <li className="pm-office-card">
      <h3 className="h6">
        <Name row={row} />
      </h3>
      <dl>
        <dt>{own.result}</dt>
        <dd>
          <FigureValue figure={row.figure} title={titleRow(row)} />
        </dd>
        {hasAim(row) ? (
          <>
            <dt>{own.target}</dt>
            <dd>
              <Target row={row} />
            </dd>
          </>
        ) : null}
        <dt>{own.attainment}</dt>
        <dd>
          <Attainment row={row} />
        </dd>
        {(coming.trends.get(key)?.points.length ?? 0) < 2 ? null : (
          <>
            <dt>{own.trend}</dt>
            <dd>
              <TrendOf row={row} trend={coming.trends.get(key)} />
            </dd>
          </>
        )}
        <dt>{own.forecast}</dt>
        <dd>
          <ForecastOf row={row} coming={coming} />
        </dd>
        {row.ranks.length === 0 ? null : (
          <>
            <dt>{own.rank}</dt>
            <dd>
              <RanksOf ranks={row.ranks} />
            </dd>
          </>
        )}
      </dl>
      <DetailsButton row={row} isOpen={isOpen} open={open} />
      {isOpen ? (
        <Suspense fallback={<Loading />}>
          <RowDetails row={row} trend={coming.trends.get(key)} forecast={coming.forecasts.get(key)} />
        </Suspense>
      ) : null}
    </li>
  );
}
