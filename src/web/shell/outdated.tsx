/**
 * Said under the day on which one looks: what is shown is of before, because what is there now cannot be read. It stays
 * when the page is printed, or the paper would pass for one of today.
 */
import { notifyManager, type Query, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { Answers } from "../client.ts";
import { useWords } from "../words/language.tsx";
import { useWorkspace } from "./use-workspace.ts";

type Problem = Answers["workspaces"]["model"]["outdated"][number];

/** Things to mend that are told at once; whoever mends them is told the others. */
const mostTold = 5;

export function Outdated() {
  const words = useWords();
  const { workspace } = useWorkspace();
  const queries = useQueryClient();
  const problems = useOutdated(workspace);
  return (
    <div role="status">
      {problems.length === 0 ? null : (
        <div className="pm-outdated">
          <div className="container-xl">
            <p>
              <strong>
                <span aria-hidden="true">⚠ </span>
                {words.outdated}.
              </strong>{" "}
              {words.outdatedHint}
            </p>
            <ul lang="it">
              {problems.slice(0, mostTold).map(({ place, sentence }) => (
                <li key={`${place.file}:${place.line}:${sentence}`}>
                  {place.file === "" ? null : <code>{`${place.file}:${place.line}`}</code>} {sentence}
                </li>
              ))}
            </ul>
            {problems.length > mostTold ? <p>{words.outdatedMore(problems.length - mostTold)}</p> : null}
            <button
              type="button"
              className="btn btn-xs btn-outline-primary pm-no-print"
              onClick={() => void queries.invalidateQueries({ queryKey: [workspace] })}
            >
              {words.retry}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

/** What the answers that the page now shows say of it: the model's, and each one's about figures. */
function useOutdated(workspace: string): readonly Problem[] {
  const cache = useQueryClient().getQueryCache();
  const subscribe = (changed: () => void): (() => void) => cache.subscribe(notifyManager.batchCalls(changed));
  const read = (): string => {
    const shown = cache.findAll({ queryKey: [workspace], type: "active" }).flatMap(readOutdated);
    return JSON.stringify([...new Map(shown.map((problem) => [JSON.stringify(problem), problem])).values()]);
  };
  // As text, two that say the same are the same.
  return JSON.parse(useSyncExternalStore(subscribe, read)) as readonly Problem[];
}

function readOutdated({ state }: Query): readonly Problem[] {
  const answer = state.data as { readonly outdated?: readonly Problem[] } | null | undefined;
  return answer?.outdated ?? [];
}
