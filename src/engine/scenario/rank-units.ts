/** Offices in a row by one figure, the best first; who has none stands outside. */
import type { GraphNode } from "../../graph/index.ts";
import { periodsInYear } from "../../model/index.ts";
import { absenceMask } from "../column.ts";
import type { ShownFigures } from "../figures.ts";

export interface RankedUnit {
  /** Position in the tree. */
  readonly unit: number;
  /** From 1; equals share the place of the first of them. */
  readonly rank: number;
  readonly value: number;
}

/**
 * @param period position in the year
 * @param among the units that are compared; all of the node's tree unless told otherwise
 */
export function rankUnits(
  { columns }: ShownFigures,
  node: GraphNode,
  period: number,
  among: readonly number[] = [...node.tree.units.keys()],
): readonly RankedUnit[] {
  const { values, states } = columns[node.index]!;
  const present = among.filter((unit) => (states[unit * periodsInYear + period]! & absenceMask) === 0);
  // Attainments, deviations and indices are better when higher, whatever the direction of what they measure.
  const isOwn = node.facet === "result" || node.facet === "target";
  const sign = isOwn && node.indicator.direction === "down" ? -1 : 1;
  const found = present.map((unit) => ({ unit, value: values[unit * periodsInYear + period]! }));
  found.sort((a, b) => sign * (b.value - a.value) || a.unit - b.unit);
  let rank = 0;
  return found.map(({ unit, value }, k) => {
    if (k === 0 || found[k - 1]!.value !== value) rank = k + 1;
    return { unit, rank, value };
  });
}
