/**
 * The verb of the room: a printed report recomputed figure by figure.
 *
 * What is printed becomes intervals (`print-region.ts`); prints of the same figure narrow each other,
 * and results are derived from the deepest print upward (`grade-report.ts`); each relation is graded,
 * and where it does not hold the suspects are sought and the rules tried (`audit-relation.ts`); each
 * figure then takes its worst relation (`audit-figures.ts`). Figures that name one of the model are
 * compared with what the model computes, apart from the relations (`compare-model.ts`).
 */
import type { Audit } from "./audit.ts";
import { auditFigures } from "./audit-figures.ts";
import { auditRelation, startExplaining } from "./audit-relation.ts";
import { compareWithModel, type ModelLookup } from "./compare-model.ts";
import { gradeReport } from "./grade-report.ts";
import type { Published } from "./published.ts";
import { summariseAudit } from "./summarise-audit.ts";

/** `lookup`: the figures of the model; without it only the report itself is audited. */
export function auditReport(published: Published, lookup?: ModelLookup): Audit {
  const grading = gradeReport(published);
  const explaining = startExplaining(grading);
  const relations = published.relations.map((relation) => auditRelation(explaining, relation));
  const model = lookup === undefined ? [] : compareWithModel(grading, lookup);
  const figures = auditFigures(grading.prepared, relations, model);
  const summary = summariseAudit(grading, relations, figures, lookup === undefined ? undefined : model);
  return { summary, relations, figures, model };
}
