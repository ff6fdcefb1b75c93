/** What a source must deliver: its columns, and what is checked of every row. */
import { TableRegion } from "../../parts/table-region.tsx";
import { usePageWords } from "../../words/language.tsx";
import type { Source } from "./data-queries.ts";
import { dataWords } from "./words.ts";

export function SourceContract({ source }: { readonly source: Source }) {
  const words = usePageWords(dataWords);
  return (
    <details className="pm-fold">
      <summary>{words.contract}</summary>
      <TableRegion title={words.tableOf(words.contract)}>
        <table className="pm-printed">
          <caption className="visually-hidden">{words.contract}</caption>
          <thead>
            <tr>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.type}</th>
              <th scope="col">{words.rule}</th>
            </tr>
          </thead>
          <tbody>
            {source.columns.map((column) => (
              <tr key={column.id}>
                <th scope="row">
                  <code>{column.id}</code>
                </th>
                <td>{column.type}</td>
                <td>
                  {[
                    column.isKey ? words.isKey : undefined,
                    column.optional ? words.optional : undefined,
                    column.table === null ? undefined : words.fromTable(column.table),
                    column.values === null ? undefined : words.oneOf(column.values.join(", ")),
                  ]
                    .filter((part) => part !== undefined)
                    .join("; ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
      {source.checks.length === 0 ? null : (
        <>
          <p className="mb-0 mt-2 fw-semibold">{words.checks}</p>
          <ul className="pm-plain" lang="it">
            {source.checks.map(({ condition, reason, remedy }) => (
              <li key={condition}>
                <code>{condition}</code>: {reason}
                {remedy === null ? "" : `. ${remedy}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
