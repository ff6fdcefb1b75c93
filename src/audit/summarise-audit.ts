/** The numbers of an audit. */
import {
  type AuditedFigure,
  type AuditedRelation,
  type AuditSummary,
  type ModelComparison,
  modelOutcomes,
  type VerdictCounts,
} from "./audit.ts";
import { boundUnknowns } from "./bound-unknowns.ts";
import { findResultFigure } from "./evidence.ts";
import { isFailure, type Verdict, verdicts } from "./grade-relation.ts";
import type { Grading } from "./grade-report.ts";
import { writeInterval } from "./write-arithmetic.ts";

/** `model`: undefined when the audit ran without the model's figures. */
export function summariseAudit(
  grading: Grading,
  relations: readonly AuditedRelation[],
  figures: readonly AuditedFigure[],
  model: readonly ModelComparison[] | undefined,
): AuditSummary {
  const { published } = grading.prepared;
  const proper = relations.filter((relation) => relation.type !== "restatement");
  const restatements = relations.filter((relation) => relation.type === "restatement");
  const binding = new Set(relations.filter(({ verdict }) => verdict !== "unbound").map(({ id }) => id));
  const results = new Set(
    published.relations.flatMap((relation) =>
      binding.has(relation.id) ? (findResultFigure(relation) ?? []) : [],
    ),
  );
  return {
    document: published.document,
    figures: figures.length,
    bound: figures.filter((figure) => figure.relations.some((id) => binding.has(id))).length,
    results: results.size,
    relations: proper.length,
    restatements: restatements.length,
    figureVerdicts: countVerdicts(figures),
    relationVerdicts: countVerdicts(proper),
    restatementVerdicts: countVerdicts(restatements),
    failed: relations.filter(({ verdict }) => isFailure(verdict)).map(({ id }) => id),
    unknowns: describeUnknowns(grading),
    model:
      model && countBy(modelOutcomes, (outcome) => model.filter((one) => one.outcome === outcome).length),
  };
}

function countVerdicts(graded: readonly { readonly verdict: Verdict }[]): VerdictCounts {
  return countBy(verdicts, (verdict) => graded.filter((one) => one.verdict === verdict).length);
}

function countBy<K extends string>(keys: readonly K[], count: (key: K) => number): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<K, number>;
}

function describeUnknowns({ prepared, evidence }: Grading): AuditSummary["unknowns"] {
  const { unknowns } = prepared.published;
  const { bounds, conflicting } = boundUnknowns(unknowns, prepared.withUnknowns, evidence.shared);
  return unknowns.map(({ name }) => {
    const range = bounds.get(name);
    const isEmpty = conflicting.has(name) || range === undefined;
    return { name, range: isEmpty ? "nessun valore" : writeInterval(range, 4) };
  });
}
