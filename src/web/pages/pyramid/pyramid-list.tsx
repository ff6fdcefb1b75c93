/** The same pyramid as a table, whole: for who prints it, searches in it, or does not see it. */
import { FigureButton, FigureValue } from "../../parts/figure-value.tsx";
import { StateMark } from "../../parts/state-mark.tsx";
import { TableRegion } from "../../parts/table-region.tsx";
import { writeDifference, writeValue } from "../../parts/write-figure.ts";
import { writeShort } from "../../parts/write-number.ts";
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
            <th scope="col" className="text-end">
              {common.deviation}
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
                {row.isComponent ? writeWeight(row.weight, words.undisclosed) : "—"}
              </td>
              <td className="text-end">
                <FigureValue figure={row.figure} title={row.title} />
              </td>
              <td>
                <StateMark state={row.state} />
              </td>
              {(["target", "deviation"] as const).map((facet) => {
                const figure = row[facet];
                return (
                  <td key={facet} className="text-end">
                    {figure === null ? (
                      "—"
                    ) : (
                      <FigureButton figure={figure} title={`${row.title}, ${common.facet[facet]}`} />
                    )}
                  </td>
                );
              })}
              {isCompared ? (
                <td className="text-end pm-number">
                  <Change row={row} before={findBefore(row)} />
                </td>
              ) : null}
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

/** By how much it moved; where one of both is absent, what it was. */
function Change({ row: { figure }, before }: { readonly row: Row; readonly before: Row | undefined }) {
  const common = useWords();
  const words = usePageWords(pyramidWords);
  if (before === undefined) return words.wasNot;
  const change = writeDifference(figure, before.figure);
  return change ?? words.was(writeValue(before.figure, common));
}

/** Weights have few decimals, and are shown with all of them. */
function writeWeight(weight: number | null, undisclosed: string): string {
  return weight === null ? undisclosed : writeShort(weight, 6);
}
