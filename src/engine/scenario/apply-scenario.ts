/**
 * What if: the figures as they would be with other weights, thresholds, targets and results. Only the cone of what is
 * supposed is computed again; the rest of the columns are those of the real figures, which stay as they were. Bit for
 * bit what computing a model that says the same would give, and whatever a supposition reaches is marked `assumed`.
 *
 * Of the year before, what this year reads of it is computed with the supposed method too: the same for both.
 * The values supposed are of this year alone.
 */
import type { Graph, GraphNode } from "../../graph/index.ts";
import { type Attainment, Bug, type Outcome, type Problem } from "../../model/index.ts";
import { type Column, noteState } from "../column.ts";
import { computeFigures } from "../compute-figures.ts";
import type { Figures, Scope, ShownColumn, ShownFigures } from "../figures.ts";
import { getKind } from "../kinds/kinds.ts";
import { type Before, carryChanges, copyColumn, giveBack, type Moved, type Spare } from "./carry-changes.ts";
import {
  forgetScenario,
  glimpsePeriod,
  lookAt,
  openPeriod,
  type PeriodCells,
  settleGlimpse,
  showInYear,
} from "./glimpse-period.ts";
import { permuteFigures } from "./permute-figures.ts";
import { type PlacedValue, placeValues } from "./place-values.ts";
import { nameNotInScenario } from "./problems-of-scenarios.ts";
import { resolveThresholds } from "./resolve-thresholds.ts";
import { resolveWeights } from "./resolve-weights.ts";
import type { Scenario } from "./scenario.ts";
import { type SupposedGraph, type SupposedMethod, supposeGraph, type WeightsOf } from "./suppose-graph.ts";
import { supposeMeasures } from "./suppose-measures.ts";

/** Nothing is computed from suppositions that have problems. */
export function applyScenario(figures: Figures, scenario: Scenario): Outcome<Figures | undefined> {
  const { value, problems } = tryScenarios(figures)(scenario);
  return { value: value?.complete(), problems };
}

/** The figures of a scenario as far as they are computed: of the whole year, or of the period that is looked at. */
export interface Supposed extends ShownFigures {
  /** Of the whole year; only as long as no other scenario has been tried. */
  readonly complete: () => Figures;
}

/**
 * The same for one scenario after another; the figures of the one before are then spent: nobody may read them.
 * @param period a place in the year: only this period is sure to be right, until `complete` has computed the others
 */
export type Trial = (scenario: Scenario, period?: number) => Outcome<Supposed | undefined>;

/**
 * One who tries changes one thing at a time. What the scenario before has computed stays, in its own memory, and only
 * what is supposed otherwise than there is carried on; where setting out from the real figures is less, from these.
 */
export function tryScenarios(figures: Figures): Trial {
  const spare: Spare = new Map();
  let former: Tried | undefined;
  let cells = openPeriod(0);
  let turn = 0;
  return (scenario, period) => {
    const { value, problems } = readScenario(figures, scenario);
    if (value === undefined) return { value, problems };
    const mine = ++turn;
    cells = lookAt(cells, period);
    const { ground, supposed, method } = value;
    const past = supposePast(ground, supposed.graph, supposed.changed, method);
    const starts = listStarts(value, past.moved);
    const isAlone = past.beside.previous === ground.previous && past.beside.edition === ground.edition;
    const onward = former && isAlone ? listDifferences(former, value) : undefined;
    const isOnward = onward !== undefined && weigh(supposed.graph, onward) <= weigh(supposed.graph, starts);
    if (!isOnward) {
      if (former !== undefined) giveBackOwn(former, spare);
      former = undefined;
      forgetScenario(cells);
    }
    const before = { columns: former?.figures.columns ?? ground.columns, real: ground.columns };
    const step: Step = { read: value, beside: past.beside, before, starts: isOnward ? onward : starts };
    const seen = period === undefined || !isAlone ? undefined : glimpse(step, cells);
    let whole: Figures | undefined;
    const complete = (): Figures => {
      if (whole !== undefined) return whole;
      if (mine !== turn) throw new Bug("figure di uno scenario già lasciato");
      former = undefined;
      const carried = carry(step, spare);
      whole = carried.figures;
      // Only figures that were carried, beside years that are the real ones, can be carried on.
      if (carried.isCarried && isAlone) former = { ...value, figures: whole };
      settleGlimpse(cells);
      return whole;
    };
    return { value: seen === undefined ? complete() : { ...seen, complete }, problems };
  };
}

/** A scenario with everything found that it names. */
interface Read {
  /** The real figures, in the order of the supposed graph. */
  readonly ground: Figures;
  readonly supposed: SupposedGraph;
  readonly method: SupposedMethod;
  readonly values: readonly PlacedValue[];
}

interface Tried extends Read {
  readonly figures: Figures;
}

