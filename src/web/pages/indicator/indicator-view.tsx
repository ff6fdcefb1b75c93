/** One indicator whole: what it means, who wrote it, what it is made of, and its figures over time and in every office. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { findWrongValue } from "../../address-faults.ts";
import { writeMembers } from "../../address-words.ts";
import { client } from "../../client.ts";
import { Failed, Loading } from "../../parts/loading.tsx";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { useTellFaults } from "../../shell/address-faults.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { useAskedTongue, usePageWords, useWords } from "../../words/language.tsx";
import { AllFigures } from "./all-figures.tsx";
import type { Description } from "./answers.ts";
import { listApplying } from "./figure-rows.ts";
import { Made } from "./made.tsx";
import { Meaning } from "./meaning.tsx";
import { OverTime } from "./over-time.tsx";
import { Places } from "./places.tsx";
import { Targets } from "./targets.tsx";
import { indicatorWords } from "./words.ts";

export function IndicatorView({ indicator }: { readonly indicator: string }) {
  const words = useWords();
  const { asked, workspace } = useWorkspace();
  const tongue = useAskedTongue();
  const input = { ...asked, ...tongue, indicator };
  const described = useQuery({
    queryKey: [workspace, "indicator", input],
    queryFn: () => client.indicator.describe(input),
  });
  const title = described.data?.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · ${words.product}`;
  }, [title, words]);
  if (described.isSuccess) return <DescribedIndicator described={described.data} />;
  return (
    <>
      <h1>{indicator}</h1>
      {described.error === null ? (
        <Loading />
      ) : (
        <Failed error={described.error} retry={() => void described.refetch()} />
      )}
    </>
  );
}

function DescribedIndicator({ described }: { readonly described: Description }) {
  const own = usePageWords(indicatorWords);
  const { workspace, search: view } = useWorkspace();
  const { why: _, ...kept } = view;
  return (
    <>
      <nav aria-label={own.back} className="pm-no-print">
        <Link to="/$workspace/indicatori" params={{ workspace }} search={kept}>
          {own.back}
        </Link>{" "}
        <span aria-hidden="true">›</span> <span className="pm-quiet">{described.theme.title}</span>
      </nav>
      <h1>{described.title}</h1>
      <p className="lead">{described.description ?? own.noDescription}</p>
      <Meaning described={described} />
      <Made described={described} />
      <Targets described={described} />
      <Figured described={described} />
    </>
  );
}

/** What is drawn and listed from the figures themselves. */
function Figured({ described }: { readonly described: Description }) {
  const own = usePageWords(indicatorWords);
  const words = useWords();
  const { asked, workspace } = useWorkspace();
  const [search, change] = usePageSearch("indicator");
  const { memberSets, facets } = described;
  const sets = useMemo(() => memberSets.map(({ members }) => writeMembers(members)), [memberSets]);
  useTellFaults([
    ...findWrongValue("facet", search.facet, facets),
    ...findWrongValue("member", search.member, sets.length < 2 ? sets : [...sets, "*"]),
  ]);
  const isAll = search.member === "*";
  const member = sets.find((set) => set === search.member) ?? sets[0] ?? "";
  const facet = facets.find((each) => each === search.facet) ?? described.mainFacet;
  const input = {
    ...asked,
    indicator: described.id,
    facet,
    ...(isAll ? { members: "all" as const } : member === "" ? {} : { member: member.split(",") }),
  };
  const figures = useQuery({
    queryKey: [workspace, "indicator-figures", input],
    queryFn: () => client.indicator.figures(input),
  });
  const offices = useMemo(() => figures.data && listApplying(figures.data), [figures.data]);
  const memberTitle = isAll ? own.allMembers : (memberSets[sets.indexOf(member)]?.title ?? "");
  const title = memberTitle === "" ? described.title : `${described.title}, ${memberTitle}`;
  return (
    <>
      <section aria-labelledby="scelta" className="pm-no-print">
        <h2 id="scelta" className="visually-hidden">
          {own.chosen}
        </h2>
        <div className="pm-tools">
          {facets.length < 2 ? null : (
            <label className="pm-tool-field">
              <span>{own.facet}</span>
              <select
                className="form-select"
                value={facet}
                onChange={(event) => change({ facet: event.target.value }, true)}
              >
                {facets.map((each) => (
                  <option key={each} value={each}>
                    {words.facet[each]}
                  </option>
                ))}
              </select>
            </label>
          )}
          {sets.length < 2 ? null : (
            <label className="pm-tool-field">
              <span>{own.member}</span>
              <select
                className="form-select"
                value={isAll ? "*" : member}
                onChange={(event) => change({ member: event.target.value }, true)}
              >
                {memberSets.map(({ title: name }, k) => (
                  <option key={sets[k]} value={sets[k]}>
                    {name === "" ? own.whole : name}
                  </option>
                ))}
                <option value="*">{own.allMembers}</option>
              </select>
            </label>
          )}
        </div>
      </section>
      <OverTime described={described} member={member} offices={offices} />
      {figures.isPending ? <Loading /> : null}
      {figures.error === null ? null : <Failed error={figures.error} retry={() => void figures.refetch()} />}
      {figures.data === undefined ? null : (
        <>
          {isAll ? null : <Places described={described} figures={figures.data} title={title} />}
          <AllFigures described={described} figures={figures.data} title={title} />
        </>
      )}
    </>
  );
}
