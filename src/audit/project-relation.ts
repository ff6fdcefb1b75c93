/** What one figure must be for one relation to hold, everything else being what it is. */
import { boundUnknowns, listNeighbours } from "./bound-unknowns.ts";
import { type Evidence, listRelationUnknowns } from "./evidence.ts";
import { type Claim, projectClaim } from "./grade-claim.ts";
import { isSameOperand, projectEquation } from "./grade-equation.ts";
import { everything, intersectRegions, type Region } from "./interval.ts";
import type { Operand } from "./operand.ts";
import type { Prepared } from "./prepare-audit.ts";
import type { Relation, WeightedMeanRelation } from "./published.ts";
import { findReachableMeans, makeWeightProblem, projectPart } from "./weight-problem.ts";

const anything: Region = [everything];

/** Empty: no value would do. Errs on the large side where a figure occurs twice. */
export function projectRelation(
  prepared: Prepared,
  relation: Relation,
  figure: string,
  evidence: Evidence,
): Region {
  const operand: Operand = { type: "figure", id: figure };
  if (relation.type === "restatement") {
    return relation.figures
      .filter((id) => id !== figure)
      .map(evidence.region)
      .reduce(intersectRegions, anything);
  }
  const equation = prepared.equations.get(relation.id);
  if (equation !== undefined) {
    if (listRelationUnknowns(relation).length === 0) return projectEquation(equation, operand, evidence);
    const neighbours = listNeighbours(equation, prepared.withUnknowns);
    const { bounds } = boundUnknowns(prepared.published.unknowns, neighbours, evidence);
    return projectEquation(equation, operand, {
      ...evidence,
      unknown: (name) => bounds.get(name) ?? everything,
    });
  }
  if (relation.type === "weighted-mean") return projectMean(relation, operand, evidence);
  return projectClaim(relation as Claim, operand, evidence, (other) => isSameOperand(other, operand));
}

function projectMean(relation: WeightedMeanRelation, operand: Operand, evidence: Evidence): Region {
  const problem = makeWeightProblem(relation, evidence);
  if (isSameOperand(relation.result, operand)) {
    const reachable = findReachableMeans(problem);
    return reachable === undefined ? [] : [reachable];
  }
  const index = relation.components.findIndex((component) => isSameOperand(component.operand, operand));
  if (index < 0) return anything;
  const implied = projectPart(problem, index);
  return implied === undefined ? [] : [implied];
}
