/** All offices as a tree one walks with the arrows, each with a figure and the state of its targets. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { findWrongParts } from "../../address-faults.ts";
import { Failed, Loading } from "../../parts/loading.tsx";
import { listPrintedRows, PrintedRows } from "../../parts/printed-rows.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { usePrinting } from "../../parts/use-printing.ts";
import { useTellFaults } from "../../shell/address-faults.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import { askOverview } from "./ask-overview.ts";
import {
  listAllOpen,
  listFirstOpen,
  listVisible,
  type Overview,
  plantTree,
  type TreeItem,
} from "./list-tree.ts";
import { OfficeTreeRow } from "./office-tree-row.tsx";
import { officeWords } from "./words.ts";

export function OfficeTree() {
  const words = useWords();
  const own = usePageWords(officeWords);
  const { asked } = useWorkspace();
  const [search, change] = usePageSearch("offices");
  const overview = useQuery(askOverview(asked, search.beside));
  useEffect(() => {
    document.title = `${own.title} · ${words.product}`;
  }, [own, words]);
  return (
    <>
      <h1>{own.title}</h1>
      <p className="lead">{own.intro}</p>
      {overview.isPending ? <Loading /> : null}
      {overview.error === null ? null : (
        <Failed error={overview.error} retry={() => void overview.refetch()} />
      )}
      {overview.data === undefined ? null : (
        <WalkedTree
          overview={overview.data}
          beside={search.beside}
          choose={(beside) => change({ beside }, true)}
        />
      )}
    </>
  );
}

interface WalkedTreeProps {
  readonly overview: Overview;
  readonly beside: string | undefined;
  readonly choose: (indicator: string | undefined) => void;
}

function WalkedTree({ overview, beside, choose }: WalkedTreeProps) {
  const own = usePageWords(officeWords);
  const [search, change] = usePageSearch("offices");
  const tree = useMemo(() => plantTree(overview), [overview]);
  const all = useMemo(() => listAllOpen(tree), [tree]);
  const open = useMemo(() => {
    if (search.open === "*") return new Set(all);
    return new Set(search.open === undefined ? listFirstOpen(tree) : search.open.split(","));
  }, [search.open, tree, all]);
  // What is typed shows at once; the address follows.
  const [find, setFind] = useState(search.find ?? "");
  const wanted = useDeferredValue(find);
  const { items, found } = useMemo(() => listVisible(tree, open, wanted), [tree, open, wanted]);
  const setOpen = (keys: readonly string[]): void =>
    change({ open: keys.length === 0 ? "-" : keys.join(",") }, true);
  const faults = useMemo(
    () => findWrongParts("open", search.open?.split(",") ?? [], new Set([...all, "*", "-"])),
    [search.open, all],
  );
  useTellFaults(faults);
  return (
    <>
      <div className="pm-tools pm-no-print">
        <SearchField
          title={own.filter}
          hint={own.filterHint}
          value={find}
          change={(text) => {
            setFind(text);
            change({ find: text }, true);
          }}
        />
        <label className="pm-tool-field">
          <span>{own.beside}</span>
          <select
            className="form-select"
            value={beside ?? ""}
            onChange={(event) => choose(event.target.value || undefined)}
          >
            <option value="">{own.besideUsual}</option>
            {overview.choices.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <div className="pm-field-buttons">
          <button
            type="button"
            className="btn btn-outline-primary btn-xs"
            onClick={() => change({ open: "*" }, true)}
          >
            {own.openAll}
          </button>
          <button type="button" className="btn btn-outline-primary btn-xs" onClick={() => setOpen([])}>
            {own.closeAll}
          </button>
        </div>
      </div>
      <p role="status" className="pm-tree-count">
        {wanted.trim() === ""
          ? own.found(overview.rows.length)
          : found === 0
            ? own.noneFound
            : own.found(found)}
      </p>
      <PrintedRows count={items.length} />
      <TreeList
        items={items}
        overview={overview}
        toggle={(key, isOpen) => {
          const next = new Set(open);
          if (isOpen) next.add(key);
          else next.delete(key);
          setOpen([...next].filter((each) => each !== "-"));
        }}
      />
    </>
  );
}

interface TreeListProps {
  readonly items: readonly TreeItem[];
  readonly overview: Overview;
  readonly toggle: (key: string, isOpen: boolean) => void;
}

const rowHeight = 44;

function TreeList({ items, overview, toggle }: TreeListProps) {
  const own = usePageWords(officeWords);
  const { workspace, search } = useWorkspace();
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const [isMoved, setMoved] = useState(false);
  const at = Math.min(current, items.length - 1);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 800, height: 600 },
  });
  const isPrinting = usePrinting();
  const rows = isPrinting ? listPrintedRows(items.length, rowHeight) : virtual.getVirtualItems();
  useEffect(() => {
    if (!isMoved) return;
    scroller.current?.querySelector<HTMLElement>(`[data-row="${at}"]`)?.focus({ preventScroll: true });
  }, [at, isMoved, rows]);
  const move = (index: number): void => {
    const next = Math.max(0, Math.min(items.length - 1, index));
    setCurrent(next);
    setMoved(true);
    virtual.scrollToIndex(next);
  };
  const press = (event: KeyboardEvent): void => {
    const item = items[at];
    // Buttons and links within a row keep their own keys.
    if (item === undefined || !(event.target as HTMLElement).matches("[role=treeitem]")) return;
    const handled = answerKey(event.key, item, at, items, { move, toggle });
    if (event.key === "Enter" && item.office !== undefined)
      void navigate({
        to: "/$workspace/uffici/$orgUnit",
        params: { workspace, orgUnit: item.office.code },
        search,
      });
    else if (!handled) return;
    event.preventDefault();
  };
  if (items.length === 0) return null;
  return (
    <div ref={scroller} className="pm-tree">
      <div
        role="tree"
        aria-label={own.tree}
        className="pm-tree-rows"
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={press}
        onBlur={() => setMoved(false)}
      >
        {rows.map(({ index, start }) => (
          <OfficeTreeRow
            key={items[index]!.key}
            item={items[index]!}
            index={index}
            top={start}
            isCurrent={index === at}
            title={findBeside(overview, items[index]!)}
            toggle={toggle}
            choose={() => setCurrent(index)}
          />
        ))}
      </div>
    </div>
  );
}

/** What the figure beside an office is. */
function findBeside({ hierarchies }: Overview, { office }: TreeItem): string {
  return hierarchies.find(({ id }) => id === office?.hierarchy)?.indicator?.title ?? "";
}

interface Moves {
  readonly move: (index: number) => void;
  readonly toggle: (key: string, isOpen: boolean) => void;
}

/** The keys of a tree, as everyone's; whether the key meant something. */
function answerKey(
  key: string,
  item: TreeItem,
  at: number,
  items: readonly TreeItem[],
  { move, toggle }: Moves,
): boolean {
  switch (key) {
    case "ArrowDown":
      move(at + 1);
      return true;
    case "ArrowUp":
      move(at - 1);
      return true;
    case "Home":
      move(0);
      return true;
    case "End":
      move(items.length - 1);
      return true;
    case "ArrowRight":
      if (item.hasChildren && !item.isOpen) toggle(item.key, true);
      else if (item.isOpen) move(at + 1);
      return true;
    case "ArrowLeft": {
      if (item.isOpen) toggle(item.key, false);
      else move(items.findLastIndex(({ level }, index) => index < at && level < item.level));
      return true;
    }
    default:
      return false;
  }
}
