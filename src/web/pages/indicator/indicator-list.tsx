/** All indicators by theme, to be searched. */
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { type Answers, client } from "../../client.ts";
import { fold } from "../../parts/fold.ts";
import { IndicatorLink } from "../../parts/links.tsx";
import { Failed, Loading } from "../../parts/loading.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import { askThemes } from "./ask-themes.ts";
import { ActOf } from "./meaning.tsx";
import { indicatorWords } from "./words.ts";

type Themes = Answers["indicator"]["themes"];

export function IndicatorList() {
  const words = useWords();
  const own = usePageWords(indicatorWords);
  const { workspace } = useWorkspace();
  const themes = useQuery(askThemes(workspace));
  useEffect(() => {
    document.title = `${own.title} · ${words.product}`;
  }, [own, words]);
  return (
    <>
      <h1>{own.title}</h1>
      <p className="lead">{own.intro}</p>
      {themes.isPending ? <Loading /> : null}
      {themes.error === null ? null : <Failed error={themes.error} retry={() => void themes.refetch()} />}
      {themes.data === undefined ? null : <SearchedThemes themes={themes.data} />}
    </>
  );
}

function SearchedThemes({ themes }: { readonly themes: Themes }) {
  const own = usePageWords(indicatorWords);
  const [search, change] = usePageSearch("indicators");
  const [find, setFind] = useState(search.find ?? "");
  const shown = findIndicators(findCiting(themes, search.act), useDeferredValue(find));
  const number = shown.reduce((sum, { indicators }) => sum + indicators.length, 0);
  return (
    <>
      {search.act === undefined ? null : (
        <ChosenAct id={search.act} leave={() => change({ act: undefined }, true)} />
      )}
      <div className="pm-tools pm-no-print">
        <SearchField
          title={own.search}
          hint={own.searchHint}
          value={find}
          change={(text) => {
            setFind(text);
            change({ find: text }, true);
          }}
        />
      </div>
      <p role="status" className="pm-quiet">
        {number > 0 ? own.found(number) : search.act === undefined ? own.noneFound : own.noneFollow}
      </p>
      {shown.map((theme) => (
        <Theme key={theme.id} theme={theme} />
      ))}
    </>
  );
}

/** From which act all that is listed follows, and the way back to the rest. */
function ChosenAct({ id, leave }: { readonly id: string; readonly leave: () => void }) {
  const own = usePageWords(indicatorWords);
  const { workspace } = useWorkspace();
  const model = useQuery({
    queryKey: [workspace, "model"],
    queryFn: () => client.workspaces.model({ workspace }),
  });
  const act = model.data?.acts.find((each) => each.id === id);
  return (
    <section aria-labelledby="atto">
      <h2 id="atto" className="h4">
        {own.followsFrom} {act === undefined ? id : <ActOf act={act} />}
      </h2>
      {model.data !== undefined && act === undefined ? <p role="status">{own.noSuchAct}</p> : null}
      <button type="button" className="btn btn-outline-primary btn-xs" onClick={leave}>
        {own.leaveAct}
      </button>
    </section>
  );
}

function findCiting(themes: Themes, act: string | undefined): Themes {
  if (act === undefined) return themes;
  return themes.flatMap((theme) => {
    const indicators = theme.indicators.filter(({ acts }) => acts.includes(act));
    return indicators.length === 0 ? [] : [{ ...theme, indicators }];
  });
}

function findIndicators(themes: Themes, find: string): Themes {
  const wanted = fold(find);
  if (wanted === "") return themes;
  return themes.flatMap((theme) => {
    const indicators = theme.indicators.filter(({ id, title, description }) =>
      [id, title, description ?? "", theme.title].some((text) => fold(text).includes(wanted)),
    );
    return indicators.length === 0 ? [] : [{ ...theme, indicators }];
  });
}

function Theme({ theme }: { readonly theme: Themes[number] }) {
  const own = usePageWords(indicatorWords);
  const words = useWords();
  return (
    <section className="pm-theme" aria-labelledby={`tema-${theme.id}`}>
      <h2 className="h5" id={`tema-${theme.id}`}>
        {theme.title} {theme.isSynthesis ? <span className="pm-tag">{own.synthesis}</span> : null}
      </h2>
      <ul>
        {theme.indicators.map(({ id, title, description, unit, facets, members }) => (
          <li key={id}>
            <IndicatorLink code={id} className="pm-theme-name">
              {title}
            </IndicatorLink>
            <span className="pm-quiet">
              {[
                unit === "" ? own.pureNumber : unit,
                ...facets.map((facet) => words.facet[facet]),
                ...(members > 1 ? [own.items(members)] : []),
              ].join(" · ")}
            </span>
            {description === null ? null : <p>{description}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
