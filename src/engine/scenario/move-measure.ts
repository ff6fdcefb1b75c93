/** The figures as they would be with everything measured of one node, below one office, multiplied. */
import type { Column } from "../column.ts";
import { absenceMask } from "../column.ts";
import type { Figures, Measure, Scope } from "../figures.ts";
import { getLargestSum } from "../roll-up.ts";
import { carryChanges, type Spare } from "./carry-changes.ts";

/** What is moved: the measure of an input or a target, in the cells `[from, until)`. */
export interface MovedMeasure {
  readonly node: number;
  readonly from: number;
  readonly until: number;
  readonly factor: number;
}

/** Undefined where a sum would leave the exact integers. */
export function moveMeasure(
  figures: Figures,
  { node: index, from, until, factor }: MovedMeasure,
  spare: Spare,
): Figures | undefined {
  const { graph, measures } = figures;
  const node = graph.nodes[index]!;
  const isTarget = node.kind === "target";
  const all = isTarget ? measures.targets : measures.inputs;
  const measure = all.get(index);
  if (measure === undefined) return figures;
  // A measured value stays a whole number of its last decimal.
  const scale = isTarget ? (value: number) => value * factor : (value: number) => Math.round(value * factor);
  const scaled = measure.scaled.map((value, k) => {
    const cell = measure.cells[k]!;
    return cell >= from && cell < until && isPresent(measure, k) ? scale(value) : value;
  });
  if (!isTarget && scaled.some((value) => Math.abs(value) > getLargestSum(node.indicator.decimals)))
    return undefined;
  const own = new Map(all).set(index, { ...measure, scaled });
  const columns = [...figures.columns];
  const scope: Scope & { columns: Column[] } = {
    ...figures,
    measures: isTarget ? { ...measures, targets: own } : { ...measures, inputs: own },
    columns,
  };
  const { isBeyond } = carryChanges(
    { columns: figures.columns, real: figures.columns },
    scope,
    new Map([[index, "all"]]),
    spare,
  );
  if (isBeyond) return undefined;
  const moved: Figures = { ...scope, problems: figures.problems, complete: () => moved };
  return moved;
}

function isPresent({ states }: Measure, k: number): boolean {
  return (states[k]! & absenceMask) === 0;
}
