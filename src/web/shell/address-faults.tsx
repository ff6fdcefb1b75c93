/**
 * Said before anything else: what stands in the address and is not understood, by the shell or by the page. It stays
 * when the page is printed, or the paper would pass for what the address asked for.
 */
import { useQuery } from "@tanstack/react-query";
import { useLocation, useSearch } from "@tanstack/react-router";
import { createContext, type ReactNode, use, useEffect, useId, useState } from "react";
import { type AddressFault, findPageFaults, findWrongView } from "../address-faults.ts";
import { findPage, type Search } from "../address-words.ts";
import { client } from "../client.ts";
import { useWords } from "../words/language.tsx";
import { useChangeSearch, useWorkspace } from "./use-workspace.ts";

type Told = ReadonlyMap<string, readonly AddressFault[]>;

const TellFaults = createContext<(change: (before: Told) => Told) => void>(() => {});

/** @param faults of the words that only their page can judge, once it knows what there is */
export function useTellFaults(faults: readonly AddressFault[]): void {
  const tell = use(TellFaults);
  const teller = useId();
  const said = faults.length === 0 ? "" : JSON.stringify(faults);
  useEffect(() => {
    if (said === "") return;
    tell((before) => new Map([...before, [teller, faults]]));
    return () => tell((before) => new Map([...before].filter(([each]) => each !== teller)));
  }, [said, tell, teller]);
}

/** One notice for all of them, in the order of the address, above what stands below. */
export function AddressFaults({ children }: { readonly children: ReactNode }) {
  const { workspace } = useWorkspace();
  const search: Search = useSearch({ strict: false });
  const page = findPage(useLocation({ select: ({ pathname }) => pathname }));
  const model = useQuery({
    queryKey: [workspace, "model"],
    queryFn: () => client.workspaces.model({ workspace }),
  });
  const [told, tell] = useState<Told>(new Map());
  const order = Object.keys(search);
  const faults = [
    ...findWrongView(search, model.data),
    ...(page === undefined ? [] : findPageFaults(page, search)),
    ...[...told.values()].flat(),
  ].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
  return (
    <TellFaults value={tell}>
      <div role="status">{page === undefined || faults.length === 0 ? null : <Notice faults={faults} />}</div>
      {children}
    </TellFaults>
  );
}

function Notice({ faults }: { readonly faults: readonly AddressFault[] }) {
  const { fault: words } = useWords();
  const change = useChangeSearch<Readonly<Record<string, undefined>>>();
  return (
    <div className="pm-fault">
      <div className="container-xl">
        <p>
          <strong>
            <span aria-hidden="true">⚠ </span>
            {words.title}.
          </strong>{" "}
          {words.hint}
        </p>
        <ul>
          {faults.map((fault) => (
            <li key={fault.key}>
              <code>{`${fault.key}=${fault.value}`}</code>: <Sentence fault={fault} />
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="btn btn-xs btn-outline-primary pm-no-print"
          onClick={() => change(Object.fromEntries(faults.map(({ key }) => [key, undefined])))}
        >
          {words.drop}
        </button>
      </div>
    </div>
  );
}

function Sentence({
  fault: { key, value, wrong, nearest, known, advice },
}: {
  readonly fault: AddressFault;
}) {
  const { fault: words } = useWords();
  if (wrong === "word")
    return [words.word(key), nearest === undefined ? "" : words.nearest(nearest)].join(" ").trim();
  const { period, day, against } = words.views;
  const views: Readonly<Record<string, string>> = {
    period,
    against,
    knownAt: day,
    methodOn: day,
    boundariesOn: day,
  };
  return [
    words.value(key, value),
    nearest === undefined ? "" : words.nearest(nearest),
    advice ?? views[key] ?? (known === undefined ? "" : words.known(known.join(", "))),
  ]
    .filter((part) => part !== "")
    .join(" ");
}
