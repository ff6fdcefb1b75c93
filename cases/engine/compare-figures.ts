/** The engine's figures beside the oracle's, cell by cell, and other ways to look at all of them at once. */
import {
  absenceMask,
  computeCoverage,
  type Figures,
  findAbsence,
  getFigure,
} from "../../src/engine/index.ts";
import type { Explanation, FormulaEvaluator } from "../../src/explain/index.ts";
import {
  evaluateFormula,
  getKnownNames,
  parseFormula,
  type Reference,
  type Series,
} from "../../src/formula/index.ts";
import { type GraphNode, nodeKey } from "../../src/graph/index.ts";
import { listPeriodsOfYear, type Model, periodsInYear } from "../../src/model/index.ts";
import type { Known, Oracle } from "./slow-oracle.ts";

const isStep = (node: GraphNode) => node.kind === "series" || node.kind === "group-mean";

/** In words, every figure on which the two do not agree. */
export function listDifferences(figures: Figures, oracle: Oracle): string[] {
  const differences: string[] = [];
  const periods = listPeriodsOfYear(figures.year);
  for (const tree of figures.graph.trees) {
    for (let cell = 0; cell < tree.units.length * periodsInYear; cell++) {
      const period = periods[cell % periodsInYear]!;
      const unit = tree.units[Math.floor(cell / periodsInYear)]!.code;
      const coverage = computeCoverage(figures, tree.id, cell);
      for (const node of figures.graph.nodes) {
        if (node.tree !== tree || isStep(node)) continue;
        const figure = getFigure(figures, node, cell, coverage);
        const { indicator, facet, members } = node;
        const expected = oracle.getCell({ indicator, facet, members }, { unit, period });
        const share = oracle.getCoverage({ indicator, facet, members }, { unit, period });
        const found = {
          value: figure.value ?? undefined,
          absence: figure.absence ?? undefined,
          provenance: figure.provenance,
          provisional: figure.status === "provisional",
          partial: figure.partial,
          printed: figure.printed,
        };
        const isSameShare = figure.absence === "not-applicable" || isClose(figure.coverage, share);
        if (isSame(found, expected) && isSameShare) continue;
        const { scaled: _, ...shown } = expected;
        differences.push(
          `${node.key}@${unit}#${period.code}: ${JSON.stringify({ ...found, coverage: figure.coverage })} instead of ${JSON.stringify({ ...shown, coverage: share })}`,
        );
      }
    }
  }
  return differences;
}

/** Zero has no sign in the rules; the marks of what does not apply tell nothing. */
function isSame(found: Known, expected: Known): boolean {
  if (found.absence !== expected.absence) return false;
  if (found.absence === undefined && !(found.value === expected.value)) return false;
  if (found.absence === "not-applicable") return true;
  return (["provenance", "provisional", "partial", "printed"] as const).every(
    (mark) => found[mark] === expected[mark],
  );
}

function isClose(a: number | null, b: number | null): boolean {
  return a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-12);
}

/** Values and states of every cell, as bits; no value is one thing, however the machine writes it. */
export function copyBits(figures: Figures): readonly (readonly [string, BigUint64Array, Uint16Array])[] {
  return figures.graph.nodes.map((node) => {
    const { values, states } = figures.columns[node.index]!;
    return [node.key, new BigUint64Array(Float64Array.from(values, oneNaN).buffer), Uint16Array.from(states)];
  });
}

/** A value where, and only where, no absence is stated; and holes that say so. */
export function findBrokenCells(figures: Figures): string[] {
  return figures.graph.nodes.flatMap((node) => {
    const { values, states, holes } = figures.columns[node.index]!;
    return [...values].flatMap((value, cell) => {
      const absences = states[cell]! & absenceMask;
      const isOne = (absences & (absences - 1)) === 0;
      const isHole = ((holes.absent[cell >> 5]! >>> cell) & 1) === 1;
      return Number.isFinite(value) === (absences === 0) && isOne && isHole === (absences !== 0)
        ? []
        : [`${node.key} ${cell} ${value} ${findAbsence(states[cell]!)}`];
    });
  });
}

/** Redoes a formula step from the parts that the explanation names, by the formula that it prints. */
export function makeEvaluator(model: Model): FormulaEvaluator {
  const names = getKnownNames(model);
  return (step) => {
    const { operation, parts } = step;
    if (operation.type !== "formula") return undefined;
    const place = { file: "", line: 1, column: 1 };
    const formula = parseFormula({ text: operation.text, place }, names, "").value;
    if (formula === undefined) throw new Error(`formula non riletta: ${operation.text}`);
    const outcome = evaluateFormula(formula, (node) => {
      const found = parts.map((part) => part.explanation).filter((part) => isNamed(part, node, step, model));
      if (found.length === 0) throw new Error(`${operation.text}: nessuna parte per ${JSON.stringify(node)}`);
      const cells = found.map(({ figure }) =>
        figure.absence === null ? { value: figure.value ?? Number.NaN } : { absence: figure.absence },
      );
      return cells.length === 1 ? cells[0]! : cells;
    });
    return "absence" in outcome ? null : Number(outcome.value);
  };
}

function isNamed(part: Explanation, node: Reference | Series, step: Explanation, model: Model): boolean {
  const { operation, figure } = part;
  const name = nameStep(operation);
  if ((name !== undefined) !== (node.type === "series")) return false;
  if (node.type === "series") {
    if (name !== node.name) return false;
    if (operation.type === "group-mean" && operation.grouping !== node.grouping) return false;
    if (node.weight !== undefined && !isWeighedBy(part, node.weight, step, model)) return false;
    return isFigure(figure, node.operand, step, model);
  }
  return isFigure(figure, node, step, model);
}

/** The function of a step over time or offices. */
function nameStep(operation: Explanation["operation"]): Series["name"] | undefined {
  if (operation.type === "edition") return "edizione_precedente";
  return operation.type === "series" || operation.type === "group-mean" ? operation.name : undefined;
}

/** Two means of one figure differ by their weights. */
function isWeighedBy(part: Explanation, weight: Reference, step: Explanation, model: Model): boolean {
  const { facet, members } = resolve(weight, step, model);
  return (
    part.operation.type === "group-mean" &&
    part.operation.weight === nodeKey(weight.indicator, facet, members)
  );
}

function isFigure(
  figure: Explanation["figure"],
  reference: Reference,
  step: Explanation,
  model: Model,
): boolean {
  const { facet, members } = resolve(reference, step, model);
  return (
    figure.id === reference.indicator &&
    figure.facet === facet &&
    Object.entries(members).every(([dimension, member]) => figure.members[dimension] === member)
  );
}

function resolve(reference: Reference, { figure }: Explanation, model: Model) {
  const owner = model.indicators.find(({ id }) => id === figure.id)!;
  const indicator = model.indicators.find(({ id }) => id === reference.indicator)!;
  const onTargets =
    figure.facet === "target" && owner.mainFacet !== "target" && owner.targetFormula === "same";
  const facet =
    reference.facet ?? (onTargets && indicator.mainFacet === "result" ? "target" : indicator.mainFacet);
  const members: Record<string, string> = {};
  for (const dimension of indicator.dimensions) {
    const member = reference.members[dimension] ?? figure.members[dimension];
    if (member !== undefined) members[dimension] = member;
  }
  return { facet, members };
}

function oneNaN(value: number): number {
  return Number.isNaN(value) ? Number.NaN : value;
}
