/**
 * The verb of this room, and the heart of the house.
 *
 * A graph is a list of nodes in which each stands after those it reads. A node's figures are a column: one
 * value and one state for every office and every period of the year. Computing the nation is walking the
 * list once, from the first node to the last, asking each node's kind to fill its column from columns that
 * are already full. There is no recursion, no cache and no order to choose: the graph has chosen it.
 */
import type { Graph, Tree } from "../graph/index.ts";
import { Bug, type Problem, periodsInYear } from "../model/index.ts";
import { type Column, makeColumn } from "./column.ts";
import { mapExistence, maskNonexistent } from "./existence.ts";
import type { Figures, Measures, Scope } from "./figures.ts";
import { getKind } from "./kinds/kinds.ts";
import { sumBeyondIntegers } from "./problems.ts";

/** What stands beside the year that is computed. */
export interface Beside {
  /**
   * The figures of the year before, from the same graph or from the same model's graph of that year, where offices
   * stand as they stood then; needed if `graph.lookBack > 0`.
   */
  readonly previous?: Figures | undefined;
  /** The figures of the year before as its own edition has them, if formulas ask for them. */
  readonly edition?: Figures | undefined;
  /**
   * Figures of the same graph that nobody will read again: their columns are filled anew, because asking the machine
   * for fresh memory costs as much as computing.
   */
  readonly spent?: Figures | undefined;
  /** The nodes to compute, with all that they read; every node unless told otherwise. */
  readonly only?: ReadonlySet<number> | undefined;
}

export function computeFigures(graph: Graph, measures: Measures, beside: Beside = {}): Figures {
  const { previous, edition, spent, only } = beside;
  if (spent !== undefined && (spent.graph !== graph || spent === previous))
    throw new Bug("colonne non riutilizzabili");
  const columns: Column[] = [];
  const problems: Problem[] = [];
  const scope: Scope = {
    graph,
    year: measures.year,
    measures,
    columns,
    previous,
    // 1. An office has no figures for the periods in which it did not exist.
    existence: new Map(graph.trees.map((tree) => [tree.id, mapExistence(tree, measures.year)])),
    unitsBefore: mapAllUnits(graph, previous),
    edition,
    unitsInEdition: mapAllUnits(graph, edition),
  };

  for (const node of graph.nodes) {
    if (only?.has(node.index) === false) {
      columns.push(uncomputed);
      continue;
    }
    // 2. The column is as long as the node's own tree has offices.
    const column = spent?.columns[node.index] ?? makeColumn(node.tree.units.length * periodsInYear);
    columns.push(column);

    // 3. The kind fills it: an input scatters what was observed and sums it by kind, a formula runs over its
    //    operands' columns, a synthesis weighs its components. Absences merge on the way (spec E2).
    const beyond = getKind(node).compute(node, scope, column);
    maskNonexistent(node, scope, column);

    // 4. A sum that left the exact integers is told, never shown.
    for (const cell of beyond) problems.push(sumBeyondIntegers(node, cell, measures.year));
  }
  const figures: Figures = { ...scope, problems, complete: () => figures };
  return figures;
}

/** Nobody reads a column that was not asked for. */
const uncomputed: Column = {
  get values(): never {
    throw new Bug("colonna non calcolata");
  },
  get states(): never {
    throw new Bug("colonna non calcolata");
  },
  get unions(): never {
    throw new Bug("colonna non calcolata");
  },
  get holes(): never {
    throw new Bug("colonna non calcolata");
  },
  reach: Number.NaN,
  fineness: Number.NaN,
  get blocks(): never {
    throw new Bug("colonna non calcolata");
  },
};

function mapAllUnits({ trees }: Graph, other: Figures | undefined): Scope["unitsBefore"] {
  return new Map(trees.map((tree, k) => [tree.id, mapUnits(tree, other?.graph.trees[k])]));
}

/** Where each unit of a tree stands in another; undefined if there is no other. */
function mapUnits(tree: Tree, other: Tree | undefined): Int32Array | undefined {
  if (other === undefined || other === tree) return undefined;
  return Int32Array.from(tree.units, (unit) => other.indexOf.get(unit.code) ?? -1);
}
