/** As known on which day, and which year of the calendar. */
import { useQuery } from "@tanstack/react-query";
import { client } from "../../client.ts";
import { useChangeSearch, useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords } from "../../words/language.tsx";
import type { Calendar } from "./data-queries.ts";
import { isDay } from "./periods.ts";
import { dataWords } from "./words.ts";

export function DayAndYear({ calendar }: { readonly calendar: Calendar }) {
  const words = usePageWords(dataWords);
  const { workspace, search } = useWorkspace();
  const change = useChangeSearch();
  const workspaces = useQuery({ queryKey: ["workspaces"], queryFn: () => client.workspaces.list() });
  const years = workspaces.data?.find(({ id }) => id === workspace)?.years;
  const listed = years === undefined ? [] : listYears(years.from, years.to);
  return (
    <div className="pm-filters">
      <label>
        <span>{words.knownAt}</span>
        <input
          type="date"
          className="form-control"
          key={search.knownAt ?? ""}
          defaultValue={search.knownAt ?? ""}
          onChange={(event) => {
            const day = event.target.value;
            if (day === "" || (isDay(day) && day > "1900")) change({ knownAt: day, delivery: undefined });
          }}
        />
      </label>
      {search.knownAt === undefined ? null : (
        <button
          type="button"
          className="btn btn-xs btn-outline-primary"
          onClick={() => change({ knownAt: undefined })}
        >
          {words.today}
        </button>
      )}
      {listed.length < 2 ? null : (
        <label>
          <span>{words.year}</span>
          <select
            className="form-control"
            value={calendar.year}
            onChange={(event) => change({ period: event.target.value, delivery: undefined, cell: undefined })}
          >
            {listed.map((year) => (
              <option key={year} value={year}>
                {year}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

function listYears(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, k) => from + k);
}
