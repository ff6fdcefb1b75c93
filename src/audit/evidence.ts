/**
 * What is known of every figure and unknown while a relation is graded: the region of its true value
 * and the point that its print says to the letter. Evidence is layered: prints, then prints shared by
 * restatements, then what deeper prints imply; a trial change is one more layer on top.
 */
import { Bug } from "../model/index.ts";
import { type Expression, listOperands } from "./expression.ts";
import { everything, type Interval, pointInterval, type Region } from "./interval.ts";
import type { Operand } from "./operand.ts";
import { getPrintedPoint, getPrintRegion } from "./print-region.ts";
import type { Published, PublishedFigure, Relation } from "./published.ts";
import type { Rational } from "./rational.ts";

export interface Evidence {
  /** Where the true value may lie; everything when the figure is printed as absent. */
  readonly region: (figure: string) => Region;
  /** The print to the letter; undefined when absent. */
  readonly point: (figure: string) => Rational | undefined;
  readonly unknown: (name: string) => Interval;
}

const anything: Region = [everything];

export function readPrints(figures: ReadonlyMap<string, PublishedFigure>): Evidence {
  const regions = new Map<string, Region>();
  const points = new Map<string, Rational>();
  for (const figure of figures.values()) {
    if (figure.number === undefined) continue;
    regions.set(figure.id, getPrintRegion(figure.number, figure.exactness, figure.sign));
    points.set(figure.id, getPrintedPoint(figure, figure.number));
  }
  return {
    region: (id) => regions.get(id) ?? anything,
    point: (id) => points.get(id),
    unknown: () => everything,
  };
}

/** The same evidence with other regions for some figures. */
export function overlayRegions(under: Evidence, regions: ReadonlyMap<string, Region>): Evidence {
  return { ...under, region: (id) => regions.get(id) ?? under.region(id) };
}

/** The same evidence as if some figures were printed otherwise. */
export function overlayFigures(under: Evidence, changed: readonly PublishedFigure[]): Evidence {
  const prints = readPrints(new Map(changed.map((figure) => [figure.id, figure])));
  const isChanged = (id: string) => changed.some((figure) => figure.id === id);
  return {
    ...under,
    region: (id) => (isChanged(id) ? prints.region(id) : under.region(id)),
    point: (id) => (isChanged(id) ? prints.point(id) : under.point(id)),
  };
}

/** The regions an operand's true value may lie in. */
export function getOperandRegion(operand: Operand, evidence: Evidence): Region {
  switch (operand.type) {
    case "figure":
      return evidence.region(operand.id);
    case "unknown":
      return [evidence.unknown(operand.name)];
    case "constant":
      return [pointInterval(operand.value)];
  }
}

export function findOperandPoint(operand: Operand, evidence: Evidence): Rational | undefined {
  if (operand.type === "constant") return operand.value;
  return operand.type === "figure" ? evidence.point(operand.id) : undefined;
}

/** What an operand's own print says to the letter, whatever restates it more finely. */
export function findOwnPoint(
  operand: Operand,
  figures: ReadonlyMap<string, PublishedFigure>,
): Rational | undefined {
  if (operand.type === "constant") return operand.value;
  const figure = operand.type === "figure" ? figures.get(operand.id) : undefined;
  return figure?.number === undefined ? undefined : getPrintedPoint(figure, figure.number);
}

/** Every operand of a relation, its result first, constants included. */
export function listRelationOperands(relation: Relation): readonly Operand[] {
  switch (relation.type) {
    case "sum":
      return [relation.result, ...relation.added, ...relation.subtracted];
    case "ratio":
      return [relation.result, relation.numerator, relation.denominator];
    case "deviation":
    case "attainment":
      return [relation.result, relation.actual, relation.target];
    case "identity":
    case "equation":
      return [relation.result, ...listOperands(relation.expression)];
    case "restatement":
      return relation.figures.map((id) => ({ type: "figure", id }));
    case "weighted-mean":
      return [
        relation.result,
        ...relation.components.flatMap(({ operand, weight }) =>
          weight === undefined ? [operand] : [operand, weight],
        ),
      ];
    case "count":
      return [relation.result, ...relation.pairs.flatMap(({ left, right }) => [left, right])];
    case "order":
      return relation.operands;
    case "maximum":
    case "minimum":
      return [relation.result, ...relation.operands];
    case "limit":
      return [relation.left, relation.right];
  }
}

/** The figures of a relation, each once, its result first. */
export function listRelationFigures(relation: Relation): readonly string[] {
  return [...new Set(listRelationOperands(relation).flatMap((o) => (o.type === "figure" ? [o.id] : [])))];
}

export function listRelationUnknowns(relation: Relation): readonly string[] {
  return [...new Set(listRelationOperands(relation).flatMap((o) => (o.type === "unknown" ? [o.name] : [])))];
}

/** The figure that a relation states as its result; undefined when it has none. */
export function findResultFigure(relation: Relation): string | undefined {
  if (relation.type === "restatement" || relation.type === "order") return undefined;
  const result = relation.type === "limit" ? relation.left : relation.result;
  return result.type === "figure" && relation.type !== "limit" ? result.id : undefined;
}

export function indexFigures(published: Published): ReadonlyMap<string, PublishedFigure> {
  return new Map(published.figures.map((figure) => [figure.id, figure]));
}

export function getFigure(figures: ReadonlyMap<string, PublishedFigure>, id: string): PublishedFigure {
  const figure = figures.get(id);
  if (figure === undefined) throw new Bug(`cifra ${id} non indicizzata`);
  return figure;
}

/** How many sign choices of prints without sign are tried together; beyond, the signs are left open. */
const maxBranching = 6;

/** Every choice of one interval per figure, for figures whose region has more than one. */
export function* listBranches(
  expression: Expression,
  evidence: Evidence,
): Iterable<(operand: Operand) => Interval> {
  const regions = new Map<string, Region>();
  for (const operand of listOperands(expression)) {
    if (operand.type === "figure") regions.set(operand.id, evidence.region(operand.id));
  }
  const branching = [...regions].filter(([, region]) => region.length > 1);
  const choices = branching.length > maxBranching ? 1 : 2 ** branching.length;
  for (let choice = 0; choice < choices; choice++) {
    const chosen = new Map<string, Interval>();
    for (const [id, region] of regions) {
      const position = branching.findIndex(([other]) => other === id);
      const index = position < 0 || choices === 1 ? 0 : (choice >> position) & 1;
      const isOpen = choices === 1 && region.length > 1;
      chosen.set(id, isOpen ? spanRegion(region) : (region[index] ?? everything));
    }
    yield (operand) =>
      operand.type === "figure"
        ? (chosen.get(operand.id) ?? everything)
        : operand.type === "unknown"
          ? evidence.unknown(operand.name)
          : pointInterval(operand.value);
  }
}

function spanRegion(region: Region): Interval {
  const first = region[0];
  const last = region.at(-1);
  return { lo: first?.lo, hi: last?.hi };
}
