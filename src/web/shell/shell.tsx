/** What stands around every page: whose figures these are, where one can go, and the explanation that may be open. */
import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { Suspense } from "react";
import { WhyPanel } from "../parts/why-panel.tsx";
import { languages, useLanguage } from "../words/language.tsx";
import { AddressFaults } from "./address-faults.tsx";
import { AwaitedPage } from "./awaited-page.tsx";
import { FirstVisit } from "./first-visit.tsx";
import { useLastScenarios } from "./last-scenarios.ts";
import { menu } from "./menu.ts";
import { Outdated } from "./outdated.tsx";
import { PrintFoot } from "./print-foot.tsx";
import { SearchBox } from "./search-box.tsx";
import { Undelivered } from "./undelivered.tsx";
import { useChangedData } from "./use-changed-data.ts";
import { useOpened } from "./use-opened.ts";
import { useWorkspace } from "./use-workspace.ts";
import { ViewBar } from "./view-bar.tsx";
import "./shell.css";

export function Shell() {
  const { words } = useLanguage();
  const { search } = useWorkspace();
  useChangedData();
  return (
    <>
      <a className="visually-hidden-focusable pm-skip pm-no-print" href="#contenuto">
        {words.skip}
      </a>
      <Header />
      <ViewBar />
      <AddressFaults>
        <Outdated />
        <Undelivered />
        <main id="contenuto" className="container-xl py-4">
          <Suspense fallback={<AwaitedPage />}>
            <Outlet />
          </Suspense>
        </main>
      </AddressFaults>
      {search.why === undefined ? null : <WhyPanel asked={search.why} />}
      <PrintFoot />
    </>
  );
}

function Header() {
  const { words, language, speak } = useLanguage();
  const { workspace, search } = useWorkspace();
  const { workspaces, current } = useOpened();
  const navigate = useNavigate();
  const { why: _, ...kept } = search;
  const scenarios = useLastScenarios(workspace);
  return (
    <header className="pm-header">
      <div className="container-xl pm-header-row">
        <Link to="/$workspace" params={{ workspace }} search={kept} className="pm-brand">
          <svg viewBox="0 0 32 32" aria-hidden="true" className="pm-mark">
            <path fill="currentColor" d="M16 3 30 28H2z" />
            <path fill="#06c" d="m16 9 3.4 6h-6.8zM11.5 17h9l2.2 4H9.300z" />
          </svg>
          <span>
            {words.product}
            <small>{current?.administration ?? words.motto}</small>
          </span>
        </Link>
        <div className="pm-header-tools pm-no-print">
          <SearchBox />
          <FirstVisit />
          <label className="pm-choice">
            <span>{words.workspace}</span>
            <select
              value={workspace}
              onChange={(event) =>
                void navigate({ to: "/$workspace", params: { workspace: event.target.value }, search: {} })
              }
            >
              {workspaces.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <label className="pm-choice">
            <span>{words.language}</span>
            <select value={language} onChange={(event) => speak(event.target.value as typeof language)}>
              {languages.map((each) => (
                <option key={each} value={each}>
                  {each.toUpperCase()}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      <nav aria-label={words.menu} className="pm-nav pm-no-print">
        <ul className="container-xl">
          {menu.map(({ key, to }) => (
            <li key={key}>
              <Link
                to={to}
                params={{ workspace }}
                search={key === "whatIf" ? { ...kept, ...scenarios } : kept}
                activeOptions={{ exact: key === "pyramid", includeSearch: false }}
              >
                {words.pages[key]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {current?.isSynthetic === true ? (
        <p className="pm-synthetic">
          <strong>{words.synthetic}.</strong> {words.syntheticHint}
        </p>
      ) : null}
    </header>
  );
}
