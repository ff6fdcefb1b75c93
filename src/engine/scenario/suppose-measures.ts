/** What was measured, with what is supposed in its place. */
import type { Graph } from "../../graph/index.ts";
import type { Observation, Target } from "../../model/index.ts";
import { printed } from "../column.ts";
import type { Measure, Measures } from "../figures.ts";
import type { PlacedValue } from "./place-values.ts";

/** @param values each in a cell of its own */
export function supposeMeasures(measures: Measures, graph: Graph, values: readonly PlacedValue[]): Measures {
  if (values.length === 0) return measures;
  const byNode = Map.groupBy(values, ({ node }) => node);
  const find = (node: number, cell: number): PlacedValue | undefined =>
    byNode.get(node)?.find((value) => value.cell === cell);
  let written: Pick<Measures, "inputs" | "targets"> | undefined;
  // Whole columns are copied: who computes some cells again, or none, does not ask for them.
  const write = (): Pick<Measures, "inputs" | "targets"> => {
    written ??= writeMeasures(measures, graph, byNode);
    return written;
  };
  return {
    year: measures.year,
    lacking: measures.lacking,
    get inputs() {
      return write().inputs;
    },
    get targets() {
      return write().targets;
    },
    findEntry: (node, cell) => {
      const value = find(node, cell);
      return value === undefined ? measures.findEntry(node, cell) : makeEntry(graph, value);
    },
    findDelivered: (node, cell) =>
      find(node, cell) === undefined ? measures.findDelivered(node, cell) : undefined,
  };
}

function writeMeasures(
  measures: Measures,
  graph: Graph,
  byNode: ReadonlyMap<number, readonly PlacedValue[]>,
): Pick<Measures, "inputs" | "targets"> {
  const inputs = new Map(measures.inputs);
  const targets = new Map(measures.targets);
  for (const [index, values] of byNode) {
    const all = graph.nodes[index]!.kind === "target" ? targets : inputs;
    all.set(index, supposeMeasure(all.get(index), values));
  }
  return { inputs, targets };
}

/** A supposed value as the model would have it. */
function makeEntry(graph: Graph, { node, scaled, value, supposed }: PlacedValue): Observation | Target {
  const { indicator, kind } = graph.nodes[node]!;
  const { orgUnit, period, members } = supposed;
  const origin = {
    place: indicator.origin.place,
    source: undefined,
    provenance: "assumed",
    recordedOn: undefined,
    status: "final",
  } as const;
  const own = { indicator: indicator.id, orgUnit, period, members, absence: undefined, origin };
  if (kind === "target") return { ...own, value, validFrom: undefined, revision: undefined };
  return { ...own, scaled, interval: undefined, extractedOn: undefined, note: "supposto" };
}

/** The measure with the supposed values in their cells. */
function supposeMeasure(measure: Measure | undefined, values: readonly PlacedValue[]): Measure {
  const cells = measure?.cells ?? new Int32Array();
  const isNew = values.filter(({ cell }) => !cells.includes(cell)).map(({ cell }) => cell);
  const own: Measure = isNew.length === 0 ? copyMeasure(measure!) : insertCells(measure, isNew);
  for (const { cell, scaled, state } of values) {
    const k = own.cells.indexOf(cell);
    own.scaled[k] = scaled;
    // The node adds what it marks all its cells with.
    own.states[k] = state & ~printed;
  }
  return own;
}

function copyMeasure({ cells, scaled, states }: Measure): Measure {
  return { cells, scaled: scaled.slice(), states: states.slice() };
}

/** Room for cells that were not measured; a measure has its cells in order. */
function insertCells(measure: Measure | undefined, added: readonly number[]): Measure {
  const at = new Map<number, number>(added.map((cell) => [cell, -1]));
  measure?.cells.forEach((cell, k) => {
    at.set(cell, k);
  });
  const cells = Int32Array.from(at.keys()).sort();
  return {
    cells,
    scaled: Float64Array.from(cells, (cell) => measure?.scaled[at.get(cell)!] ?? 0),
    states: Uint16Array.from(cells, (cell) => measure?.states[at.get(cell)!] ?? 0),
  };
}
