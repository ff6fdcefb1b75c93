/** Puts drafts in an order in which each comes after what it reads; circles are problems, told as a trail. */
import { Bug, type Problem } from "../model/index.ts";
import type { Draft, Drafts } from "./draft.ts";
import type { GraphNode } from "./graph.ts";
import { circularDefinition } from "./problems.ts";

export interface Order {
  readonly nodes: readonly GraphNode[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly readers: readonly (readonly number[])[];
}

/** Kahn's order; what stands in a circle, or reads from one, is left out. */
export function orderDrafts(drafts: Drafts, problems: Problem[]): Order {
  const count = drafts.list.length;
  const waiting = new Int32Array(count);
  const readersOf: number[][] = Array.from({ length: count }, () => []);
  for (const draft of drafts.list) {
    for (const operand of draft.operands) {
      readersOf[operand]!.push(draft.id);
      waiting[draft.id]!++;
    }
  }
  const order: number[] = [];
  for (const draft of drafts.list) if (waiting[draft.id] === 0) order.push(draft.id);
  for (let next = 0; next < order.length; next++) {
    for (const reader of readersOf[order[next]!]!) if (--waiting[reader]! === 0) order.push(reader);
  }
  if (order.length < count) reportCircles(drafts.list, waiting, problems);
  return finishNodes(drafts.list, order, readersOf);
}

function finishNodes(
  drafts: readonly Draft[],
  order: readonly number[],
  readersOf: readonly (readonly number[])[],
): Order {
  const place = new Int32Array(drafts.length).fill(-1);
  order.forEach((id, index) => {
    place[id] = index;
  });
  const indexOf = new Map<string, number>();
  const nodes = order.map((id, index) => {
    const draft = drafts[id];
    if (draft === undefined) throw new Bug(`nodo ${id} senza bozza`);
    indexOf.set(draft.key, index);
    return draft.finish(
      index,
      draft.operands.map((operand) => place[operand]!),
    );
  });
  const readers = order.map((id) =>
    readersOf[id]!.map((reader) => place[reader]!)
      .filter((index) => index >= 0)
      .sort((a, b) => a - b),
  );
  return { nodes, indexOf, readers };
}

/** Walks backward from each waiting draft until it meets itself; each circle is told once. */
function reportCircles(drafts: readonly Draft[], waiting: Int32Array, problems: Problem[]): void {
  const seenIn = new Int32Array(drafts.length).fill(-1);
  for (const start of drafts) {
    if (waiting[start.id] === 0 || seenIn[start.id] !== -1) continue;
    const trail: Draft[] = [];
    let current: Draft | undefined = start;
    while (current !== undefined && seenIn[current.id] === -1) {
      seenIn[current.id] = start.id;
      trail.push(current);
      current = drafts[current.operands.find((operand) => waiting[operand]! > 0) ?? -1];
    }
    if (current === undefined || seenIn[current.id] !== start.id) continue;
    const circle = trail.slice(trail.indexOf(current)).reverse();
    const steps = circle.map((draft) => draft.key);
    const { indicator } = current.base;
    const isAlone = circle.every((draft) => draft.base.indicator === indicator);
    problems.push(circularDefinition(indicator.origin.place, `indicatore ${indicator.id}`, steps, isAlone));
  }
}
