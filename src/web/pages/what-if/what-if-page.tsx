/**
 * What if: one changes weights, targets and results, and sees at once what would follow. The server shows the real
 * figures and what can be changed; the page asks it for their ground, once, and then a worker computes, by the rooms
 * that computed on the server, and the page shows both hashes. What is changed before that waits for it.
 */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { memo, useCallback, useMemo } from "react";
import type { Standing } from "../../../engine/index.ts";
import { findWrongValue } from "../../address-faults.ts";
import { client } from "../../client.ts";
import { Failed, Loading } from "../../parts/loading.tsx";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { useTitle } from "../../parts/use-title.ts";
import { useTellFaults } from "../../shell/address-faults.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords } from "../../words/language.tsx";
import { askDesk } from "./ask-desk.ts";
import { DeskState } from "./desk-state.tsx";
import { beginAgain } from "./hold-desk.ts";
import { type DeskLook, readLook, writeLook } from "./read-look.ts";
import { ScenarioBar } from "./scenario-bar.tsx";
import { showSent, tellStanding } from "./show-sent.ts";
import { useDesk } from "./use-desk.ts";
import { useScenarios } from "./use-scenarios.ts";
import { WhatIfDesk } from "./what-if-desk.tsx";
import { whatIfWords } from "./words.ts";
import "./what-if.css";

export function WhatIfPage() {
  const words = usePageWords(whatIfWords);
  const { workspace, asked } = useWorkspace();
  const [look, setLook] = useLook();
  const { scenarios, faults, canUndo, canRedo, dispatch, write } = useScenarios(words);
  const { first, ground, desk } = useBeginning(workspace, asked, look);
  const count = scenarios.beside === undefined ? 1 : 2;
  const sent = useMemo(() => first && showSent(first, count), [first, count]);
  const standing = useMemo(() => first && tellStanding(first), [first]) ?? desk.standing;
  useTitle(words.title);
  useTellFaults(faults);
  useLookFaults(standing, look);
  const retry = (): void => {
    if (ground.data === undefined) void ground.refetch();
    else beginAgain(ground.data);
  };
  const failure = desk.failure === undefined ? null : new Error(`${words.notReady}\n${desk.failure}`.trim());
  const error = ground.error ?? failure;
  return (
    <div className="pm-what-if">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {error === null ? null : <Failed error={error} retry={retry} />}
      <Proof here={desk.hash} there={ground.data?.hash} />
      <DeskState
        isReady={desk.line !== undefined}
        isFailed={error !== null}
        scenarios={scenarios.list.map(({ scenario }) => scenario)}
      />
      <ScenarioBar
        scenarios={scenarios}
        canUndo={canUndo}
        canRedo={canRedo}
        dispatch={dispatch}
        write={write}
      />
      {standing === undefined ? (
        error === null ? (
          <Loading />
        ) : null
      ) : (
        <>
          <OfficeChoice units={standing.units} chosen={look.orgUnit} setLook={setLook} />
          <WhatIfDesk
            line={desk.line}
            first={sent}
            isFailed={error !== null}
            standing={standing}
            scenarios={scenarios}
            dispatch={dispatch}
            look={look}
            setLook={setLook}
          />
        </>
      )}
    </div>
  );
}

/** First what the server shows, then, when that is there or will not come, what the browser computes from. */
function useBeginning(workspace: string, asked: { readonly workspace: string }, look: DeskLook) {
  const { orgUnit, toggled, rankBy } = look;
  const queries = useQueryClient();
  const groundKey = [workspace, "scenario-ground", asked];
  const kept = useDesk(queries.getQueryData(groundKey));
  const first = useQuery({
    ...askDesk(asked, { orgUnit, toggled, rankBy }),
    enabled: kept.line === undefined,
    // Rows that open stand on those of before; another period or day does not.
    placeholderData: (before, query) =>
      JSON.stringify(query?.queryKey[2]) === JSON.stringify(asked) ? before : undefined,
  });
  const ground = useQuery({
    queryKey: groundKey,
    queryFn: () => client.scenario.ground(asked),
    enabled: !first.isLoading,
  });
  return { first: first.data, ground, desk: kept };
}

interface ProofProps {
  readonly here: string | null | undefined;
  readonly there: string | undefined;
}

/** The hash of the real figures, computed here and there. */
function Proof({ here, there }: ProofProps) {
  const words = usePageWords(whatIfWords);
  const isKnown = typeof here === "string" && there !== undefined;
  const isSame = here === there;
  const state = !isKnown ? "pm-state-none" : isSame ? "pm-state-good" : "pm-state-bad";
  const told = here === null ? words.notCompared : words.counting;
  return (
    <dl className="pm-proof" title={words.proofHint}>
      <div>
        <dt>{words.here}</dt>
        <dd>
          <code>{here?.slice(0, 16) ?? "…"}</code>
        </dd>
      </div>
      <div>
        <dt>{words.there}</dt>
        <dd>
          <code>{there?.slice(0, 16) ?? "…"}</code>
        </dd>
      </div>
      <div>
        <dt>{words.proof}</dt>
        <dd>
          <span role="status" className={`pm-state ${state}`}>
            <span aria-hidden="true">{!isKnown ? "…" : isSame ? "✓" : "✗"}</span>
            {!isKnown ? told : isSame ? words.agree : words.differ}
          </span>
        </dd>
      </div>
    </dl>
  );
}

/** What the address says of what is looked at, and is not there; looked for once, not at every change. */
function useLookFaults(standing: Standing | undefined, { orgUnit, rankBy, tornado }: DeskLook): void {
  const faults = useMemo(() => {
    if (standing === undefined) return [];
    const { units, rankable, titles } = standing;
    const codes = units.map(({ code }) => code);
    const ids = rankable.map(({ id }) => id);
    const isTitled = tornado === undefined || titles[tornado.split(".")[0]!] !== undefined;
    return [
      ...findWrongValue("ufficio", orgUnit, codes),
      ...findWrongValue("classifica", rankBy, ids),
      ...(isTitled ? [] : findWrongValue("tornado", tornado, Object.keys(titles))),
    ];
  }, [standing, orgUnit, rankBy, tornado]);
  useTellFaults(faults);
}

interface OfficeChoiceProps {
  readonly units: Standing["units"];
  readonly chosen: string | undefined;
  readonly setLook: (change: Partial<DeskLook>) => void;
}

/** Long, and the same while weights move: drawn once. */
const OfficeChoice = memo(function OfficeChoice({ units, chosen, setLook }: OfficeChoiceProps) {
  const words = usePageWords(whatIfWords);
  return (
    <label className="pm-choose">
      <span>{words.office}</span>
      <select
        value={chosen ?? ""}
        onChange={({ target }) => setLook({ orgUnit: target.value === "" ? undefined : target.value })}
      >
        <option value="">{words.top}</option>
        {units.map(({ code, title }, k) => (
          <option key={`${code} ${k}`} value={code}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
});

/** How the page is looked at, as the address says it. */
function useLook(): readonly [DeskLook, (change: Partial<DeskLook>) => void] {
  const [search, change] = usePageSearch("whatIf");
  const look = useMemo(() => readLook(search), [search]);
  const setLook = useCallback((moved: Partial<DeskLook>) => change(writeLook(moved), true), [change]);
  return [look, setLook];
}
