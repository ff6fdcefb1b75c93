/** What does not hold, first and in short: what is printed, what comes out, and what would explain it. */
import { usePageWords } from "../../words/language.tsx";
import { type AuditReport, nameFigureShort, type Paper, type PrintedFigure } from "./audit-data.ts";
import { FigureLink } from "./printed-table.tsx";
import { VerdictMark } from "./verdict-mark.tsx";
import { auditWords } from "./words.ts";

export function Failures({ report }: { readonly report: AuditReport }) {
  const words = usePageWords(auditWords);
  const figures = new Map(report.figures.map((figure) => [figure.id, figure]));
  const bound = new Set(report.failed.flatMap((paper) => paper.figures));
  // Those that only the model contradicts stand in no relation that fails.
  const unlike = report.figures.filter(({ id, verdict }) => verdict === "contradicted" && !bound.has(id));
  return (
    <section aria-labelledby="non-torna" className="mt-4">
      <h2 id="non-torna">{words.failures}</h2>
      {report.failed.length + unlike.length === 0 ? (
        <p>{words.nothingFails}</p>
      ) : (
        <ul className="pm-cards">
          {groupFailed(report.failed).map(([paper, ...others]) => (
            <FailedCard key={paper!.id} paper={paper!} others={others} figures={figures} />
          ))}
          {unlike.map((figure) => (
            <UnlikeCard key={figure.id} figure={figure} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** What the same figures would mend is one matter; what has a number to offer comes before claims of the prose. */
function groupFailed(failed: readonly Paper[]): readonly (readonly Paper[])[] {
  const groups = new Map<string, Paper[]>();
  for (const paper of failed.toSorted((a, b) => Number(a.recomputed === "") - Number(b.recomputed === ""))) {
    const accused = paper.suspects.map(({ figure, wouldBe }) => `${figure} ${wouldBe}`).toSorted();
    const key = accused.length === 0 ? paper.id : accused.join("; ");
    groups.set(key, [...(groups.get(key) ?? []), paper]);
  }
  return [...groups.values()];
}

interface CardProps {
  readonly paper: Paper;
  /** Those that the same figures would mend. */
  readonly others: readonly Paper[];
  readonly figures: ReadonlyMap<string, PrintedFigure>;
}

function FailedCard({ paper, others, figures }: CardProps) {
  const words = usePageWords(auditWords);
  const result = figures.get(paper.figures[0] ?? "");
  if (result === undefined) return null;
  const rules = paper.tried.filter(({ reproduces }) => reproduces);
  const isResult = paper.recomputed !== "";
  return (
    <li className="pm-card">
      <h3 className="h5">
        <FigureLink figure={result} className="pm-card-link">
          {isResult ? nameFigureShort(result) : paper.reason}
        </FigureLink>
      </h3>
      <p className="pm-small">
        {words.section(result.place.section)} · {result.place.table} · <span lang="it">{paper.title}</span>
      </p>
      <VerdictMark verdict={paper.verdict} />
      {isResult ? <Comparison figure={result} recomputed={paper.recomputed} /> : null}
      <p lang="it" className="mb-1">
        {firstSentences(paper.outcome)}
      </p>
      {rules.length === 0 ? null : (
        <p lang="it" className="mb-1">
          {rules.map(({ formula, meaning }) => `${result.printed} = ${formula} (${meaning})`).join("; ")}
        </p>
      )}
      <AlsoFailed others={others} figures={figures} />
      {paper.suspects.length === 0 ? null : (
        <>
          <p className="mb-0 fw-semibold">{words.suspects}:</p>
          <ul className="pm-plain">
            {paper.suspects.map((suspect) => {
              const figure = figures.get(suspect.figure);
              return figure === undefined ? null : (
                <li key={suspect.figure}>
                  {nameFigureShort(figure)}:{" "}
                  <span className="pm-number">{words.suspected(figure.printed, suspect.wouldBe)}</span>
                  {suspect.isSlip ? `, ${words.isSlip}` : ""}
                  {suspect.isOtherRule ? `, ${words.isOtherRule}` : ""}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </li>
  );
}

function AlsoFailed({ others, figures }: Pick<CardProps, "others" | "figures">) {
  const words = usePageWords(auditWords);
  if (others.length === 0) return null;
  return (
    <>
      <p className="mb-0 fw-semibold">{words.alsoFailed}:</p>
      <ul className="pm-plain">
        {others.map(({ id, figures: [result = ""], recomputed }) => {
          const figure = figures.get(result);
          return figure === undefined ? null : (
            <li key={id}>
              <FigureLink figure={figure}>{nameFigureShort(figure)}</FigureLink>:{" "}
              <span className="pm-number">{words.insteadOf(figure.printed, recomputed)}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function UnlikeCard({ figure }: { readonly figure: PrintedFigure }) {
  return (
    <li className="pm-card">
      <h3 className="h5">
        <FigureLink figure={figure} className="pm-card-link">
          {nameFigureShort(figure)}
        </FigureLink>
      </h3>
      <VerdictMark verdict={figure.verdict} />
      <Comparison figure={figure} recomputed="" />
      <p lang="it" className="mb-0">
        {figure.why}
      </p>
    </li>
  );
}

/** The numbers side by side. */
export function Comparison({
  figure,
  recomputed,
}: {
  readonly figure: PrintedFigure;
  readonly recomputed: string;
}) {
  const words = usePageWords(auditWords);
  const pairs = [
    { label: words.printedIs, value: figure.printed },
    { label: words.comesOut, value: recomputed },
    { label: words.inModel, value: figure.model === "differing" ? figure.computed : "" },
  ].filter(({ value }) => value !== "");
  return (
    <dl className="pm-versus">
      {pairs.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="pm-number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The finding without the trials, which follow in the working paper. */
function firstSentences(outcome: string): string {
  return outcome.split(/ (?=Regole provate:|Da sola |Sono confermate|Nessuna cifra, cambiata)/)[0] ?? outcome;
}
