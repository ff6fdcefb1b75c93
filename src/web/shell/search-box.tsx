/** Search from anywhere with `/`: offices, indicators, projects, guidelines, acts. Enter goes to what is marked. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { sayWords } from "../address-words.ts";
import { type Answers, client } from "../client.ts";
import { Failed } from "../parts/loading.tsx";
import { usePageWords, useWords } from "../words/language.tsx";
import { useWorkspace } from "./use-workspace.ts";

type Found = Answers["search"]["find"]["found"][number];

/** How many are listed; one more is asked for, to know whether these are all. */
const mostListed = 20;

const searchWords = {
  it: {
    search: "Cerca",
    hint: "Un ufficio, un indicatore, un progetto, una linea guida, un atto",
    nothing: "Nessuno si chiama così.",
    count: (count: number) => (count === 1 ? "1 trovato" : `${count} trovati`),
    first: (count: number) => `I primi ${count}: scrivi di più per trovare gli altri`,
    kind: {
      "org-unit": "ufficio",
      indicator: "indicatore",
      node: "unità",
      member: "voce",
      act: "atto",
    },
  },
  en: {
    search: "Search",
    hint: "An office, an indicator, a project, a guideline, an act",
    nothing: "Nobody has that name.",
    count: (count: number) => `${count} found`,
    first: (count: number) => `The first ${count}: write more to find the others`,
    kind: {
      "org-unit": "office",
      indicator: "indicator",
      node: "unit",
      member: "item",
      act: "act",
    },
  },
};

export function SearchBox() {
  const words = usePageWords(searchWords);
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = (event: globalThis.KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.matches("input, select, textarea");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener("keydown", open);
    return () => document.removeEventListener("keydown", open);
  }, []);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  return (
    <>
      <button type="button" className="pm-header-button" onClick={() => setOpen(true)}>
        {words.search} <kbd>/</kbd>
      </button>
      {isOpen ? (
        <dialog ref={dialog} className="pm-search" aria-label={words.search} onClose={() => setOpen(false)}>
          <SearchList close={() => dialog.current?.close()} />
        </dialog>
      ) : null}
    </>
  );
}

function SearchList({ close }: { readonly close: () => void }) {
  const words = usePageWords(searchWords);
  const common = useWords();
  const listId = useId();
  const [written, write] = useState("");
  const [marked, mark] = useState(0);
  const { found, said, failure } = useFound(written);
  const go = useGo(close);
  const handleKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      mark((marked + step + found.length) % found.length);
    }
    const chosen = found[marked];
    if (event.key === "Enter" && chosen !== undefined) go(chosen);
  };
  return (
    <>
      <div className="pm-search-field">
        <input
          type="text"
          role="combobox"
          aria-label={words.hint}
          aria-expanded={found.length > 0}
          aria-controls={listId}
          aria-activedescendant={found.length > 0 ? `${listId}-${marked}` : undefined}
          aria-autocomplete="list"
          placeholder={words.hint}
          value={written}
          onChange={({ target }) => {
            write(target.value);
            mark(0);
          }}
          onKeyDown={handleKey}
        />
        <button type="button" className="btn btn-xs btn-outline-primary" onClick={close}>
          {common.close}
        </button>
      </div>
      <p role="status" className="pm-search-count">
        {said}
      </p>
      {failure === undefined ? null : <Failed {...failure} />}
      <div role="listbox" id={listId} aria-label={words.search} className="pm-search-list">
        {found.map((entry, k) => (
          <div
            key={`${entry.kind} ${entry.hierarchy} ${entry.dimension} ${entry.id}`}
            id={`${listId}-${k}`}
            role="option"
            tabIndex={-1}
            aria-selected={k === marked}
            onClick={() => go(entry)}
            onKeyDown={handleKey}
          >
            <strong>{entry.title}</strong>
            <small>
              {words.kind[entry.kind]}
              {entry.context === searchWords.it.kind[entry.kind] ? null : ` · ${entry.context}`} · {entry.id}
            </small>
          </div>
        ))}
      </div>
    </>
  );
}

/** What is listed, and what is said of it: that nobody has such a name only where the server has said so. */
function useFound(written: string) {
  const words = usePageWords(searchWords);
  const { loading } = useWords();
  const { workspace } = useWorkspace();
  const q = useDeferredValue(written.trim());
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: [workspace, "search", q],
    queryFn: () => client.search.find({ workspace, q, limit: mostListed + 1 }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  const all: readonly Found[] = q === "" ? [] : (data?.found ?? []);
  const found = all.slice(0, mostListed);
  const isAwaited = data === undefined || isPlaceholderData;
  if (q === "") return { found, said: "" };
  if (error !== null && isAwaited)
    return { found, said: "", failure: { error, retry: () => void refetch() } };
  if (found.length === 0) return { found, said: isAwaited ? loading : words.nothing };
  return { found, said: all.length > found.length ? words.first(found.length) : words.count(found.length) };
}

/** To the page that shows it: of a member its first indicator, of an act all that follow from it. */
function useGo(close: () => void): (entry: Found) => void {
  const navigate = useNavigate();
  const { workspace, search } = useWorkspace();
  const { why: _, ...kept } = search;
  return ({ kind, id, indicators }) => {
    close();
    if (kind === "org-unit" || kind === "node")
      return void navigate({
        to: "/$workspace/uffici/$orgUnit",
        params: { workspace, orgUnit: id },
        search: kept,
      });
    if (kind === "act")
      return void navigate({
        to: "/$workspace/indicatori",
        params: { workspace },
        search: sayWords<"indicators">({ act: id })(kept),
      });
    const indicator = kind === "indicator" ? id : indicators[0];
    if (indicator === undefined)
      return void navigate({ to: "/$workspace/indicatori", params: { workspace }, search: kept });
    return void navigate({
      to: "/$workspace/indicatori/$indicator",
      params: { workspace, indicator },
      search: kept,
    });
  };
}