function readScenario(figures: Figures, scenario: Scenario): Outcome<Read | undefined> {
  const weights = readWeights(figures.graph, scenario);
  const attainments = readThresholds(figures.graph, scenario);
  const problems: Problem[] = [...weights.problems, ...attainments.problems];
  if (problems.length > 0) return { value: undefined, problems };
  const method = { weights: weights.value, attainments: attainments.value };
  const supposed = supposeGraph(figures.graph, method);
  if (supposed.value === undefined) return { value: undefined, problems: supposed.problems };
  const ground = permuteFigures(figures, supposed.value.graph, supposed.value.cameFrom);
  const values = placeValues(ground, scenario);
  problems.push(...values.problems);
  if (problems.length > 0) return { value: undefined, problems };
  return { value: { ground, supposed: supposed.value, method, values: values.value }, problems };
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

/** By indicator, its rule with the thresholds that are supposed. */
function readThresholds({ model }: Graph, { thresholds }: Scenario): Outcome<SupposedMethod["attainments"]> {
  const problems: Problem[] = [];
  const attainments = new Map<string, Attainment>();
  for (const [id, supposed] of Map.groupBy(thresholds, ({ indicator }) => indicator)) {
    const indicator = model.indicators.find((each) => each.id === id);
    if (indicator === undefined) {
      problems.push(nameNotInScenario("L'indicatore", id));
      continue;
    }
    const resolved = resolveThresholds(indicator, supposed);
    problems.push(...resolved.problems);
    if (resolved.value !== undefined) attainments.set(id, resolved.value);
  }
  return { value: attainments, problems };
}

/** Where a computation sets out: nodes that are computed otherwise, and cells that are written. */
interface Starts {
  readonly nodes: readonly number[];
  readonly cells: ReadonlyMap<number, readonly WrittenCell[]>;
}

type WrittenCell = Pick<PlacedValue, "cell" | "value" | "state">;

/** From figures that are there to those of a scenario. */
interface Step {
  readonly read: Read;
  readonly beside: Beside;
  readonly before: Before;
  readonly starts: Starts;
}

/** What is read while it is carried; its columns are still those of before. */
function makeScope({ read: { ground, supposed, values }, beside, before }: Step): Scope & {
  columns: Column[];
} {
  const { graph } = supposed;
  const measures = supposeMeasures(ground.measures, graph, values);
  return { ...ground, ...beside, graph, measures, columns: [...before.columns] };
}

/** Writes what is supposed in copies of its columns, and says where that sets out. */
function writeStarts(
  { starts }: Step,
  { graph, columns }: Scope & { columns: Column[] },
  spare: Spare,
): ReadonlyMap<number, Moved> {
  const moved = new Map<number, Moved>(starts.nodes.map((index) => [index, "all"]));
  for (const [index, own] of starts.cells) {
    const column = copyColumn(columns[index]!, spare);
    columns[index] = column;
    for (const { cell, value, state } of own) {
      column.values[cell] = value;
      column.states[cell] = state;
      noteState(column, cell);
    }
    const node = graph.nodes[index]!;
    const cells = own.map(({ cell }) => cell);
    moved.set(index, getKind(node).spread(node, cells));
  }
  return moved;
}

function carry(step: Step, spare: Spare): { readonly figures: Figures; readonly isCarried: boolean } {
  const { read, beside, before } = step;
  const scope = makeScope(step);
  const moved = writeStarts(step, scope, spare);
  const marked = new Set(read.supposed.assumed);
  const { isBeyond } = carryChanges(before, scope, moved, spare, marked);
  if (isBeyond || read.ground.problems.length > 0) {
    const figures = markFigures(computeFigures(scope.graph, scope.measures, beside), marked);
    return { figures, isCarried: false };
  }
  const figures: Figures = { ...scope, problems: [], complete: () => figures };
  return { figures, isCarried: true };
}

/** Undefined where all is computed at once: where only some cells are supposed otherwise, that is as quick. */
function glimpse(step: Step, cells: PeriodCells): ShownFigures | undefined {
  const { read, before, starts } = step;
  if (starts.nodes.length === 0 || starts.cells.size > 0 || read.ground.problems.length > 0) return undefined;
  const { graph, assumed } = read.supposed;
  const seen = glimpsePeriod(before, makeScope(step), starts.nodes, cells, new Set(assumed));
  if (seen === undefined) return undefined;
  const columns: ShownColumn[] = [...before.columns];
  for (const [index, own] of seen) columns[index] = showInYear(columns[index]!, own, cells.period);
  return { graph, year: read.ground.year, columns, problems: [] };
}

/** All that is supposed. */
function listStarts({ supposed, values }: Read, looking: readonly number[]): Starts {
  return { nodes: [...supposed.changed, ...looking], cells: Map.groupBy(values, ({ node }) => node) };
}

/** What is supposed otherwise than before; undefined where the nodes have other places. */
function listDifferences(former: Tried, { ground, supposed, values }: Read): Starts | undefined {
  if (former.supposed.cameFrom !== undefined || supposed.cameFrom !== undefined) return undefined;
  const [before, now] = [former.supposed.graph.nodes, supposed.graph.nodes];
  const nodes = [...new Set([...former.supposed.changed, ...supposed.changed])].filter(
    (index) => !isComputedAlike(before[index]!, now[index]!),
  );
  const nameCell = ({ node, cell }: PlacedValue): string => `${node} ${cell}`;
  const known = new Map(former.values.map((value) => [nameCell(value), value]));
  const said = values.filter((value) => {
    const own = known.get(nameCell(value));
    known.delete(nameCell(value));
    return own === undefined || !Object.is(own.value, value.value) || own.state !== value.state;
  });
  // What is no longer supposed is again what it really is.
  const left = [...known.values()].map(({ node, cell }) => {
    const column = ground.columns[node]!;
    return { node, cell, value: column.values[cell]!, state: column.states[cell]! };
  });
  return { nodes, cells: Map.groupBy([...said, ...left], ({ node }) => node) };
}

/** Of two nodes in the same place: whether by the same weights or thresholds. */
function isComputedAlike(one: GraphNode, other: GraphNode): boolean {
  if (one.kind === "attainment" && other.kind === "attainment")
    return JSON.stringify(one.attainment) === JSON.stringify(other.attainment);
  if (one.kind !== "synthesis" || other.kind !== "synthesis") return false;
  return (
    one.supposed === other.supposed &&
    one.partial === other.partial &&
    one.weights.every((weight, k) => weight === other.weights[k])
  );
}

/** What a whole column costs, in columns of which some cells are computed. */
const wholeCost = 8;

/** Roughly what computing costs from there on. */
function weigh({ readers }: Graph, { nodes, cells }: Starts): number {
  const whole = new Set(nodes);
  // A set tells also what is added while it is read.
  for (const index of whole) for (const reader of readers[index]!) whole.add(reader);
  const some = new Set(cells.keys());
  for (const index of some) for (const reader of readers[index]!) some.add(reader);
  return whole.size * wholeCost + some.size;
}

/** The same figures, with those of some nodes and all that follows from them assumed. */
function markFigures(computed: Figures, marked: ReadonlySet<number>): Figures {
  if (marked.size === 0) return computed;
  const scope = { ...computed, columns: [...computed.columns] };
  const moved = new Map([...marked].map((index) => [index, "all"] as const));
  carryChanges({ columns: computed.columns, real: computed.columns }, scope, moved, new Map(), marked);
  const figures: Figures = { ...scope, complete: () => figures };
  return figures;
}

/** The columns of an earlier scenario that were its own. */
function giveBackOwn({ ground, figures }: Tried, spare: Spare): void {
  const kept = new Set(ground.columns);
  for (const column of figures.columns) if (!kept.has(column)) giveBack(column, spare);
}

type Beside = Pick<Figures, "previous" | "edition">;

/** The years before by the same method, and the nodes of this year that look at what has moved there. */
function supposePast(
  { previous, edition }: Figures,
  graph: Graph,
  changed: readonly number[],
  method: SupposedMethod,
): { readonly beside: Beside; readonly moved: readonly number[] } {
  const reached = new Set(changed);
  // A set tells also what is added while it is read.
  for (const index of reached) for (const reader of graph.readers[index]!) reached.add(reader);
  const looking = [...reached].filter((index) => looksBack(graph.nodes[index]!));
  const beside: { previous: Figures | undefined; edition: Figures | undefined } = { previous, edition };
  if (previous !== undefined && looking.length > 0) beside.previous = supposeYear(previous, method);
  const moved = beside.previous === previous ? [] : looking;
  const isInEdition =
    edition?.graph.nodes.some(
      ({ indicator: { id } }) => method.weights.has(id) || method.attainments.has(id),
    ) === true;
  if (edition === undefined || !isInEdition) return { beside, moved };
  beside.edition = supposeYear(edition, method);
  const reading = graph.nodes.filter(
    (node) => node.kind === "series" && node.series === "edizione_precedente",
  );
  return { beside, moved: [...moved, ...reading.map(({ index }) => index)] };
}

function looksBack(node: GraphNode): boolean {
  if (node.kind === "group-mean") return node.past;
  return node.kind === "series" && ["precedente", "anno_precedente", "cumulato"].includes(node.series);
}

/** Another year by the same method, by way of all its nodes. */
function supposeYear(figures: Figures, method: SupposedMethod): Figures {
  const whole = figures.complete();
  const supposed = supposeGraph(whole.graph, method).value;
  if (supposed === undefined) return figures;
  const ground = permuteFigures(whole, supposed.graph, supposed.cameFrom);
  const past = supposePast(ground, supposed.graph, supposed.changed, method);
  const read: Read = { ground, supposed, method, values: [] };
  const before = { columns: ground.columns, real: ground.columns };
  return carry({ read, beside: past.beside, before, starts: listStarts(read, past.moved) }, new Map())
    .figures;
}
