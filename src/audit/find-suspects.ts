/**
 * Who is to blame for a relation that does not hold: the figures whose change alone would satisfy
 * every relation they are in, with the print they would have had. A figure that no single print could
 * put right without breaking another relation is cleared by that relation. Restatements of a figure
 * change with it: they confirm what was printed, not that it is right.
 */
import type { Clearing, Suspect } from "./audit.ts";
import { type Evidence, findResultFigure, getFigure, listRelationFigures } from "./evidence.ts";
import { isFailure, type Verdict } from "./grade-relation.ts";
import {
  everything,
  type Interval,
  intersect,
  intersectRegions,
  negate,
  pointInterval,
  type Region,
} from "./interval.ts";
import type { Prepared } from "./prepare-audit.ts";
import { getPrintRegion, scaleLike } from "./print-region.ts";
import { type PrintedNumber, reprint } from "./printed-number.ts";
import { projectRelation } from "./project-relation.ts";
import type { PublishedFigure, Relation } from "./published.ts";
import { roundToScaled } from "./rational.ts";

/** Figures of a relation examined at most, its result first. */
export const maxExamined = 200;
/** Operands read at most to find the suspects of a whole report. */
export const maxOperandsExamined = 5_000_000;

export interface Blame {
  readonly suspects: readonly Suspect[];
  readonly cleared: readonly Clearing[];
  /** False when the work limits left figures unexamined. */
  readonly isComplete: boolean;
}

/** A relation that does not hold, and what is known of the others. */
export interface Inquiry {
  readonly prepared: Prepared;
  readonly failed: Relation;
  readonly evidence: Evidence;
  /** Relations that do not hold, or bind nothing, clear nobody. */
  readonly tellVerdict: (relation: string) => Verdict;
  /** Another rule would have printed the result that stands there. */
  readonly isOtherRule: boolean;
  readonly work: { operandsLeft: number };
}

export function findSuspects(inquiry: Inquiry): Blame {
  const suspects: Suspect[] = [];
  const cleared: Clearing[] = [];
  const figures = listRelationFigures(inquiry.failed);
  let isComplete = figures.length <= maxExamined;
  for (const id of figures.slice(0, maxExamined)) {
    const figure = getFigure(inquiry.prepared.figures, id);
    if (figure.number === undefined) continue;
    const found = examineFigure(inquiry, figure, figure.number);
    if (found === "too-much") {
      isComplete = false;
      break;
    }
    if (found !== undefined && "by" in found) cleared.push(found);
    else if (found !== undefined) suspects.push(found);
  }
  return { suspects: suspects.sort(compareSuspects), cleared, isComplete };
}

function examineFigure(
  inquiry: Inquiry,
  figure: PublishedFigure,
  number: PrintedNumber,
): Suspect | Clearing | undefined | "too-much" {
  const { prepared, failed, evidence, tellVerdict, isOtherRule, work } = inquiry;
  const { id } = figure;
  // When it is the restatement that fails, its figures do not change together.
  const group = failed.type === "restatement" ? [id] : (prepared.groupOf.get(id) ?? [id]);
  const others = listOthers(prepared, failed, group);
  for (const relation of [failed, failed, ...others.map((other) => other.relation)]) {
    work.operandsLeft -= prepared.sizeOf.get(relation.id) ?? 1;
  }
  if (work.operandsLeft < 0) return "too-much";
  let region = projectRelation(prepared, failed, id, evidence);
  const by: string[] = [];
  let isEnough = true;
  for (const { relation, member } of others) {
    const next = intersectRegions(region, projectRelation(prepared, relation, member, evidence));
    if (findNearestPrint(figure, next) !== undefined) region = next;
    else if (isFailure(tellVerdict(relation.id))) isEnough = false;
    else by.push(relation.id);
  }
  if (by.length > 0) return { figure: id, by };
  const exact = findPointPrint(prepared, failed, figure, evidence, region);
  const print = isEnough ? (exact ?? findNearestPrint(figure, region)) : undefined;
  if (print === undefined || print === number.scaled) return undefined;
  return {
    figure: id,
    wouldBe: reprint(figure.printed, print, number.decimals),
    restated: group.filter((member) => member !== id),
    alsoFits: others.map(({ relation }) => relation.id).filter((other) => isConfirming(tellVerdict(other))),
    isSlip: isSlip(number.scaled, print),
    isOtherRule: isOtherRule && findResultFigure(failed) === id,
  };
}

