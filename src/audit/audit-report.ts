/**
 * The verb of the room: a printed report recomputed figure by figure. What is printed becomes
 * intervals; restatements narrow each other; results are derived from the deepest print upward; each
 * relation is graded; and each figure takes its worst relation, with its suspects.
 */
import { Bug } from "../model/problem.ts";
import { boundUnknowns } from "./bound-unknowns.ts";
import { compareWithModel, type ModelComparison, type ModelLookup } from "./compare-model.ts";
import { deriveEvidence } from "./derive-evidence.ts";
import { type Evidence, findResultFigure, getFigure, listRelationFigures, readPrints } from "./evidence.ts";
import { explainGrade, type Findings } from "./explain-grade.ts";
import { type Blame, findSuspects } from "./find-suspects.ts";
import { findEquationPoint } from "./grade-equation.ts";
import {
  gradeRelation,
  type GradingEvidence,
  isFailure,
  isWorse,
  type RelationGrade,
  type Verdict,
  verdicts,
} from "./grade-relation.ts";
import { type Prepared, prepareAudit, shareRestatements } from "./prepare-audit.ts";
import { displayLike } from "./print-region.ts";
import type { Published, PublishedDocument, PublishedPlace, Relation, RelationType } from "./published.ts";
import { studyWeights, type WeightStudy } from "./study-weights.ts";
import { type RuleTrial, tryRules } from "./try-rules.ts";
import { writeInterval, writeRegion } from "./write-arithmetic.ts";

export interface AuditedRelation {
  readonly id: string;
  readonly type: RelationType;
  readonly verdict: Verdict;
  /** The figures it binds, its result first. */
  readonly figures: readonly string[];
  readonly why: string;
  /** The result as it would be printed; empty where there is none. */
  readonly recomputed: string;
  readonly blame: Blame | undefined;
  readonly trials: readonly RuleTrial[];
  readonly weights: WeightStudy | undefined;
}

export interface AuditedFigure {
  readonly id: string;
  readonly place: PublishedPlace;
  readonly line: number | undefined;
  readonly printed: string;
  readonly verdict: Verdict;
  readonly recomputed: string;
  readonly why: string;
  /** Relations that mention it. */
  readonly relations: readonly string[];
}

export interface AuditSummary {
  readonly document: PublishedDocument;
  readonly figures: number;
  /** Figures that some relation binds, restatements included. */
  readonly bound: number;
  /** Figures that are the result of a relation other than a restatement. */
  readonly results: number;
  readonly relations: number;
  /** Listed apart: they tie prints of the same figure. */
  readonly restatements: number;
  readonly figureVerdicts: Readonly<Record<Verdict, number>>;
  /** Restatements not counted. */
  readonly relationVerdicts: Readonly<Record<Verdict, number>>;
  readonly restatementVerdicts: Readonly<Record<Verdict, number>>;
  /** Ids of relations that do not hold. */
  readonly failed: readonly string[];
  readonly unknowns: readonly { readonly name: string; readonly range: string }[];
  /** Undefined when the audit ran without the model's figures. */
  readonly model: Readonly<Record<ModelComparison["outcome"], number>> | undefined;
}

export interface Audit {
  readonly summary: AuditSummary;
  readonly relations: readonly AuditedRelation[];
  readonly figures: readonly AuditedFigure[];
  readonly model: readonly ModelComparison[];
}

export interface Grading {
  readonly prepared: Prepared;
  readonly evidence: GradingEvidence;
  /** By relation id, in the order of the files. */
  readonly grades: ReadonlyMap<string, RelationGrade>;
}

/** Grades without explaining: what trial changes are compared with. */
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

/** `lookup`: the figures of the model; without it only the report itself is audited. */
export function auditReport(published: Published, lookup?: ModelLookup): Audit {
  const grading = gradeReport(published);
  const relations = published.relations.map((relation) => auditRelation(grading, relation));
  const model = lookup === undefined ? [] : compareWithModel(published, lookup);
  const figures = auditFigures(grading, relations, model);
  return { summary: summarise(grading, relations, figures, lookup && model), relations, figures, model };
}

