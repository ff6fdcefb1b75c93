/**
 * The verb of this room, and the heart of the house.
 *
 * A graph is a list of nodes in which each stands after those it reads. A node's figures are a column: one
 * value and one state for every office and every period of the year. Computing the nation is walking the
 * list once, from the first node to the last, asking each node's kind to fill its column from columns that
 * are already full. There is no recursion, no cache and no order to choose: the graph has chosen it.
 */
import type { Graph, Tree } from "../graph/index.ts";
import { Bug, listPeriodsOfYear, type Problem, periodsInYear } from "../model/index.ts";
import { type Column, makeColumn } from "./column.ts";
import type { Figures, Measures, Scope } from "./figures.ts";
import { getKind } from "./kinds/kinds.ts";
import { sumBeyondIntegers } from "./problems.ts";

/**
 * @param measures what was observed in `measures.year`
 * @param previous the figures of the year before, from the same graph; needed if `graph.lookBack > 0`
 * @param spent figures of the same graph that nobody will read again: their columns are filled anew, because
 *   asking the machine for fresh memory costs as much as computing
 */
export function computeFigures(graph: Graph, measures: Measures, previous?: Figures, spent?: Figures): Figures {
  if (spent !== undefined && (spent.graph !== graph || spent === previous)) throw new Bug("colonne non riutilizzabili");
  const columns: Column[] = [];
  const problems: Problem[] = [];
  const scope: Scope = {
    graph,
    year: measures.year,
    measures,
    columns,
    previous,
    // 1. An office has no figures for the periods in which it did not exist.
    applicable: new Map(graph.trees.map((tree) => [tree.id, mapExistence(tree, measures.year)])),
  };

  for (const node of graph.nodes) {
    // 2. The column is as long as the node's own tree has offices.
    const column = spent?.columns[node.index] ?? makeColumn(node.tree.units.length * periodsInYear);
    columns.push(column);

    // 3. The kind fills it: an input scatters what was observed and sums it by kind, a formula runs over its
    //    operands' columns, a synthesis weighs its components. Absences merge on the way (spec E2).
    const beyond = getKind(node).compute(node, scope, column);

    // 4. A sum that left the exact integers is told, never shown.
    for (const cell of beyond) problems.push(sumBeyondIntegers(node, cell, measures.year));
  }
  return { ...scope, problems };
}

/** 1 where the unit exists in the period; undefined if every unit does in every period. */
function mapExistence(tree: Tree, year: number): Uint8Array | undefined {
  const bounded = tree.units.some((unit) => unit.validFrom !== undefined || unit.validUntil !== undefined);
  if (!bounded) return undefined;
  const map = new Uint8Array(tree.units.length * periodsInYear);
  const periods = listPeriodsOfYear(year);
  tree.units.forEach((unit, index) => {
    for (const period of periods) {
      const exists = (unit.validFrom ?? "") < period.until && (unit.validUntil === undefined || unit.validUntil > period.from);
      map[index * periodsInYear + period.index] = exists ? 1 : 0;
    }
  });
  return map;
}
