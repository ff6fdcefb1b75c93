/** One printed figure: where it stands, what the model says of it, and the sum redone as an official would. */
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { sayWords } from "../../address-words.ts";
import { FigureValue } from "../../parts/figure-value.tsx";
import { Failed, Loading } from "../../parts/loading.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords } from "../../words/language.tsx";
import { type AuditReport, nameFigureShort, useAuditedFigure } from "./audit-data.ts";
import { PrintedTableView } from "./printed-table.tsx";
import { shapeTables } from "./shape-tables.ts";
import { VerdictMark } from "./verdict-mark.tsx";
import { auditWords } from "./words.ts";
import { WorkingPaper } from "./working-paper.tsx";

interface Props {
  readonly id: string;
  readonly report: AuditReport;
}

export function FigureView({ id, report }: Props) {
  const words = usePageWords(auditWords);
  const asked = useAuditedFigure(id);
  const heading = useRef<HTMLHeadingElement>(null);
  const isThere = asked.data !== undefined;
  useEffect(() => {
    if (isThere) heading.current?.focus({ preventScroll: true });
  }, [isThere]);
  return (
    <>
      <BackLink />
      {asked.error === null ? null : (
        <>
          <h1>{words.figureOf}</h1>
          <Failed error={asked.error} retry={() => void asked.refetch()} />
        </>
      )}
      {asked.isPending ? <Loading /> : null}
      {asked.data === undefined ? null : (
        <article>
          <header className="pm-audit-head">
            <div>
              <h1 ref={heading} tabIndex={-1} className="pm-figure-title">
                <span>{nameFigureShort(asked.data.figure)}</span>
                <span className="pm-number pm-figure-print">{asked.data.figure.printed}</span>
              </h1>
              <p className="pm-verdict-line">
                <VerdictMark verdict={asked.data.figure.verdict} />
                <span>{words.verdictHint[asked.data.figure.verdict]}</span>
              </p>
            </div>
            <CopyAddress />
          </header>
          <div className="pm-figure-view">
            <Where report={report} id={id} />
            <Beside data={asked.data} />
            <Papers data={asked.data} report={report} />
          </div>
        </article>
      )}
    </>
  );
}

function BackLink() {
  const words = usePageWords(auditWords);
  const { workspace } = useWorkspace();
  return (
    <p className="pm-no-print">
      <Link
        to="/$workspace/verifica"
        params={{ workspace }}
        search={sayWords<"audit">({ figure: undefined, w: undefined, alt: undefined, why: undefined })}
      >
        <span aria-hidden="true">← </span>
        {words.back}
      </Link>
    </p>
  );
}

function CopyAddress() {
  const words = usePageWords(auditWords);
  const [isCopied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className="btn btn-outline-primary btn-sm pm-no-print"
      onClick={() => void navigator.clipboard.writeText(location.href).then(() => setCopied(true))}
    >
      {words.copyAddress}
      <span role="status">{isCopied ? " ✓" : ""}</span>
    </button>
  );
}

/** The table of the page in which it stands, whole. */
function Where({ report, id }: { readonly report: AuditReport; readonly id: string }) {
  const words = usePageWords(auditWords);
  const figure = report.figures.find((each) => each.id === id);
  const place = figure?.place;
  const tables = useMemo(
    () =>
      shapeTables(
        report.figures.filter(
          (each) => each.place.section === place?.section && each.place.table === place.table,
        ),
      ),
    [report, place],
  );
  if (figure === undefined) return null;
  // Of the prose only the paragraph in which it stands.
  const isNear = (each: (typeof report.figures)[number]): boolean =>
    place?.table !== "testo" || each.place.row === place.row;
  const shown = new Set(report.figures.filter(isNear).map((each) => each.id));
  return (
    <section aria-labelledby="posto">
      <h2 id="posto" className="h4">
        {words.where}
      </h2>
      <p className="pm-small">
        {report.document.title}, {words.section(figure.place.section)}
        {figure.line === null ? null : `, ${words.line(figure.line)}`} · <code>{id}</code>
      </p>
      {tables.map((table) => (
        <PrintedTableView key={table.title} table={table} chosen={shown} current={id} />
      ))}
    </section>
  );
}

type Data = NonNullable<ReturnType<typeof useAuditedFigure>["data"]>;

function Beside({ data: { figure, comparison, computed } }: { readonly data: Data }) {
  const words = usePageWords(auditWords);
  if (comparison === null) return null;
  const isSame = comparison.outcome === "matching";
  return (
    <section aria-labelledby="modello">
      <h2 id="modello" className="h4">
        {words.beside}
      </h2>
      <dl className="pm-versus">
        <div>
          <dt>{words.printedIs}</dt>
          <dd className="pm-number">{figure.printed}</dd>
        </div>
        <div>
          <dt>{words.inModel}</dt>
          <dd>
            {computed === null ? (
              comparison.computed
            ) : (
              <FigureValue figure={computed} title={words.inModel} />
            )}
          </dd>
        </div>
        <div>
          <dt>{words.difference}</dt>
          <dd>
            <span
              className={`pm-state pm-state-${isSame ? "good" : comparison.outcome === "differing" ? "bad" : "near"}`}
            >
              <span aria-hidden="true">{isSame ? "=" : comparison.outcome === "differing" ? "≠" : "≈"}</span>
              {words.model[comparison.outcome]}
            </span>
          </dd>
        </div>
      </dl>
      {isSame ? null : (
        <p lang="it" className="mb-0">
          {comparison.why}
        </p>
      )}
    </section>
  );
}

/** Those that decide the verdict open, the others at hand. */
function Papers({
  data: { figure, relations },
  report,
}: {
  readonly data: Data;
  readonly report: AuditReport;
}) {
  const words = usePageWords(auditWords);
  const [deciding, others] = [
    relations.filter(({ verdict }) => verdict === figure.verdict),
    relations.filter(({ verdict }) => verdict !== figure.verdict),
  ];
  return (
    <>
      {relations.length === 0 ? (
        <section aria-labelledby="carta">
          <h2 id="carta" className="h4">
            {words.paper}
          </h2>
          <p className="mb-0">{words.noRelations}</p>
          <p lang="it">{figure.why}</p>
        </section>
      ) : null}
      {deciding.map((paper) => (
        <WorkingPaper key={paper.id} paper={paper} report={report} isOpen />
      ))}
      {others.length === 0 ? null : (
        <section aria-labelledby="altre">
          <h2 id="altre" className="h4">
            {words.others(others.length)}
          </h2>
          {others.map((paper) => (
            <WorkingPaper key={paper.id} paper={paper} report={report} isOpen={deciding.length === 0} />
          ))}
        </section>
      )}
    </>
  );
}
