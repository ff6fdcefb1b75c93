/** What of a scenario is other than it really is, or than it was the time before. */
import type { GraphNode } from "../../graph/index.ts";
import type { Figures, ShownFigures } from "../figures.ts";

/** A cell of a scenario that is other than the real one. */
export interface MovedCell {
  readonly figures: ShownFigures;
  readonly node: GraphNode;
  readonly state: number;
  readonly value: number;
}

/** A scenario may have the node in another place; undefined where nothing moves. */
export function findMoved(
  real: Figures,
  figures: ShownFigures,
  { key, index }: GraphNode,
  cell: number,
): MovedCell | undefined {
  const node = figures.graph.nodes[figures.graph.indexOf.get(key) ?? -1];
  if (node === undefined) return undefined;
  const [before, after] = [real.columns[index]!, figures.columns[node.index]!];
  if (before === after) return undefined;
  const [state, value] = [after.states[cell]!, after.values[cell]!];
  if (before.states[cell] === state && Object.is(before.values[cell], value)) return undefined;
  return { figures, node, state, value };
}

/** Whether the same things stand in the same order. */
export function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, k) => Object.is(each, other[k]));
}
