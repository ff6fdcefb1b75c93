/** The attainment of a result by its declared rule. A partial sum is never compared (spec E4). */
import type { AttainmentNode } from "../../graph/index.ts";
import { computeAttainment, needsTarget } from "../attain.ts";
import { makeCellKind, writeCell } from "../cell-by-cell.ts";
import { partial } from "../column.ts";

export const attainmentKind = makeCellKind<AttainmentNode>((node, [result, target], out, cell) => {
  const compared = needsTarget(node.attainment.rule);
  const union = compared ? result!.states[cell]! | target!.states[cell]! : result!.states[cell]!;
  const value =
    (union & partial) !== 0
      ? Number.NaN
      : computeAttainment(node.attainment, node.direction, result!.values[cell]!, target!.values[cell]!);
  writeCell(out, cell, value, union);
});
