/**
 * The value pyramid, alive. What is open, the office, the day and what it is compared with stand in the address, so
 * that the very same sight can be sent to somebody.
 */
import { useQuery } from "@tanstack/react-query";
import { findWrongValue } from "../../address-faults.ts";
import { looks } from "../../address-words.ts";
import { client } from "../../client.ts";
import { Failed, Loading } from "../../parts/loading.tsx";
import { useAgainst } from "../../parts/use-against.ts";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { useTitle } from "../../parts/use-title.ts";
import { useTellFaults } from "../../shell/address-faults.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords } from "../../words/language.tsx";
import { BlockLevels } from "./block-levels.tsx";
import { OfficeChoice } from "./office-choice.tsx";
import { PyramidList } from "./pyramid-list.tsx";
import { findOpen, listPaths, type Row, shapePyramid } from "./shape-pyramid.ts";
import { pyramidWords } from "./words.ts";
import "./pyramid.css";

export function PyramidPage() {
  const words = usePageWords(pyramidWords);
  const { asked, workspace } = useWorkspace();
  const [{ open, office, look }, change] = usePageSearch("pyramid");
  const input = { ...asked, ...(office === undefined ? {} : { orgUnit: office }) };
  const pyramid = useQuery({
    queryKey: [workspace, "pyramid", input],
    queryFn: () => client.figures.pyramid(input),
  });
  const against = useAgainst();
  const other = { ...input, ...against };
  const before = useQuery({
    queryKey: [workspace, "pyramid", other],
    queryFn: () => client.figures.pyramid(other),
    enabled: against !== undefined,
  });
  useTitle(words.title);
  const tops = shapePyramid(pyramid.data?.rows ?? []);
  const opened = findOpen(tops, open ?? tops[0]?.path ?? "");
  useTellFaults(tops.length === 0 ? [] : findWrongValue("open", open, listPaths(tops)));
  const beforeOf = indexRows(against === undefined ? [] : (before.data?.rows ?? []));
  const findBefore = (row: Row): Row | undefined => beforeOf.get(nameOf(row));
  return (
    <>
      <div className="pm-page-head">
        <div>
          <h1>{words.title}</h1>
          <p className="pm-page-under">
            {pyramid.data === undefined ? "…" : `${pyramid.data.title} · ${pyramid.data.period}`}
          </p>
        </div>
        <OfficeChoice office={office} choose={(code) => change({ office: code, open: undefined })} />
        <fieldset className="pm-switch pm-no-print">
          <legend className="visually-hidden">{words.look}</legend>
          {looks.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="look"
                checked={(look ?? "piramide") === each}
                onChange={() => change({ look: each === "piramide" ? undefined : each })}
              />
              <span>{each === "piramide" ? words.asPyramid : words.asList}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <p className="pm-intro">{words.intro}</p>
      {pyramid.isPending ? <Loading /> : null}
      {pyramid.error === null ? null : <Failed error={pyramid.error} retry={() => void pyramid.refetch()} />}
      {against === undefined || before.error === null ? null : (
        <Failed error={before.error} retry={() => void before.refetch()} />
      )}
      {pyramid.data !== undefined && tops.length === 0 ? <p className="pm-absence">{words.nothing}</p> : null}
      {look === "elenco" ? (
        <PyramidList tops={tops} findBefore={findBefore} />
      ) : (
        <BlockLevels
          tops={tops}
          opened={opened}
          findBefore={findBefore}
          open={(path) => change({ open: path })}
          office={office}
        />
      )}
      <p className="pm-reading">{words.legend}</p>
    </>
  );
}

/** A row of another day or year is the same figure: the period does not name it. */
function nameOf({ figure: { id, facet, orgUnit, members } }: Row): string {
  return JSON.stringify([id, facet, orgUnit, members]);
}

function indexRows(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [nameOf(row), row]));
}
