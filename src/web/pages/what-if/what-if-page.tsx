/**
 * What if: one changes weights, targets and results, and sees at once what would follow. The page asks the server for
 * the ground of the figures once; then a worker computes, by the rooms that computed on the server, and the page shows
 * both hashes. What stands in the address: `scenari` (see `scenario-address.ts`), `attivo` and `accanto` (which of
 * them, from 1), `ufficio`, `classifica`, `tornado`, `quanto` (percent), `aperte` (rows that are not as at first),
 * `cerca` (the search for another figure).
 */

import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { memo, useCallback, useEffect } from "react";
import type { Standing } from "../../../engine/index.ts";
import { client } from "../../client.ts";
import { Failed, Loading } from "../../parts/loading.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords } from "../../words/language.tsx";
import { ScenarioBar } from "./scenario-bar.tsx";
import { useDesk } from "./use-desk.ts";
import { useScenarios } from "./use-scenarios.ts";
import { type DeskLook, WhatIfDesk } from "./what-if-desk.tsx";
import { whatIfWords } from "./words.ts";
import "./what-if.css";

export function WhatIfPage() {
  const words = usePageWords(whatIfWords);
  const { workspace, asked } = useWorkspace();
  const ground = useQuery({
    queryKey: [workspace, "scenario-ground", asked],
    queryFn: () => client.scenario.ground(asked),
  });
  const desk = useDesk(ground.data);
  const { scenarios, fault, canUndo, canRedo, dispatch, write } = useScenarios(words.first);
  const [look, setLook] = useLook();
  useEffect(() => {
    document.title = `${words.title} · Piramide`;
  }, [words]);
  return (
    <div className="pm-what-if">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {fault === undefined ? null : (
        <div className="alert alert-warning" role="status">
          {words.faults[fault]}
        </div>
      )}
      {ground.error === null ? null : <Failed error={ground.error} retry={() => void ground.refetch()} />}
      {desk.failure === undefined ? null : <Failed error={new Error(desk.failure)} />}
      {ground.data === undefined ? null : <Proof here={desk.hash} there={ground.data.hash} />}
      <ScenarioBar
        scenarios={scenarios}
        canUndo={canUndo}
        canRedo={canRedo}
        dispatch={dispatch}
        write={write}
      />
      {desk.line === undefined || desk.standing === undefined ? (
        ground.error === null && desk.failure === undefined ? (
          <Loading />
        ) : null
      ) : (
        <>
          <OfficeChoice units={desk.standing.units} chosen={look.orgUnit} setLook={setLook} />
          <WhatIfDesk
            line={desk.line}
            standing={desk.standing}
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

/** The hash of the real figures, computed here and there. */
function Proof({ here, there }: { readonly here: string | undefined; readonly there: string }) {
  const words = usePageWords(whatIfWords);
  const isSame = here === there;
  const state = here === undefined ? "pm-state-none" : isSame ? "pm-state-good" : "pm-state-bad";
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
          <code>{there.slice(0, 16)}</code>
        </dd>
      </div>
      <div>
        <dt>{words.proof}</dt>
        <dd>
          <span role="status" className={`pm-state ${state}`}>
            <span aria-hidden="true">{here === undefined ? "…" : isSame ? "✓" : "✗"}</span>
            {here === undefined ? words.counting : isSame ? words.agree : words.differ}
          </span>
        </dd>
      </div>
    </dl>
  );
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

const separator = "~";

/** How the page is looked at, as the address says it. */
function useLook(): readonly [DeskLook, (change: Partial<DeskLook>) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const read = (key: string): string | undefined => {
    const value = search[key];
    return typeof value === "string" && value !== ""
      ? value
      : typeof value === "number"
        ? String(value)
        : undefined;
  };
  const share = Number(read("quanto") ?? "10");
  const look: DeskLook = {
    orgUnit: read("ufficio"),
    toggled: read("aperte")?.split(separator) ?? [],
    rankBy: read("classifica"),
    tornado: read("tornado"),
    share: share > 0 && share <= 100 ? share : 10,
    find: read("cerca") ?? "",
  };
  const setLook = useCallback(
    (change: Partial<DeskLook>): void => {
      const { orgUnit, toggled, rankBy, tornado, share: moved } = change;
      const written = {
        ...("orgUnit" in change && { ufficio: orgUnit }),
        ...(toggled && { aperte: toggled.length === 0 ? undefined : toggled.join(separator) }),
        ...(rankBy !== undefined && { classifica: rankBy }),
        ...(tornado !== undefined && { tornado }),
        ...(moved !== undefined && { quanto: moved === 10 ? undefined : moved }),
      };
      void navigate({
        to: ".",
        search: (before: Record<string, unknown>) =>
          Object.fromEntries(
            Object.entries({ ...before, ...written }).filter(([, value]) => value !== undefined),
          ),
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [look, setLook];
}
