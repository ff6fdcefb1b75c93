/** The rows that were not taken in: where, what is wrong, what to do; and the file for who has to mend them. */
import { Failed, Loading } from "../../parts/loading.tsx";
import { TableRegion } from "../../parts/table-region.tsx";
import { usePageWords } from "../../words/language.tsx";
import { useQuarantine } from "./data-queries.ts";
import { writeCount } from "./periods.ts";
import { dataWords } from "./words.ts";

export function QuarantineRows({ number }: { readonly number: number }) {
  const words = usePageWords(dataWords);
  const quarantine = useQuarantine(number, true);
  return (
    <section aria-labelledby="quarantena">
      <h4 id="quarantena" className="h5">
        {words.quarantine}
      </h4>
      <p className="mb-1">{words.quarantineHint}</p>
      {quarantine.error === null ? null : (
        <Failed error={quarantine.error} retry={() => void quarantine.refetch()} />
      )}
      {quarantine.isPending ? <Loading /> : null}
      {quarantine.data === undefined ? null : (
        <>
          <p>
            <button
              type="button"
              className="btn btn-xs btn-outline-primary"
              onClick={() => download(`quarantena-${number}.csv`, quarantine.data.csv)}
            >
              {words.download}
            </button>
          </p>
          {quarantine.data.rows.length < quarantine.data.count ? (
            <p className="pm-small">
              {words.shownOf(writeCount(quarantine.data.rows.length), writeCount(quarantine.data.count))}
            </p>
          ) : null}
          <TableRegion title={words.tableOf(words.quarantine)}>
            <table className="pm-printed">
              <caption className="visually-hidden">{words.quarantine}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.line}</th>
                  <th scope="col">{words.column}</th>
                  <th scope="col">{words.found}</th>
                  <th scope="col">{words.why}</th>
                  <th scope="col">{words.remedy}</th>
                </tr>
              </thead>
              <tbody lang="it">
                {quarantine.data.rows.map((row) => (
                  <tr key={`${row.line} ${row.column} ${row.reason}`}>
                    <th scope="row" className="pm-number">
                      {row.line}
                    </th>
                    <td>{row.column === "" ? "" : <code>{row.column}</code>}</td>
                    <td className="pm-break">{row.found}</td>
                    <td>{row.reason}</td>
                    <td>{row.remedy}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableRegion>
        </>
      )}
    </section>
  );
}

/** The file as the warehouse has written it, with the mark by which spreadsheets know its letters. */
function download(name: string, text: string): void {
  const link = document.createElement("a");
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
