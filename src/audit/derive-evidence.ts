/**
 * Starting from the deepest print: results recomputed from figures below them are often known more
 * narrowly than they are printed, and then serve the relations above. A result that its operands
 * contradict keeps its own print, so that one error does not poison what stands above it.
 */
import { type Evidence, findResultFigure, listRelationFigures, overlayRegions } from "./evidence.ts";
import { gradeEquation } from "./grade-equation.ts";
import { intersectRegions, type Region } from "./interval.ts";
import type { Prepared } from "./prepare-audit.ts";
import type { Relation } from "./published.ts";

export function deriveEvidence(prepared: Prepared, shared: Evidence): Evidence {
  const regions = new Map<string, Region>();
  const current = overlayRegions(shared, regions);
  for (const relation of orderRelations(prepared)) {
    const equation = prepared.equations.get(relation.id);
    const result = findResultFigure(relation);
    if (equation === undefined || result === undefined || prepared.withUnknowns.includes(equation)) continue;
    const { recomputed } = gradeEquation(equation, current);
    const narrowed = intersectRegions(current.region(result), recomputed);
    if (narrowed.length === 0) continue;
    for (const member of prepared.groupOf.get(result) ?? [result]) regions.set(member, narrowed);
  }
  return current;
}

/**
 * What each result may be when it is computed from the figures at the bottom alone, whatever is printed
 * in between: how a model that rounds nothing on the way computes it. Results that their operands
 * contradict, and figures that are no result, keep their prints.
 */
export function deriveFromLeaves(prepared: Prepared, shared: Evidence): Evidence {
  const regions = new Map<string, Region>();
  const current = overlayRegions(shared, regions);
  for (const relation of orderRelations(prepared)) {
    const equation = prepared.equations.get(relation.id);
    const result = findResultFigure(relation);
    if (equation === undefined || result === undefined || prepared.withUnknowns.includes(equation)) continue;
    const { holds, recomputed } = gradeEquation(equation, current);
    if (!holds) continue;
    const both = [...(regions.get(result) ?? []), ...recomputed];
    for (const member of prepared.groupOf.get(result) ?? [result]) regions.set(member, both);
  }
  return current;
}

/** Relations with what they rest on first; where they rest on each other, the order of the files decides. */
export function orderRelations(prepared: Prepared): readonly Relation[] {
  const producers = new Map<string, Relation[]>();
  for (const relation of prepared.published.relations) {
    const result = findResultFigure(relation);
    if (result === undefined) continue;
    for (const member of prepared.groupOf.get(result) ?? [result]) {
      producers.set(member, [...(producers.get(member) ?? []), relation]);
    }
  }
  const ordered: Relation[] = [];
  const state = new Map<Relation, "open" | "done">();
  for (const root of prepared.published.relations) {
    const stack: Relation[] = [root];
    while (stack.length > 0) {
      const relation = stack.at(-1);
      if (relation === undefined) break;
      if (state.get(relation) === "done") {
        stack.pop();
        continue;
      }
      if (state.get(relation) === "open") {
        state.set(relation, "done");
        ordered.push(relation);
        stack.pop();
        continue;
      }
      state.set(relation, "open");
      const result = findResultFigure(relation);
      for (const id of listRelationFigures(relation)) {
        if (id === result) continue;
        for (const below of producers.get(id) ?? []) if (!state.has(below)) stack.push(below);
      }
    }
  }
  return ordered;
}
