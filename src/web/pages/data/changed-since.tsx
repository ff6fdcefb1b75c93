/** What has changed since a day: the figures that moved, and the deliveries that moved them. */
import { Failed, Loading } from "../../parts/loading.tsx";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { useLanguage, usePageWords } from "../../words/language.tsx";
import { type Calendar, useDifferences } from "./data-queries.ts";
import { MovedTable } from "./moved-table.tsx";
import { findEndBefore, isDay, listOfYear, tellDay } from "./periods.ts";
import { dataWords } from "./words.ts";

export function ChangedSince({ calendar }: { readonly calendar: Calendar }) {
  const words = usePageWords(dataWords);
  const { language } = useLanguage();
  const { search } = useWorkspace();
  const { against } = search;
  const [{ sincePeriod, sinceUnit }, change] = usePageSearch("data");
  const since = isDay(against) ? against : undefined;
  const period = sincePeriod ?? String(calendar.year);
  const differences = useDifferences(since, { period, orgUnit: sinceUnit });
  // Of a year that is over nothing has arrived since the quarter that has just ended.
  const last = calendar.deliveries.map(({ recordedOn }) => recordedOn).reduce(latest, "") || calendar.on;
  const choices = [
    { day: findEndBefore(last, 3), tell: words.sinceQuarter },
    { day: findEndBefore(last, 1), tell: words.sinceMonth },
  ].filter(({ day }, k, all) => all.findIndex((each) => each.day === day) === k);
  return (
    <section aria-labelledby="cambiato" className={since === undefined ? "mt-4 pm-no-print" : "mt-4"}>
      <h2 id="cambiato">{words.since}</h2>
      <p className="mb-1">{words.sinceHint}</p>
      <div className="pm-filters pm-no-print">
        <label>
          <span>{words.sinceDay}</span>
          <input
            type="date"
            className="form-control"
            key={since ?? ""}
            defaultValue={since ?? ""}
            onChange={(event) => {
              const day = event.target.value;
              if (day === "" || (isDay(day) && day > "1900")) change({ against: day });
            }}
          />
        </label>
        {choices.map(({ day, tell }) => (
          <button
            key={day}
            type="button"
            className="btn btn-xs btn-outline-primary"
            aria-pressed={since === day}
            onClick={() => change({ against: day })}
          >
            {tell(tellDay(day, language))}
          </button>
        ))}
      </div>
      {differences.error === null ? null : (
        <Failed error={differences.error} retry={() => void differences.refetch()} />
      )}
      {since !== undefined && differences.isPending ? <Loading /> : null}
      {since === undefined || differences.data === undefined || differences.error !== null ? null : (
        <>
          <p className="mb-1">
            {words.effectsHint(
              tellDay(differences.data.days.before, language),
              tellDay(differences.data.days.after, language),
            )}{" "}
            {words.sinceDeliveries(differences.data.deliveries.length)}
          </p>
          <MovedTable
            title={words.since}
            differences={differences.data}
            periods={listOfYear(calendar.year)}
            unit={sinceUnit}
            onPeriod={(chosen) => change({ sincePeriod: chosen })}
            onUnit={(chosen) => change({ sinceUnit: chosen })}
          />
        </>
      )}
    </section>
  );
}

const latest = (one: string, other: string): string => (one > other ? one : other);
