/** Grades every relation without explaining it: what the explanations and the trial changes start from. */
import { Bug } from "../model/index.ts";
import { deriveEvidence } from "./derive-evidence.ts";
import { readPrints } from "./evidence.ts";
import { type GradingEvidence, gradeRelation, type RelationGrade } from "./grade-relation.ts";
import { type Prepared, prepareAudit, shareRestatements } from "./prepare-audit.ts";
import type { Published } from "./published.ts";

export interface Grading {
  readonly prepared: Prepared;
  readonly evidence: GradingEvidence;
  /** By relation id, in the order of the files. */
  readonly grades: ReadonlyMap<string, RelationGrade>;
}

export function gradeReport(published: Published): Grading {
  const prepared = prepareAudit(published);
  const prints = readPrints(prepared.figures);
  const shared = shareRestatements(prepared, prints);
  const evidence = { prints, shared, deep: deriveEvidence(prepared, shared) };
  const grades = new Map(
    published.relations.map((relation) => [relation.id, gradeRelation(prepared, relation, evidence)]),
  );
  return { prepared, evidence, grades };
}

export function getGrade(grading: Grading, id: string): RelationGrade {
  const grade = grading.grades.get(id);
  if (grade === undefined) throw new Bug(`relazione ${id} senza giudizio`);
  return grade;
}
