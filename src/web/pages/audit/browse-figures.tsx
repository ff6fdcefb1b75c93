/** Every printed figure in its table, section by section, or all that the filters choose. */
import { Link } from "@tanstack/react-router";
import { useDeferredValue, useMemo } from "react";
import { findWrongValue } from "../../address-faults.ts";
import { type PageSearch, sayWords } from "../../address-words.ts";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { useTellFaults } from "../../shell/address-faults.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords } from "../../words/language.tsx";
import { type AuditReport, type Filters, filterFigures, verdictOrder, writeCount } from "./audit-data.ts";
import { PrintedTableView } from "./printed-table.tsx";
import { shapeTables } from "./shape-tables.ts";
import { VerdictMark } from "./verdict-mark.tsx";
import { auditWords } from "./words.ts";

const everySection = "tutte";

export function BrowseFigures({ report }: { readonly report: AuditReport }) {
  const words = usePageWords(auditWords);
  const [search, change] = usePageSearch("audit");
  const tables = useMemo(() => shapeTables(report.figures), [report]);
  const sections = useMemo(() => listSections(report), [report]);
  useTellFaults(findWrongValue("section", search.section, [...sections, everySection]));
  const filters = useDeferredValue(readFilters(search, report));
  const chosen = useMemo(
    () => new Set(filterFigures(report.figures, filters).map(({ id }) => id)),
    [report, JSON.stringify(filters)],
  );
  const { section, verdict, differing, q } = search;
  const isFiltered = [section, verdict, differing, q].some((said) => said !== undefined);
  return (
    <section aria-labelledby="cifre" className="mt-4 pm-no-print">
      <h2 id="cifre">{words.browse}</h2>
      <SectionLinks report={report} current={filters.section} />
      <search className="pm-filters">
        <label>
          <span>{words.search}</span>
          <input
            type="search"
            className="form-control"
            placeholder={words.searchHint}
            defaultValue={search.q ?? ""}
            key={search.q === undefined ? "vuota" : "scritta"}
            onChange={(event) => change({ q: event.target.value || undefined }, true)}
          />
        </label>
        <label>
          <span>{words.ruleState}</span>
          <select
            className="form-control"
            value={search.verdict ?? ""}
            onChange={(event) =>
              change({ verdict: verdictOrder.find((each) => each === event.target.value) })
            }
          >
            <option value="" />
            {verdictOrder.map((verdict) => (
              <option key={verdict} value={verdict}>
                {words.verdict[verdict]}
              </option>
            ))}
          </select>
        </label>
        <label className="pm-check">
          <input
            type="checkbox"
            checked={search.differing !== undefined}
            onChange={(event) => change({ differing: event.target.checked ? "1" : undefined })}
          />
          <span>{words.onlyDiffering}</span>
        </label>
        {isFiltered ? (
          <button
            type="button"
            className="btn btn-xs btn-outline-primary"
            onClick={() =>
              change({ section: undefined, verdict: undefined, differing: undefined, q: undefined })
            }
          >
            {words.clear}
          </button>
        ) : null}
      </search>
      <p role="status" className="pm-small">
        {chosen.size === 0 ? words.nothingFound : words.shown(writeCount(chosen.size))}
      </p>
      <ul className="pm-legend" aria-hidden="true">
        {verdictOrder.map((verdict) => (
          <li key={verdict}>
            <VerdictMark verdict={verdict} />
          </li>
        ))}
      </ul>
      {tables.map((table) => (
        <PrintedTableView key={`${table.section} ${table.title}`} table={table} chosen={chosen} />
      ))}
    </section>
  );
}

function readFilters(search: PageSearch<"audit">, report: AuditReport): Filters {
  const { section, verdict, differing, q } = search;
  const looksEverywhere = verdict !== undefined || differing !== undefined || q !== undefined;
  const first = report.figures.find(
    ({ id }) => id === report.failed.find((each) => each.recomputed !== "")?.figures[0],
  );
  const unless = looksEverywhere ? everySection : (first ?? report.figures[0])?.place.section;
  const shown = section ?? unless;
  return {
    section: shown === everySection ? undefined : shown,
    verdict,
    isDiffering: differing !== undefined,
    text: q ?? "",
  };
}

function listSections({ figures }: AuditReport): readonly string[] {
  return [...new Set(figures.map(({ place }) => place.section))];
}

function SectionLinks({
  report,
  current,
}: {
  readonly report: AuditReport;
  readonly current: string | undefined;
}) {
  const words = usePageWords(auditWords);
  const { workspace } = useWorkspace();
  const names = listSections(report);
  const link = (section: string, title: string, wrong: number, isCurrent: boolean) => (
    <li key={section}>
      <Link
        to="/$workspace/verifica"
        params={{ workspace }}
        search={sayWords<"audit">({ section })}
        resetScroll={false}
        className={`pm-pill ${isCurrent ? "pm-pill-on" : ""}`}
        aria-current={isCurrent ? "true" : undefined}
      >
        {title}
        {wrong === 0 ? null : (
          <span className="pm-pill-wrong">
            <span aria-hidden="true"> ✗ {wrong}</span>
            <span className="visually-hidden">{`, ${wrong} ${words.verdict.contradicted}`}</span>
          </span>
        )}
      </Link>
    </li>
  );
  return (
    <nav aria-label={words.sections}>
      <ul className="pm-pills">
        {names.map((name) => {
          const own = report.figures.filter(({ place }) => place.section === name);
          const wrong = own.filter(({ verdict }) => verdict === "contradicted").length;
          return link(name, words.section(name), wrong, current === name);
        })}
        {link(everySection, words.allSections, 0, current === undefined)}
      </ul>
    </nav>
  );
}
