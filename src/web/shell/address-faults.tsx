/**
 * Said before anything else: what stands in the address and is not understood. It stays when the page is printed, or
 * the paper would pass for what the address asked for.
 */
import { useQuery } from "@tanstack/react-query";
import { useLocation, useSearch } from "@tanstack/react-router";
import { type AddressFault, findPage, findUnknownWords, findWrongView } from "../address-words.ts";
import { client } from "../client.ts";
import { useWords } from "../words/language.tsx";
import { useChangeSearch, useWorkspace } from "./use-workspace.ts";

/** What is wrong with the words that all pages share, and those that this page does not know. */
export function ViewFaults() {
  const { workspace } = useWorkspace();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const page = findPage(useLocation({ select: ({ pathname }) => pathname }));
  const model = useQuery({
    queryKey: [workspace, "model"],
    queryFn: () => client.workspaces.model({ workspace }),
  });
  if (page === undefined) return null;
  const faults = [...findWrongView(search, model.data), ...findUnknownWords(page, search)];
  return <AddressFaults faults={faults} />;
}

/** @param faults of the words that only their page can judge, once it knows what they can be */
export function AddressFaults({ faults }: { readonly faults: readonly AddressFault[] }) {
  const { fault: words } = useWords();
  const change = useChangeSearch();
  return (
    <div role="status">
      {faults.length === 0 ? null : (
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
                  <code>{`${fault.key}=${fault.value}`}</code>: <Told fault={fault} />
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
      )}
    </div>
  );
}

function Told({ fault: { key, value, wrong, nearest, known } }: { readonly fault: AddressFault }) {
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
    views[key] ?? (known === undefined ? "" : words.known(known.join(", "))),
  ]
    .filter((part) => part !== "")
    .join(" ");
}
