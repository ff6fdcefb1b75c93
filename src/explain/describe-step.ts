/** What a step over groups or editions rests on: which offices, which year, which formulas. */
import { type Figures, formatNumber, getDecimals, getFigure, getKind } from "../engine/index.ts";
import { type Graph, type GroupMeanNode, nameGroupStep, type SeriesNode } from "../graph/index.ts";
import { periodsInYear } from "../model/index.ts";
import type { EditionStep, GroupMeanStep } from "./explanation.ts";

export function describeGroupMean(figures: Figures, node: GroupMeanNode, cell: number): GroupMeanStep {
  const { graph } = figures;
  const grouping = graph.model.groupings.find(({ id }) => id === node.grouping);
  const of = node.past ? figures.previous : figures;
  // Value and weight of each office in turn.
  const reads = getKind(node).listReads(node, figures, cell);
  return {
    type: "group-mean",
    name: nameGroupStep(node),
    grouping: node.grouping,
    groupingTitle: grouping?.title ?? node.grouping,
    group: grouping?.groups[node.groupOf[Math.floor(cell / periodsInYear)]!]?.code,
    weight: graph.nodes[node.operands[1]!]!.key,
    year: of?.year ?? null,
    offices: reads.filter((_, at) => at % 2 === 0).map((read) => nameUnit(of, node, read.cell)),
  };
}

function nameUnit(of: Figures | undefined, { index }: GroupMeanNode, cell: number): string {
  return of?.graph.nodes[index]?.tree.units[Math.floor(cell / periodsInYear)]?.code ?? "";
}

export function describeEdition(figures: Figures, node: SeriesNode, cell: number): EditionStep {
  const { graph, edition } = figures;
  const previous = figures.previous?.complete();
  const operand = node.operands[0]!;
  const [read] = getKind(node).listReads(node, figures, cell);
  const unit = Math.floor(cell / periodsInYear);
  const before = figures.unitsBefore.get(node.tree.id)?.[unit] ?? unit;
  const past = previous?.graph.nodes[operand];
  const byThisMethod =
    previous === undefined || past === undefined || before < 0
      ? null
      : getFigure(previous, past, before * periodsInYear + (cell % periodsInYear));
  const isRead = edition !== undefined && read !== undefined;
  // What is absent is NaN, and so is its difference from anything.
  const own = isRead ? edition.columns[read.node]!.values[read.cell]! : Number.NaN;
  const effect = (byThisMethod?.value ?? Number.NaN) - own;
  return {
    type: "edition",
    methodOn: { then: edition?.graph.methodOn ?? graph.methodOn, now: graph.methodOn },
    changed: isRead ? listChanged(edition.graph, read.node, graph) : [],
    byThisMethod,
    effect: Number.isFinite(effect)
      ? { value: effect, display: formatNumber(effect, getDecimals(node)) }
      : null,
  };
}

/** The indicators behind a figure whose formula is no longer that of the edition. */
function listChanged(edition: Graph, from: number, now: Graph): EditionStep["changed"] {
  const behind = new Set([from]);
  // A set tells also what is added while it is read.
  for (const index of behind) for (const operand of edition.nodes[index]!.operands) behind.add(operand);
  const indicators = new Set([...behind].map((index) => edition.nodes[index]!.indicator));
  const formulaNow = new Map(now.model.indicators.map(({ id, formula }) => [id, formula]));
  return [...indicators]
    .filter(({ id, formula }) => formula !== formulaNow.get(id))
    .map(({ id, title, formula, formerFormulas }) => ({
      indicator: id,
      title,
      act: formerFormulas.find((former) => former.formula === formula)?.act,
    }));
}
