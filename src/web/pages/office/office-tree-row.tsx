/** One office in the tree. */
import { Link } from "@tanstack/react-router";
import { FigureValue } from "../../parts/figure-value.tsx";
import { StateCounts, StateMark } from "../../parts/state-mark.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords } from "../../words/language.tsx";
import type { TreeItem } from "./list-tree.ts";
import { officeWords } from "./words.ts";

interface OfficeTreeRowProps {
  readonly item: TreeItem;
  readonly index: number;
  readonly top: number;
  readonly isCurrent: boolean;
  /** What the figure beside the office is. */
  readonly title: string;
  readonly toggle: (key: string, isOpen: boolean) => void;
  readonly choose: () => void;
}

export function OfficeTreeRow(props: OfficeTreeRowProps) {
  const { item, index, top, isCurrent, title, toggle, choose } = props;
  const own = usePageWords(officeWords);
  const { workspace, search } = useWorkspace();
  const { office } = item;
  return (
    <div
      role="treeitem"
      aria-level={item.level}
      aria-posinset={item.position}
      aria-setsize={item.siblings}
      aria-expanded={item.hasChildren ? item.isOpen : undefined}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      data-row={index}
      className="pm-tree-row"
      style={{ transform: `translateY(${top}px)`, paddingInlineStart: `${(item.level - 1) * 1.1}rem` }}
      onFocus={choose}
    >
      {item.hasChildren ? (
        <button
          type="button"
          tabIndex={-1}
          className="pm-tree-toggle"
          aria-label={item.isOpen ? own.close : own.open}
          onClick={() => toggle(item.key, !item.isOpen)}
        >
          <span aria-hidden="true">{item.isOpen ? "▾" : "▸"}</span>
        </button>
      ) : (
        <span className="pm-tree-toggle" aria-hidden="true" />
      )}
      {office === undefined ? (
        <strong className="pm-tree-title">{item.title}</strong>
      ) : (
        <>
          <Link
            to="/$workspace/uffici/$orgUnit"
            params={{ workspace, orgUnit: office.code }}
            search={search}
            tabIndex={-1}
            className="pm-tree-title"
          >
            {item.title}
          </Link>
          <StateCounts states={office.states} />
          <span className="pm-tree-figure">
            {office.figure === null ? null : (
              <FigureValue figure={office.figure} title={`${title}, ${item.title}`} />
            )}
            {office.state === null || office.state === "absent" || office.state === "none" ? null : (
              <StateMark state={office.state} />
            )}
          </span>
        </>
      )}
    </div>
  );
}
