/** One relation with its verdict, its reasons, who is to blame and what was tried. */
import type { AuditedRelation } from "./audit.ts";
import { findResultFigure, getFigure, listRelationFigures } from "./evidence.ts";
import { explainGrade, getResultDecimals } from "./explain-grade.ts";
import { findSuspects, maxOperandsExamined } from "./find-suspects.ts";
import { findEquationPoint } from "./grade-equation.ts";
import { isFailure, type RelationGrade } from "./grade-relation.ts";
import { type Grading, getGrade } from "./grade-report.ts";
import type { Prepared } from "./prepare-audit.ts";
import { displayLike } from "./print-region.ts";
import { displayExactly, displayRational } from "./printed-number.ts";
import type { Relation } from "./published.ts";
import { reportWeights, startWeightWork, studyWeights, type WeightWork } from "./study-weights.ts";
import { tryRules } from "./try-rules.ts";
import { writeRegion } from "./write-arithmetic.ts";

/** What the relations of a report share while they are explained. */
export interface Explaining {
  readonly grading: Grading;
  /** How many relations that hold follow each rule in each table. */
  readonly holding: ReadonlyMap<string, number>;
  readonly work: WeightWork & { operandsLeft: number };
}

export function startExplaining(grading: Grading): Explaining {
  const holding = new Map<string, number>();
  for (const relation of grading.prepared.published.relations) {
    if (isFailure(getGrade(grading, relation.id).verdict)) continue;
    const key = nameRule(grading.prepared, relation);
    if (key !== undefined) holding.set(key, (holding.get(key) ?? 0) + 1);
  }
  return { grading, holding, work: { ...startWeightWork(), operandsLeft: maxOperandsExamined } };
}

export function auditRelation(explaining: Explaining, relation: Relation): AuditedRelation {
  const { grading, holding, work } = explaining;
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
    ? findSuspects({ prepared, failed: relation, evidence: evidence.shared, tellVerdict, isOtherRule, work })
    : undefined;
  const mean = relation.type === "weighted-mean" && relation.weights !== "disclosed" ? relation : undefined;
  const weights =
    mean !== undefined && grade.note !== "absent"
      ? studyWeights(prepared, mean, evidence.shared, work)
      : undefined;
  const neighbours = trials.length === 0 ? 0 : (holding.get(nameRule(prepared, relation) ?? "") ?? 0);
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

/** The rule of an attainment or deviation, and the table where its result stands. */
function nameRule(prepared: Prepared, relation: Relation): string | undefined {
  if (relation.type !== "attainment" && relation.type !== "deviation") return undefined;
  const rule = relation.type === "attainment" ? relation.rule : relation.measure;
  const id = findResultFigure(relation);
  if (id === undefined) return undefined;
  const { section, table } = getFigure(prepared.figures, id).place;
  return [relation.type, rule, section, table].join("\n");
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
