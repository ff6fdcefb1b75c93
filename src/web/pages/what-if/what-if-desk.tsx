/** Everything on the page that follows a scenario: the pyramid, the ranking, the tornado, what was changed. */
import { lazy, Suspense, useCallback, useState } from "react";
import {
  isEmptyScenario,
  type Ranked,
  type Shown,
  type ShownRow,
  type Sight,
  type Standing,
} from "../../../engine/index.ts";
import { Loading } from "../../parts/loading.tsx";
import { usePageWords } from "../../words/language.tsx";
import { AddPlace } from "./add-place.tsx";
import { ChangeList } from "./change-list.tsx";
import type { DeskLine } from "./desk-line.ts";
import { OfficeRanking } from "./office-ranking.tsx";
import { type DeskLook, rankCount, rowsAtOnce } from "./read-look.ts";
import { SupposedPyramid } from "./supposed-pyramid.tsx";
import { SupposedWhy, type WhyAskedHere } from "./supposed-why.tsx";
import { useChange } from "./use-change.ts";
import { useShown, useTornado } from "./use-desk.ts";
import { listSeen, type ScenarioAction, type Scenarios } from "./use-scenarios.ts";
import { whatIfWords } from "./words.ts";
import { readNumber } from "./write-number.ts";

const TornadoChart = lazy(async () => ({ default: (await import("./tornado-chart.tsx")).TornadoChart }));

export interface WhatIfDeskProps {
  /** Undefined until the worker stands. */
  readonly line: DeskLine | undefined;
  /** What is shown until then. */
  readonly first?: Shown | undefined;
  /** Whether it will not stand. */
  readonly isFailed?: boolean;
  readonly standing: Standing;
  readonly scenarios: Scenarios;
  readonly dispatch: (action: ScenarioAction) => void;
  readonly look: DeskLook;
  readonly setLook: (change: Partial<DeskLook>) => void;
}

export function WhatIfDesk(props: WhatIfDeskProps) {
  const { line, first, isFailed = false, standing, scenarios, dispatch, look, setLook } = props;
  const words = usePageWords(whatIfWords);
  const [rankFrom, setRankFrom] = useState(0);
  const [rowCount, setRowCount] = useState(rowsAtOnce);
  const [asked, setAsked] = useState<WhyAskedHere | undefined>();
  const seen = listSeen(scenarios);
  const sight: Sight = {
    orgUnit: look.orgUnit,
    toggled: look.toggled,
    rowCount,
    rankBy: look.rankBy,
    rankFrom,
    rankCount,
  };
  const given = seen.map(({ scenario }) => scenario);
  const desk = useShown(line, given, sight, first);
  const { shown, isComputed } = desk;
  const computed = given.map((scenario, place): boolean | undefined => {
    if (isComputed) return shown?.problems[place]?.length === 0;
    if (isEmptyScenario(scenario)) return true;
    return isFailed ? false : undefined;
  });
  const change = useChange(dispatch, scenarios, desk);
  const { toggled } = look;
  const toggle = useCallback(
    (path: string): void =>
      setLook({
        toggled: toggled.includes(path) ? toggled.filter((each) => each !== path) : [...toggled, path],
      }),
    // A list read from the address is new at every look.
    [setLook, toggled.join(" ")],
  );
  const explainRow = useCallback(
    (place: number, { key, figure, title }: ShownRow): void =>
      setAsked({ place, key, orgUnit: figure.orgUnit, title }),
    [],
  );
  const rankBy = shown?.rankBy;
  const explainRanked = useCallback(
    ({ orgUnit, title }: Ranked): void =>
      setAsked({ place: 0, key: rankBy!.slice(0, rankBy!.lastIndexOf("|")), orgUnit, title }),
    [rankBy],
  );
  const chooseRank = useCallback(
    (rankBy: string) => {
      setRankFrom(0);
      setLook({ rankBy });
    },
    [setLook],
  );
  if (shown === undefined) return <Loading />;
  return (
    <>
      <Problems shown={shown} names={seen.map(({ name }) => name)} />
      <section aria-labelledby="piramide-se">
        <h2 id="piramide-se" className="h4">
          {words.pyramid}
        </h2>
        <SupposedPyramid
          rows={shown.rows}
          names={seen.map(({ name }) => name)}
          isComputed={computed}
          problems={shown.problems[0] ?? []}
          scenario={seen[0]!.scenario}
          change={change}
          toggle={toggle}
          explain={explainRow}
        />
        {shown.rowsInAll <= rowCount ? null : (
          <p>
            <button
              type="button"
              className="btn btn-xs btn-outline-primary"
              onClick={() => setRowCount(rowCount + rowsAtOnce)}
            >
              {words.moreRows(shown.rowsInAll - rowCount)}
            </button>
          </p>
        )}
        <p className="pm-hint">{isComputed ? words.recomputed(...shown.moved) : words.fromServer}</p>
      </section>
      <div className="pm-two">
        <section aria-labelledby="supposto-se">
          <h2 id="supposto-se" className="h4">
            {words.changes}
          </h2>
          <ChangeList scenario={seen[0]!.scenario} standing={standing} change={change} />
        </section>
        <section aria-labelledby="altra-se" className="pm-no-print">
          <h2 id="altra-se" className="h4">
            {words.find}
          </h2>
          <AddPlace
            line={line}
            orgUnit={look.orgUnit}
            scenario={seen[0]!.scenario}
            change={change}
            first={look.find}
          />
        </section>
      </div>
      <section aria-labelledby="classifica-se" className="pm-later">
        <h2 id="classifica-se" className="h4">
          {words.ranking}
        </h2>
        <OfficeRanking
          shown={shown}
          rankable={standing.rankable}
          isComputed={computed[0]}
          from={rankFrom}
          count={rankCount}
          look={setRankFrom}
          choose={chooseRank}
          explain={explainRanked}
        />
      </section>
      <Tornado line={line} shown={shown} look={look} setLook={setLook} />
      {asked === undefined || line === undefined ? null : (
        <SupposedWhy line={line} asked={asked} close={() => setAsked(undefined)} />
      )}
    </>
  );
}