function auditRelation(grading: Grading, relation: Relation): AuditedRelation {
  const { prepared, evidence } = grading;
  const grade = getGrade(grading, relation.id);
  const hasFailed = isFailure(grade.verdict);
  const isFailed = (id: string) => isFailure(getGrade(grading, id).verdict);
  const equation = prepared.equations.get(relation.id);
  const isRule = relation.type === "attainment" || relation.type === "deviation";
  const findings: Findings = {
    grade,
    blame: hasFailed ? findSuspects(prepared, relation, evidence.shared, isFailed) : undefined,
    trials: hasFailed && isRule && equation !== undefined ? tryRules(relation, equation.expression, evidence.shared) : [],
    neighbours: hasFailed && isRule ? countNeighbours(grading, relation) : 0,
    weights:
      relation.type === "weighted-mean" && relation.weights !== "disclosed" && grade.note !== "absent"
        ? studyWeights(prepared, relation, evidence.shared)
        : undefined,
  };
  return {
    id: relation.id,
    type: relation.type,
    verdict: grade.verdict,
    figures: listRelationFigures(relation),
    why: explainGrade(prepared, findings, evidence.shared),
    recomputed: displayRecomputed(grading, grade),
    blame: findings.blame,
    trials: findings.trials,
    weights: findings.weights,
  };
}

export function getGrade(grading: Grading, id: string): RelationGrade {
  const grade = grading.grades.get(id);
  if (grade !== undefined) return grade;
  throw new Bug(`relazione ${id} senza giudizio`);
}

/** Rows of the same table that follow the same rule, and hold. */
function countNeighbours(grading: Grading, relation: Relation): number {
  const key = nameRule(relation);
  const table = findTable(grading.prepared, relation);
  return grading.prepared.published.relations.filter(
    (other) =>
      other !== relation &&
      nameRule(other) === key &&
      findTable(grading.prepared, other) === table &&
      !isFailure(getGrade(grading, other.id).verdict),
  ).length;
}

function nameRule(relation: Relation): string {
  if (relation.type === "attainment") return `attainment ${relation.rule}`;
  return relation.type === "deviation" ? `deviation ${relation.measure}` : "";
}

function findTable(prepared: Prepared, relation: Relation): string {
  const id = findResultFigure(relation);
  if (id === undefined) return "";
  const { section, table } = getFigure(prepared.figures, id).place;
  return `${section}\n${table}`;
}

/** The result as it would be printed: one number when the prints to the letter give one, else its interval. */
function displayRecomputed({ prepared, evidence }: Grading, grade: RelationGrade): string {
  const id = findResultFigure(grade.relation);
  const figure = id === undefined ? undefined : getFigure(prepared.figures, id);
  if (figure === undefined || grade.recomputed.length === 0) return "";
  const equation = prepared.equations.get(grade.relation.id);
  const point = equation && findEquationPoint(equation, evidence.shared);
  if (point !== undefined && figure.number?.bound === undefined) return displayLike(figure, point);
  return writeRegion(grade.recomputed, figure.number?.decimals ?? 0);
}

function auditFigures(
  grading: Grading,
  relations: readonly AuditedRelation[],
  model: readonly ModelComparison[],
): readonly AuditedFigure[] {
  const { prepared } = grading;
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const reasons = new Map(prepared.published.loose.map(({ figure, reason }) => [figure, reason]));
  const compared = new Map(model.map((comparison) => [comparison.figure, comparison]));
  return prepared.published.figures.map((figure) => {
    const mentions = (prepared.relationsOf.get(figure.id) ?? []).flatMap((relation) => byId.get(relation.id) ?? []);
    const worst = mentions.reduce<AuditedRelation | undefined>(
      (found, next) => (found === undefined || isWorse(next.verdict, found.verdict) ? next : found),
      undefined,
    );
    const difference = compared.get(figure.id);
    const isDiffering = difference?.outcome === "differing" || difference?.outcome === "absent";
    const own = describeFigure(grading, figure.id, worst, mentions, reasons.get(figure.id));
    return {
      id: figure.id,
      place: figure.place,
      line: figure.line,
      printed: figure.printed,
      verdict: isDiffering ? "contradicted" : (worst?.verdict ?? "unbound"),
      recomputed: isDiffering ? difference.computed : own.recomputed,
      why: isDiffering || worst === undefined ? [own.why, difference?.why ?? ""].join(" ").trim() : own.why,
      relations: mentions.map((relation) => relation.id),
    };
  });
}