function listOthers(prepared: Prepared, failed: Relation, group: readonly string[]) {
  return group.flatMap((member) =>
    (prepared.relationsOf.get(member) ?? [])
      .filter((relation) => relation !== failed)
      .filter((relation) => relation.type !== "restatement" || failed.type === "restatement")
      .map((relation) => ({ relation, member })),
  );
}

function isConfirming(verdict: Verdict): boolean {
  return verdict === "exact" || verdict === "within-rounding";
}

/** A result that another rule explains, then few confirmations, then slips of the pen, then the order of the relation. */
function compareSuspects(a: Suspect, b: Suspect): number {
  const confirmations = a.restated.length + a.alsoFits.length - b.restated.length - b.alsoFits.length;
  if (a.isOtherRule !== b.isOtherRule) return a.isOtherRule ? -1 : 1;
  return confirmations !== 0 ? confirmations : Number(b.isSlip) - Number(a.isSlip);
}

/** The print of the value that the other prints, taken to the letter, would give. */
function findPointPrint(
  prepared: Prepared,
  failed: Relation,
  figure: PublishedFigure,
  evidence: Evidence,
  region: Region,
): bigint | undefined {
  const points: Evidence = {
    ...evidence,
    region: (id) => {
      const point = evidence.point(id);
      return point === undefined ? [everything] : [pointInterval(point)];
    },
  };
  const [implied] = projectRelation(prepared, failed, figure.id, points);
  const value = implied?.lo?.value ?? implied?.hi?.value;
  if (value === undefined) return undefined;
  const scaled = scaleLike(figure, value);
  return isPrintIn(figure, scaled, region) ? scaled : undefined;
}

/** The print nearest to the present one that lets the true value be in the region; undefined if there is none. */
export function findNearestPrint(figure: PublishedFigure, region: Region): bigint | undefined {
  const number = figure.number;
  if (number === undefined) return undefined;
  const candidates = new Set<bigint>();
  if (isPrintIn(figure, number.scaled, region)) return number.scaled;
  for (const part of region.flatMap((interval) => showInterval(figure, interval))) {
    for (const end of [part.lo, part.hi]) {
      if (end === undefined) continue;
      const scaled = roundToScaled(end.value, number.decimals);
      for (const near of [scaled - 1n, scaled, scaled + 1n]) candidates.add(near);
    }
  }
  let nearest: bigint | undefined;
  for (const candidate of candidates) {
    if (!isPrintIn(figure, candidate, region)) continue;
    if (nearest === undefined || distance(candidate, number.scaled) < distance(nearest, number.scaled))
      nearest = candidate;
  }
  return nearest;
}

function distance(a: bigint, b: bigint): bigint {
  return a < b ? b - a : a - b;
}

/** True values as they would be shown. */
function showInterval(figure: PublishedFigure, interval: Interval): readonly Interval[] {
  if (figure.sign === "reversed") return [negate(interval)];
  return figure.sign === "magnitude" ? [interval, negate(interval)] : [interval];
}

function isPrintIn(figure: PublishedFigure, scaled: bigint, region: Region): boolean {
  if (figure.number === undefined || (figure.sign === "magnitude" && scaled < 0n)) return false;
  const print = getPrintRegion({ ...figure.number, scaled }, figure.exactness, figure.sign);
  return print.some((part) => region.some((other) => intersect(part, other) !== undefined));
}

function isSlip(a: bigint, b: bigint): boolean {
  const left = a.toString();
  const right = b.toString();
  if (left.length !== right.length) return false;
  const wrong = [...left].flatMap((digit, index) => (digit === right[index] ? [] : [index]));
  const [first = 0, second = 0] = wrong;
  if (wrong.length === 1) return true;
  return (
    wrong.length === 2 &&
    second === first + 1 &&
    left[first] === right[second] &&
    left[second] === right[first]
  );
}
