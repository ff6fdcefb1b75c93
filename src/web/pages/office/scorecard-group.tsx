/** The indicators of one theme: a table where there is room, cards where there is not. */
import { Fragment, useId, useState } from "react";
import { FigureValue } from "../../parts/figure-value.tsx";
import { IndicatorLink } from "../../parts/links.tsx";
import { ScrollRegion } from "../../parts/scroll-region.tsx";
import { Sparkline } from "../../parts/sparkline.tsx";
import { StateCounts, StateMark } from "../../parts/state-mark.tsx";
import { useNarrow } from "../../parts/use-narrow.ts";
import { usePageWords } from "../../words/language.tsx";
import { nameRow, type RowGroup, type ScorecardRow, type Trend, titleRow } from "./arrange-rows.ts";
import { RanksOf } from "./ranks-of.tsx";
import { RowDetails } from "./row-details.tsx";
import type { Coming } from "./scorecard-view.tsx";
import { officeWords } from "./words.ts";

interface ScorecardGroupProps {
  readonly group: RowGroup;
  readonly isFirstOpen: boolean;
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

function Rows({ group, coming, opened, open }: ListProps) {
  const own = usePageWords(officeWords);
  return (
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
          {group.rows.map((row) => {
            const key = nameRow(row);
            const isOpen = opened === key;
            return (
              <Fragment key={key}>
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
                      <RowDetails
                        row={row}
                        trend={coming.trends.get(key)}
                        forecast={coming.forecasts.get(key)}
                      />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Cards({ group, coming, opened, open }: ListProps) {
  const own = usePageWords(officeWords);
  return (
    <ul className="pm-cards">
      {group.rows.map((row) => {
        const key = nameRow(row);
        const isOpen = opened === key;
        return (
          <li key={key} className="pm-card">
            <h3 className="h6">
              <Name row={row} />
            </h3>
            <dl>
              <dt>{own.result}</dt>
              <dd>
                <FigureValue figure={row.figure} title={titleRow(row)} />
              </dd>
              <dt>{own.target}</dt>
              <dd>
                <Target row={row} />
              </dd>
              <dt>{own.attainment}</dt>
              <dd>
                <Attainment row={row} />
              </dd>
              <dt>{own.trend}</dt>
              <dd>
                <TrendOf row={row} trend={coming.trends.get(key)} />
              </dd>
              <dt>{own.forecast}</dt>
              <dd>
                <ForecastOf row={row} coming={coming} />
              </dd>
              <dt>{own.rank}</dt>
              <dd>
                <RanksOf ranks={row.ranks} />
              </dd>
            </dl>
            <DetailsButton row={row} isOpen={isOpen} open={open} />
            {isOpen ? (
              <RowDetails row={row} trend={coming.trends.get(key)} forecast={coming.forecasts.get(key)} />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function Name({ row }: { readonly row: ScorecardRow }) {
  return (
    <>
      <IndicatorLink code={row.indicator}>{row.title}</IndicatorLink>
      {row.memberTitle === "" ? null : <span className="pm-member">{row.memberTitle}</span>}
    </>
  );
}

const nothing = <span aria-hidden="true">—</span>;

function Target({ row }: { readonly row: ScorecardRow }) {
  const own = usePageWords(officeWords);
  const { target, reference } = row;
  if (reference !== null)
    return (
      <>
        <FigureValue figure={reference.target} title={own.ofOffice(reference.office.title)} />
        <span className="pm-member">{own.ofOffice(reference.office.title)}</span>
      </>
    );
  if (target === null || target.absence !== null) return nothing;
  return <FigureValue figure={target} title={`${own.target}, ${titleRow(row)}`} />;
}

function Attainment({ row }: { readonly row: ScorecardRow }) {
  const own = usePageWords(officeWords);
  const { attainment, state } = row;
  if (state === "none" || state === "absent") return <StateMark state={state} />;
  return (
    <>
      {attainment === null || attainment.absence !== null ? null : (
        <FigureValue figure={attainment} title={`${own.attainment}, ${titleRow(row)}`} />
      )}{" "}
      <StateMark state={state} />
    </>
  );
}

function TrendOf({ row, trend }: { readonly row: ScorecardRow; readonly trend: Trend | undefined }) {
  const own = usePageWords(officeWords);
  const known = (trend?.points ?? []).filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (trend === undefined || first === undefined || last === undefined || known.length < 2) return nothing;
  const tell = ({ display, period }: typeof first): string => `${display} ${trend.unit} (${period})`;
  return <Sparkline points={trend.points} title={own.trendOf(titleRow(row), tell(first), tell(last))} />;
}

function ForecastOf({ row, coming }: { readonly row: ScorecardRow; readonly coming: Coming }) {
  const own = usePageWords(officeWords);
  if (coming.isForecastPending) return <span className="pm-absence">{own.forecastWait}</span>;
  if (coming.hasForecastFailed) return <span className="pm-absence">{own.forecastFailed}</span>;
  const forecast = coming.forecasts.get(nameRow(row));
  const year = forecast?.forecasts[0]?.year;
  if (forecast === undefined || year === undefined || year.value === null)
    return <span className="pm-absence">{own.forecastNone}</span>;
  if (forecast.comingMonths === 0) return <span className="pm-absence">{own.forecastClosed}</span>;
  return (
    <>
      <span className="pm-number">
        {year.display.replace("-", "−")} {year.unit}
      </span>{" "}
      <span className="pm-tag">{own.forecastTag}</span>
    </>
  );
}

interface DetailsButtonProps {
  readonly row: ScorecardRow;
  readonly isOpen: boolean;
  readonly open: (row: string | undefined) => void;
}

function DetailsButton({ row, isOpen, open }: DetailsButtonProps) {
  const own = usePageWords(officeWords);
  return (
    <button
      type="button"
      className="btn btn-outline-primary btn-xs pm-no-print"
      aria-expanded={isOpen}
      aria-label={own.detailsOf(titleRow(row))}
      onClick={() => open(isOpen ? undefined : nameRow(row))}
    >
      {own.details}
    </button>
  );
}
