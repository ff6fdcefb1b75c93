/** The printed report: what does not hold first, then every figure where it is printed. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useDeferredValue, useEffect } from "react";
import { writeDay } from "../../../model/index.ts";
import { client } from "../../client.ts";
import { Failed, Loading } from "../../parts/loading.tsx";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { useTitle } from "../../parts/use-title.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import { AuditCounts } from "./audit-counts.tsx";
import { type AuditReport, useAudit } from "./audit-data.ts";
import { BrowseFigures } from "./browse-figures.tsx";
import { Failures } from "./failures.tsx";
import { FigureView } from "./figure-view.tsx";
import { MeansList } from "./means-list.tsx";
import { auditWords } from "./words.ts";
import "../../parts/tables.css";
import "./audit.css";

/** Reports whose tables have been drawn. */
const drawn = new WeakSet<AuditReport>();

export function AuditPage() {
  const words = useWords();
  const own = usePageWords(auditWords);
  const { workspace } = useWorkspace();
  const [{ figure }] = usePageSearch("audit");
  const workspaces = useQuery({ queryKey: ["workspaces"], queryFn: () => client.workspaces.list() });
  const hasReport = workspaces.data?.find(({ id }) => id === workspace)?.hasReport;
  // One that is not among them could not be read: the server says why.
  const report = useAudit(workspaces.isSuccess && hasReport !== false);
  // Of what has just come, what asks for attention is drawn first; who comes back finds all of it where it was.
  const isWhole = useDeferredValue(report.isSuccess, report.data !== undefined && drawn.has(report.data));
  useEffect(() => {
    if (isWhole && report.data !== undefined) drawn.add(report.data);
  }, [isWhole, report.data]);
  const shown = report.data === undefined ? words.pages.audit : own.title(report.data.document.title);
  useTitle(figure === undefined ? shown : `${figure} · ${shown}`);
  if (workspaces.error !== null)
    return (
      <>
        <h1>{words.pages.audit}</h1>
        <Failed error={workspaces.error} />
      </>
    );
  if (hasReport === false)
    return <NoReport others={workspaces.data?.filter((each) => each.hasReport) ?? []} />;
  if (!report.isSuccess)
    return (
      <>
        <h1>{words.pages.audit}</h1>
        {report.error === null ? (
          <Loading />
        ) : (
          <Failed error={report.error} retry={() => void report.refetch()} />
        )}
      </>
    );
  if (figure !== undefined) return <FigureView key={figure} id={figure} report={report.data} />;
  return <Report report={report.data} isWhole={isWhole} />;
}

interface ReportProps {
  readonly report: AuditReport;
  /** Whether the tables, which are below the rest and long, are drawn as well. */
  readonly isWhole: boolean;
}

function Report({ report, isWhole }: ReportProps) {
  const words = usePageWords(auditWords);
  const { search } = useWorkspace();
  const { summary, document: printed } = report;
  return (
    <>
      <header className="pm-audit-head">
        <div>
          <h1>{words.title(printed.title)}</h1>
          <p className="lead mb-1">{words.lead}</p>
          <p className="pm-small">
            {printed.act}
            {search.knownAt === undefined ? null : ` · ${words.known(writeDay(search.knownAt))}`}
          </p>
        </div>
        <button
          type="button"
          className="btn btn-outline-primary btn-sm pm-no-print"
          onClick={() => window.print()}
        >
          {words.printPage}
        </button>
      </header>
      <AuditCounts summary={summary} />
      <Failures report={report} />
      <MeansList report={report} />
      {isWhole ? <BrowseFigures report={report} /> : null}
      <footer className="pm-small mt-4">
        {words.signedBy} <code>{report.version.slice(0, 16)}</code>
      </footer>
    </>
  );
}

function NoReport({
  others,
}: {
  readonly others: readonly { readonly id: string; readonly title: string }[];
}) {
  const words = useWords();
  const own = usePageWords(auditWords);
  return (
    <>
      <h1>{words.pages.audit}</h1>
      <div className="pm-empty">
        <p className="pm-empty-sign" aria-hidden="true">
          ○
        </p>
        <h2 className="h4">{own.noReport}</h2>
        <p>{own.noReportHint}</p>
        <ul className="list-unstyled mb-0">
          {others.map(({ id, title }) => (
            <li key={id}>
              <Link to="/$workspace/verifica" params={{ workspace: id }} search={{}}>
                {own.goTo(title)}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
