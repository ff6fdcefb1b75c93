/** A formula: at every office and period from its operands there, or at its grain and then summed. */
import type { FormulaNode } from "../../graph/index.ts";
import { grainLayout, periodsInYear } from "../../model/index.ts";
import { type Column, makeColumn, notApplicable } from "../column.ts";
import { evaluateExpression } from "../evaluate-expression.ts";
import type { NodeKind, Scope } from "../figures.ts";
import { layOutGrain, listSources, type RollUpPlan, rollUpCell, rollUpColumn } from "../roll-up.ts";
import { spreadUpward } from "../spread.ts";

function makePlan(node: FormulaNode): RollUpPlan | undefined {
  if (node.rollUp === undefined) return undefined;
  return { tree: node.tree, grain: node.rollUp.grain, finest: node.indicator.grain.period, sum: node.rollUp.sum };
}

function getOperands(node: FormulaNode, scope: Scope): Column[] {
  return node.operands.map((operand) => scope.columns[operand]!);
}

function compute(node: FormulaNode, scope: Scope, out: Column): readonly number[] {
  const plan = makePlan(node);
  if (plan === undefined) {
    evaluateExpression(node.expression, getOperands(node, scope), out, 0, out.values.length);
    return [];
  }
  const everywhere = makeColumn(out.values.length);
  evaluateExpression(node.expression, getOperands(node, scope), everywhere, 0, out.values.length);
  layOutGrain(out, plan, () => notApplicable);
  const { first, count } = grainLayout[plan.finest];
  for (let unit = 0; unit < plan.grain.length; unit++) {
    if (plan.grain[unit] !== 1) continue;
    const from = unit * periodsInYear + first;
    out.values.set(everywhere.values.subarray(from, from + count), from);
    out.states.set(everywhere.states.subarray(from, from + count), from);
  }
  return rollUpColumn(out, plan);
}

/** The cells are gathered side by side, computed as one run, and put back. */
function recompute(node: FormulaNode, scope: Scope, out: Column, cells: readonly number[]): void {
  const plan = makePlan(node);
  const computed = plan === undefined ? cells : cells.filter((cell) => isAtGrain(plan, cell));
  const gathered = getOperands(node, scope).map((column) => gatherCells(column, computed));
  const result = makeColumn(computed.length);
  evaluateExpression(node.expression, gathered, result, 0, computed.length);
  computed.forEach((cell, k) => {
    out.values[cell] = result.values[k]!;
    out.states[cell] = result.states[k]!;
  });
  out.union |= result.union;
  if (plan !== undefined) for (const cell of cells) rollUpCell(out, plan, cell);
}

function isAtGrain(plan: RollUpPlan, cell: number): boolean {
  const { first, count } = grainLayout[plan.finest];
  const period = cell % periodsInYear;
  return plan.grain[(cell - period) / periodsInYear] === 1 && period >= first && period < first + count;
}

function gatherCells(column: Column, cells: readonly number[]): Column {
  return {
    values: Float64Array.from(cells, (cell) => column.values[cell]!),
    states: Uint16Array.from(cells, (cell) => column.states[cell]!),
    union: column.union,
  };
}

export const formulaKind: NodeKind<FormulaNode> = {
  compute,
  recompute,
  spread: (node, cells) => (node.rollUp === undefined ? cells : spreadUpward(node.tree, cells)),
  listReads: (node, scope, cell) => {
    const plan = makePlan(node);
    const period = cell % periodsInYear;
    const sources = plan === undefined ? [] : listSources(plan, (cell - period) / periodsInYear, period);
    if (sources.length > 0) return sources.map((source) => ({ node: node.index, cell: source, year: scope.year }));
    return node.operands.map((operand) => ({ node: operand, cell, year: scope.year }));
  },
};