/** In its worst relation a figure is the result, a suspect, cleared, or a part of what holds. */
function describeFigure(
  grading: Grading,
  id: string,
  worst: AuditedRelation | undefined,
  mentions: readonly AuditedRelation[],
  looseReason: string | undefined,
): { readonly recomputed: string; readonly why: string } {
  const relationsById = grading.prepared.relationsOf;
  if (worst === undefined || worst.verdict === "unbound") {
    const why = looseReason ?? worst?.why ?? "Nessuna relazione la lega ad altre cifre.";
    return { recomputed: "", why };
  }
  const isResult = (relation: AuditedRelation) =>
    (relationsById.get(id) ?? []).some((other) => other.id === relation.id && findResultFigure(other) === id);
  const producer = isResult(worst) ? worst : mentions.find(isResult);
  const suspect = worst.blame?.suspects.find((candidate) => candidate.figure === id);
  const clearing = worst.blame?.cleared.find((candidate) => candidate.figure === id);
  const role =
    suspect !== undefined
      ? `Fra le cifre di ${worst.id}, che non torna, è sospetta: se fosse stata ${suspect.wouldBe}, tutto tornerebbe.`
      : clearing !== undefined
        ? `Sta in ${worst.id}, che non torna, ma la confermano ${clearing.by.slice(0, 3).join(", ")}.`
        : "";
  const recomputed = suspect !== undefined && producer === undefined ? suspect.wouldBe : (producer?.recomputed ?? "");
  return { recomputed, why: `${role} ${worst.id}: ${worst.why}`.trim() };
}

function summarise(
  grading: Grading,
  relations: readonly AuditedRelation[],
  figures: readonly AuditedFigure[],
  model: readonly ModelComparison[] | undefined,
): AuditSummary {
  const { prepared, evidence } = grading;
  const { published } = prepared;
  const proper = relations.filter((relation) => relation.type !== "restatement");
  const restatements = relations.filter((relation) => relation.type === "restatement");
  const binding = new Set(relations.filter((relation) => relation.verdict !== "unbound").map(({ id }) => id));
  const results = new Set(
    published.relations.flatMap((relation) => (binding.has(relation.id) ? (findResultFigure(relation) ?? []) : [])),
  );
  const outcomes = ["matching", "differing", "absent", "unknown"] as const;
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
    failed: relations.filter((relation) => isFailure(relation.verdict)).map((relation) => relation.id),
    unknowns: describeUnknowns(prepared, evidence.shared),
    model:
      model &&
      (Object.fromEntries(
        outcomes.map((outcome) => [outcome, model.filter((comparison) => comparison.outcome === outcome).length]),
      ) as Record<ModelComparison["outcome"], number>),
  };
}

function countVerdicts(graded: readonly { readonly verdict: Verdict }[]): Readonly<Record<Verdict, number>> {
  return Object.fromEntries(
    verdicts.map((verdict) => [verdict, graded.filter((one) => one.verdict === verdict).length]),
  ) as Record<Verdict, number>;
}

function describeUnknowns(prepared: Prepared, evidence: Evidence): AuditSummary["unknowns"] {
  const { bounds, conflicting } = boundUnknowns(prepared.published.unknowns, prepared.withUnknowns, evidence);
  return prepared.published.unknowns.map(({ name }) => {
    const range = bounds.get(name);
    const isConflicting = conflicting.has(name);
    return { name, range: isConflicting || range === undefined ? "nessun valore" : writeInterval(range, 4) };
  });
}

