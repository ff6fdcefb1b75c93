/** The means whose weights the document does not tell, each with what can be said of them. */
import { TableRegion } from "../../parts/table-region.tsx";
import { usePageWords } from "../../words/language.tsx";
import { type AuditReport, nameFigureShort, writeCount } from "./audit-data.ts";
import { FigureLink } from "./printed-table.tsx";
import { VerdictMark } from "./verdict-mark.tsx";
import { auditWords } from "./words.ts";

export function MeansList({ report }: { readonly report: AuditReport }) {
  const words = usePageWords(auditWords);
  if (report.undisclosed.length === 0) return null;
  const figures = new Map(report.figures.map((figure) => [figure.id, figure]));
  return (
    <section aria-labelledby="pesi" className="mt-4">
      <h2 id="pesi">{words.weightsList}</h2>
      <p>{words.weightsHint}</p>
      <TableRegion title={words.tableOf(words.weightsList)}>
        <table className="pm-printed">
          <caption className="visually-hidden">{words.weightsList}</caption>
          <thead>
            <tr>
              <th scope="col">{words.mean}</th>
              <th scope="col" className="text-end">
                {words.printedIs}
              </th>
              <th scope="col" className="text-end">
                {words.setsShort}
              </th>
              <th scope="col">{words.ruleState}</th>
            </tr>
          </thead>
          <tbody>
            {report.undisclosed.map(({ id, figures: [result = ""], verdict, weights }) => {
              const figure = figures.get(result);
              if (figure === undefined) return null;
              const { sets, possibleSets } = weights;
              return (
                <tr key={id}>
                  <th scope="row">
                    <FigureLink figure={figure}>{tellMean(figure)}</FigureLink>
                  </th>
                  <td className="text-end pm-number">{figure.printed}</td>
                  <td className="text-end pm-number">
                    {sets === null || possibleSets === null
                      ? words.notCounted
                      : `${writeCount(sets)} / ${writeCount(possibleSets)}`}
                  </td>
                  <td>
                    <VerdictMark verdict={verdict} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableRegion>
    </section>
  );
}

function tellMean(figure: AuditReport["figures"][number]): string {
  return `${figure.place.table}: ${nameFigureShort(figure)}`;
}
