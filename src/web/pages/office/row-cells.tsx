/** What stands in one row of a scorecard, whether it is a row of a table or a card. */
import { FigureValue } from "../../parts/figure-value.tsx";
import { IndicatorLink } from "../../parts/links.tsx";
import { Sparkline } from "../../parts/sparkline.tsx";
import { StateMark } from "../../parts/state-mark.tsx";
import { writeFigure } from "../../parts/write-figure.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import { nameRow, type ScorecardRow, type Trend, titleRow } from "./arrange-rows.ts";
import type { Coming } from "./use-coming.ts";
import { officeWords } from "./words.ts";

export function Name({ row }: { readonly row: ScorecardRow }) {
  return (
    <>
      <IndicatorLink code={row.indicator} members={row.members}>
        {row.title}
      </IndicatorLink>
      {row.memberTitle === "" ? null : <span className="pm-member">{row.memberTitle}</span>}
    </>
  );
}

const nothing = <span aria-hidden="true">—</span>;

export function Target({ row }: { readonly row: ScorecardRow }) {
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

export function Attainment({ row }: { readonly row: ScorecardRow }) {
  const own = usePageWords(officeWords);
  const { attainment, deviation, state } = row;
  if (state === "none" || state === "absent") return <StateMark state={state} />;
  return (
    <>
      {attainment === null || attainment.absence !== null ? null : (
        <FigureValue figure={attainment} title={`${own.attainment}, ${titleRow(row)}`} />
      )}{" "}
      <StateMark state={state} />
      {deviation === null || deviation.absence !== null ? null : (
        <span className="pm-member">
          {own.deviation.toLowerCase()}{" "}
          <FigureValue figure={deviation} title={`${own.deviation}, ${titleRow(row)}`} />
        </span>
      )}
    </>
  );
}

export function TrendOf({ row, trend }: { readonly row: ScorecardRow; readonly trend: Trend | undefined }) {
  const own = usePageWords(officeWords);
  const words = useWords();
  const known = (trend?.points ?? []).filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (trend === undefined || first === undefined || last === undefined || known.length < 2) return nothing;
  const tell = ({ display, period }: typeof first): string =>
    `${writeFigure({ display, unit: trend.unit }, words)} (${period})`;
  return <Sparkline points={trend.points} title={own.trendOf(titleRow(row), tell(first), tell(last))} />;
}

export function ForecastOf({ row, coming }: { readonly row: ScorecardRow; readonly coming: Coming }) {
  const own = usePageWords(officeWords);
  const words = useWords();
  if (coming.isForecastPending) return <span className="pm-absence">{own.forecastWait}</span>;
  if (coming.hasForecastFailed) return <span className="pm-absence">{own.forecastFailed}</span>;
  const forecast = coming.forecasts.get(nameRow(row));
  const { year, state = "none" } = forecast?.forecasts[0] ?? {};
  if (forecast === undefined || year === undefined || year.value === null)
    return <span className="pm-absence">{own.forecastNone}</span>;
  if (forecast.comingMonths === 0) return <span className="pm-absence">{own.forecastClosed}</span>;
  return (
    <>
      <span className="pm-number">{writeFigure(year, words)}</span>{" "}
      <span className="pm-tag">{own.forecastTag}</span>{" "}
      {state === "none" || state === "absent" ? null : <StateMark state={state} />}
    </>
  );
}

interface DetailsButtonProps {
  readonly row: ScorecardRow;
  readonly isOpen: boolean;
  readonly open: (row: string | undefined) => void;
}

export function DetailsButton({ row, isOpen, open }: DetailsButtonProps) {
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
