/**
 * The verdict on one relation. It is contradicted only by what is printed; the deeper evidence decides
 * whether it is exact, and tells when it holds only between numbers that were rounded on the way.
 */
import { boundUnknowns, listNeighbours } from "./bound-unknowns.ts";
import {
  type Evidence,
  findResultFigure,
  getOperandRegion,
  listRelationFigures,
  listRelationUnknowns,
} from "./evidence.ts";
import { gradeClaim } from "./grade-claim.ts";
import { gradeEquation } from "./grade-equation.ts";
import { everything, getWidth, intersectRegions, isInside, type Region } from "./interval.ts";
import type { Operand } from "./operand.ts";
import type { Prepared } from "./prepare-audit.ts";
import type { Relation, RestatementRelation } from "./published.ts";
import { findReachableMeans, hasAdmissibleWeights, makeWeightProblem } from "./weight-problem.ts";

/** From the best to the worst; `unbound`: the relation (yet) says nothing. */
export const verdicts = [
  "unbound",
  "exact",
  "within-rounding",
  "weights-undisclosed",
  "no-admissible-weights",
  "contradicted",
] as const;
export type Verdict = (typeof verdicts)[number];

export interface RelationGrade {
  readonly relation: Relation;
  readonly verdict: Verdict;
  /** What the other figures let the result be. */
  readonly recomputed: Region;
  readonly note: "none" | "rounded-steps" | "absent" | "only-unknowns" | "unknowns-conflict" | "no-value";
}

export interface GradingEvidence {
  readonly prints: Evidence;
  /** Prints narrowed by restatements. */
  readonly shared: Evidence;
  /** The same narrowed by what deeper prints give; undefined where only failures matter. */
  readonly deep: Evidence | undefined;
}

export function isFailure(verdict: Verdict): boolean {
  return verdict === "contradicted" || verdict === "no-admissible-weights";
}

export function isWorse(a: Verdict, b: Verdict): boolean {
  return verdicts.indexOf(a) > verdicts.indexOf(b);
}

export function gradeRelation(
  prepared: Prepared,
  relation: Relation,
  evidence: GradingEvidence,
): RelationGrade {
  if (relation.type === "restatement") return gradeRestatement(relation, evidence.prints);
  if (hasAbsentOperand(relation, evidence.shared)) {
    return { relation, verdict: "unbound", recomputed: [], note: "absent" };
  }
  if (relation.type === "weighted-mean" && relation.weights !== "disclosed") {
    const problem = makeWeightProblem(relation, evidence.shared);
    const reachable = findReachableMeans(problem);
    const verdict = hasAdmissibleWeights(problem) ? "weights-undisclosed" : "no-admissible-weights";
    return { relation, verdict, recomputed: reachable === undefined ? [] : [reachable], note: "none" };
  }
  const equation = prepared.equations.get(relation.id);
  if (equation === undefined) {
    return gradeTwice(relation, evidence, (known) =>
      gradeClaim(relation as Parameters<typeof gradeClaim>[0], known),
    );
  }
  if (listRelationUnknowns(relation).length === 0) {
    return gradeTwice(relation, evidence, (known) => gradeEquation(equation, known));
  }
  return gradeWithUnknowns(prepared, relation, evidence);
}

/** Claims on many values judge an absent one (it passes no test); arithmetic cannot. */
function hasAbsentOperand(relation: Relation, evidence: Evidence): boolean {
  const isAbsent = (id: string) => evidence.point(id) === undefined;
  if (relation.type === "count" || relation.type === "maximum" || relation.type === "minimum") {
    return relation.result.type === "figure" && isAbsent(relation.result.id);
  }
  return listRelationFigures(relation).some(isAbsent);
}

interface Judged {
  readonly holds: boolean;
  readonly isForced: boolean;
  readonly recomputed: Region;
}

/** First by the prints, which alone can contradict; then by the deepest evidence there is. */
function gradeTwice(
  relation: Relation,
  evidence: GradingEvidence,
  judge: (known: Evidence) => Judged,
): RelationGrade {
  const shared = judge(evidence.shared);
  if (!shared.holds) {
    const hasResult = relation.type !== "order" && relation.type !== "limit";
    const note = hasResult && shared.recomputed.length === 0 ? "no-value" : "none";
    return { relation, verdict: "contradicted", recomputed: shared.recomputed, note };
  }
  const deep =
    evidence.deep === undefined || shared.isForced ? shared : judge(keepResult(relation, evidence));
  if (!deep.holds) {
    return { relation, verdict: "within-rounding", recomputed: shared.recomputed, note: "rounded-steps" };
  }
  const verdict = deep.isForced ? "exact" : "within-rounding";
  return { relation, verdict, recomputed: deep.recomputed, note: "none" };
}

/** Operands by the deepest evidence, the result by its print. */
function keepResult(relation: Relation, { shared, deep = shared }: GradingEvidence): Evidence {
  const result = findResultFigure(relation);
  return { ...deep, region: (id) => (id === result ? shared.region(id) : deep.region(id)) };
}

function gradeRestatement(relation: RestatementRelation, evidence: Evidence): RelationGrade {
  const [reference = "", ...others] = relation.figures;
  if (relation.figures.some((id) => evidence.point(id) === undefined)) {
    const areAllAbsent = relation.figures.every((id) => evidence.point(id) === undefined);
    return { relation, verdict: areAllAbsent ? "exact" : "contradicted", recomputed: [], note: "absent" };
  }
  const region = evidence.region(reference);
  const common = others.map(evidence.region).reduce(intersectRegions, region);
  if (common.length === 0) return { relation, verdict: "contradicted", recomputed: region, note: "none" };
  const isForced = others.every((id) =>
    region.every((part) => evidence.region(id).some((outer) => isInside(part, outer))),
  );
  return { relation, verdict: isForced ? "exact" : "within-rounding", recomputed: common, note: "none" };
}

/**
 * The other equations bound the unknowns, and this one is judged against those bounds; so it never
 * confirms itself. When they leave the result free, the relation verifies nothing yet.
 */
function gradeWithUnknowns(prepared: Prepared, relation: Relation, evidence: GradingEvidence): RelationGrade {
  const equation = prepared.equations.get(relation.id);
  if (equation === undefined) return { relation, verdict: "unbound", recomputed: [], note: "none" };
  const neighbours = listNeighbours(equation, prepared.withUnknowns);
  const { bounds, conflicting } = boundUnknowns(prepared.published.unknowns, neighbours, evidence.shared);
  const known: Evidence = { ...evidence.shared, unknown: (name) => bounds.get(name) ?? everything };
  const names = listRelationUnknowns(relation);
  if (names.some((name) => conflicting.has(name))) {
    return { relation, verdict: "unbound", recomputed: [], note: "unknowns-conflict" };
  }
  const grade = gradeEquation(equation, known);
  const isFree =
    isUnboundedOperand(equation.result, known) ||
    grade.recomputed.some((part) => getWidth(part) === undefined);
  if (grade.holds && isFree)
    return { relation, verdict: "unbound", recomputed: grade.recomputed, note: "only-unknowns" };
  const verdict = !grade.holds ? "contradicted" : grade.isForced ? "exact" : "within-rounding";
  return { relation, verdict, recomputed: grade.recomputed, note: "none" };
}

function isUnboundedOperand(operand: Operand, evidence: Evidence): boolean {
  return (
    operand.type === "unknown" &&
    getOperandRegion(operand, evidence).some((part) => getWidth(part) === undefined)
  );
}
