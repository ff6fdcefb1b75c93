/** One indicator of one office, closer: how far its target is, what each month to come needs, month by month. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { writeMinus } from "../../../model/index.ts";
import { type Answers, client, type Figure } from "../../client.ts";
import { Chart, type ChartOption, writeAxis } from "../../parts/chart.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { Failed, Loading } from "../../parts/loading.tsx";
import { writeFigure, writeValue } from "../../parts/write-figure.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import { type Forecast, type ScorecardRow, type Trend, titleRow } from "./arrange-rows.ts";
import { officeWords } from "./words.ts";

interface RowDetailsProps {
  readonly row: ScorecardRow;
  readonly trend: Trend | undefined;
  readonly forecast: Forecast | undefined;
}

export function RowDetails({ row, trend, forecast }: RowDetailsProps) {
  const own = usePageWords(officeWords);
  const words = useWords();
  const { asked, workspace } = useWorkspace();
  const members = Object.entries(row.members).map(([dimension, member]) => `${dimension}=${member}`);
  const input = {
    ...asked,
    orgUnit: row.figure.orgUnit,
    indicator: row.indicator,
    ...(members.length === 0 ? {} : { member: members }),
  };
  // The pace takes computations of its own: only where months are to come, and one asks.
  const isComing = (forecast?.comingMonths ?? 0) > 0;
  const paced = useQuery({
    queryKey: [workspace, "forecast", input],
    queryFn: () => client.office.forecast(input),
    enabled: isComing,
  });
  return (
    <div className="pm-details">
      <Distances row={row} forecast={forecast} needed={paced.data} isPending={isComing && paced.isPending} />
      {paced.error === null ? null : <Failed error={paced.error} retry={() => void paced.refetch()} />}
      {paced.data === undefined ? null : <Months forecast={paced.data} title={titleRow(row)} />}
      {trend === undefined || isComing || trend.points.length < 2 ? null : (
        <DataTable
          table={{
            caption: `${own.trend}: ${titleRow(row)}`,
            columns: [own.period, `${own.result} ${trend.unit}`],
            rows: trend.points.map((point) => [point.period, writeValue(point, words)]),
          }}
        />
      )}
    </div>
  );
}

type Paced = Answers["office"]["forecast"];

interface DistancesProps {
  readonly row: ScorecardRow;
  readonly forecast: Forecast | undefined;
  readonly needed: Paced | undefined;
  readonly isPending: boolean;
}

function Distances({ row, forecast, needed, isPending }: DistancesProps) {
  const own = usePageWords(officeWords);
  const words = useWords();
  const { figure, distance } = row;
  const isComing = (forecast?.comingMonths ?? 0) > 0;
  return (
    <dl className="pm-tool-facts">
      {distance === null ? null : (
        <Fact name={`${own.distance}, ${own.distanceNow.toLowerCase()}`}>
          <span className="pm-number">
            {writeSigned(distance)} {figure.unit}
          </span>
        </Fact>
      )}
      {!isComing
        ? null
        : forecast!.forecasts.map(({ way, year, distance: end }) => (
            <Fact key={way} name={way === "run-rate" ? own.distanceEnd : own.distanceSeason}>
              <span className="pm-number">
                {writeFigure(year, words)}
                {end === null ? "" : ` (${writeSigned(end)})`}
              </span>{" "}
              <span className="pm-tag">{own.forecastTag}</span>
            </Fact>
          ))}
      <Fact name={own.needed}>
        {isPending ? <Loading /> : <Needed isComing={isComing} needed={needed?.needed} />}
      </Fact>
      <Fact name={own.provenance}>
        {words.provenance[figure.provenance]}
        {figure.status === "provisional" ? `, ${words.state.provisional}` : ""},{" "}
        {figure.coverage === null
          ? words.coverageUnknown
          : figure.coverage === 1
            ? own.coverageFull
            : `${words.coverage.toLowerCase()} ${Math.round(figure.coverage * 100)} %`}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Needed({
  isComing,
  needed,
}: {
  readonly isComing: boolean;
  readonly needed: readonly Figure[] | null | undefined;
}) {
  const own = usePageWords(officeWords);
  const words = useWords();
  if (!isComing) return own.neededOver;
  const first = needed?.[0];
  if (needed === null || needed === undefined || first === undefined) return own.neededNone;
  const isSame = needed.every(({ display }) => display === first.display);
  if (isSame) return <strong>{own.neededEach(writeFigure(first, words))}</strong>;
  return (
    <ul className="pm-tool-plain">
      {needed.map((figure) => (
        <li key={figure.period}>
          {figure.period}: <strong className="pm-number">{writeValue(figure, words)}</strong> {figure.unit}
        </li>
      ))}
    </ul>
  );
}

function writeSigned({ value, display }: { readonly value: number; readonly display: string }): string {
  return value > 0 ? `+${display}` : writeMinus(display);
}

/** What is known, what is forecast in either way, and what would reach the target. */
function Months({ forecast, title }: { readonly forecast: Paced; readonly title: string }) {
  const own = usePageWords(officeWords);
  const words = useWords();
  const { option, table } = useMemo(() => {
    const known = forecast.months.map(({ value }) => value);
    const needed = new Map(forecast.needed?.map((figure) => [figure.period, figure]));
    const lines = [
      { name: own.known, figures: forecast.months, dash: "solid" },
      ...forecast.forecasts.map(({ way, months }) => ({
        name: way === "run-rate" ? own.runRate : own.seasonal,
        figures: months,
        dash: way === "run-rate" ? "dashed" : "dotted",
      })),
      ...(needed.size === 0
        ? []
        : [
            {
              name: own.neededShort,
              figures: forecast.months.map(({ period }) => needed.get(period)),
              dash: "solid",
            },
          ]),
    ];
    const isOfComing = (k: number): boolean => known[k] === null || known[k + 1] === null;
    const drawn: ChartOption = {
      grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0 },
      xAxis: { type: "category", data: [...words.shortMonths], boundaryGap: false },
      yAxis: { type: "value", scale: true, axisLabel: { formatter: writeAxis } },
      series: lines.map(({ name, figures, dash }, line) => ({
        type: "line",
        name,
        symbolSize: 7,
        symbol: ["circle", "triangle", "rect", "diamond"][line],
        lineStyle: { type: dash, width: 2 },
        data: figures.map((figure, k) => (line === 0 || isOfComing(k) ? (figure?.value ?? null) : null)),
      })),
    };
    const rows = forecast.months.map(({ period }, k) => [
      period,
      ...lines.map(({ figures }) => {
        const figure = figures[k];
        return figure === undefined ? "" : writeValue(figure, words);
      }),
    ]);
    const columns = [own.month, ...lines.map(({ name }) => name)];
    return { option: drawn, table: { caption: `${title}: ${own.months(forecast.year)}`, columns, rows } };
  }, [forecast, own, words, title]);
  return <Chart title={table.caption} option={option} table={table} />;
}
