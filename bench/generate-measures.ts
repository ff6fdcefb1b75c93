/**
 * What was observed, as columns: every office at the grain has every period, but for one input in ten, in
 * which one office in twenty has not delivered two months. The model's own entries are not used: deliveries
 * of this size come from a warehouse.
 */
import { absenceMask, type Measure, type Measures, makeState } from "../src/engine/index.ts";
import type { Graph, InputNode } from "../src/graph/index.ts";
import { grainLayout, periodsInYear } from "../src/model/index.ts";
import { makeRandom, type Random } from "./random.ts";

const missing = makeState("missing", "published", "final");

export function generateMeasures(graph: Graph, year: number, seed = 2): Measures {
  const random = makeRandom(seed + year);
  const inputs = new Map<number, Measure>();
  let position = 0;
  for (const node of graph.nodes) {
    if (node.kind !== "input") continue;
    inputs.set(node.index, generateMeasure(node, position % 10 === 5, random));
    position++;
  }
  return {
    year,
    inputs,
    targets: new Map(),
    lacking: new Map(),
    findEntry: () => undefined,
    findDelivered: () => undefined,
  };
}

function generateMeasure(node: InputNode, hasHoles: boolean, random: Random): Measure {
  const { first, count } = grainLayout[node.indicator.grain.period];
  const leaves: number[] = [];
  node.grain.forEach((grain, unit) => {
    if (grain === 1) leaves.push(unit);
  });
  const cells = new Int32Array(leaves.length * count);
  const scaled = new Float64Array(cells.length);
  const states = new Uint16Array(cells.length);
  let at = 0;
  for (const unit of leaves) {
    const hole = hasHoles && random.next() < 0.05 ? random.pick(0, count - 1) : count;
    for (let k = 0; k < count; k++) {
      const isMissing = k === hole || k === hole + 1;
      cells[at] = unit * periodsInYear + first + k;
      states[at] = isMissing ? missing : 0;
      scaled[at] = (states[at]! & absenceMask) === 0 ? random.pick(100, 100_000) : Number.NaN;
      at++;
    }
  }
  return { cells, scaled, states };
}
