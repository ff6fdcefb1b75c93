/** One table of the document as on its page; each figure with its verdict, and an address of its own. */
import { Link } from "@tanstack/react-router";
import { sayWords } from "../../address-words.ts";
import { TableRegion } from "../../parts/table-region.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { usePageWords } from "../../words/language.tsx";
import { isUnlikeModel, type PrintedFigure } from "./audit-data.ts";
import type { PrintedTable } from "./shape-tables.ts";
import { VerdictMark } from "./verdict-mark.tsx";
import { auditWords } from "./words.ts";

interface Props {
  readonly table: PrintedTable;
  /** Those that the filters choose; rows with none of them are left out. */
  readonly chosen: ReadonlySet<string>;
  /** The one that is being looked at. */
  readonly current?: string | undefined;
}

export function PrintedTableView({ table, chosen, current }: Props) {
  const words = usePageWords(auditWords);
  const title = table.isProse ? words.prose : table.title;
  const rows = table.rows.filter(({ cells }) => cells.flat().some(({ id }) => chosen.has(id)));
  if (rows.length === 0) return null;
  const columns = table.isProse ? [""] : table.columns;
  return (
    <div className="pm-sheet">
      <TableRegion title={words.tableOf(title)}>
        <table className="pm-printed">
          <caption>
            {title} <small>{words.section(table.section)}</small>
          </caption>
          {table.isProse ? null : (
            <thead>
              <tr>
                <th scope="col">{words.row}</th>
                {columns.map((column) => (
                  <th key={column} scope="col" className="text-end">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {rows.map((row) => (
              <tr key={row.title}>
                <th scope="row">{row.title}</th>
                {row.cells.map((cell, k) => (
                  <td key={columns[k]} className={table.isProse ? undefined : "text-end"}>
                    {cell.map((figure) => (
                      <PrintedCell
                        key={figure.id}
                        figure={figure}
                        isChosen={chosen.has(figure.id)}
                        isCurrent={figure.id === current}
                        label={table.isProse ? figure.place.column : undefined}
                      />
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
    </div>
  );
}

interface CellProps {
  readonly figure: PrintedFigure;
  readonly isChosen: boolean;
  readonly isCurrent: boolean;
  readonly label: string | undefined;
}

function PrintedCell({ figure, isChosen, isCurrent, label }: CellProps) {
  const words = usePageWords(auditWords);
  const isWrong = figure.verdict === "contradicted" || figure.verdict === "no-admissible-weights";
  return (
    <span
      className={`pm-print ${isChosen ? "" : "pm-print-other"} ${isCurrent ? "pm-print-current" : ""}`}
      id={isCurrent ? "cifra" : undefined}
    >
      {label === undefined ? null : <span className="pm-print-label">{label} </span>}
      <span className="pm-nowrap">
        <FigureLink figure={figure} isCurrent={isCurrent}>
          <span className="pm-number">{figure.printed}</span>
        </FigureLink>
        <VerdictMark verdict={figure.verdict} isBrief={!isWrong} />
      </span>
      {isUnlikeModel(figure) ? (
        <span className="pm-tag" title={figure.model === null ? undefined : words.model[figure.model]}>
          {figure.model === "differing" ? "≠" : "≈"}{" "}
          {figure.computed === "" ? words.model[figure.model!] : words.modelShort(figure.computed)}
        </span>
      ) : null}
    </span>
  );
}

/** To the figure's own page, keeping how the list is filtered. */
export function FigureLink({
  figure,
  children,
  isCurrent = false,
  className,
}: {
  readonly figure: Pick<PrintedFigure, "id">;
  readonly children: React.ReactNode;
  readonly isCurrent?: boolean;
  readonly className?: string | undefined;
}) {
  const { workspace } = useWorkspace();
  return (
    <Link
      to="/$workspace/verifica"
      params={{ workspace }}
      search={sayWords<"audit">({ figure: figure.id, w: undefined, alt: undefined, why: undefined })}
      className={className}
      {...(isCurrent ? { "aria-current": "true" as const } : {})}
    >
      {children}
    </Link>
  );
}
