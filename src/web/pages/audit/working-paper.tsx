/** A relation as a working paper: the figures in it, the sum redone, the conclusion, and whom it accuses. */
import { TableRegion } from "../../parts/table-region.tsx";
import { writeValue } from "../../parts/write-figure.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import { type AuditReport, nameFigureShort, type Paper, type PrintedFigure } from "./audit-data.ts";
import { FigureLink } from "./printed-table.tsx";
import { VerdictMark } from "./verdict-mark.tsx";
import { WeightsExplorer } from "./weights-explorer.tsx";
import { auditWords } from "./words.ts";

interface Props {
  readonly paper: Paper;
  readonly report: AuditReport;
  readonly isOpen: boolean;
}

export function WorkingPaper({ paper, report, isOpen }: Props) {
  const words = usePageWords(auditWords);
  const figures = new Map(report.figures.map((figure) => [figure.id, figure]));
  return (
    <details className="pm-paper" open={isOpen}>
      <summary>
        <span className="pm-paper-title">
          <span lang="it">{paper.title}</span> · <code>{paper.id}</code>
        </span>
        <VerdictMark verdict={paper.verdict} />
      </summary>
      <div className="pm-paper-body">
        {paper.reason === "" ? null : <p lang="it">{paper.reason}</p>}
        {paper.source === "" ? null : (
          <p className="pm-small">
            {words.source}: <span lang="it">{paper.source}</span>
          </p>
        )}
        {paper.sums.length === 0 ? null : (
          <>
            <h3 className="h6">{words.sum}</h3>
            <div className="pm-sum" lang="it">
              {paper.sums.map((line, k) => (
                <p key={line} className={k === 0 ? "pm-sum-first" : ""}>
                  {line.replaceAll(" -", " −")}
                </p>
              ))}
            </div>
          </>
        )}
        <h3 className="h6">{words.outcome}</h3>
        <p lang="it">{tellOutcome(paper)}</p>
        <Suspects paper={paper} figures={figures} />
        <Tried paper={paper} />
        {paper.weights === null ? null : <WeightsExplorer weights={paper.weights} figures={figures} />}
        <Prints paper={paper} figures={figures} />
      </div>
    </details>
  );
}

/** What is shown below as tables need not be said here as well. */
function tellOutcome({ outcome, tried, suspects, weights }: Paper): string {
  if (weights !== null) return outcome.split(/ (?=Se [\w.]+ fosse)/)[0] ?? outcome;
  const cut = [
    ...(tried.length > 0 ? ["Regole provate:"] : []),
    ...(suspects.length > 0 ? ["Da sola "] : []),
  ];
  const at = cut.map((mark) => outcome.indexOf(mark)).filter((index) => index > 0);
  return at.length === 0 ? outcome : outcome.slice(0, Math.min(...at)).trim();
}

interface PartProps {
  readonly paper: Paper;
  readonly figures: ReadonlyMap<string, PrintedFigure>;
}

function Suspects({ paper: { suspects, cleared }, figures }: PartProps) {
  const words = usePageWords(auditWords);
  return (
    <>
      {suspects.length === 0 ? null : (
        <>
          <h3 className="h6">{words.suspects}</h3>
          <p className="pm-small">{words.suspectsHint}</p>
          <ul className="pm-plain">
            {suspects.map((suspect) => (
              <li key={suspect.figure}>
                <Named id={suspect.figure} figures={figures} />:{" "}
                <strong className="pm-number">
                  {words.suspected(figures.get(suspect.figure)?.printed ?? "", suspect.wouldBe)}
                </strong>
                {suspect.isSlip ? `, ${words.isSlip}` : ""}
                {suspect.isOtherRule ? `, ${words.isOtherRule}` : ""}
                {suspect.restated.length > 0 ? `, ${words.restated(suspect.restated.join(", "))}` : ""}
              </li>
            ))}
          </ul>
        </>
      )}
      {cleared.length === 0 ? null : (
        <>
          <h3 className="h6">{words.cleared}</h3>
          <ul className="pm-plain">
            {cleared.map(({ figure, by }) => (
              <li key={figure}>
                <Named id={figure} figures={figures} />{" "}
                <span className="pm-number">{figures.get(figure)?.printed}</span>:{" "}
                {words.clearedBy(by.join(", "))}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Named({ id, figures }: { readonly id: string; readonly figures: PartProps["figures"] }) {
  const figure = figures.get(id);
  return figure === undefined ? (
    <code>{id}</code>
  ) : (
    <FigureLink figure={figure}>{nameFigureShort(figure)}</FigureLink>
  );
}

function Tried({ paper: { tried } }: { readonly paper: Paper }) {
  const words = usePageWords(auditWords);
  const common = useWords();
  if (tried.length === 0) return null;
  return (
    <TableRegion title={words.tableOf(words.tried)}>
      <table className="pm-printed">
        <caption>
          {words.tried} <small>{words.triedHint}</small>
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.rule}</th>
            <th scope="col">{words.meaning}</th>
            <th scope="col" className="text-end">
              {words.gives}
            </th>
            <th scope="col">{words.ruleState}</th>
          </tr>
        </thead>
        <tbody>
          {tried.map((rule) => (
            <tr key={rule.formula} className={rule.reproduces ? "pm-row-found" : undefined}>
              <th scope="row" className="pm-number">
                {rule.formula}
              </th>
              <td lang="it">
                {rule.meaning}
                {rule.isDeclared ? <span className="pm-tag ms-1">{words.declared}</span> : null}
              </td>
              <td className="text-end pm-number">{writeValue(rule, common)}</td>
              <td>
                <span className={`pm-state pm-state-${rule.reproduces ? "good" : "none"}`}>
                  <span aria-hidden="true">{rule.reproduces ? "=" : "≠"}</span>
                  {rule.reproduces ? words.reproduces : words.notReproduces}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  );
}

function Prints({ paper, figures }: PartProps) {
  const words = usePageWords(auditWords);
  return (
    <>
      <h3 className="h6">{words.prints}</h3>
      <TableRegion title={words.tableOf(words.prints)}>
        <table className="pm-printed">
          <caption className="visually-hidden">{words.prints}</caption>
          <thead>
            <tr>
              <th scope="col">{words.printsFigure}</th>
              <th scope="col" className="text-end">
                {words.printedIs}
              </th>
              <th scope="col">{words.hides}</th>
              <th scope="col">{words.printsPlace}</th>
            </tr>
          </thead>
          <tbody>
            {paper.prints.map(({ figure: id, hides }) => {
              const figure = figures.get(id);
              return (
                <tr key={id}>
                  <th scope="row">
                    <Named id={id} figures={figures} />
                  </th>
                  <td className="text-end pm-number">{figure?.printed}</td>
                  <td lang="it">{hides === "" ? words.exactPrint : hides}</td>
                  <td>
                    {figure === undefined ? null : (
                      <>
                        {words.section(figure.place.section)}, {figure.place.table}
                        {figure.line === null ? null : `, ${words.line(figure.line)}`}
                      </>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableRegion>
    </>
  );
}
