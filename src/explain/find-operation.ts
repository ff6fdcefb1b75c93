/** By which operation a node's cell follows from what it reads. */
import {
  computeAttainment,
  type Figures,
  formatValue,
  getDecimals,
  getKind,
  getLargestSum,
  isYesOrNo,
  needsTarget,
  scaleToInteger,
} from "../engine/index.ts";
import { listLeaves, printFormula, type Reference, type Series } from "../formula/index.ts";
import {
  type AttainmentNode,
  type FormulaNode,
  type GraphNode,
  isStep,
  nameGroupStep,
  type RollUp,
} from "../graph/index.ts";
import { type Observation, periodsInYear, type Target } from "../model/index.ts";
import { describeEdition, describeGroupMean } from "./describe-step.ts";
import type { Compared, Operation, WrittenValue } from "./explanation.ts";
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
        formula: node.formula,
        values: listLeaves(node.formula).map((leaf) => writeLeaf(figures, node, cell, leaf)),
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
      if (node.series === "edizione_precedente") return describeEdition(figures, node, cell);
      return { type: "series", name: node.series };
    case "group-mean":
      return describeGroupMean(figures, node, cell);
    default: {
      if (node.kind === "input" && node.printed) return { type: "printed" };
      const delivered = describeDelivered(figures, node, cell);
      if (delivered !== undefined) return delivered;
      const observation = entry as Observation | undefined;
      return {
        type: "observed",
        note: observation?.note,
        extractedOn: observation?.extractedOn,
        limit: findLimit(figures, node, cell),
      };
    }
  }
}

function describeDelivered(figures: Figures, node: GraphNode, cell: number): Operation | undefined {
  const { measure } = node.indicator;
  if (measure?.type === "period-days") return { type: "calendar" };
  const behind = figures.measures.findDelivered(node.index, cell);
  if (measure === undefined || behind === undefined) return undefined;
  return {
    type: "delivered",
    source: behind.source.id,
    title: behind.source.title,
    owner: behind.source.owner,
    measure,
    isUntold: behind.isUntold,
    limit: findLimit(figures, node, cell),
    deliveries: behind.deliveries.map(({ number, file, recordedOn, rows, mode }) => ({
      number,
      file: file.name,
      sha256: file.sha256,
      recordedOn,
      rows,
      isCorrection: mode !== "full",
    })),
  };
}

/** A cell above the grain: a sum over offices or over time, by the kind of the measure. */
function findRolledUp(figures: Figures, node: GraphNode, cell: number): Operation | undefined {
  const sum = node.kind === "input" ? node.rollUp : node.kind === "formula" ? node.rollUp?.sum : undefined;
  if (sum === undefined) return undefined;
  const reads = getKind(node).listReads(node, figures, cell);
  const first = reads.find((read) => read.node === node.index);
  if (first === undefined) return undefined;
  const { whenAbsent } = sum;
  const limit = getLimit(sum);
  const isOverTime = Math.floor(first.cell / periodsInYear) === Math.floor(cell / periodsInYear);
  if (!isOverTime) return { type: "sum", along: "offices", whenAbsent, limit };
  if (sum.kind === "stock") return { type: "last-in-time" };
  if (sum.kind === "level") return { type: "mean-over-time", whenAbsent, limit };
  return { type: "sum", along: "time", whenAbsent, limit };
}

function getLimit({ decimals }: RollUp): number {
  return getLargestSum(decimals) / 10 ** decimals;
}

/** The limit of what is summed, where what was measured is larger and has no value. */
function findLimit({ measures }: Figures, node: GraphNode, cell: number): number | undefined {
  if (node.kind !== "input" || node.rollUp === undefined) return undefined;
  const measure = measures.inputs.get(node.index);
  const at = measure?.cells.indexOf(cell) ?? -1;
  const isLarger = at >= 0 && Math.abs(measure!.scaled[at]!) > getLargestSum(node.rollUp.decimals);
  return isLarger ? getLimit(node.rollUp) : undefined;
}

/** What a name or call in a formula stands for, as it is written. */
function writeLeaf(
  figures: Figures,
  node: FormulaNode,
  cell: number,
  part: Reference | Series,
): readonly WrittenValue[] {
  const reference = part.type === "series" ? part.operand : part;
  const candidates = node.operands.filter((operand) => {
    const candidate = figures.graph.nodes[operand]!;
    return candidate.indicator.id === reference.indicator && isSameStep(candidate, part);
  });
  const exact = candidates.filter((operand) => matches(figures, operand, node, reference));
  return (exact.length > 0 ? exact : candidates).map((operand) =>
    writeValue(figures, operand, figures.columns[operand]!.values[cell]!),
  );
}

function writeValue(figures: Figures, index: number, value: number): WrittenValue {
  const node = figures.graph.nodes[index]!;
  if (Number.isNaN(value)) return null;
  const { model } = figures.graph;
  if (isYesOrNo(model, node.indicator, node.facet)) return value === 1;
  return formatValue(model, node, value);
}

/** Whether a node is what a call asks for, or no step at all where a name stands alone. */
function isSameStep(node: GraphNode, part: Reference | Series): boolean {
  if (part.type === "reference") return !isStep(node);
  if (node.kind === "series") return node.series === part.name;
  return node.kind === "group-mean" && nameGroupStep(node) === part.name;
}

function matches(figures: Figures, operand: number, node: FormulaNode, reference: Reference): boolean {
  const candidate = figures.graph.nodes[operand]!;
  if (isStep(candidate)) return true;
  if (reference.facet !== undefined && candidate.facet !== reference.facet) return false;
  const wanted = { ...pickShared(node, candidate), ...reference.members };
  return Object.entries(wanted).every(([dimension, member]) => candidate.members[dimension] === member);
}

function pickShared(node: FormulaNode, candidate: GraphNode): Record<string, string> {
  const shared = Object.entries(node.members).filter(([dimension]) => dimension in candidate.members);
  return Object.fromEntries(shared);
}

function describeAttainment(figures: Figures, node: AttainmentNode, cell: number): Found {
  const { floor, cap } = node.attainment;
  const [result, target] = node.operands.map((index) => figures.columns[index]!.values[cell]!);
  const value = figures.columns[node.index]!.values[cell]!;
  const unlimited = { ...node.attainment, floor: undefined, cap: undefined };
  const free = computeAttainment(unlimited, node.direction, result!, target!);
  const limited = value !== free && (value === floor || value === cap) ? value : undefined;
  const { attainment, direction } = node;
  const [own, aim] = node.operands;
  const operation: Operation = {
    type: "attainment",
    attainment,
    direction,
    result: describeCompared(figures, own!, result!),
    target: needsTarget(attainment.rule) ? describeCompared(figures, aim!, target!) : undefined,
  };
  return { operation, limited };
}

function describeCompared(figures: Figures, index: number, value: number): Compared {
  const decimals = getDecimals(figures.graph.nodes[index]!);
  const isAbsent = Number.isNaN(value);
  return {
    value: isAbsent ? null : value,
    written: writeValue(figures, index, value),
    isRounded: !isAbsent && scaleToInteger(value, decimals) / 10 ** decimals !== value,
  };
}
