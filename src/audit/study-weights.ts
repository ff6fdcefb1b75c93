/** Everything that can be said of weights that are not disclosed: counts on the grid, exact ranges, what-ifs. */
import { countWeightSets, type WeightCount } from "./count-weight-sets.ts";
import { type Evidence, findOperandPoint, getFigure, overlayFigures } from "./evidence.ts";
import { findWeightRanges, type WeightRanges } from "./find-weight-ranges.ts";
import type { Interval } from "./interval.ts";
import { everything } from "./interval.ts";
import type { Prepared } from "./prepare-audit.ts";
import { displayExactly } from "./printed-number.ts";
import type { Substitution, WeightedMeanRelation } from "./published.ts";
import { isEqual, type Rational, reduce } from "./rational.ts";
import { findReachableMeans, isAnyWeights, makeWeightProblem } from "./weight-problem.ts";
import { writeRegion } from "./write-arithmetic.ts";

export interface WeightStudy {
  /** Parts as the intervals that their prints hide. */
  readonly count: WeightCount;
  /** Parts as the numbers printed. */
  readonly countOfPoints: WeightCount;
  readonly ranges: WeightRanges;
  readonly anyWeights: boolean;
  /** Means that some weights would give. */
  readonly reachable: Interval | undefined;
  readonly grid: Rational;
  readonly total: Rational;
  readonly alternatives: readonly { readonly substitution: Substitution; readonly study: WeightStudy }[];
  readonly sentence: string;
}

export function studyWeights(prepared: Prepared, relation: WeightedMeanRelation, evidence: Evidence): WeightStudy {
  const study = studyOnce(relation, evidence);
  const alternatives = relation.alternatives.map((substitution) => {
    const figure = getFigure(prepared.figures, substitution.figure);
    const changed = { ...figure, printed: substitution.printed, number: substitution.number };
    return { substitution, study: studyOnce(relation, overlayFigures(evidence, [changed])) };
  });
  const whatIfs = alternatives.map(
    ({ substitution, study: other }) => `Se ${substitution.figure} fosse ${substitution.printed}: ${lowerFirst(other.sentence)}`,
  );
  return { ...study, alternatives, sentence: [study.sentence, ...whatIfs].join(" ") };
}

function studyOnce(relation: WeightedMeanRelation, evidence: Evidence): WeightStudy {
  const problem = makeWeightProblem(relation, evidence);
  const points = relation.components.map(({ operand }) => findOperandPoint(operand, evidence));
  const study: Omit<WeightStudy, "sentence"> = {
    count: countWeightSets(problem, undefined),
    countOfPoints: countWeightSets(problem, points),
    ranges: findWeightRanges(problem),
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
  const counts = `${writeCount(study.count)} con i componenti come intervalli, ${writeCount(study.countOfPoints)} con i componenti come stampati (${conventions}${study.count.type === "counted" ? `; le combinazioni possibili sono ${study.count.of}` : ""})`;
  if (study.ranges.type === "none") {
    const means = study.reachable === undefined ? "nessun valore" : writeRegion([study.reachable], 2);
    return `Nessun insieme di pesi ammissibili dà il risultato stampato: con questi componenti la media può andare ${means}.`;
  }
  const partly = unknown > 0 ? " Uno dei componenti non è stampato, e la media non si può verificare." : "";
  if (study.anyWeights) return `Tutti i componenti possono valere quanto il risultato: qualunque insieme di pesi va bene (any-weights). Sulla griglia: ${counts}.${partly}`;
  const ranges =
    study.ranges.type === "ranges"
      ? ` Nel continuo ogni peso sta: ${relation.components.map(({ operand }, index) => `${operand.type === "figure" ? operand.id : operand.type === "unknown" ? operand.name : operand.text} ${writeRange(study.ranges, index)}`).join("; ")}.`
      : " Gli intervalli continui dei pesi non sono stati calcolati: i vertici da provare superano il limite di lavoro.";
  return `I pesi non sono divulgati, ma ne esistono di ammissibili. Insiemi di pesi sulla griglia: ${counts}.${ranges}${partly}`;
}

function writeCount(count: WeightCount): string {
  if (count.type === "counted") return `${count.sets}`;
  return count.type === "off-grid" ? "nessuno, perché i pesi noti non stanno sulla griglia," : "non contati (oltre il limite di lavoro)";
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

export function writeFraction(value: Rational): string {
  const { n, d } = reduce(value);
  return d === 1n ? `${n}` : `${n}/${d}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
