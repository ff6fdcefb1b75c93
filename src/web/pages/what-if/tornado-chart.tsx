/** What matters most, as bars to the left and right of what the figure is; a table says the same. */
import { BarChart, type BarSeriesOption } from "echarts/charts";
import {
  AriaComponent,
  type AriaComponentOption,
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
} from "echarts/components";
import { type ComposeOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { PaperDetails } from "../../parts/paper-details.tsx";
import { usePageWords } from "../../words/language.tsx";
import type { ShownBar, ShownTornado } from "./desk-messages.ts";
import { tellThreshold, whatIfWords } from "./words.ts";
import { writeChange, writeNumber } from "./write-number.ts";

use([BarChart, GridComponent, LegendComponent, AriaComponent, SVGRenderer]);

type Options = ComposeOption<
  BarSeriesOption | GridComponentOption | LegendComponentOption | AriaComponentOption
>;

/** Bars in the picture; the table has more. */
const mostBars = 12;
const mostRows = 100;

export function TornadoChart({ tornado, title }: { readonly tornado: ShownTornado; readonly title: string }) {
  const words = usePageWords(whatIfWords);
  const { bars, value } = tornado;
  const moving = bars.filter((bar) => value !== undefined && reach(bar, value) > 0);
  const box = useRef<HTMLDivElement>(null);
  const name = ({ type, title: own, of, threshold }: ShownBar): string => {
    const kind = threshold === undefined ? words.kinds[type] : tellThreshold(words, threshold).toLowerCase();
    return `${own} (${kind}${of === undefined ? "" : ` ${words.inside(of)}`})`;
  };
  useEffect(() => {
    if (box.current === null || value === undefined || moving.length === 0) return;
    const chart = init(box.current, null, { renderer: "svg" });
    const seen = moving.slice(0, mostBars).toReversed();
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const series = (of: "down" | "up", color: string): BarSeriesOption => ({
      type: "bar",
      name: of === "down" ? words.less : words.more,
      stack: "one",
      data: seen.map((bar) => Number(((bar[of] ?? value) - value).toFixed(6))),
      itemStyle: { color },
      emphasis: { disabled: true },
    });
    const options: Options = {
      animation: !isStill,
      animationDuration: 250,
      aria: { enabled: true, decal: { show: true }, label: { description: `${words.tornado}: ${title}` } },
      grid: { left: 8, right: 24, top: 32, bottom: 8, containLabel: true },
      legend: { top: 0, data: [words.less, words.more] },
      xAxis: { type: "value", axisLabel: { formatter: (shift: number) => writeChange(shift, 2) } },
      yAxis: {
        type: "category",
        data: seen.map(name),
        axisTick: { show: false },
        axisLine: { onZero: false },
        axisLabel: {
          width: box.current.clientWidth < 600 ? 110 : 300,
          overflow: "break",
          lineHeight: 15,
          color: "#17324d",
        },
      },
      series: [series("down", "#8a5300"), series("up", "#0059b3")],
    };
    chart.setOption(options);
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [tornado, title, words]);
  if (value === undefined || moving.length === 0) return <p>{words.noTornado}</p>;
  const rows = Math.min(moving.length, mostBars);
  return (
    <>
      <div ref={box} className="pm-tornado" style={{ blockSize: `${rows * 2.6 + 4}rem` }} />
      {tornado.left > 0 ? <p className="pm-hint">{words.left(tornado.left)}</p> : null}
      <PaperDetails>
        <summary>{words.tornadoTable}</summary>
        <table className="table table-sm pm-try-cards">
          <caption>{words.tornado}</caption>
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col" className="text-end">
                {words.less}
              </th>
              <th scope="col" className="text-end">
                {words.more}
              </th>
              <th scope="col" className="text-end">
                {words.reach}
              </th>
            </tr>
          </thead>
          <tbody>
            {moving.slice(0, mostRows).map((bar) => (
              <tr key={bar.id}>
                <th scope="row">{name(bar)}</th>
                <td className="text-end pm-number" data-label={words.less}>
                  {writeEnd(bar.down)}
                </td>
                <td className="text-end pm-number" data-label={words.more}>
                  {writeEnd(bar.up)}
                </td>
                <td className="text-end pm-number" data-label={words.reach}>
                  {writeNumber(reach(bar, value), 4)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </PaperDetails>
    </>
  );
}

function writeEnd(value: number | undefined): string {
  return value === undefined ? "—" : writeNumber(value, 4);
}

function reach({ down, up }: ShownBar, value: number): number {
  return Math.max(Math.abs((down ?? value) - value), Math.abs((up ?? value) - value));
}
