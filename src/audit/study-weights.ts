/** Everything that can be said of weights that are not disclosed: counts on the grid, exact ranges, what-ifs. */
import type { ExactMean, WeightRange, WeightReport } from "./audit.ts";
import { countWeightSets, maxSetsTried, type WeightCount } from "./count-weight-sets.ts";
import { type Evidence, findOperandPoint, getFigure, overlayFigures } from "./evidence.ts";
import { describeMean, nameOperand } from "./exact-mean.ts";
import { findWeightRanges, maxCorners, type WeightRanges } from "./find-weight-ranges.ts";
import type { Interval } from "./interval.ts";
import { everything } from "./interval.ts";
import type { Prepared } from "./prepare-audit.ts";
import { displayExactly, displayScaled } from "./printed-number.ts";
import type { Substitution, WeightedMeanRelation } from "./published.ts";
import { isEqual, type Rational, writeFraction, zero } from "./rational.ts";
import {
  findReachableMeans,
  hasAdmissibleWeights,
  isAnyWeights,
  makeWeightProblem,
} from "./weight-problem.ts";
import { writeRegion } from "./write-arithmetic.ts";

export interface WeightStudy {
  readonly exact: ExactMean;
  /** Parts as the intervals that their prints hide. */
  readonly count: WeightCount;
  /** Parts as the numbers printed. */
  readonly countOfPoints: WeightCount;
  readonly ranges: WeightRanges;
  readonly hasAny: boolean;
  readonly anyWeights: boolean;
  /** Means that some weights would give. */
  readonly reachable: Interval | undefined;
  readonly grid: Rational;
  readonly total: Rational;
  readonly alternatives: readonly { readonly substitution: Substitution; readonly study: WeightStudy }[];
  readonly sentence: string;
}

/** Work left for all the means of a report together. */
export interface WeightWork {
  setsLeft: number;
  cornersLeft: number;
}

/** Several means of ordinary size, or one at the limits of a single mean. */
export function startWeightWork(): WeightWork {
  return { setsLeft: 5 * maxSetsTried, cornersLeft: 10 * maxCorners };
}

export function studyWeights(
  prepared: Prepared,
  relation: WeightedMeanRelation,
  evidence: Evidence,
  work: WeightWork,
): WeightStudy {
  const study = studyOnce(prepared.figures, relation, evidence, work);
  const alternatives = relation.alternatives.map((substitution) => {
    const figure = getFigure(prepared.figures, substitution.figure);
    const changed = { ...figure, printed: substitution.printed, number: substitution.number };
    return {
      substitution,
      study: studyOnce(prepared.figures, relation, overlayFigures(evidence, [changed]), work),
    };
  });
  const whatIfs = alternatives.map(
    ({ substitution, study: other }) =>
      `Se ${substitution.figure} fosse ${substitution.printed}: ${lowerFirst(other.sentence)}`,
  );
  return { ...study, alternatives, sentence: [study.sentence, ...whatIfs].join(" ") };
}

function studyOnce(
  figures: Prepared["figures"],
  relation: WeightedMeanRelation,
  evidence: Evidence,
  work: WeightWork,
): WeightStudy {
  const problem = makeWeightProblem(relation, evidence);
  const points = relation.components.map(({ operand }) => findOperandPoint(operand, evidence));
  const study: Omit<WeightStudy, "sentence"> = {
    exact: describeMean(figures, relation, problem, points),
    count: countWeightSets(problem, undefined, work),
    countOfPoints: countWeightSets(problem, points, work),
    ranges: findWeightRanges(problem, work),
    hasAny: hasAdmissibleWeights(problem),
    anyWeights: isAnyWeights(problem) && !problem.parts.includes(everything),
    reachable: findReachableMeans(problem),
    grid: problem.grid,
    total: problem.total,
    alternatives: [],
  };
  return { ...study, sentence: describeStudy(relation, study) };
}

