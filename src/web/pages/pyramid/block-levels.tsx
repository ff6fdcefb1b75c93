/** The pyramid itself: a level for each block that is open, each wider than the one it holds up. */
import { useEffect, useRef } from "react";
import { usePageWords } from "../../words/language.tsx";
import { BlockCard } from "./block-card.tsx";
import { OfficeLevel } from "./office-level.tsx";
import type { Block, Row } from "./shape-pyramid.ts";
import { pyramidWords } from "./words.ts";

interface LevelsProps {
  readonly tops: readonly Block[];
  readonly opened: readonly Block[];
  readonly findBefore: (row: Row) => Row | undefined;
  readonly open: (path: string) => void;
  readonly office: string | undefined;
}

export function BlockLevels({ tops, opened, findBefore, open, office }: LevelsProps) {
  const words = usePageWords(pyramidWords);
  const levels = [tops, ...opened.map(({ parts }) => parts)].filter((level) => level.length > 0);
  const last = opened.at(-1);
  const lowest = useShownOnOpening(last?.path ?? "");
  return (
    <div className="pm-pyramid" ref={lowest}>
      {levels.map((level, depth) => {
        const above = opened[depth - 1];
        return (
          <section
            key={above?.path ?? "top"}
            className="pm-level"
            aria-label={above === undefined ? words.title : words.madeOf(above.row.title)}
          >
            {above === undefined ? null : (
              <h2 className="pm-level-title">
                {words.madeOf(above.row.title)}
                {above.row.synthesis === "undisclosed" ? <small>{words.undisclosedParts}</small> : null}
              </h2>
            )}
            <ul>
              {level.map((block) => {
                const isOpen = opened[depth] === block;
                return (
                  <li key={block.path}>
                    <BlockCard
                      block={block}
                      before={findBefore(block.row)}
                      isOpen={isOpen}
                      office={office}
                      // What is open closes: its own level is then the last.
                      toggle={() => open(isOpen && above !== undefined ? above.path : block.path)}
                    />
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
      {last === undefined || last.parts.length > 0 ? null : <OfficeLevel row={last.row} office={office} />}
    </div>
  );
}

/** What a pressed block opens may lie below the screen: its level then comes into sight. */
function useShownOnOpening(path: string) {
  const levels = useRef<HTMLDivElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    const isDeeper = path.length > shown.current.length || !shown.current.startsWith(path);
    shown.current = path;
    if (isDeeper) levels.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [path]);
  return levels;
}
