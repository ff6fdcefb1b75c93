/**
 * What sums lack on the boundaries of another day: the facts of offices that are not there and have no heir. Such a
 * sum is of what is there, and is marked as partial, with all that is made of it.
 */
import type { LostOffice } from "../facts/index.ts";
import type { GraphNode, Tree } from "../graph/index.ts";
import { type Kind, listPeriodsOfYear, periodsInYear } from "../model/index.ts";
import { absenceMask, type Column, noteState, partial } from "./column.ts";
import type { Lacking, LostAt, Scope } from "./figures.ts";

const nothing: LostAt = new Map();

/** The cells of a node's column that lack facts, and whose. */
export function findLacking(scope: Scope, node: GraphNode): LostAt {
  if (scope.measures.lacking.size === 0) return nothing;
  if (node.kind === "input") {
    const own = scope.measures.lacking.get(node.index)?.facts ?? nothing;
    if (node.indicator.measure?.type === "distinct") return own;
    // What every office states for itself is no sum of others.
    const isSum = node.rollUp !== undefined && node.indicator.grain.orgUnit !== "tutte";
    return isSum ? spreadUp(node.tree, own, node.rollUp.kind) : nothing;
  }
  if (node.kind === "formula" && node.rollUp !== undefined)
    return spreadUp(
      node.tree,
      gather(scope, node, ({ offices }) => offices),
      node.rollUp.sum.kind,
    );
  if (node.kind === "series" && node.series === "totale_sottoalbero")
    return spreadUp(
      node.tree,
      gather(scope, node, ({ facts }) => facts),
      node.indicator.kind,
    );
  return nothing;
}

/** What the inputs below a node lack. */
function gather(scope: Scope, node: GraphNode, of: (lacking: Lacking) => LostAt): LostAt {
  const found = new Map<number, Set<LostOffice>>();
  const seen = new Set<number>();
  const open = [...node.operands];
  while (open.length > 0) {
    const index = open.pop()!;
    if (seen.has(index)) continue;
    seen.add(index);
    open.push(...scope.graph.nodes[index]!.operands);
    const lacking = scope.measures.lacking.get(index);
    for (const [cell, offices] of lacking === undefined ? [] : of(lacking)) addAll(found, cell, offices);
  }
  return found;
}

/** To the offices above, and to the longer periods that are made of a cell by the kind of the measure. */
function spreadUp(tree: Tree, cells: LostAt, kind: Kind): LostAt {
  const periods = listPeriodsOfYear(2000);
  const found = new Map<number, Set<LostOffice>>();
  for (const [cell, offices] of cells) {
    const own = periods[cell % periodsInYear]!;
    const longer = periods.filter(({ from, until }) =>
      kind === "stock" ? from <= own.from && until === own.until : from <= own.from && until >= own.until,
    );
    for (let unit = Math.floor(cell / periodsInYear); unit >= 0; unit = tree.parent[unit]!)
      for (const { index } of longer) addAll(found, unit * periodsInYear + index, offices);
  }
  return found;
}

export function addAll(
  found: Map<number, Set<LostOffice>>,
  cell: number,
  offices: Iterable<LostOffice>,
): void {
  const own = found.get(cell) ?? new Set();
  found.set(cell, own);
  for (const office of offices) own.add(office);
}

/** Marks what lacks facts in a column that is summed; of some cells only, if they are listed. */
export function markLacking(node: GraphNode, scope: Scope, column: Column, among?: readonly number[]): void {
  const lacking = findLacking(scope, node);
  if (lacking.size === 0) return;
  for (const cell of among ?? lacking.keys()) {
    if (!lacking.has(cell) || (column.states[cell]! & absenceMask) !== 0) continue;
    column.states[cell]! |= partial;
    noteState(column, cell);
  }
}

/** Whose facts a figure lacks, if it is itself a sum of them. */
export function listLost(scope: Scope, node: GraphNode, cell: number): readonly LostOffice[] {
  if ((scope.columns[node.index]!.states[cell]! & partial) === 0) return [];
  return orderByCode(findLacking(scope, node).get(cell) ?? []);
}

/** Every office whose facts some measure of the year lacks. */
export function listAllLost({ measures }: Scope): readonly LostOffice[] {
  return orderByCode(
    [...measures.lacking.values()].flatMap(({ facts }) => [...facts.values()].flatMap((own) => [...own])),
  );
}

/** Each once, whatever measures lack it. */
function orderByCode(offices: Iterable<LostOffice>): readonly LostOffice[] {
  const known = new Map([...offices].map((lost) => [lost.orgUnit, lost]));
  return [...known.values()].toSorted((a, b) => (a.orgUnit < b.orgUnit ? -1 : 1));
}
