/** From where figures are seen, on every page: the period, the day of knowledge, and what to compare with. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { client } from "../client.ts";
import { writeDay } from "../parts/write-number.ts";
import { useWords } from "../words/language.tsx";
import { useChangeView, useWorkspace } from "./use-workspace.ts";

export function ViewBar() {
  const words = useWords();
  const { workspace, search } = useWorkspace();
  const change = useChangeView();
  const model = useQuery({
    queryKey: [workspace, "model"],
    queryFn: () => client.workspaces.model({ workspace }),
  });
  const isKnown = model.data !== undefined;
  const year = search.period?.slice(0, 4) ?? String(model.data?.year ?? "");
  const { from = 0, to = -1 } = model.data?.years ?? {};
  const years = Array.from({ length: to - from + 1 }, (_, k) => String(to - k));
  const part = search.period?.slice(5) ?? "";
  return (
    <section className="pm-view pm-no-print" aria-label={words.view}>
      <div className="container-xl">
        <Field title={words.year}>
          {(id) => (
            <select
              id={id}
              value={year}
              disabled={!isKnown}
              onChange={({ target }) =>
                change({ period: part === "" ? target.value : `${target.value}-${part}` })
              }
            >
              {years.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          )}
        </Field>
        <Field title={words.period}>
          {(id) => (
            <select
              id={id}
              value={part}
              disabled={!isKnown}
              onChange={({ target }) =>
                change({ period: target.value === "" ? year : `${year}-${target.value}` })
              }
            >
              <option value="">{words.wholeYear}</option>
              {listParts(words).map(([code, title]) => (
                <option key={code} value={code}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field title={words.knownAt}>
          {(id) => (
            <input
              id={id}
              type="date"
              value={search.knownAt ?? ""}
              onChange={({ target }) => change({ knownAt: target.value })}
            />
          )}
        </Field>
        <Against />
        {search.knownAt === undefined &&
        search.against === undefined &&
        search.period === undefined ? null : (
          <button
            type="button"
            className="btn btn-xs btn-outline-primary"
            onClick={() => change({ period: undefined, knownAt: undefined, against: undefined })}
          >
            {words.asItIs}
          </button>
        )}
      </div>
    </section>
  );
}

/** What is written is asked for when it is whole: on Enter, or when the field is left. */
function Against() {
  const words = useWords();
  const { search } = useWorkspace();
  const change = useChangeView();
  const [written, write] = useState<string>();
  const ask = (): void => {
    if (written === undefined) return;
    change({ against: readDayOrPeriod(written) });
    write(undefined);
  };
  return (
    <Field title={words.against}>
      {(id) => (
        <input
          id={id}
          type="text"
          value={written ?? writeDay(search.against ?? "")}
          placeholder={words.againstHint}
          onChange={({ target }) => write(target.value)}
          onBlur={ask}
          onKeyDown={({ key }) => {
            if (key === "Enter") ask();
          }}
        />
      )}
    </Field>
  );
}

/** A day may be written as Italians do. */
function readDayOrPeriod(text: string): string {
  const [, day, month, year] = /^\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})\s*$/.exec(text) ?? [];
  return year === undefined ? text.trim() : `${year}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}`;
}

interface FieldProps {
  readonly title: string;
  /** Given the id by which its label names it. */
  readonly children: (id: string) => ReactNode;
}

function Field({ title, children }: FieldProps) {
  const id = useId();
  return (
    <div className="pm-field">
      <label htmlFor={id}>{title}</label>
      {children(id)}
    </div>
  );
}

function listParts(words: ReturnType<typeof useWords>): readonly (readonly [string, string])[] {
  return [
    ...[1, 2].map((k) => [`S${k}`, words.semester(k)] as const),
    ...[1, 2, 3, 4].map((k) => [`T${k}`, words.quarter(k)] as const),
    ...words.months.map((month, k) => [String(k + 1).padStart(2, "0"), month] as const),
  ];
}
