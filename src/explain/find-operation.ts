/** By which operation a node's cell follows from what it reads. */
import {
  computeAttainment,
  type Figures,
  findBand,
  formatValue,
  getKind,
  needsTarget,
} from "../engine/index.ts";
import { type Formula, printFormula, printReading, type Reference } from "../formula/index.ts";
import type { AttainmentNode, FormulaNode, GraphNode } from "../graph/index.ts";
import { type Observation, periodsInYear, type Target } from "../model/index.ts";
import type { Operation } from "./explanation.ts";
import { findOutside } from "./find-outside.ts";

interface Found {
  readonly operation: Operation;
  /** The floor or cap that decided the value. */
  readonly limited: number | undefined;
}

export function findOperation(
  figures: Figures,
  node: GraphNode,
  cell: number,
  entry: Observation | Target | undefined,
): Found {
  const outside = findOutside(figures, node, cell);
  if (outside !== undefined) return { operation: { type: "outside", of: outside }, limited: undefined };
  const rolled = findRolledUp(figures, node, cell);
  if (rolled !== undefined) return { operation: rolled, limited: undefined };
  if (node.kind === "attainment") return describeAttainment(figures, node, cell);
  return { operation: describePlain(figures, node, cell, entry), limited: undefined };
}

function describePlain(
  figures: Figures,
  node: GraphNode,
  cell: number,
  entry: Observation | Target | undefined,
): Operation {
  switch (node.kind) {
    case "target": {
      const target = entry as Target | undefined;
      return { type: "target", revision: target?.revision, validFrom: target?.validFrom };
    }
    case "formula":
      return {
        type: "formula",
        text: printFormula(node.formula),
        reading: readFormulaAloud(figures, node, cell),
      };
    case "deviation":
      return { type: "deviation", measure: node.measure, direction: node.direction };
    case "synthesis":
      return {
        type: "weighted-mean",
        total: node.total,
        whenAbsent: node.whenAbsent,
        act: node.indicator.synthesis?.act,
      };
    case "series":
      return { type: "series", name: node.series };
    case "group-mean":
      return { type: "group-mean", grouping: node.grouping };
    default: {
      if (node.kind === "input" && node.printed) return { type: "printed" };
      const observation = entry as Observation | undefined;
      return { type: "observed", note: observation?.note, extractedOn: observation?.extractedOn };
    }
  }
}

/** A cell above the grain: a sum over offices or over time, by the kind of the measure. */
function findRolledUp(figures: Figures, node: GraphNode, cell: number): Operation | undefined {
  const sum = node.kind === "input" ? node.rollUp : node.kind === "formula" ? node.rollUp?.sum : undefined;
  if (sum === undefined) return undefined;
  const reads = getKind(node).listReads(node, figures, cell);
  const first = reads.find((read) => read.node === node.index);
  if (first === undefined) return undefined;
  const isOverTime = Math.floor(first.cell / periodsInYear) === Math.floor(cell / periodsInYear);
  if (!isOverTime) return { type: "sum", along: "offices", whenAbsent: sum.whenAbsent };
  if (sum.kind === "stock") return { type: "last-in-time" };
  if (sum.kind === "level") return { type: "mean-over-time", whenAbsent: sum.whenAbsent };
  return { type: "sum", along: "time", whenAbsent: sum.whenAbsent };
}

/** The formula with the displayed numbers in place of the names. */
function readFormulaAloud(figures: Figures, node: FormulaNode, cell: number): string {
  const show = (index: number | undefined): string => {
    const value = index === undefined ? Number.NaN : figures.columns[index]!.values[cell]!;
    const shown = index === undefined ? undefined : figures.graph.nodes[index];
    return shown === undefined || Number.isNaN(value)
      ? "(assente)"
      : formatValue(figures.graph.model, shown, value);
  };
  const showPart = (part: Reference | Extract<Formula, { type: "series" }>): string => {
    const reference = part.type === "series" ? part.operand : part;
    const candidates = node.operands.filter((operand) => {
      const candidate = figures.graph.nodes[operand]!;
      const isSeries = candidate.kind === "series" || candidate.kind === "group-mean";
      return candidate.indicator.id === reference.indicator && isSeries === (part.type === "series");
    });
    const exact = candidates.filter((operand) => matches(figures, operand, node, reference));
    const found = exact.length > 0 ? exact : candidates;
    return found.length === 1 ? show(found[0]) : found.map((operand) => show(operand)).join("; ");
  };
  return printReading(node.formula, showPart);
}

function matches(figures: Figures, operand: number, node: FormulaNode, reference: Reference): boolean {
  const candidate = figures.graph.nodes[operand]!;
  if (candidate.kind === "series" || candidate.kind === "group-mean") return true;
  if (reference.facet !== undefined && candidate.facet !== reference.facet) return false;
  const wanted = { ...pickShared(node, candidate), ...reference.members };
  return Object.entries(wanted).every(([dimension, member]) => candidate.members[dimension] === member);
}

function pickShared(node: FormulaNode, candidate: GraphNode): Record<string, string> {
  const shared = Object.entries(node.members).filter(([dimension]) => dimension in candidate.members);
  return Object.fromEntries(shared);
}

function describeAttainment(figures: Figures, node: AttainmentNode, cell: number): Found {
  const { rule, floor, cap } = node.attainment;
  const read = (index: number): number => figures.columns[node.operands[index]!]!.values[cell]!;
  const show = (index: number): string => {
    const value = read(index);
    return Number.isNaN(value)
      ? "(assente)"
      : formatValue(figures.graph.model, figures.graph.nodes[node.operands[index]!]!, value);
  };
  const value = figures.columns[node.index]!.values[cell]!;
  const free = computeAttainment(
    { ...node.attainment, floor: undefined, cap: undefined },
    node.direction,
    read(0),
    read(1),
  );
  const limited = value !== free && (value === floor || value === cap) ? value : undefined;
  const [result, target] = [show(0), needsTarget(rule) ? show(1) : ""];
  const isUp = node.direction === "up";
  switch (rule.type) {
    case "deviation":
      return {
        operation: makeRule(
          node,
          "scostamento",
          isUp
            ? `100 + (${result} − ${target}) / |${target}| × 100`
            : `100 + (${target} − ${result}) / |${target}| × 100`,
        ),
        limited,
      };
    case "ratio":
      return {
        operation: makeRule(
          node,
          "rapporto",
          isUp ? `${result} / ${target} × 100` : `${target} / ${result} × 100`,
        ),
        limited,
      };
    case "min-max":
      return {
        operation: makeRule(
          node,
          "minimo_massimo",
          `(${result} − ${rule.min}) / (${rule.max} − ${rule.min}) × 100`,
        ),
        limited,
      };
    case "bands": {
      const band = findBand(rule.bands, read(0));
      return {
        operation: makeRule(
          node,
          "fasce",
          `${result} sta nella fascia [${band?.from ?? "−∞"}; ${band?.until ?? "+∞"})`,
        ),
        limited,
      };
    }
    case "date":
      return { operation: makeRule(node, "data", `${result} rispetto al termine ${target}`), limited };
    case "yes-no":
      return { operation: makeRule(node, "si_no", result), limited };
    case "progress":
      return { operation: makeRule(node, "avanzamento", result), limited };
    case "difference":
      return {
        operation: makeRule(
          node,
          "differenza",
          isUp ? `100 + (${result} − ${target})` : `100 + (${target} − ${result})`,
        ),
        limited,
      };
  }
}

function makeRule({ attainment, direction }: AttainmentNode, rule: string, reading: string): Operation {
  return { type: "attainment", attainment, direction, rule, reading };
}
