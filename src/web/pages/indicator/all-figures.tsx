/** Every office and period of an indicator, to sort, filter and take away. Only the rows that are seen are drawn. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useDeferredValue, useMemo, useRef } from "react";
import { findWrongValue } from "../../address-faults.ts";
import type { PageChange, PageSearch } from "../../address-words.ts";
import { FigureValue } from "../../parts/figure-value.tsx";
import { OfficeLink } from "../../parts/links.tsx";
import { listPrintedRows, PrintedRows } from "../../parts/printed-rows.tsx";
import { ScrollRegion } from "../../parts/scroll-region.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { StateMark } from "../../parts/state-mark.tsx";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { usePrinting } from "../../parts/use-printing.ts";
import { useTellFaults } from "../../shell/address-faults.tsx";
import { usePageWords } from "../../words/language.tsx";
import type { Description, Figures } from "./answers.ts";
import {
  arrangeFigures,
  type ColumnName,
  readSorting,
  type Sorting,
  writeSorting,
} from "./arrange-figures.ts";
import { downloadCsv, downloadXlsx } from "./export-figures.ts";
import { getFigureAt, listApplying } from "./figure-rows.ts";
import { useExportColumns } from "./use-export-columns.ts";
import { indicatorWords } from "./words.ts";

interface AllFiguresProps {
  readonly described: Description;
  readonly figures: Figures;
  readonly title: string;
}

export function AllFigures({ described, figures, title }: AllFiguresProps) {
  const own = usePageWords(indicatorWords);
  const [search, change] = usePageSearch("indicator");
  // Typing stays quick: the rows follow.
  const { rows: text, when, kind, sort } = useDeferredValue(search);
  const shown = useMemo(
    () => arrangeFigures(figures, { rows: text, when, kind, sort }),
    [figures, text, when, kind, sort],
  );
  const exported = useExportColumns();
  const name = `${described.id}-${figures.facet}-${figures.year}`;
  return (
    <section aria-labelledby="cifre" className="pm-part">
      <h2 id="cifre" className="h4">
        {own.all}, {figures.year}
      </h2>
      {figures.office.length === 0 ? (
        <p className="pm-tool-empty">{own.figuresEmpty}</p>
      ) : (
        <>
          <p className="pm-quiet">{own.allHint}</p>
          <RowFilters figures={figures} search={search} change={change} />
          <div className="pm-table-tools">
            <p role="status" className="mb-0">
              {shown.length === 0 ? own.rowsNone : own.rows(shown.length)}
            </p>
            <button
              type="button"
              className="btn btn-outline-primary btn-xs pm-no-print"
              onClick={() => downloadCsv(`${name}.csv`, exported, { described, figures, shown })}
            >
              {own.exportCsv}
            </button>
            <button
              type="button"
              className="btn btn-outline-primary btn-xs pm-no-print"
              onClick={() => void downloadXlsx(`${name}.xlsx`, exported, { described, figures, shown })}
            >
              {own.exportXlsx}
            </button>
          </div>
          <PrintedRows count={shown.length} />
          <FigureTable
            described={described}
            figures={figures}
            title={title}
            shown={shown}
            sorting={readSorting(search.sort)}
            sort={(sorting) => change({ sort: writeSorting(sorting) }, true)}
          />
        </>
      )}
    </section>
  );
}

const grains = ["year", "semester", "quarter", "month"] as const;

interface RowFiltersProps {
  readonly figures: Figures;
  readonly search: PageSearch<"indicator">;
  readonly change: (change: PageChange<"indicator">, replace: true) => void;
}

function RowFilters({ figures, search, change }: RowFiltersProps) {
  const own = usePageWords(indicatorWords);
  const types = useMemo(() => [...new Set(listApplying(figures).map(({ type }) => type))], [figures]);
  const periods = useMemo(
    () => [...new Set(figures.periodOf)].sort((a, b) => a - b).map((index) => figures.periods[index]!),
    [figures],
  );
  useTellFaults([
    ...findWrongValue("kind", search.kind, types),
    ...findWrongValue("when", search.when, [...grains, ...periods]),
  ]);
  return (
    <div className="pm-tools pm-no-print">
      <SearchField
        title={own.filter}
        value={search.rows ?? ""}
        change={(text) => change({ rows: text }, true)}
      />
      {types.length < 2 ? null : (
        <label className="pm-tool-field">
          <span>{own.kindOfOffice}</span>
          <select
            className="form-select"
            value={search.kind ?? ""}
            onChange={(event) => change({ kind: event.target.value }, true)}
          >
            <option value="">{own.any}</option>
            {types.map((type) => (
              <option key={type} value={type}>
                {type.replaceAll("_", " ")}
              </option>
            ))}
          </select>
        </label>
      )}
      {periods.length < 2 ? null : (
        <label className="pm-tool-field">
          <span>{own.period}</span>
          <select
            className="form-select"
            value={search.when ?? ""}
            onChange={(event) => change({ when: event.target.value }, true)}
          >
            <option value="">{own.any}</option>
            {grains.map((grain) => (
              <option key={grain} value={grain}>
                {own.grains[grain]}
              </option>
            ))}
            {periods.map((period) => (
              <option key={period} value={period}>
                {period}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

interface FigureTableProps extends AllFiguresProps {
  readonly shown: Uint32Array;
  readonly sorting: Sorting | undefined;
  readonly sort: (sorting: Sorting) => void;
}

const rowHeight = 48;

function FigureTable({ described, figures, title, shown, sorting, sort }: FigureTableProps) {
  const own = usePageWords(indicatorWords);
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 16,
    initialRect: { width: 800, height: 600 },
  });
  const hasMembers = figures.memberSets.length > 1;
  const names: readonly (readonly [ColumnName, string])[] = [
    ["office", own.office],
    ["period", own.period],
    ...(hasMembers ? [["member", own.member] as const] : []),
    ["value", own.value],
    ["state", own.state],
  ];
  const isPrinting = usePrinting();
  const items = isPrinting ? listPrintedRows(shown.length, rowHeight) : virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = isPrinting ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <ScrollRegion ref={scroller} label={title} className="pm-figures">
      <table className="table" aria-rowcount={shown.length + 1}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {names.map(([column, name]) => (
              <SortedHeading key={column} column={column} name={name} sorting={sorting} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <tr style={{ height: above }} /> : null}
          {items.map(({ index }) => (
            <FigureRow
              key={shown[index]!}
              index={index}
              row={shown[index]!}
              figures={figures}
              id={described.id}
              title={title}
            />
          ))}
          {below > 0 ? <tr style={{ height: below }} /> : null}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface FigureRowProps {
  readonly index: number;
  readonly row: number;
  readonly figures: Figures;
  readonly id: string;
  readonly title: string;
}

/** While one scrolls most rows stay as they are: only those that come are drawn. */
const FigureRow = memo(function FigureRow({ index, row, figures, id, title }: FigureRowProps) {
  const own = usePageWords(indicatorWords);
  const office = figures.offices[figures.office[row]!]!;
  const figure = getFigureAt(figures, id, row);
  return (
    <tr aria-rowindex={index + 2} style={{ height: rowHeight }}>
      <th scope="row">
        <OfficeLink code={office.code}>{office.title}</OfficeLink>
      </th>
      <td>{figure.period}</td>
      {figures.memberSets.length > 1 ? (
        <td>{figures.memberSets[figures.memberSet[row]!]!.title || own.whole}</td>
      ) : null}
      <td className="text-end">
        <FigureValue figure={figure} title={`${title}, ${office.title}, ${figure.period}`} />
      </td>
      <td>
        <StateMark state={figures.state[row]!} />
      </td>
    </tr>
  );
});

interface SortedHeadingProps {
  readonly column: ColumnName;
  readonly name: string;
  readonly sorting: Sorting | undefined;
  readonly sort: (sorting: Sorting) => void;
}

function SortedHeading({ column, name, sorting, sort }: SortedHeadingProps) {
  const isOwn = sorting?.column === column;
  const isDown = isOwn && sorting.isDown;
  return (
    <th
      scope="col"
      aria-sort={isOwn ? (isDown ? "descending" : "ascending") : "none"}
      className={column === "value" ? "text-end" : ""}
    >
      <button type="button" className="pm-sort" onClick={() => sort({ column, isDown: isOwn && !isDown })}>
        {name} <span aria-hidden="true">{isOwn ? (isDown ? "▾" : "▴") : "↕"}</span>
      </button>
    </th>
  );
}
