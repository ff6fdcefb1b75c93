/**
 * What if: the figures as they would be with other weights, targets and results. Only the cone of what is supposed is
 * computed again; the rest of the columns are those of the real figures, which stay as they were. Bit for bit what
 * computing a model that says the same would give, and whatever a supposition reaches is marked `assumed`.
 *
 * Of the year before, what this year reads of it is computed with the supposed weights too: the same method for both.
 * The values supposed are of this year alone.
 */
import type { Graph, GraphNode } from "../../graph/index.ts";
import type { Observation, Outcome, Problem, Target } from "../../model/index.ts";
import { type Column, noteState } from "../column.ts";
import { computeFigures } from "../compute-figures.ts";
import type { Figures, Measures, Scope } from "../figures.ts";
import { getKind } from "../kinds/kinds.ts";
import { carryChanges, copyColumn, giveBack, type Moved, type Spare } from "./carry-changes.ts";
import { permuteFigures } from "./permute-figures.ts";
import { type PlacedValue, placeValues, supposeMeasure } from "./place-values.ts";
import { nameNotInScenario } from "./problems-of-scenarios.ts";
import { resolveWeights } from "./resolve-weights.ts";
import type { Scenario } from "./scenario.ts";
import { type SupposedGraph, supposeGraph, type WeightsOf } from "./suppose-graph.ts";

/**
 * Nothing is computed from suppositions that have problems.
 * @param spent figures of an earlier scenario on the same ground, which nobody will read again
 */
export function applyScenario(
  figures: Figures,
  scenario: Scenario,
  spent?: Figures,
): Outcome<Figures | undefined> {
  const weights = readWeights(figures.graph, scenario);
  const problems: Problem[] = [...weights.problems];
  if (problems.length > 0) return { value: undefined, problems };
  const supposed = supposeGraph(figures.graph, weights.value);
  if (supposed.value === undefined) return { value: undefined, problems: supposed.problems };
  const ground = permuteFigures(figures, supposed.value.graph, supposed.value.cameFrom);
  const values = placeValues(ground, scenario);
  problems.push(...values.problems);
  if (problems.length > 0) return { value: undefined, problems };
  return { value: carry(ground, supposed.value, weights.value, values.value, spent), problems };
}

/** By synthesis, all its weights. */
function readWeights({ model }: Graph, { weights }: Scenario): Outcome<WeightsOf> {
  const problems: Problem[] = [];
  const weightsOf = new Map<string, readonly number[]>();
  for (const supposed of weights) {
    const indicator = model.indicators.find(({ id }) => id === supposed.indicator);
    if (indicator?.synthesis === undefined) {
      problems.push(nameNotInScenario("La sintesi", supposed.indicator));
      continue;
    }
    const resolved = resolveWeights(indicator, indicator.synthesis, supposed);
    problems.push(...resolved.problems);
    if (resolved.value !== undefined) weightsOf.set(indicator.id, resolved.value);
  }
  return { value: weightsOf, problems };
}

function carry(
  ground: Figures,
  { graph, changed }: SupposedGraph,
  weightsOf: WeightsOf,
  values: readonly PlacedValue[],
  spent: Figures | undefined,
): Figures {
  const spare = listSpare(ground, spent);
  const byNode = Map.groupBy(values, ({ node }) => node);
  const measures = supposeMeasures(ground.measures, graph, byNode);
  const moved = new Map<number, Moved>(changed.map((index) => [index, "all"]));
  const past = supposePast(ground, graph, changed, weightsOf);
  for (const index of past.moved) moved.set(index, "all");
  const columns = [...ground.columns];
  const scope: Scope & { columns: Column[] } = { ...ground, ...past.beside, graph, measures, columns };
  for (const [index, own] of byNode) {
    const column = copyColumn(columns[index]!, spare);
    columns[index] = column;
    for (const { cell, value, state } of own) {
      column.values[cell] = value;
      column.states[cell] = state;
      noteState(column, cell);
    }
    const node = graph.nodes[index]!;
    moved.set(
      index,
      getKind(node).spread(
        node,
        own.map(({ cell }) => cell),
      ),
    );
  }
  const { isBeyond } = carryChanges(ground, scope, moved, spare);
  if (isBeyond || ground.problems.length > 0) return computeFigures(graph, measures, past.beside);
  const figures: Figures = { ...scope, problems: [], complete: () => figures };
  return figures;
}

/** The columns of an earlier scenario that were its own. */
function listSpare(ground: Figures, spent: Figures | undefined): Spare {
  const spare: Spare = new Map();
  if (spent === undefined) return spare;
  const kept = new Set(ground.columns);
  for (const column of spent.columns) if (!kept.has(column)) giveBack(column, spare);
  return spare;
}

type Beside = Pick<Figures, "previous" | "edition">;

/** The years before with the same weights, and the nodes of this year that look at what has moved there. */
function supposePast(
  { previous, edition }: Figures,
  graph: Graph,
  changed: readonly number[],
  weightsOf: WeightsOf,
): { readonly beside: Beside; readonly moved: readonly number[] } {
  const reached = new Set(changed);
  // A set tells also what is added while it is read.
  for (const index of reached) for (const reader of graph.readers[index]!) reached.add(reader);
  const looking = [...reached].filter((index) => looksBack(graph.nodes[index]!));
  const beside: { previous: Figures | undefined; edition: Figures | undefined } = { previous, edition };
  if (previous !== undefined && looking.length > 0) beside.previous = supposeYear(previous, weightsOf);
  const moved = beside.previous === previous ? [] : looking;
  const isInEdition = edition?.graph.nodes.some(({ indicator }) => weightsOf.has(indicator.id)) === true;
  if (edition === undefined || !isInEdition) return { beside, moved };
  beside.edition = supposeYear(edition, weightsOf);
  const reading = graph.nodes.filter(
    (node) => node.kind === "series" && node.series === "edizione_precedente",
  );
  return { beside, moved: [...moved, ...reading.map(({ index }) => index)] };
}

function looksBack(node: GraphNode): boolean {
  if (node.kind === "group-mean") return node.past;
  return node.kind === "series" && ["precedente", "anno_precedente", "cumulato"].includes(node.series);
}

/** Another year with the same weights, by way of all its nodes. */
function supposeYear(figures: Figures, weightsOf: WeightsOf): Figures {
  const whole = figures.complete();
  const supposed = supposeGraph(whole.graph, weightsOf).value;
  if (supposed === undefined) return figures;
  const ground = permuteFigures(whole, supposed.graph, supposed.cameFrom);
  return carry(ground, supposed, weightsOf, [], undefined);
}

/** What was measured, with what is supposed in its place. */
function supposeMeasures(
  measures: Measures,
  graph: Graph,
  byNode: ReadonlyMap<number, readonly PlacedValue[]>,
): Measures {
  if (byNode.size === 0) return measures;
  const inputs = new Map(measures.inputs);
  const targets = new Map(measures.targets);
  for (const [index, values] of byNode) {
    const all = graph.nodes[index]!.kind === "target" ? targets : inputs;
    all.set(index, supposeMeasure(all.get(index), values));
  }
  const find = (node: number, cell: number): PlacedValue | undefined =>
    byNode.get(node)?.find((value) => value.cell === cell);
  return {
    ...measures,
    inputs,
    targets,
    findEntry: (node, cell) => {
      const value = find(node, cell);
      return value === undefined ? measures.findEntry(node, cell) : makeEntry(graph, value);
    },
    findDelivered: (node, cell) =>
      find(node, cell) === undefined ? measures.findDelivered(node, cell) : undefined,
  };
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
