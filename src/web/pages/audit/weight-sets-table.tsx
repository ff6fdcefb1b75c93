/** The sets of weights on the grid that give the printed result, to be tried one by one. */
import { useState } from "react";
import type { WeightSets } from "../../../audit/index.ts";
import { TableRegion } from "../../parts/table-region.tsx";
import { usePageWords } from "../../words/language.tsx";
import { auditWords } from "./words.ts";

interface Props {
  readonly found: WeightSets;
  readonly names: readonly string[];
  readonly onTry: (set: readonly string[]) => void;
}

export function WeightSetsTable({ found, names, onTry }: Props) {
  const words = usePageWords(auditWords);
  const [isOpen, setOpen] = useState(false);
  if (found.sets.length === 0) return null;
  const title = found.isAll ? words.sets(found.sets.length) : words.setsFirst(found.sets.length);
  return (
    <details className="pm-no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen ? (
        <TableRegion title={words.tableOf(title)}>
          <table className="pm-printed">
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.setNumber}</th>
                {names.map((name) => (
                  <th key={name} scope="col" className="text-end">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.sets.map((set, k) => (
                <tr key={set.join(" ")}>
                  <th scope="row">
                    <button
                      type="button"
                      className="btn btn-xs btn-outline-primary"
                      aria-label={words.trySet(k + 1)}
                      onClick={() => onTry(set)}
                    >
                      {k + 1}
                    </button>
                  </th>
                  {set.map((weight, at) => (
                    <td key={names[at]} className="text-end pm-number">
                      {weight}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableRegion>
      ) : null}
    </details>
  );
}
