/**
 * The room of the audit: a printed report recomputed figure by figure. `readPublished` takes the files
 * of a `published/` folder, `auditReport` grades every relation and every figure with rounding
 * intervals in exact arithmetic, `writeWorkingPapers` shows the sums as an official would redo them,
 * and `mutateReport` measures how many wrong figures the audit would have caught.
 */
export {
  type Audit,
  type AuditedFigure,
  type AuditedRelation,
  type AuditSummary,
  type Clearing,
  type ExactMean,
  type ExactRange,
  type ModelComparison,
  type ModelOutcome,
  modelOutcomes,
  type Suspect,
  type TriedRule,
  type VerdictCounts,
  type WeightedPart,
  type WeightRange,
  type WeightReport,
} from "./audit.ts";
export { auditReport } from "./audit-report.ts";
export type { ModelLookup } from "./compare-model.ts";
export { isFailure, type Verdict, verdicts } from "./grade-relation.ts";
export { type MutationSize, mutationSizes } from "./list-mutations.ts";
export { mutateReport } from "./mutate-report.ts";
export { auditProblemCodes } from "./problems.ts";
export type {
  Exactness,
  Loose,
  PrintedSign,
  Published,
  PublishedDocument,
  PublishedFigure,
  PublishedPlace,
  Relation,
  RelationType,
  Unknown,
} from "./published.ts";
export { exactnessWords } from "./read-figures.ts";
export { readPublished } from "./read-published.ts";
export { relationWords } from "./read-relation.ts";
export {
  type Miss,
  type MissReason,
  type MutationReport,
  missReasons,
  type Rate,
  type RatesBySize,
} from "./tally-mutations.ts";
export { listWeightSets, readShare, tryWeights, type WeightSets, type WeightTrial } from "./try-weights.ts";
export { relationTitles, type WorkingPaper, writeWorkingPapers } from "./working-papers.ts";
