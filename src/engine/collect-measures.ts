/** The model's own observations and targets as measures of a year: what was known on the graph's day. */
import type { Graph } from "../graph/index.ts";
import { nodeKey } from "../graph/index.ts";
import { findPeriod, type Observation, periodsInYear, type Target } from "../model/index.ts";
import { makeState, missing } from "./column.ts";
import type { Measure, Measures } from "./figures.ts";
import { type Answers, placeDelivered } from "./place-delivered.ts";

type Entry = Observation | Target;

/**
 * Later records supersede earlier ones; of several targets the one in force on the graph's day holds. What is
 * delivered holds over what is typed, unless the measure says otherwise. Deliveries are placed for all nodes unless
 * only some are asked for.
 */
export function collectMeasures(
  graph: Graph,
  year: number,
  answers?: Answers,
  only?: ReadonlySet<number>,
): Measures {
  const typed = collectTyped(graph, year);
  if (answers === undefined) return typed;
  const { inputs, lacking, findDelivered } = placeDelivered(graph, year, answers, only);
  const holds = (node: number): boolean => graph.nodes[node]?.indicator.measure?.holds !== "typed";
  const delivered = [...inputs].filter(([node]) => holds(node) || !typed.inputs.has(node));
  return {
    ...typed,
    inputs: new Map([...typed.inputs, ...delivered]),
    lacking: new Map([...lacking].filter(([node]) => holds(node) || !typed.inputs.has(node))),
    findEntry: (node, cell) => (inputs.has(node) && holds(node) ? undefined : typed.findEntry(node, cell)),
    findDelivered: (node, cell) =>
      holds(node) || !typed.inputs.has(node) ? findDelivered(node, cell) : undefined,
  };
}

/** What stands in the model itself. */
function collectTyped(graph: Graph, year: number): Measures {
  const entries = new Map<number, Map<number, Entry>>();
  const place = (entry: Entry, key: string, supersedes: (before: Entry) => boolean): void => {
    const index = graph.indexOf.get(key);
    const node = index === undefined ? undefined : graph.nodes[index];
    const period = findPeriod(entry.period);
    if (node === undefined || period === undefined || period.year !== year || !isKnown(graph, entry)) return;
    const unit = node.tree.indexOf.get(entry.orgUnit);
    if (unit === undefined) return;
    const cells = entries.get(node.index) ?? new Map<number, Entry>();
    entries.set(node.index, cells);
    const cell = unit * periodsInYear + period.index;
    const before = cells.get(cell);
    if (before === undefined || supersedes(before)) cells.set(cell, entry);
  };

  const facetOf = new Map(graph.model.indicators.map((indicator) => [indicator.id, indicator.mainFacet]));
  for (const observation of graph.model.observations) {
    const facet = facetOf.get(observation.indicator) ?? "result";
    const key = nodeKey(observation.indicator, facet, observation.members);
    place(observation, key, (before) => recorded(before) <= recorded(observation));
  }
  for (const target of graph.model.targets) {
    if ((target.validFrom ?? "") > graph.validOn) continue;
    const key = nodeKey(target.indicator, "target", target.members);
    place(target, key, (before) => inForce(before as Target, target));
  }
  return makeMeasures(graph, year, entries);
}

/** An entry whose date is unknown is taken as known. */
function isKnown(graph: Graph, entry: Entry): boolean {
  return graph.knownAt === undefined || recorded(entry) <= graph.knownAt;
}

function recorded(entry: Entry): string {
  return entry.origin.recordedOn ?? "";
}

/** The later validity holds; at the same validity, the later record. */
function inForce(before: Target, after: Target): boolean {
  const order =
    compare(before.validFrom ?? "", after.validFrom ?? "") || compare(recorded(before), recorded(after));
  return order <= 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function makeMeasures(
  graph: Graph,
  year: number,
  entries: ReadonlyMap<number, ReadonlyMap<number, Entry>>,
): Measures {
  const inputs = new Map<number, Measure>();
  const targets = new Map<number, Measure>();
  for (const [index, cells] of entries) {
    const node = graph.nodes[index]!;
    if (node.kind === "input") inputs.set(index, makeMeasure(cells));
    else if (node.kind === "target") targets.set(index, makeMeasure(cells));
  }
  return {
    year,
    inputs,
    targets,
    lacking: new Map(),
    findEntry: (node, cell) => entries.get(node)?.get(cell),
    findDelivered: () => undefined,
  };
}

function makeMeasure(cells: ReadonlyMap<number, Entry>): Measure {
  const order = [...cells.keys()].sort((a, b) => a - b);
  const states = new Uint16Array(order.length);
  const scaled = new Float64Array(order.length);
  order.forEach((cell, k) => {
    const entry = cells.get(cell)!;
    const value = "scaled" in entry ? entry.scaled : entry.value;
    scaled[k] = value ?? Number.NaN;
    states[k] =
      makeState(entry.absence, entry.origin.provenance, entry.origin.status) |
      (value === undefined && entry.absence === undefined ? missing : 0);
  });
  return { cells: Int32Array.from(order), scaled, states };
}
