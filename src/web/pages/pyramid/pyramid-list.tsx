/** The same pyramid as a table, whole: for who prints it, searches in it, or does not see it. */
import { FigureValue } from "../../parts/figure-value.tsx";
import { findState } from "../../parts/find-state.ts";
import { StateMark } from "../../parts/state-mark.tsx";
import { TableRegion } from "../../parts/table-region.tsx";
import { writeChange } from "../../parts/write-number.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import type { Block, Row } from "./shape-pyramid.ts";
import { pyramidWords } from "./words.ts";

interface ListProps {
  readonly tops: readonly Block[];
  readonly findBefore: (row: Row) => Row | undefined;
}

export function PyramidList({ tops, findBefore }: ListProps) {
  const common = useWords();
  const words = usePageWords(pyramidWords);
  const rows = listRows(tops);
  const isCompared = rows.some(({ row }) => findBefore(row) !== undefined);
  return (
    <TableRegion title={words.title}>
      <table className="table table-sm pm-table">
        <caption className="visually-hidden">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{common.pages.pyramid}</th>
            <th scope="col" className="text-end">
              {common.weight}
            </th>
            <th scope="col" className="text-end">
              {common.value}
            </th>
            <th scope="col">{common.stateTitle}</th>
            <th scope="col" className="text-end">
              {common.target}
            </th>
            {isCompared ? (
              <th scope="col" className="text-end">
                {common.change}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, row }) => (
            <tr key={path}>
              <th scope="row" style={{ paddingInlineStart: `${0.5 + row.depth * 1.5}rem` }}>
                {row.title}
              </th>
              <td className="text-end pm-number">
                {row.isComponent ? (row.weight ?? words.undisclosed) : ""}
              </td>
              <td className="text-end">
                <FigureValue figure={row.figure} title={row.title} />
              </td>
              <td>
                <StateMark state={findState(row.figure)} />
              </td>
              <td className="text-end">
                {row.target === null ? null : (
                  <FigureValue figure={row.target} title={`${row.title}, ${common.target}`} />
                )}
              </td>
              {isCompared ? <td className="text-end pm-number">{tellChange(row, findBefore(row))}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  );
}

function listRows(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => [block, ...listRows(block.parts)]);
}

function tellChange({ figure }: Row, before: Row | undefined): string {
  if (before === undefined || figure.value === null || before.figure.value === null) return "";
  const decimals = /,(\d+)/.exec(figure.display)?.[1]?.length ?? 0;
  return writeChange(figure.value - before.figure.value, decimals);
}
