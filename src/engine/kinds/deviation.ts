/** How far the result is from the target, positive when better. A partial sum is never compared (spec E4). */
import type { DeviationNode } from "../../graph/index.ts";
import { computeDeviation } from "../attain.ts";
import { makeCellKind, putCell } from "../cell-by-cell.ts";
import { partial } from "../column.ts";

export const deviationKind = makeCellKind<DeviationNode>((node, [result, target], out, cell) => {
  const union = result!.states[cell]! | target!.states[cell]!;
  const value =
    (union & partial) !== 0
      ? Number.NaN
      : computeDeviation(result!.values[cell]!, target!.values[cell]!, node.direction, node.measure);
  putCell(out, cell, value, union);
});
