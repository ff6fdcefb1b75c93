/** Sources by months. One cell at a time is in the order of the keyboard; arrows go from cell to cell. */
import { type KeyboardEvent, useRef, useState } from "react";
import { TableRegion } from "../../parts/table-region.tsx";
import { useLanguage, usePageWords } from "../../words/language.tsx";
import { ArrivalMark } from "./arrival-mark.tsx";
import type { Calendar, CalendarCell, Source } from "./data-queries.ts";
import { tellPeriod, writeCount } from "./periods.ts";
import { dataWords } from "./words.ts";

/** A table whose cells the keyboard walks: its rows and headers stay those of a table. */
const asGrid = { role: "grid" };

interface Props {
  readonly calendar: Calendar;
  readonly sources: readonly Source[];
  readonly chosen: CalendarCell | undefined;
  readonly onChoose: (cell: CalendarCell) => void;
}

export function CalendarGrid({ calendar, sources, chosen, onChoose }: Props) {
  const { words: all } = useLanguage();
  const words = usePageWords(dataWords);
  const table = useRef<HTMLTableElement>(null);
  const [focused, setFocused] = useState<string | undefined>(undefined);
  const rows = sources.map((source) => ({
    source,
    cells: calendar.cells.filter((cell) => cell.source === source.id).toSorted((a, b) => a.from - b.from),
  }));
  const entry = focused ?? (chosen && nameCell(chosen)) ?? nameFirst(rows);
  const move = (event: KeyboardEvent<HTMLTableElement>): void => {
    const next = findNext(rows, entry, event.key, event.ctrlKey);
    if (next === undefined) return;
    event.preventDefault();
    setFocused(next);
    table.current?.querySelector<HTMLButtonElement>(`[data-cell="${next}"]`)?.focus();
  };
  return (
    <>
      <p className="pm-small mb-1 pm-no-print">{words.calendarHelp}</p>
      <TableRegion title={words.tableOf(words.calendar(calendar.year))}>
        <table {...asGrid} ref={table} className="pm-calendar" onKeyDown={move}>
          <caption className="visually-hidden">{words.calendar(calendar.year)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.source}</th>
              {all.months.map((month) => (
                <th key={month} scope="col">
                  {month}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ source, cells }) => (
              <tr key={source.id}>
                <th scope="row">{source.title}</th>
                {cells.map((cell) => (
                  <CellView
                    key={cell.period}
                    cell={cell}
                    title={source.title}
                    isChosen={cell === chosen}
                    isEntry={nameCell(cell) === entry}
                    onChoose={() => {
                      setFocused(nameCell(cell));
                      onChoose(cell);
                    }}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
    </>
  );
}

interface CellProps {
  readonly cell: CalendarCell;
  readonly title: string;
  readonly isChosen: boolean;
  readonly isEntry: boolean;
  readonly onChoose: () => void;
}

function CellView({ cell, title, isChosen, isEntry, onChoose }: CellProps) {
  const words = usePageWords(dataWords);
  const { language } = useLanguage();
  const doubt = cell.quarantined === 0 ? undefined : words.quarantined(writeCount(cell.quarantined));
  const late = cell.daysLate > 0 ? words.daysLate(cell.daysLate) : undefined;
  const label = [
    words.cellTitle(title, tellPeriod(cell.period, language)),
    words.arrival[cell.state],
    late,
    doubt,
  ];
  return (
    <td colSpan={cell.months} className={isChosen ? "pm-cell-chosen" : undefined}>
      <button
        type="button"
        data-cell={nameCell(cell)}
        tabIndex={isEntry ? 0 : -1}
        aria-pressed={isChosen}
        className={`pm-cell pm-cell-${cell.state}`}
        aria-label={label.filter((part) => part !== undefined).join(", ")}
        title={words.arrivalHint[cell.state]}
        onClick={onChoose}
      >
        <ArrivalMark state={cell.state} />
        {doubt === undefined ? null : (
          <span className="pm-state pm-state-bad">
            <span aria-hidden="true">!</span>
            {writeCount(cell.quarantined)}
          </span>
        )}
      </button>
    </td>
  );
}

type Rows = readonly { readonly cells: readonly CalendarCell[] }[];

function nameCell({ source, period }: CalendarCell): string {
  return `${source} ${period}`;
}

function nameFirst(rows: Rows): string | undefined {
  const first = rows.find(({ cells }) => cells.length > 0)?.cells[0];
  return first && nameCell(first);
}

/** Where a key leads, from the cell that has the focus; up and down keep the month. */
function findNext(rows: Rows, from: string | undefined, key: string, isWide: boolean): string | undefined {
  const row = rows.findIndex(({ cells }) => cells.some((cell) => nameCell(cell) === from));
  const own = rows[row]?.cells ?? [];
  const at = own.findIndex((cell) => nameCell(cell) === from);
  const current = own[at];
  if (current === undefined) return undefined;
  const inRow = (index: number): CalendarCell | undefined => own[index];
  const inOther = (index: number): CalendarCell | undefined =>
    rows[index]?.cells.find(
      ({ from: first, months }) => current.from >= first && current.from < first + months,
    );
  const last = own.length - 1;
  const moves: Readonly<Record<string, () => CalendarCell | undefined>> = {
    ArrowRight: () => inRow(at + 1),
    ArrowLeft: () => inRow(at - 1),
    ArrowDown: () => inOther(row + 1),
    ArrowUp: () => inOther(row - 1),
    Home: () => (isWide ? rows[0]?.cells[0] : inRow(0)),
    End: () => (isWide ? rows.at(-1)?.cells.at(-1) : inRow(last)),
  };
  const next = moves[key]?.();
  return next && nameCell(next);
}
