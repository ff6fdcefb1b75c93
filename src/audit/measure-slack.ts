/**
 * How much a figure could change before one of its relations must notice: the width of what the
 * relation implies for it, plus the width that its own print hides. Only a finite slack can be
 * exceeded; undisclosed weights and claims leave an infinite one.
 */

import { isFailure } from "./grade-relation.ts";
import type { Grading } from "./grade-report.ts";
import { getGrade } from "./grade-report.ts";
import { getWidth, hullOf } from "./interval.ts";
import { getHalfStep } from "./print-region.ts";
import { getPrintedValue, type PrintedNumber } from "./printed-number.ts";
import { projectRelation } from "./project-relation.ts";
import type { PublishedFigure, Relation } from "./published.ts";
import { absolute, add, compare, least, type Rational, subtract, zero } from "./rational.ts";

export interface Slack {
  readonly relation: Relation;
  /** Undefined: no change, however large, must be noticed. */
  readonly implied: Rational | undefined;
}

/** One entry for each relation that holds and says something of the figure. */
export function measureSlacks(grading: Grading, figure: PublishedFigure): readonly Slack[] {
  const { prepared, evidence } = grading;
  return (prepared.relationsOf.get(figure.id) ?? []).flatMap((relation): Slack[] => {
    const { verdict } = getGrade(grading, relation.id);
    if (isFailure(verdict) || verdict === "unbound") return [];
    const implied = hullOf(projectRelation(prepared, relation, figure.id, evidence.shared));
    return [{ relation, implied: implied === undefined ? zero : getWidth(implied) }];
  });
}

/** Whether the change is larger than the figure's own rounding and that of what it is compared with. */
export function isMeasurable(slacks: readonly Slack[], figure: PublishedFigure, to: PrintedNumber): boolean {
  const from = figure.number;
  const smallest = slacks.reduce<Rational | undefined>(
    (found, { implied }) =>
      implied === undefined ? found : found === undefined ? implied : least(found, implied),
    undefined,
  );
  // A printed bound is a half-line: it takes a claim, not a size, to contradict it.
  if (from === undefined || from.bound !== undefined || smallest === undefined) return false;
  const change = absolute(subtract(getPrintedValue(to), getPrintedValue(from)));
  const own = add(getOwnHalf(figure, from), getOwnHalf(figure, to));
  const slack = add(smallest, own);
  return slack.n === 0n ? change.n !== 0n : compare(change, slack) >= 0;
}

function getOwnHalf(figure: PublishedFigure, number: PrintedNumber): Rational {
  return figure.exactness === "rounded" ? getHalfStep(number.decimals) : zero;
}
