/** What has come from the sources, what is owed, what is to be mended, and what it changed. */
import { findWrongValue } from "../../address-faults.ts";
import { Failed, Loading } from "../../parts/loading.tsx";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { useTitle } from "../../parts/use-title.ts";
import { useTellFaults } from "../../shell/address-faults.tsx";
import { useLanguage, usePageWords } from "../../words/language.tsx";
import { CalendarGrid } from "./calendar-grid.tsx";
import { CellView } from "./cell-view.tsx";
import { ChangedSince } from "./changed-since.tsx";
import { type Calendar, type CalendarCell, type Source, useCalendar, useSources } from "./data-queries.ts";
import { tellDay, writeCount } from "./periods.ts";
import { dataWords } from "./words.ts";
import "../../parts/tables.css";
import "./data.css";

export function DataPage() {
  const { words } = useLanguage();
  const own = usePageWords(dataWords);
  const sources = useSources();
  const calendar = useCalendar();
  useTitle(words.pages.data);
  const error = sources.error ?? calendar.error;
  if (!sources.isSuccess || !calendar.isSuccess)
    return (
      <>
        <h1>{own.title}</h1>
        {error === null ? (
          <Loading />
        ) : (
          <Failed error={error} retry={() => void Promise.all([sources.refetch(), calendar.refetch()])} />
        )}
      </>
    );
  return (
    <>
      <h1>{own.title}</h1>
      {sources.data.length === 0 ? (
        <div className="pm-empty">
          <p className="pm-empty-sign" aria-hidden="true">
            ○
          </p>
          <h2 className="h4">{own.noSources}</h2>
          <p className="mb-0">{own.noSourcesHint}</p>
        </div>
      ) : (
        <Deliveries sources={sources.data} calendar={calendar.data} />
      )}
    </>
  );
}

interface Props {
  readonly sources: readonly Source[];
  readonly calendar: Calendar;
}

function Deliveries({ sources, calendar }: Props) {
  const words = usePageWords(dataWords);
  const { language } = useLanguage();
  const [search, change] = usePageSearch("data");
  const { delivery: number } = search;
  const chosen = findChosen(calendar, search.cell, number);
  useTellFaults(
    number === undefined ? findWrongValue("cell", search.cell, calendar.cells.map(nameCell)) : [],
  );
  const shown = number ?? chosen?.deliveries.at(-1);
  return (
    <>
      <p className="lead">{words.lead}</p>
      {calendar.deliveries.length === 0 ? <p>{words.noDeliveries}</p> : null}
      <section aria-labelledby="calendario">
        <h2 id="calendario">{words.calendar(calendar.year)}</h2>
        <p className="pm-small mb-1">{words.on(tellDay(calendar.on, language))}</p>
        <Summary calendar={calendar} />
        <CalendarGrid
          calendar={calendar}
          sources={sources}
          chosen={chosen}
          onChoose={(cell) =>
            change({
              cell: nameCell(cell),
              delivery: undefined,
              row: undefined,
              unit: undefined,
              of: undefined,
            })
          }
        />
      </section>
      <CellView
        key={`${chosen?.source} ${chosen?.period} ${shown}`}
        cell={chosen}
        source={sources.find(({ id }) => id === chosen?.source)}
        deliveries={calendar.deliveries}
        number={shown}
      />
      <ChangedSince calendar={calendar} />
    </>
  );
}

function nameCell({ source, period }: CalendarCell): string {
  return `${source} ${period}`;
}

/** The cell of the delivery that an address names, or the cell itself. */
function findChosen(
  { cells, deliveries }: Calendar,
  name: string | undefined,
  number: number | undefined,
): CalendarCell | undefined {
  const delivery = deliveries.find((each) => each.number === number);
  if (delivery !== undefined) return cells.find(({ deliveries: own }) => own.includes(delivery.number));
  return cells.find((cell) => nameCell(cell) === name);
}

function Summary({ calendar: { cells } }: { readonly calendar: Calendar }) {
  const words = usePageWords(dataWords);
  const count = (isCounted: (cell: CalendarCell) => boolean): number => cells.filter(isCounted).length;
  const counts = [
    ["✗", "bad", count(({ state }) => state === "owed"), words.summary.owed],
    ["◷", "near", count(({ state, daysLate }) => state !== "owed" && daysLate > 0), words.summary.late],
    ["↻", "good", count(({ state }) => state === "corrected"), words.summary.corrected],
    ["!", "bad", cells.reduce((sum, { quarantined }) => sum + quarantined, 0), words.summary.quarantined],
  ] as const;
  return (
    <ul className="pm-summary">
      {counts.map(([sign, colour, number, word]) => (
        <li key={word} className={`pm-state pm-state-${number === 0 ? "none" : colour}`}>
          <span aria-hidden="true">{sign}</span>
          <span className="pm-number">{writeCount(number)}</span> {word}
        </li>
      ))}
    </ul>
  );
}
