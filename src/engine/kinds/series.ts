/** Steps over time and offices inside a formula: the period before, running totals, the subtree's total. */
import type { SeriesNode } from "../../graph/index.ts";
import { Bug, grainLayout, listPeriodsOfYear, periodsInYear } from "../../model/index.ts";
import { writeCell } from "../cell-by-cell.ts";
import { type Column, forgetStates, missing, notApplicable, noteState } from "../column.ts";
import type { CellOf, NodeKind, Scope } from "../figures.ts";
import { markLacking } from "../lacking.ts";

const grains = listPeriodsOfYear(2000).map((period) => grainLayout[period.grain]);

/** One cell from those it reads; years before the model's first are missing. */
function computeCell(node: SeriesNode, scope: Scope, out: Column, cell: number): void {
  if (node.series === "totale_sottoalbero") return computeSubtree(node, scope, out, cell);
  const reads = listSeriesReads(node, scope, cell);
  if (isOneCell(node)) {
    const [read] = reads;
    if (read === undefined) {
      const past = node.series === "edizione_precedente" ? scope.edition : scope.previous;
      return writeAbsence(out, cell, past === undefined ? missing : notApplicable);
    }
    const column = getColumn(scope, read);
    return writeCell(out, cell, column.values[read.cell]!, column.states[read.cell]!);
  }
  let sum = 0;
  let union = 0;
  let applies = false;
  for (const read of reads) {
    const column = getColumn(scope, read);
    const state = column.states[read.cell]!;
    if ((state & notApplicable) !== 0) continue;
    applies = true;
    union |= state;
    sum += column.values[read.cell]!;
  }
  writeCell(out, cell, sum, applies ? union : notApplicable);
}

/** Steps that repeat one cell of another time. */
function isOneCell({ series }: SeriesNode): boolean {
  return series === "precedente" || series === "anno_precedente" || series === "edizione_precedente";
}

function getColumn(scope: Scope, { node, year, inEdition }: CellOf): Column {
  const of = inEdition === true ? scope.edition : year === scope.year ? scope : scope.previous;
  const column = of?.columns[node];
  if (column === undefined) throw new Bug(`nodo ${node} non calcolato nel ${year}`);
  return column;
}

/** An absence that arises here, kept as it is and not merged. */
function writeAbsence(out: Column, cell: number, absence: number): void {
  out.values[cell] = Number.NaN;
  out.states[cell] = absence;
  noteState(out, cell);
}

function computeSubtree(node: SeriesNode, scope: Scope, out: Column, cell: number): void {
  const column = scope.columns[node.operands[0]!]!;
  const period = cell % periodsInYear;
  const unit = (cell - period) / periodsInYear;
  let sum = 0;
  let union = 0;
  let applies = false;
  for (let below = unit; below < node.tree.end[unit]!; below++) {
    const at = below * periodsInYear + period;
    if ((column.states[at]! & notApplicable) !== 0) continue;
    applies = true;
    union |= column.states[at]!;
    sum += column.values[at]!;
  }
  writeCell(out, cell, sum, applies ? union : notApplicable);
}

/** A cell of the year before, on the organisation of that year; none before the first year or the office. */
function listPast({ tree }: SeriesNode, scope: Scope, node: number, cell: number, period: number): CellOf[] {
  if (scope.previous === undefined) return [];
  const unit = Math.floor(cell / periodsInYear);
  const units = scope.unitsBefore.get(tree.id);
  const before = units === undefined ? unit : units[unit]!;
  return before < 0 ? [] : [{ node, cell: before * periodsInYear + period, year: scope.year - 1 }];
}

/** The same cell in the edition of the year before, where the node has another place. */
function listInEdition({ tree }: SeriesNode, scope: Scope, node: number, cell: number): CellOf[] {
  const place = scope.edition?.graph.indexOf.get(scope.graph.nodes[node]!.key);
  if (place === undefined) return [];
  const period = cell % periodsInYear;
  const unit = (cell - period) / periodsInYear;
  const units = scope.unitsInEdition.get(tree.id);
  const before = units === undefined ? unit : units[unit]!;
  if (before < 0) return [];
  return [{ node: place, cell: before * periodsInYear + period, year: scope.year - 1, inEdition: true }];
}

/** The cells a step over time reads; a running total reads its own last cell of the year before. */
function listSeriesReads(node: SeriesNode, scope: Scope, cell: number): CellOf[] {
  const operand = node.operands[0]!;
  const period = cell % periodsInYear;
  const { first, count } = grains[period]!;
  const row = cell - period;
  const { year } = scope;
  switch (node.series) {
    case "precedente":
      if (period > first) return [{ node: operand, cell: cell - 1, year }];
      return listPast(node, scope, operand, cell, first + count - 1);
    case "anno_precedente":
      return listPast(node, scope, operand, cell, period);
    case "edizione_precedente":
      return listInEdition(node, scope, operand, cell);
    case "totale_sottoalbero":
      return listSubtree(node, scope, cell);
    case "da_inizio_anno":
      return listFromJanuary(operand, row + first, cell, year);
    case "cumulato": {
      const own = listFromJanuary(operand, row + first, cell, year);
      return [...listPast(node, scope, node.index, cell, first + count - 1), ...own];
    }
  }
}

function listSubtree(node: SeriesNode, scope: Scope, cell: number): CellOf[] {
  const period = cell % periodsInYear;
  const unit = (cell - period) / periodsInYear;
  const operand = node.operands[0]!;
  const column = scope.columns[operand]!;
  const reads: CellOf[] = [];
  for (let below = unit; below < node.tree.end[unit]!; below++) {
    const at = below * periodsInYear + period;
    if ((column.states[at]! & notApplicable) === 0) reads.push({ node: operand, cell: at, year: scope.year });
  }
  return reads;
}

function listFromJanuary(node: number, from: number, until: number, year: number): CellOf[] {
  return Array.from({ length: until - from + 1 }, (_, k) => ({ node, cell: from + k, year }));
}

/** Within the year: the next period, the rest of the year, the offices above. */
function spreadSeries(node: SeriesNode, cells: readonly number[]): readonly number[] {
  if (node.series === "anno_precedente" || node.series === "edizione_precedente") return [];
  if (node.series === "totale_sottoalbero") {
    const found = new Set<number>();
    for (const cell of cells) {
      const period = cell % periodsInYear;
      for (let unit = (cell - period) / periodsInYear; unit >= 0; unit = node.tree.parent[unit]!) {
        found.add(unit * periodsInYear + period);
      }
    }
    return [...found];
  }
  const found = new Set<number>();
  for (const cell of cells) {
    const period = cell % periodsInYear;
    const { first, count } = grains[period]!;
    const last = node.series === "precedente" ? Math.min(period + 1, first + count - 1) : first + count - 1;
    const from = node.series === "precedente" ? period + 1 : period;
    for (let later = from; later <= last; later++) found.add(cell - period + later);
  }
  return [...found];
}

export const seriesKind: NodeKind<SeriesNode> = {
  compute: (node, scope, out) => {
    forgetStates(out);
    for (let cell = 0; cell < out.values.length; cell++) computeCell(node, scope, out, cell);
    markLacking(node, scope, out);
    return [];
  },
  recompute: (node, scope, out, cells) => {
    for (const cell of cells) computeCell(node, scope, out, cell);
    markLacking(node, scope, out, cells);
  },
  spread: spreadSeries,
  isCellwise: () => false,
  listReads: listSeriesReads,
};
