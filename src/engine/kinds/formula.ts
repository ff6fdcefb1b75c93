/** A formula: at every office and period from its operands there, or at its grain and then summed. */
import type { FormulaNode } from "../../graph/index.ts";
import { grainLayout, isOfGrain, periodsInYear } from "../../model/index.ts";
import type { Column } from "../column.ts";
import { evaluateCells, evaluateExpression } from "../evaluate-expression.ts";
import { maskCells, maskNonexistent } from "../existence.ts";
import type { NodeKind, Scope } from "../figures.ts";
import { markLacking } from "../lacking.ts";
import { type Filled, getLargestSum, type RollUpPlan, rollUpColumn } from "../roll-up.ts";
import { listSources, rollUpCell } from "../roll-up-cell.ts";
import { spreadUpward } from "../spread.ts";

const nowhere = new Int32Array();

function makePlan(node: FormulaNode): RollUpPlan | undefined {
  if (node.rollUp === undefined) return undefined;
  return {
    tree: node.tree,
    grain: node.rollUp.grain,
    finest: node.indicator.grain.period,
    sum: node.rollUp.sum,
    nowhere,
  };
}

function getOperands(node: FormulaNode, scope: Scope): Column[] {
  return node.operands.map((operand) => scope.columns[operand]!);
}

function compute(node: FormulaNode, scope: Scope, out: Column): readonly number[] {
  const exists = scope.existence.get(node.tree.id)?.exists;
  evaluateExpression(node.expression, getOperands(node, scope), out, exists);
  maskNonexistent(node, scope, out);
  const plan = makePlan(node);
  if (plan === undefined) return [];
  const beyond = rollUpColumn(out, plan, { ...computed, isBounded: isBounded(node, plan, out) });
  out.reach = Math.max(out.reach, 53);
  markLacking(node, scope, out);
  return beyond;
}

const computed: Filled = { isMarked: true, isBounded: false, settle: () => {} };

/** Whether no sum of computed cells can be too large, whatever they are. */
function isBounded({ tree }: FormulaNode, { finest, sum }: RollUpPlan, { reach }: Column): boolean {
  return 2 ** reach * grainLayout[finest].count * tree.units.length <= getLargestSum(sum.decimals);
}

function recompute(node: FormulaNode, scope: Scope, out: Column, cells: readonly number[]): void {
  const plan = makePlan(node);
  const computed = plan === undefined ? cells : cells.filter((cell) => isAtGrain(plan, cell));
  evaluateCells(node.expression, getOperands(node, scope), out, computed);
  maskCells(node, scope, out, computed);
  if (plan === undefined) return;
  for (const cell of cells) rollUpCell(out, plan, cell);
  markLacking(node, scope, out, cells);
}

function isAtGrain(plan: RollUpPlan, cell: number): boolean {
  const period = cell % periodsInYear;
  return plan.grain[(cell - period) / periodsInYear] === 1 && isOfGrain(plan.finest, period);
}

export const formulaKind: NodeKind<FormulaNode> = {
  compute,
  recompute,
  spread: (node, cells) => (node.rollUp === undefined ? cells : spreadUpward(node.tree, cells)),
  isCellwise: ({ rollUp }) => rollUp === undefined,
  listReads: (node, scope, cell) => {
    const plan = makePlan(node);
    const period = cell % periodsInYear;
    const sources = plan === undefined ? [] : listSources(plan, (cell - period) / periodsInYear, period);
    if (sources.length > 0)
      return sources.map((source) => ({ node: node.index, cell: source, year: scope.year }));
    return node.operands.map((operand) => ({ node: operand, cell, year: scope.year }));
  },
};
