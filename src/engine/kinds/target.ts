/** Stated targets. An annual target is a fact of its own: it is never the sum of anything (spec E9). */
import type { TargetNode } from "../../graph/index.ts";
import { grainLayout, periodsInYear } from "../../model/index.ts";
import { type Column, missing, notApplicable, noteStates } from "../column.ts";
import { markNonexistent } from "../existence.ts";
import type { NodeKind, Scope } from "../figures.ts";
import { scatterMeasure } from "./input.ts";

/** A target is owed for the year where the indicator is measured, if something is compared with it. */
function compute(node: TargetNode, scope: Scope, out: Column): readonly number[] {
  const { values, states } = out;
  values.fill(Number.NaN);
  states.fill(notApplicable);
  const year = grainLayout.year.first;
  for (let unit = 0; unit < node.grain.length; unit++) {
    if (node.owed && node.grain[unit] === 1) states[unit * periodsInYear + year] = missing;
  }
  const measure = scope.measures.targets.get(node.index);
  // A stated target holds wherever it is stated.
  if (measure !== undefined) scatterMeasure(measure, out, 1, 0, 0);
  markNonexistent(out, scope.existence.get(node.tree.id)?.nowhere ?? []);
  noteStates(out);
  return [];
}

export const targetKind: NodeKind<TargetNode> = {
  compute,
  recompute: () => {},
  spread: (_node, cells) => cells,
  isCellwise: () => false,
  listReads: () => [],
};
