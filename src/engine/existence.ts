/** Where an office does not exist, none of its figures applies (spec T5). */
import type { GraphNode, Tree } from "../graph/index.ts";
import { listPeriodsOfYear, periodsInYear } from "../model/index.ts";
import { type Column, notApplicable, noteState } from "./column.ts";
import type { Existence, Scope } from "./figures.ts";

/** Undefined if every unit exists in every period. */
export function mapExistence(tree: Tree, year: number): Existence | undefined {
  const bounded = tree.units.some((unit) => unit.validFrom !== undefined || unit.validUntil !== undefined);
  if (!bounded) return undefined;
  const map = new Uint8Array(tree.units.length * periodsInYear).fill(1);
  const periods = listPeriodsOfYear(year);
  tree.units.forEach((unit, index) => {
    if (unit.validFrom === undefined && unit.validUntil === undefined) return;
    for (const period of periods) {
      const exists =
        (unit.validFrom ?? "") < period.until &&
        (unit.validUntil === undefined || unit.validUntil > period.from);
      map[index * periodsInYear + period.index] = exists ? 1 : 0;
    }
  });
  const nowhere: number[] = [];
  for (let cell = 0; cell < map.length; cell++) if (map[cell] === 0) nowhere.push(cell);
  return { exists: map, nowhere: Int32Array.from(nowhere) };
}

/** Formulas without references, sums of numbers and partial syntheses would have a value even there. */
export function maskNonexistent(node: GraphNode, scope: Scope, column: Column): void {
  markNonexistent(column, scope.existence.get(node.tree.id)?.nowhere ?? []);
}

/** The same for some cells. */
export function maskCells(node: GraphNode, scope: Scope, column: Column, cells: readonly number[]): void {
  const existence = scope.existence.get(node.tree.id);
  if (existence === undefined) return;
  markNonexistent(
    column,
    cells.filter((cell) => existence.exists[cell] === 0),
  );
}

export function markNonexistent(column: Column, cells: ArrayLike<number>): void {
  for (let k = 0; k < cells.length; k++) {
    const cell = cells[k]!;
    if (column.states[cell] === notApplicable) continue;
    column.values[cell] = Number.NaN;
    column.states[cell] = notApplicable;
    noteState(column, cell);
  }
}
