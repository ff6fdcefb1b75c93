/** What an office has reached: where it stands, the state of its indicators, and each of them. */
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useMemo } from "react";
import { findWrongValue } from "../../address-faults.ts";
import { rowOrders } from "../../address-words.ts";
import { client } from "../../client.ts";
import { Cited } from "../../parts/cited.tsx";
import { OfficeLink } from "../../parts/links.tsx";
import { Failed, Loading } from "../../parts/loading.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { StateCounts } from "../../parts/state-mark.tsx";
import { stateNames, stateSigns } from "../../parts/state-signs.ts";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { useTellFaults } from "../../shell/address-faults.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { useAskedTongue, usePageWords, useWords } from "../../words/language.tsx";
import { arrangeRows, hasAim, nameRow, type Scorecard } from "./arrange-rows.ts";
import { ScorecardGroup } from "./scorecard-group.tsx";
import { useComing } from "./use-coming.ts";
import { officeWords } from "./words.ts";

export function ScorecardView({ orgUnit }: { readonly orgUnit: string }) {
  const words = useWords();
  const { asked, workspace } = useWorkspace();
  const tongue = useAskedTongue();
  const input = { ...asked, ...tongue, orgUnit };
  const card = useQuery({
    queryKey: [workspace, "scorecard", input],
    queryFn: () => client.office.scorecard(input),
  });
  const title = card.data?.office.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · ${words.product}`;
  }, [title, words]);
  if (card.isSuccess) return <LoadedScorecard card={card.data} />;
  return (
    <>
      <h1>{orgUnit}</h1>
      {card.error === null ? <Loading /> : <Failed error={card.error} retry={() => void card.refetch()} />}
    </>
  );
}

function LoadedScorecard({ card }: { readonly card: Scorecard }) {
  const own = usePageWords(officeWords);
  const [search, change] = usePageSearch("office");
  const names = useMemo(() => card.rows.map(nameRow), [card]);
  useTellFaults(findWrongValue("open", search.open, names));
  const coming = useComing(card.office.code);
  const wanted = useDeferredValue(search);
  const groups = useMemo(() => arrangeRows(card.rows, wanted, own.all), [card.rows, wanted, own]);
  // All at once where they are few, or were looked for; otherwise those that have something to say.
  const isShort = groups.reduce((sum, { rows }) => sum + rows.length, 0) <= 60;
  return (
    <>
      <Place card={card} />
      {card.rows.length === 0 ? (
        <div className="pm-tool-empty">
          <p className="mb-1">{own.noRows}</p>
          <p className="mb-0">{own.noRowsHint}</p>
        </div>
      ) : (
        <>
          <Filters card={card} />
          {groups.length === 0 ? (
            <div className="pm-tool-empty" role="status">
              <p>{own.noneLeft}</p>
              <button
                type="button"
                className="btn btn-outline-primary btn-sm"
                onClick={() => change({ find: undefined, state: undefined }, true)}
              >
                {own.showAll}
              </button>
            </div>
          ) : null}
          {groups.map((group) => (
            <ScorecardGroup
              key={group.id}
              group={group}
              isFirstOpen={isShort || group.rows.some(hasAim)}
              isSought={wanted.state !== undefined || wanted.find !== undefined}
              coming={coming}
              opened={search.open}
              open={(row) => change({ open: row }, true)}
            />
          ))}
        </>
      )}
    </>
  );
}

/** Ancestors, name, and the offices of which it is made. */
function Place({ card }: { readonly card: Scorecard }) {
  const own = usePageWords(officeWords);
  const { office, ancestors, children, related } = card;
  return (
    <>
      {ancestors.length === 0 ? null : (
        <nav aria-label={own.where} className="pm-crumbs">
          <ol>
            {ancestors.map(({ code, title }) => (
              <li key={code}>
                <OfficeLink code={code}>{title}</OfficeLink>
              </li>
            ))}
            <li aria-current="page">{office.title}</li>
          </ol>
        </nav>
      )}
      <h1>{office.title}</h1>
      <p className="pm-office-facts">
        <span>
          {own.type}: {tellType(office.type)}
        </span>
        <span>{office.code}</span>
        <span>
          {own.period}: {card.period}
        </span>
        {card.conditions.map((condition) => (
          <span key={condition} className="pm-tag">
            <Cited text={condition} />
          </span>
        ))}
      </p>
      <Offices title={own.children} offices={children} />
      <Offices title={own.related} offices={related} />
    </>
  );
}

/** `direzione_regionale`, as the model has it, to be read. */
export function tellType(type: string): string {
  return type.replaceAll("_", " ");
}

function Offices({ title, offices }: { readonly title: string; readonly offices: Scorecard["children"] }) {
  if (offices.length === 0) return null;
  return (
    <details className="pm-office-list pm-no-print" open={offices.length <= 6}>
      <summary>
        {title} <span className="pm-number">({offices.length})</span>
      </summary>
      <ul>
        {offices.map(({ code, title: name, states }) => (
          <li key={code}>
            <OfficeLink code={code}>{name}</OfficeLink> <StateCounts states={states} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Filters({ card }: { readonly card: Scorecard }) {
  const own = usePageWords(officeWords);
  const words = useWords();
  const [search, change] = usePageSearch("office");
  return (
    <section aria-labelledby="stati" className="pm-no-print">
      <h2 id="stati" className="h5">
        {own.states}
      </h2>
      <p className="small mb-2">{own.statesHint}</p>
      <div className="pm-chips">
        <button
          type="button"
          className="pm-chip"
          aria-pressed={search.state === undefined}
          onClick={() => change({ state: undefined }, true)}
        >
          {own.all} <span className="pm-number">{card.rows.length}</span>
        </button>
        {stateNames
          .filter((state) => (card.states[state] ?? 0) > 0)
          .map((state) => (
            <button
              key={state}
              type="button"
              className={`pm-chip pm-state-${state}`}
              aria-pressed={search.state === state}
              onClick={() => change({ state: search.state === state ? undefined : state }, true)}
            >
              <span aria-hidden="true">{stateSigns[state]}</span> {words.state[state]}{" "}
              <span className="pm-number">{card.states[state]}</span>
            </button>
          ))}
      </div>
      <div className="pm-tools">
        <SearchField
          title={own.findIndicator}
          value={search.find ?? ""}
          change={(text) => change({ find: text }, true)}
        />
        <label className="pm-tool-field">
          <span>{own.sort}</span>
          <select
            className="form-select"
            value={search.sort ?? "model"}
            onChange={(event) =>
              change({ sort: rowOrders.find((sort) => sort === event.target.value) }, true)
            }
          >
            {rowOrders.map((sort) => (
              <option key={sort} value={sort}>
                {own.sorts[sort]}
              </option>
            ))}
          </select>
        </label>
      </div>
    </section>
  );
}
