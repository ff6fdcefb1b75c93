/** One relation with its verdict, its reasons, who is to blame and what was tried. */
import type { AuditedRelation } from "./audit.ts";
import { findResultFigure, getFigure, listRelationFigures } from "./evidence.ts";
import { explainGrade, getResultDecimals } from "./explain-grade.ts";
import { findSuspects } from "./find-suspects.ts";
import { findEquationPoint } from "./grade-equation.ts";
import { isFailure, type RelationGrade } from "./grade-relation.ts";
import { type Grading, getGrade } from "./grade-report.ts";
import type { Prepared } from "./prepare-audit.ts";
import { displayLike } from "./print-region.ts";
import { displayExactly, displayRational } from "./printed-number.ts";
import type { Relation } from "./published.ts";
import { reportWeights, studyWeights } from "./study-weights.ts";
import { tryRules } from "./try-rules.ts";
import { writeRegion } from "./write-arithmetic.ts";

export function auditRelation(grading: Grading, relation: Relation): AuditedRelation {
  const { prepared, evidence } = grading;
  const grade = getGrade(grading, relation.id);
  const hasFailed = isFailure(grade.verdict);
  const equation = prepared.equations.get(relation.id);
  const isRule = relation.type === "attainment" || relation.type === "deviation";
  const trials =
    hasFailed && isRule && equation !== undefined
      ? tryRules(relation, equation.expression, evidence.shared)
      : [];
  const tellVerdict = (id: string) => getGrade(grading, id).verdict;
  const isOtherRule = trials.some((trial) => trial.reproduces);
  const blame = hasFailed
    ? findSuspects(prepared, relation, evidence.shared, tellVerdict, isOtherRule)
    : undefined;
  const mean = relation.type === "weighted-mean" && relation.weights !== "disclosed" ? relation : undefined;
  const weights =
    mean !== undefined && grade.note !== "absent" ? studyWeights(prepared, mean, evidence.shared) : undefined;
  const neighbours = trials.length === 0 ? 0 : countNeighbours(grading, relation);
  return {
    id: relation.id,
    type: relation.type,
    verdict: grade.verdict,
    figures: listRelationFigures(relation),
    why: explainGrade(prepared, { grade, blame, trials, neighbours, weights }, evidence.shared),
    recomputed: displayRecomputed(grading, grade),
    suspects: blame?.suspects ?? [],
    cleared: blame?.cleared ?? [],
    tried: trials.map(({ value, ...trial }) => ({
      ...trial,
      display: value === undefined ? "" : displayRational(value, getResultDecimals(prepared, grade)),
      value: value === undefined ? "" : displayExactly(value),
    })),
    weights: mean && weights && reportWeights(mean, weights),
  };
}

/** Rows of the same table that follow the same rule, and hold. */
function countNeighbours(grading: Grading, relation: Relation): number {
  const rule = nameRule(relation);
  const table = findTable(grading.prepared, relation);
  return grading.prepared.published.relations.filter(
    (other) =>
      other !== relation &&
      nameRule(other) === rule &&
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