function describeStudy(relation: WeightedMeanRelation, study: Omit<WeightStudy, "sentence">): string {
  const unknown = relation.components.filter(({ operand }) => operand.type === "unknown").length;
  const conventions = `pesi multipli di ${displayExactly(study.grid)} maggiori di zero, somma ${displayExactly(study.total)}`;
  const counts = `${writeCount(study.count)} con i componenti come intervalli, ${writeCount(study.countOfPoints)} con i componenti come stampati (${conventions}${study.count.type === "counted" ? `; le combinazioni possibili sono ${displayScaled(study.count.of, 0)}` : ""})`;
  if (!study.hasAny) {
    const means = study.reachable === undefined ? "nessun valore" : writeRegion([study.reachable], 2);
    return `Nessun insieme di pesi ammissibili dà il risultato stampato: con questi componenti la media può andare ${means}.`;
  }
  const partly = unknown > 0 ? " Uno dei componenti non è stampato, e la media non si può verificare." : "";
  if (study.anyWeights)
    return `Tutti i componenti possono valere quanto il risultato: qualunque insieme di pesi va bene (any-weights). Sulla griglia: ${counts}.${partly}`;
  const ranges =
    study.ranges.type === "ranges"
      ? ` Nel continuo ogni peso sta: ${relation.components.map(({ operand }, index) => `${nameOperand(operand)} ${writeRange(study.ranges, index)}`).join("; ")}.`
      : " Gli intervalli continui dei pesi non sono stati calcolati: i vertici da provare superano il limite di lavoro.";
  return `I pesi non sono divulgati, ma ne esistono di ammissibili. Insiemi di pesi sulla griglia: ${counts}.${ranges}${partly}`;
}

function writeCount(count: WeightCount): string {
  if (count.type === "counted") return displayScaled(count.sets, 0);
  return count.type === "off-grid"
    ? "nessuno, perché i pesi noti non stanno sulla griglia,"
    : "non contati (oltre il limite di lavoro)";
}

/** `tra 0 e 75,81 (estremi esclusi)`, with the exact fraction when it is short. */
function writeRange(ranges: WeightRanges, index: number): string {
  const range = ranges.type === "ranges" ? ranges.ranges[index] : undefined;
  if (range?.lo === undefined || range.hi === undefined) return "";
  const lo = displayExactly(range.lo.value, 4);
  const hi = displayExactly(range.hi.value, 4);
  if (isEqual(range.lo.value, range.hi.value)) return `vale ${lo}`;
  return `${range.lo.closed ? "[" : "("}${lo}; ${hi}${range.hi.closed ? "]" : ")"}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The study as plain data. */
export function reportWeights(relation: WeightedMeanRelation, study: WeightStudy): WeightReport {
  const count = (found: WeightCount) => (found.type === "counted" ? makeNumber(found.sets) : null);
  return {
    exact: study.exact,
    grid: displayExactly(study.grid),
    total: displayExactly(study.total),
    sets: count(study.count),
    setsOfPoints: count(study.countOfPoints),
    possibleSets: study.count.type === "counted" ? makeNumber(study.count.of) : null,
    anyWeights: study.anyWeights,
    ranges:
      study.ranges.type === "ranges"
        ? study.ranges.ranges.map((range, at) => reportRange(relation, range, at))
        : null,
    alternatives: study.alternatives.map(({ substitution, study: other }) => ({
      figure: substitution.figure,
      printed: substitution.printed,
      verdict: other.hasAny ? "weights-undisclosed" : "no-admissible-weights",
      weights: reportWeights(relation, other),
    })),
  };
}

/** Counts beyond 2⁵³ are not given as numbers. */
function makeNumber(count: bigint): number | null {
  return count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : null;
}

function reportRange(relation: WeightedMeanRelation, range: Interval, at: number): WeightRange {
  const operand = relation.components[at]?.operand;
  const part = operand === undefined ? "" : nameOperand(operand);
  const [lo, hi] = [range.lo?.value ?? zero, range.hi?.value ?? zero];
  return {
    part,
    from: displayExactly(lo, 4),
    until: displayExactly(hi, 4),
    exactFrom: writeFraction(lo),
    exactUntil: writeFraction(hi),
    hasFrom: range.lo?.closed ?? false,
    hasUntil: range.hi?.closed ?? false,
  };
}
