/** The regions by the figure of their office: classes told by number and shade, each region a link, a table behind. */
import italy from "@svg-maps/italy";
import { Link } from "@tanstack/react-router";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { DataTable } from "../../parts/data-table.tsx";
import { writeValue } from "../../parts/write-figure.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import type { Words } from "../../words/it.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import type { Figures } from "./answers.ts";
import type { ValuedRow } from "./figure-rows.ts";
import { indicatorWords } from "./words.ts";

/** From the lowest to the highest: each darker than the one before, letters readable on all. */
const shades = ["#e3edf9", "#b3d0f0", "#6ea6de", "#2a6fbd", "#0b3d78"] as const;
const inks = ["#17324d", "#17324d", "#17324d", "#ffffff", "#ffffff"] as const;

interface ItalyMapProps {
  readonly figures: Figures;
  /** The office's code → the region's name on the map. */
  readonly regions: ReadonlyMap<string, string>;
  readonly rows: readonly ValuedRow[];
  readonly title: string;
}

interface Classed extends ValuedRow {
  readonly display: string;
  /** 0 = the lowest. */
  readonly band: number;
}

export function ItalyMap({ figures, regions, rows, title }: ItalyMapProps) {
  const own = usePageWords(indicatorWords);
  const words = useWords();
  const classed = useMemo(() => classify(rows, figures, words), [rows, figures, words]);
  const byRegion = new Map(classed.map((each) => [regions.get(each.office.code)!, each]));
  const codes = new Map([...regions].map(([code, region]) => [region, code]));
  const bands = Math.max(...classed.map(({ band }) => band)) + 1;
  const unit = figures.unit === "" ? "" : ` ${figures.unit}`;
  return (
    <div className="pm-map">
      <p className="pm-quiet pm-no-print">{own.mapHint}</p>
      <div className="pm-map-both">
        <svg viewBox={italy.viewBox} className="pm-italy" aria-label={title}>
          {italy.locations.map(({ id, path }) => {
            const found = byRegion.get(id);
            const code = codes.get(id);
            const office = figures.offices.find((each) => each.code === code);
            return (
              <Region
                key={id}
                path={path}
                rise={id === "sicily" ? 28 : 0}
                code={code}
                name={
                  found === undefined
                    ? `${office?.title ?? id}: ${own.mapAbsent}`
                    : `${found.office.title}: ${found.display}${unit}, ${own.mapClass(found.band + 1, bands)}`
                }
                band={found?.band}
              />
            );
          })}
        </svg>
        <Legend classed={classed} bands={bands} unit={unit} />
      </div>
      <DataTable
        table={{
          caption: `${title}, ${figures.period}`,
          columns: [own.region, `${own.value}${unit}`],
          rows: classed
            .toSorted((a, b) => b.value - a.value)
            .map(({ office, display }) => [office.title, display]),
        }}
      />
      <p className="small pm-quiet">{own.credit}</p>
    </div>
  );
}

/** As many regions in each class; equal figures are in the same one. */
function classify(rows: readonly ValuedRow[], figures: Figures, words: Words): Classed[] {
  const order = rows.toSorted((a, b) => a.value - b.value);
  const classed: Classed[] = [];
  const bands = Math.min(shades.length, new Set(order.map(({ value }) => value)).size);
  for (const [k, each] of order.entries()) {
    const before = classed.at(-1);
    const band = Math.floor((k / order.length) * bands);
    const isSame = before !== undefined && before.value === each.value;
    const display = writeValue({ display: figures.display[each.row]! }, words);
    classed.push({ ...each, display, band: isSame ? before.band : band });
  }
  return classed;
}

interface RegionProps {
  readonly path: string;
  /** How much higher than the middle its number stands: islands far in the south pull it down. */
  readonly rise: number;
  readonly code: string | undefined;
  readonly name: string;
  readonly band: number | undefined;
}

function Region({ path, rise, code, name, band }: RegionProps) {
  const { workspace, search } = useWorkspace();
  const { why: _, ...kept } = search;
  const shape = useRef<SVGPathElement>(null);
  const [middle, setMiddle] = useState<readonly [number, number]>();
  useLayoutEffect(() => {
    const box = shape.current?.getBBox();
    if (box !== undefined) setMiddle([box.x + box.width / 2, box.y + box.height / 2 - rise]);
  }, [rise]);
  const drawn = (
    <>
      <title>{name}</title>
      <path ref={shape} d={path} fill={band === undefined ? "#ffffff" : shades[band]} />
      {middle === undefined || band === undefined ? null : (
        <text x={middle[0]} y={middle[1]} fill={inks[band]} stroke={shades[band]}>
          {band + 1}
        </text>
      )}
    </>
  );
  if (code === undefined) return <g>{drawn}</g>;
  return (
    <Link
      to="/$workspace/uffici/$orgUnit"
      params={{ workspace, orgUnit: code }}
      search={kept}
      aria-label={name}
      className="pm-region"
    >
      {drawn}
    </Link>
  );
}

interface LegendProps {
  readonly classed: readonly Classed[];
  readonly bands: number;
  readonly unit: string;
}

function Legend({ classed, bands, unit }: LegendProps) {
  const own = usePageWords(indicatorWords);
  return (
    <div className="pm-tool-legend">
      <p className="mb-1">
        <strong>{own.mapLegend}</strong>
      </p>
      <ul>
        {shades.slice(0, bands).map((shade, band) => {
          const inBand = classed.filter((each) => each.band === band);
          const [first, last] = [inBand[0], inBand.at(-1)];
          if (first === undefined || last === undefined) return null;
          return (
            <li key={shade}>
              <span className="pm-swatch" style={{ background: shade, color: inks[band] }}>
                {band + 1}
              </span>{" "}
              <span className="pm-number">{own.mapRange(first.display, last.display)}</span>
              {unit} <span className="pm-quiet">({inBand.map(({ office }) => office.title).join(", ")})</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
