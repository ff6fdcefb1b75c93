/** The numbers behind a drawing, for who wants to read them. */
import { useWords } from "../words/language.tsx";
import "./chart.css";
import { PaperDetails } from "./paper-details.tsx";
import { ScrollRegion } from "./scroll-region.tsx";

export interface TableData {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[];
}

export function DataTable({ table }: { readonly table: TableData }) {
  const words = useWords();
  return (
    <PaperDetails className="pm-data">
      <summary>
        {words.table}
        <span className="visually-hidden">: {table.caption}</span>
      </summary>
      <ScrollRegion className="pm-data-scroll" label={table.caption}>
        <table className="table table-sm">
          <caption>{table.caption}</caption>
          <thead>
            <tr>
              {table.columns.map((column, k) => (
                <th key={column} scope="col" className={k === 0 ? "" : "text-end"}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(([name, ...cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, k) => (
                  <td key={`${table.columns[k + 1]}`} className="text-end pm-number">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </PaperDetails>
  );
}