function Problems({ shown, names }: { readonly shown: Shown; readonly names: readonly string[] }) {
  const words = usePageWords(whatIfWords);
  return (
    <div role="status">
      {shown.problems.map((problems, place) =>
        problems.length === 0 ? null : (
          <div className="alert alert-warning" key={place}>
            <p className="mb-1">
              <strong>
                {names[place]}: {words.problems}
              </strong>{" "}
              {words.problemsHint}
            </p>
            <ul className="mb-0">
              {problems.map(({ subject, sentence }) => (
                <li key={`${subject} ${sentence}`}>
                  {subject === "" ? "" : `${subject}: `}
                  {sentence}
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
    </div>
  );
}

interface TornadoProps {
  readonly line: DeskLine | undefined;
  readonly shown: Shown;
  readonly look: DeskLook;
  readonly setLook: (change: Partial<DeskLook>) => void;
}

function Tornado({ line, shown, look, setLook }: TornadoProps) {
  const words = usePageWords(whatIfWords);
  const choices = shown.rows.filter(({ hasParts }) => hasParts);
  const chosen = choices.find(({ key }) => key === look.tornado) ?? choices[0];
  const tornado = useTornado(line, shown, chosen?.key, look.orgUnit, look.share / 100);
  const [draft, setDraft] = useState(String(look.share));
  if (chosen === undefined) return null;
  const keys = new Map(choices.map(({ key, title }) => [key, title]));
  return (
    <section aria-labelledby="tornado-se" className="pm-later">
      <h2 id="tornado-se" className="h4">
        {words.tornado}
      </h2>
      <div className="pm-bar-row">
        <label className="pm-choose">
          <span>{words.tornadoOf}</span>
          <select value={chosen.key} onChange={({ target }) => setLook({ tornado: target.value })}>
            {[...keys].map(([key, title]) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label className="pm-choose">
          <span>{words.share}</span>
          <input
            type="text"
            inputMode="decimal"
            className="pm-number pm-try-field"
            value={draft}
            onChange={({ target }) => {
              setDraft(target.value);
              const share = readNumber(target.value, 2);
              if (typeof share === "number" && share > 0 && share <= 100) setLook({ share });
            }}
          />
        </label>
      </div>
      <p className="pm-hint">{words.tornadoHint(String(look.share).replace(".", ","), chosen.title)}</p>
      {tornado === undefined ? (
        <p role="status" className="pm-hint">
          {line === undefined ? words.tornadoWaits : words.measuring}
        </p>
      ) : (
        <Suspense fallback={<Loading />}>
          <TornadoChart tornado={tornado} title={chosen.title} />
        </Suspense>
      )}
    </section>
  );
}
