/** From where figures are seen, on every page: the period, the day of knowledge, and what to compare with. */
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import { isDay, writeDay } from "../../model/index.ts";
import { pickView, type ViewSearch } from "../address.ts";
import { findPage, listUnheeded } from "../address-words.ts";
import { client } from "../client.ts";
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
  const parts = listParts(words);
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
              {isKnown && year !== "" && !years.includes(year) ? <option>{year}</option> : null}
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
              {part === "" || parts.some(([code]) => code === part) ? null : <option>{part}</option>}
              {parts.map(([code, title]) => (
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
              value={isDay(search.knownAt ?? "") ? search.knownAt : ""}
              onChange={({ target }) => change({ knownAt: target.value })}
            />
          )}
        </Field>
        <Against />
        {Object.keys(pickView(search)).length === 0 && search.against === undefined ? null : (
          <button type="button" className="btn btn-xs btn-outline-primary" onClick={() => change(asItIs)}>
            {words.asItIs}
          </button>
        )}
        <Conditions />
      </div>
    </section>
  );
}

const asItIs: ViewSearch = {
  period: undefined,
  knownAt: undefined,
  methodOn: undefined,
  boundariesOn: undefined,
  withoutEvent: undefined,
  against: undefined,
};

/** What no field of the bar shows: other conditions that the address sets, and which of all change nothing here. */
function Conditions() {
  const words = useWords();
  const { search } = useWorkspace();
  const page = findPage(useLocation({ select: ({ pathname }) => pathname }));
  const { methodOn, boundariesOn, withoutEvent } = search;
  const told = [
    methodOn && words.conditions.methodOn(writeDay(methodOn)),
    boundariesOn && words.conditions.boundariesOn(writeDay(boundariesOn)),
    withoutEvent && words.conditions.withoutEvent(withoutEvent),
  ].filter((condition) => condition !== undefined && condition !== "");
  const { methodOn: by, boundariesOn: on, withoutEvent: without } = words.conditions;
  const names: Readonly<Record<string, string>> = {
    period: words.period,
    knownAt: words.knownAt,
    against: words.against,
    methodOn: by(writeDay(methodOn ?? "")),
    boundariesOn: on(writeDay(boundariesOn ?? "")),
    withoutEvent: without(withoutEvent ?? ""),
  };
  const unheeded = page === undefined ? [] : listUnheeded(page, search);
  return (
    <>
      {told.map((condition) => (
        <span key={condition} className="pm-tag">
          {condition}
        </span>
      ))}
      {unheeded.length === 0 ? null : (
        <p className="pm-view-note">{words.unheeded(unheeded.map((key) => names[key] ?? key).join(", "))}</p>
      )}
    </>
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
