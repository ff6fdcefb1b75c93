/**
 * Every chart of the pages: drawn as SVG, described for who does not see it, with patterns besides colours, still for
 * who asks for stillness, and with the numbers it was drawn from in a table behind it. Import it only from pages that
 * are loaded when needed: the drawing weighs more than the rest.
 */
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import "./chart.css";
import { DataTable, type TableData } from "./data-table.tsx";
import { writeShort } from "./write-number.ts";

use([
  AriaComponent,
  BarChart,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
]);

export type ChartOption = EChartsCoreOption;

/** The colours of series, all readable on white; patterns tell them apart as well. */
export const chartColours = ["#0059b3", "#8a5300", "#00664a", "#6b2fa0", "#b3152f", "#455a64"] as const;

export interface ChartProps {
  /** What is shown, in a sentence: the chart's name. */
  readonly title: string;
  readonly option: ChartOption;
  readonly table: TableData;
  /** In pixels. */
  readonly height?: number;
}

export function Chart({ title, option, table, height = 260 }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const chart = init(element, undefined, { renderer: "svg" });
    chart.setOption(completeOption(option));
    const resize = (): void => chart.resize();
    const observer = new ResizeObserver(resize);
    observer.observe(element);
    globalThis.addEventListener("beforeprint", resize);
    return () => {
      observer.disconnect();
      globalThis.removeEventListener("beforeprint", resize);
      chart.dispose();
    };
  }, [option]);
  return (
    <figure className="pm-chart">
      <div ref={place} role="img" aria-label={title} className="pm-chart-place" style={{ height }} />
      <DataTable table={table} />
    </figure>
  );
}

function completeOption(option: ChartOption): ChartOption {
  const isStill = globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    color: [...chartColours],
    textStyle: { fontFamily: "Titillium Web, sans-serif", fontSize: 14, color: "#17324d" },
    animation: !isStill,
    animationDuration: 300,
    // Its sentences would be in the tongue of the library: the name says what is shown, the table the rest.
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    // Drawn, not written as a document: the policy of the pages allows no inline styles.
    tooltip: { trigger: "axis", renderMode: "richText", confine: true },
    ...option,
  };
}

/** Axis labels as numbers are written here. */
export function writeAxis(value: number): string {
  return writeShort(value, 3);
}
