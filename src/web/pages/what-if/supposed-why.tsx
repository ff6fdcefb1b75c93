/** Why a supposed figure is what it is, told by the same room that explains the real ones. */
import { useEffect, useRef, useState } from "react";
import { Cited } from "../../parts/cited.tsx";
import { Loading } from "../../parts/loading.tsx";
import { usePageWords, useTongue } from "../../words/language.tsx";
import type { DeskLine } from "./desk-line.ts";
import { whatIfWords } from "./words.ts";

export interface WhyAskedHere {
  readonly place: number;
  readonly key: string;
  readonly orgUnit: string;
  readonly title: string;
}

export interface SupposedWhyProps {
  readonly line: DeskLine;
  readonly asked: WhyAskedHere;
  readonly close: () => void;
}

export function SupposedWhy({ line, asked, close }: SupposedWhyProps) {
  const words = usePageWords(whatIfWords);
  const tongue = useTongue();
  const dialog = useRef<HTMLDialogElement>(null);
  const [lines, setLines] = useState<readonly string[] | undefined>();
  useEffect(() => {
    dialog.current?.showModal();
    const { place, key, orgUnit } = asked;
    line.ask({ type: "explain", place, key, orgUnit, tongue }, (answer) => {
      if (answer.type === "explained") setLines(answer.lines);
    });
  }, [line, asked, tongue]);
  return (
    <dialog ref={dialog} className="pm-panel" aria-labelledby="perche-se" onClose={close}>
      <header>
        <h2 id="perche-se" className="h4">
          {words.why(asked.title)}
        </h2>
        <button type="button" className="btn btn-xs btn-primary" onClick={() => dialog.current?.close()}>
          {words.close}
        </button>
      </header>
      {lines === undefined ? (
        <Loading />
      ) : (
        <ol className="pm-told">
          {lines.map((text, k) => (
            <li key={k} style={{ paddingInlineStart: `${countIndent(text) * 0.5}rem` }}>
              <Cited text={text.trim().replace(/^└ /, "")} />
            </li>
          ))}
        </ol>
      )}
    </dialog>
  );
}

function countIndent(text: string): number {
  return Math.min(16, text.length - text.trimStart().length);
}
