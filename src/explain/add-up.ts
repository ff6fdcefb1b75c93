/**
 * Redoes every step of an explanation from its own parts, with nothing but the arithmetic it tells. An
 * explanation adds up to its figure, or it is wrong (spec X1).
 */
import { type AbsencePolicy, type AttainmentRule, Bug } from "../model/index.ts";
import type { Explanation, GroupMeanStep, Operation, Part } from "./explanation.ts";

export interface Mismatch {
  readonly figure: Explanation["figure"];
  /** What the parts give; null = absent. */
  readonly recomputed: number | null;
}

/** `evaluate` computes a formula step from its parts: the slow evaluator of the formula room, bound by the caller. */
export type FormulaEvaluator = (explanation: Explanation) => number | null | undefined;

/** Every step whose parts do not give its value. Steps that were told before, or cut, are not redone. */
export function findMismatches(root: Explanation, evaluate: FormulaEvaluator): Mismatch[] {
  const found: Mismatch[] = [];
  const open: Explanation[] = [root];
  while (open.length > 0) {
    const step = open.pop();
    if (step === undefined) throw new Bug("passo mancante");
    open.push(...step.parts.map((part) => part.explanation));
    if (step.told !== "here") continue;
    const recomputed = redoStep(step, evaluate);
    if (recomputed === undefined) continue;
    if (!isClose(recomputed, step.figure.value)) found.push({ figure: step.figure, recomputed });
  }
  return found;
}

/** Undefined where there is nothing to redo. */
function redoStep(step: Explanation, evaluate: FormulaEvaluator): number | null | undefined {
  const { operation, parts, figure } = step;
  const values = parts.map((part) => part.explanation.figure.value);
  switch (operation.type) {
    case "observed":
    case "delivered":
    case "calendar":
    case "outside":
    case "target":
    case "printed":
      return undefined;
    case "formula":
      return evaluate(step);
    case "sum":
      return redoSum(parts, operation);
    case "mean-over-time": {
      const sum = redoSum(parts, operation);
      return sum === null ? null : sum / values.filter((value) => value !== null).length;
    }
    case "last-in-time":
      return values[0] ?? null;
    case "deviation":
      return redoDeviation(values[0] ?? null, values[1] ?? null, operation, figure.absence === null);
    case "attainment":
      return redoAttainment(values[0] ?? null, values[1] ?? null, operation, figure);
    case "weighted-mean":
      return redoWeightedMean(parts, operation);
    case "series":
      if (operation.name === "precedente" || operation.name === "anno_precedente") return values[0] ?? null;
      return redoSum(parts, { whenAbsent: "absent", limit: Number.POSITIVE_INFINITY });
    case "edition":
      return values[0] ?? null;
    case "group-mean":
      return redoGroupMean(parts, operation, figure.orgUnit);
  }
}

function redoSum(
  parts: readonly Part[],
  { whenAbsent, limit }: { readonly whenAbsent: AbsencePolicy; readonly limit: number },
): number | null {
  const applicable = parts
    .map((part) => part.explanation.figure)
    .filter((figure) => figure.absence !== "not-applicable");
  const present = applicable.filter((figure) => figure.value !== null);
  if (present.length === 0 || (whenAbsent === "absent" && present.length < applicable.length)) return null;
  let sum = 0;
  for (const { value } of present) {
    sum += value ?? 0;
    if (Math.abs(sum) > limit) return null;
  }
  return sum;
}

function redoDeviation(
  result: number | null,
  target: number | null,
  operation: { measure: "percent" | "difference"; direction: "up" | "down" },
  isPresent: boolean,
): number | null {
  if (result === null || target === null || !isPresent) return null;
  const difference = operation.direction === "up" ? result - target : target - result;
  return operation.measure === "difference" ? difference : (difference / Math.abs(target)) * 100;
}

/** A partial result is not compared, and what the rule cannot say is absent. */
function redoAttainment(
  result: number | null,
  target: number | null,
  { attainment, direction }: Extract<Operation, { type: "attainment" }>,
  { absence }: Explanation["figure"],
): number | null {
  if (result === null || absence !== null) return null;
  const value = applyRule(attainment.rule, result, target ?? Number.NaN, direction === "up" ? 1 : -1);
  return Math.min(
    Math.max(value, attainment.floor ?? Number.NEGATIVE_INFINITY),
    attainment.cap ?? Number.POSITIVE_INFINITY,
  );
}

function applyRule(rule: AttainmentRule, result: number, target: number, sign: 1 | -1): number {
  switch (rule.type) {
    case "deviation":
      return 100 + ((sign * (result - target)) / Math.abs(target)) * 100;
    case "ratio":
      return 100 * (sign === 1 ? result / target : target / result);
    case "min-max":
      return (100 * (result - rule.min)) / (rule.max - rule.min);
    case "bands":
      return rule.bands.findLast((band) => band.from === null || band.from <= result)?.score ?? Number.NaN;
    case "date": {
      const late = Math.max(0, result - target);
      return late === 0 ? 100 : rule.lossPerDay === undefined ? 0 : 100 - rule.lossPerDay * late;
    }
    case "yes-no":
      return 100 * result;
    case "progress":
      return result;
    case "difference":
      return 100 + sign * (result - target);
  }
}

function redoWeightedMean(
  parts: readonly Part[],
  operation: { total: number; whenAbsent: string },
): number | null {
  const present = parts.filter((part) => part.explanation.figure.value !== null);
  if (present.length === 0 || (operation.whenAbsent === "absent" && present.length < parts.length))
    return null;
  const sum = present.reduce(
    (total, part) => total + (part.weight ?? 0) * (part.explanation.figure.value ?? 0),
    0,
  );
  const weights = present.reduce((total, part) => total + (part.weight ?? 0), 0);
  return operation.whenAbsent === "exclude" && present.length < parts.length
    ? sum / weights
    : sum / operation.total;
}

/** Parts alternate value and weight. The mean of the year before is none for the only office of which it is made. */
function redoGroupMean(parts: readonly Part[], { name }: GroupMeanStep, orgUnit: string): number | null {
  let sum = 0;
  let total = 0;
  const offices: string[] = [];
  for (let k = 0; k + 1 < parts.length; k += 2) {
    const pair = [parts[k]!.explanation.figure, parts[k + 1]!.explanation.figure];
    const [value, weight] = [pair[0]!.value, pair[1]!.value];
    if (value === null || weight === null) return null;
    sum += value * weight;
    total += weight;
    offices.push(pair[0]!.orgUnit);
  }
  const isAlone = name === "media_gruppo_anno_precedente" && offices.length === 1 && offices[0] === orgUnit;
  return total === 0 || isAlone ? null : sum / total;
}

/** Equal but for the last bits: the parts may be added in another order. */
function isClose(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
