/** A mean with undisclosed weights as texts, and back: what leaves the room carries no numbers that could be rounded. */
import type { ExactMean, ExactRange } from "./audit.ts";
import { getFigure } from "./evidence.ts";
import type { Interval } from "./interval.ts";
import type { Operand } from "./operand.ts";
import type { PublishedFigure, WeightedMeanRelation } from "./published.ts";
import { type Rational, readFraction, writeFraction } from "./rational.ts";
import type { WeightProblem } from "./weight-problem.ts";

/** @param points the parts as the numbers printed */
export function describeMean(
  figures: ReadonlyMap<string, PublishedFigure>,
  relation: WeightedMeanRelation,
  problem: WeightProblem,
  points: readonly (Rational | undefined)[],
): ExactMean {
  const { result } = relation;
  const figure = result.type === "figure" ? getFigure(figures, result.id) : undefined;
  return {
    parts: relation.components.map(({ operand }, index) => {
      const bound = problem.bounds[index]!;
      const point = points[index];
      return {
        part: nameOperand(operand),
        hides: writeExactRange(problem.parts[index]!),
        point: point === undefined ? null : writeFraction(point),
        least: writeFraction(bound.least),
        isLeastOpen: bound.isLeastOpen,
        most: writeFraction(bound.most),
        fixed: bound.fixed === undefined ? null : writeFraction(bound.fixed),
      };
    }),
    printed: figure?.printed ?? nameOperand(result),
    decimals: figure?.number?.decimals ?? 0,
    mean: writeExactRange(problem.mean),
    grid: writeFraction(problem.grid),
    total: writeFraction(problem.total),
  };
}

export function nameOperand(operand: Operand): string {
  return operand.type === "figure" ? operand.id : operand.type === "unknown" ? operand.name : operand.text;
}

function writeExactRange({ lo, hi }: Interval): ExactRange {
  return {
    from: lo === undefined ? null : writeFraction(lo.value),
    until: hi === undefined ? null : writeFraction(hi.value),
    hasFrom: lo?.closed ?? false,
    hasUntil: hi?.closed ?? false,
  };
}

export function readExactRange({ from, until, hasFrom, hasUntil }: ExactRange): Interval {
  return {
    lo: from === null ? undefined : { value: readFraction(from), closed: hasFrom },
    hi: until === null ? undefined : { value: readFraction(until), closed: hasUntil },
  };
}
