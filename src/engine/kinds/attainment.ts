/** The attainment of a result by its declared rule. A partial sum is never compared (spec E4). */
import type { AttainmentNode } from "../../graph/index.ts";
import { computeAttainment, needsTarget } from "../attain.ts";
import { makeCellKind, putCell } from "../cell-by-cell.ts";
import { partial } from "../column.ts";
import type { NodeKind } from "../figures.ts";

const cellKind = makeCellKind<AttainmentNode>((node, [result, target], out, cell) => {
  const compared = needsTarget(node.attainment.rule);
  const union = compared ? result!.states[cell]! | target!.states[cell]! : result!.states[cell]!;
  const value =
    (union & partial) !== 0
      ? Number.NaN
      : computeAttainment(node.attainment, node.direction, result!.values[cell]!, target!.values[cell]!);
  putCell(out, cell, value, union);
});

export const attainmentKind: NodeKind<AttainmentNode> = {
  ...cellKind,
  // What the rule does not compare with is no part of the explanation.
  listReads: (node, scope, cell) =>
    cellKind.listReads(node, scope, cell).slice(0, needsTarget(node.attainment.rule) ? 2 : 1),
};
