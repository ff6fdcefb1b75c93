/** An indicator of one office over the years and within them, with its targets and the days on which its method changed. */

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { writeDay } from "../../../model/index.ts";
import { type Answers, client } from "../../client.ts";
import { Chart, type ChartOption, writeAxis } from "../../parts/chart.tsx";
import { Failed, Loading } from "../../parts/loading.tsx";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { writeValue } from "../../parts/write-figure.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import type { Description, Figures } from "./answers.ts";
import { indicatorWords } from "./words.ts";

interface OverTimeProps {
  readonly described: Description;
  readonly member: string;
  /** Undefined until they are known. */
  readonly offices: Figures["offices"] | undefined;
}

export function OverTime({ described, member, offices }: OverTimeProps) {
  const own = usePageWords(indicatorWords);
  const { asked, workspace } = useWorkspace();
  const [search, change] = usePageSearch("indicator");
  const input = {
    ...asked,
    indicator: described.id,
    ...(search.office === undefined ? {} : { orgUnit: search.office }),
    ...(member === "" ? {} : { member: member.split(",") }),
  };
  const series = useQuery({
    queryKey: [workspace, "series", input],
    queryFn: () => client.indicator.series(input),
  });
  return (
    <section aria-labelledby="tempo" className="pm-part">
      <h2 id="tempo" className="h4">
        {own.time}
      </h2>
      {offices === undefined || offices.length < 2 ? null : (
        <div className="pm-tools pm-no-print">
          <label className="pm-tool-field">
            <span>{own.timeOf}</span>
            <select
              className="form-select"
              value={search.office ?? offices[0]!.code}
              onChange={(event) => change({ office: event.target.value }, true)}
            >
              {offices.map(({ code, title }) => (
                <option key={code} value={code}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      {series.isPending ? <Loading /> : null}
      {series.error === null ? null : <Failed error={series.error} retry={() => void series.refetch()} />}
      {series.data === undefined ? null : <Lines series={series.data} described={described} />}
    </section>
  );
}

type Series = Answers["indicator"]["series"];

function Lines({ series, described }: { readonly series: Series; readonly described: Description }) {
  const own = usePageWords(indicatorWords);
  const isDrawn = (points: Series["years"]): boolean =>
    points.filter(({ figure }) => figure.value !== null).length > 1;
  const [hasYears, hasPeriods] = [isDrawn(series.years), isDrawn(series.periods)];
  return (
    <>
      {series.methodChanges.map((day) => (
        <p key={day} className="pm-method">
          {own.methodChanged(writeDay(day))}
        </p>
      ))}
      {!hasYears && !hasPeriods ? <p className="pm-tool-empty">{own.timeNone}</p> : null}
      <div className="pm-charts">
        {hasYears ? (
          <Line points={series.years} name={own.years} series={series} described={described} />
        ) : null}
        {hasPeriods ? (
          <Line points={series.periods} name={own.periods} series={series} described={described} />
        ) : null}
      </div>
    </>
  );
}

interface LineProps {
  readonly points: Series["years"];
  readonly name: string;
  readonly series: Series;
  readonly described: Description;
}

function Line({ points, name, series, described }: LineProps) {
  const own = usePageWords(indicatorWords);
  const words = useWords();
  const { option, table } = useMemo(() => {
    const unit = described.unit.symbol === "" ? "" : ` (${described.unit.symbol})`;
    const hasTarget = points.some(({ target }) => target !== null);
    // A change marks the first period that begins on its day or later.
    const marks = series.methodChanges.flatMap((day) => {
      const first = points.find(({ figure }) => beginOf(figure.period) >= day);
      return first === undefined ? [] : [{ xAxis: first.figure.period, name: own.methodChange }];
    });
    const drawn: ChartOption = {
      grid: { left: 8, right: 24, top: 48, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0 },
      xAxis: { type: "category", data: points.map(({ figure }) => figure.period) },
      yAxis: { type: "value", scale: true, axisLabel: { formatter: writeAxis } },
      series: [
        {
          type: "line",
          name: own.value,
          data: points.map(({ figure }) => figure.value),
          symbol: "circle",
          symbolSize: 7,
          lineStyle: { width: 2 },
          markLine: {
            symbol: "none",
            label: { formatter: own.methodChange, position: "insideEndTop", color: "#6b2fa0" },
            lineStyle: { type: "dashed", color: "#6b2fa0", width: 2 },
            data: marks,
          },
        },
        ...(hasTarget
          ? [
              {
                type: "line",
                name: own.target,
                data: points.map(({ target }) => target?.value ?? null),
                symbol: "triangle",
                symbolSize: 8,
                lineStyle: { type: "dotted", width: 2 },
              },
            ]
          : []),
      ],
    };
    const rows = points.map(({ figure, target }) => [
      figure.period,
      writeValue(figure, words),
      ...(hasTarget ? [target === null ? "" : writeValue(target, words)] : []),
    ]);
    const columns = [own.period, `${own.value}${unit}`, ...(hasTarget ? [`${own.target}${unit}`] : [])];
    const caption = `${described.title}, ${series.office}: ${name.toLowerCase()}${unit}`;
    return { option: drawn, table: { caption, columns, rows } };
  }, [points, name, series, described, own, words]);
  return (
    <div>
      <h3 className="h6">{name}</h3>
      <Chart title={table.caption} option={option} table={table} />
    </div>
  );
}

/** The first day of a period of the axis. */
function beginOf(period: string): string {
  const [year, part = "01"] = period.split("-");
  const ordinal = Number(part.slice(1));
  const month = part.startsWith("T")
    ? 3 * ordinal - 2
    : part.startsWith("S")
      ? 6 * ordinal - 5
      : Number(part);
  return `${year}-${String(month).padStart(2, "0")}-01`;
}
