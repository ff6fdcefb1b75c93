/** Figures that moved between two days: before, after, by how much, and because of which rows. */

import { Link } from "@tanstack/react-router";
import { writeWhy } from "../../address.ts";
import { sayWords } from "../../address-words.ts";
import type { Figure } from "../../client.ts";
import { nameFigure } from "../../parts/figure-value.tsx";
import { TableRegion } from "../../parts/table-region.tsx";
import { writeDifference, writeFigure } from "../../parts/write-figure.ts";
import { useChangeView, useWorkspace } from "../../shell/use-workspace.ts";
import { useLanguage, usePageWords } from "../../words/language.tsx";
import type { Cause, Differences, Moved } from "./data-queries.ts";
import { tellPeriod } from "./periods.ts";
import { dataWords } from "./words.ts";

interface Props {
  readonly title: string;
  readonly differences: Differences;
  readonly periods: readonly string[];
  readonly unit: string | undefined;
  readonly onPeriod: (period: string) => void;
  readonly onUnit: (unit: string) => void;
}

/** Offices offered to look at; in a nation those that moved most. */
const mostUnits = 200;

export function MovedTable({ title, differences, periods, unit, onPeriod, onUnit }: Props) {
  const words = usePageWords(dataWords);
  const { language } = useLanguage();
  const { period, moved, days } = differences;
  const figures = differences.figures.filter(isSeen);
  return (
    <>
      <div className="pm-filters">
        <label>
          <span>{words.period}</span>
          <select className="form-control" value={period} onChange={(event) => onPeriod(event.target.value)}>
            {periods.map((code) => (
              <option key={code} value={code}>
                {tellPeriod(code, language)}
              </option>
            ))}
          </select>
        </label>
        {moved.length < 2 ? null : (
          <label>
            <span>{words.office}</span>
            <select
              className="form-control"
              value={unit ?? ""}
              onChange={(event) => onUnit(event.target.value)}
            >
              <option value="">{words.top}</option>
              {moved.slice(0, mostUnits).map((each) => (
                <option key={each.orgUnit} value={each.orgUnit}>
                  {each.title} ({each.count})
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {figures.length === 0 ? (
        <p role="status">{words.nothingMoved}</p>
      ) : (
        <TableRegion title={words.tableOf(title)}>
          <table className="pm-printed pm-moved">
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.figure}</th>
                <th scope="col">{words.office}</th>
                <th scope="col" className="text-end">
                  {words.before}
                </th>
                <th scope="col" className="text-end">
                  {words.after}
                </th>
                <th scope="col" className="text-end">
                  {words.change}
                </th>
                <th scope="col">{words.because}</th>
              </tr>
            </thead>
            <tbody>
              {figures.map((each) => (
                <MovedRow
                  key={JSON.stringify(nameFigure(each.after))}
                  moved={each}
                  days={days}
                  units={moved}
                />
              ))}
            </tbody>
          </table>
        </TableRegion>
      )}
    </>
  );
}

/** Whether a reader would see the change: what was absent for the same reason is not told. */
function isSeen({ before, after }: Moved): boolean {
  const tell = ({ value, absence, partial, status }: Figure) =>
    JSON.stringify([value, absence, partial, status]);
  return tell(before) !== tell(after);
}

interface RowProps {
  readonly moved: Moved;
  readonly days: Differences["days"];
  readonly units: Differences["moved"];
}

function MovedRow({ moved, days, units }: RowProps) {
  const { words } = useLanguage();
  const { title, before, after, causes, isCut } = moved;
  const name = `${title}, ${words.facet[after.facet]}`;
  return (
    <tr>
      <th scope="row">
        {title} <small>{words.facet[after.facet]}</small>
      </th>
      <td>{units.find(({ orgUnit }) => orgUnit === after.orgUnit)?.title ?? after.orgUnit}</td>
      <td className="text-end">
        <FigureOnDay figure={before} day={days.before} title={name} />
      </td>
      <td className="text-end">
        <FigureOnDay figure={after} day={days.after} title={name} />
      </td>
      <td className="text-end pm-number">{writeDifference(after, before)}</td>
      <td>
        <Causes causes={causes} isCut={isCut} />
      </td>
    </tr>
  );
}

/** A figure as known on a day, which its explanation is asked for as well. */
function FigureOnDay({
  figure,
  day,
  title,
}: {
  readonly figure: Figure;
  readonly day: string;
  readonly title: string;
}) {
  const { words } = useLanguage();
  const change = useChangeView();
  const shown = writeFigure(figure, words);
  return (
    <button
      type="button"
      className="pm-why"
      aria-label={`${title}, ${words.knownAt} ${day}: ${shown}. ${words.why}`}
      onClick={() => change({ why: writeWhy({ ...nameFigure(figure), knownAt: day }) })}
    >
      <span className={figure.absence === null ? "pm-number" : "pm-absence"}>{shown}</span>
    </button>
  );
}

/** Rows told of one figure here; the others are behind the delivery's own page. */
const mostRows = 40;

function Causes({ causes, isCut }: { readonly causes: readonly Cause[]; readonly isCut: boolean }) {
  const words = usePageWords(dataWords);
  const rows = causes.flatMap((cause) => (cause.type === "delivery" ? cause.rows : []));
  const entries = causes.filter((cause) => cause.type === "entry");
  const unique = [...new Map(rows.map((row) => [`${row.delivery} ${row.line} ${row.sign}`, row])).values()];
  return (
    <>
      {entries.map(({ what, place }) => (
        <p key={`${place.file} ${place.line}`} className="mb-0">
          {words.entry[what]}: <code>{`${place.file}:${place.line}`}</code>
        </p>
      ))}
      {unique.length === 0 ? null : (
        <details>
          <summary>{isCut ? words.becauseFirst(unique.length) : words.becauseRows(unique.length)}</summary>
          <ul className="pm-rows">
            {unique.slice(0, mostRows).map((row) => (
              <li key={`${row.delivery} ${row.line} ${row.sign}`}>
                <span className={`pm-state pm-state-${row.sign === 1 ? "good" : "bad"}`}>
                  <span aria-hidden="true">{row.sign === 1 ? "+" : "−"}</span>
                  {row.sign === 1 ? words.arrived : words.gone}
                </span>{" "}
                <RowLink delivery={row.delivery} line={row.line} />: <Cells cells={row.cells} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** To the delivery, with the row followed to every figure it touches. */
function RowLink({ delivery, line }: { readonly delivery: number; readonly line: number }) {
  const words = usePageWords(dataWords);
  const { workspace } = useWorkspace();
  return (
    <Link
      to="/$workspace/dati"
      params={{ workspace }}
      search={sayWords<"data">({ delivery, row: line, cell: undefined, why: undefined })}
      resetScroll={false}
    >
      {words.rowOf(delivery, line)}
    </Link>
  );
}

export function Cells({ cells }: { readonly cells: Readonly<Record<string, string>> }) {
  return (
    <span className="pm-cells">
      {Object.entries(cells).map(([column, cell]) => (
        <span key={column}>
          <code>{column}</code> {cell === "" ? "–" : cell}
        </span>
      ))}
    </span>
  );
}
