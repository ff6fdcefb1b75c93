/** How the figures of offices are spread: how many stand between which values. */
import { useMemo } from "react";
import { Chart, type ChartOption, writeAxis } from "../../parts/chart.tsx";
import { writeShort } from "../../parts/write-number.ts";
import { usePageWords } from "../../words/language.tsx";
import type { Figures } from "./answers.ts";
import type { ValuedRow } from "./figure-rows.ts";
import { indicatorWords } from "./words.ts";

interface SpreadProps {
  readonly rows: readonly ValuedRow[];
  readonly figures: Figures;
  readonly title: string;
}

export function Spread({ rows, figures, title }: SpreadProps) {
  const own = usePageWords(indicatorWords);
  const { option, table } = useMemo(() => {
    const bins = makeBins(rows);
    const write = (value: number): string => writeShort(value, Math.max(figures.decimals, 2));
    const names = bins.map(({ from, until }) => `${write(from)} – ${write(until)}`);
    const drawn: ChartOption = {
      grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true },
      xAxis: { type: "category", data: names, name: figures.unit, axisLabel: { hideOverlap: true } },
      yAxis: { type: "value", minInterval: 1, axisLabel: { formatter: writeAxis } },
      series: [
        {
          type: "bar",
          name: own.offices,
          data: bins.map(({ rows: inBin }) => inBin.length),
          barWidth: "92%",
        },
      ],
    };
    const listed = bins.map(({ rows: inBin }, k) => [
      names[k]!,
      String(inBin.length),
      inBin.map(({ office }) => office.title).join(", "),
    ]);
    const columns = [`${own.value} ${figures.unit}`, own.offices, own.office];
    return { option: drawn, table: { caption: title, columns, rows: listed } };
  }, [rows, figures, title, own]);
  return <Chart title={title} option={option} table={table} />;
}

interface Bin {
  readonly from: number;
  readonly until: number;
  readonly rows: ValuedRow[];
}

/** Round bounds, about as many bins as the root of what they hold. */
function makeBins(rows: readonly ValuedRow[]): readonly Bin[] {
  const values = rows.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const wanted = Math.min(20, Math.max(4, Math.ceil(Math.sqrt(rows.length))));
  const step = roundStep((most - least) / wanted || Math.abs(least) || 1);
  const start = Math.floor(least / step);
  const end = Math.max(start + 1, Math.ceil(most / step));
  const bins = Array.from({ length: end - start }, (_, k): Bin => {
    return { from: (start + k) * step, until: (start + k + 1) * step, rows: [] };
  });
  for (const row of rows)
    bins[Math.min(bins.length - 1, Math.floor(row.value / step) - start)]!.rows.push(row);
  return bins;
}

/** 1, 2 or 5 of its power of ten, not less than it. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const digit = [1, 2, 5, 10].find((each) => each * power >= step) ?? 10;
  return digit * power;
}
