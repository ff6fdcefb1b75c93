/**
 * The rest of a year that is not over, so that every figure has a value on 31 December. Only what is measured is
 * forecast; what is computed follows by its own formula, as it will when the months have come. Forecast values are
 * assumed and provisional, and are not rounded: of hundreds of small offices roundings would add up.
 */
import type { InputNode } from "../graph/index.ts";
import { grainLayout, periodsInYear } from "../model/index.ts";
import { absenceMask, assumed, type Column, notApplicable, provisional } from "./column.ts";
import type { Figures, Measure, Measures } from "./figures.ts";

/**
 * `run-rate`: the coming months are like the mean of those that are known (a stock stays as it is).
 * `seasonal`: they move as the same months of the year before did, from the level of the known ones.
 */
export type ForecastWay = "run-rate" | "seasonal";

/** The coming months of some inputs, multiplied: to find the pace that a target needs. */
export interface Pace {
  readonly nodes: ReadonlySet<number>;
  readonly factor: number;
}

export interface ForecastScope {
  readonly pace?: Pace | undefined;
  /** The nodes that will be computed from the forecast; every node unless told otherwise. */
  readonly only?: ReadonlySet<number> | undefined;
}

/** The measures of the year with its coming months filled in; where nothing is known yet, nothing is. */
export function forecastMeasures(
  figures: Figures,
  previous: Figures | undefined,
  way: ForecastWay,
  { pace, only }: ForecastScope = {},
): Measures {
  const inputs = new Map(figures.measures.inputs);
  for (const node of figures.graph.nodes) {
    if (node.kind !== "input" || node.rollUp === undefined || node.indicator.grain.period === "year")
      continue;
    if (only?.has(node.index) === false) continue;
    const before = previous === undefined ? undefined : findColumn(previous, node);
    const factor = pace?.nodes.has(node.index) ? pace.factor : 1;
    const own = inputs.get(node.index);
    const extended = extendMeasure(figures, node, own, before, way, factor);
    if (extended !== undefined) inputs.set(node.index, extended);
  }
  return { ...figures.measures, inputs };
}

interface Past {
  readonly column: Column;
  readonly unitOf: (unit: number) => number;
}

function findColumn(previous: Figures, node: InputNode): Past | undefined {
  const index = previous.graph.indexOf.get(node.key);
  const past = index === undefined ? undefined : previous.graph.nodes[index];
  if (past === undefined) return undefined;
  return {
    column: previous.columns[past.index]!,
    unitOf: (unit) => past.tree.indexOf.get(node.tree.units[unit]!.code) ?? -1,
  };
}

function extendMeasure(
  figures: Figures,
  node: InputNode,
  own: Measure | undefined,
  before: Past | undefined,
  way: ForecastWay,
  factor: number,
): Measure | undefined {
  const { values, states } = figures.columns[node.index]!;
  const { first, count } = grainLayout[node.indicator.grain.period];
  const scale = 10 ** node.indicator.decimals;
  const added = new Map<number, number>();
  for (let unit = 0; unit < node.grain.length; unit++) {
    if (node.grain[unit] !== 1) continue;
    const row = unit * periodsInYear + first;
    const last = findLast(states, row, count);
    if (last < 0) continue;
    const coming = forecastRow(values, states, row, last, count, node, before, unit, way);
    for (let k = last + 1; k < count; k++) {
      if ((states[row + k]! & notApplicable) !== 0) continue;
      added.set(row + k, coming(k) * scale * factor);
    }
  }
  return added.size === 0 ? undefined : joinMeasure(own, added, values.length);
}

/** Position of the last period that has a value, −1 if none has. */
function findLast(states: Uint16Array, row: number, count: number): number {
  for (let k = count - 1; k >= 0; k--) if ((states[row + k]! & absenceMask) === 0) return k;
  return -1;
}

function forecastRow(
  values: Float64Array,
  states: Uint16Array,
  row: number,
  last: number,
  count: number,
  node: InputNode,
  before: Past | undefined,
  unit: number,
  way: ForecastWay,
): (k: number) => number {
  const isStock = node.rollUp?.kind === "stock";
  const known: number[] = [];
  for (let k = 0; k <= last; k++) if ((states[row + k]! & absenceMask) === 0) known.push(k);
  const mean = known.reduce((sum, k) => sum + values[row + k]!, 0) / known.length;
  const level = isStock ? values[row + last]! : mean;
  const pastUnit = before?.unitOf(unit) ?? -1;
  if (way === "run-rate" || before === undefined || pastUnit < 0) return () => level;

  const pastRow = pastUnit * periodsInYear + (row % periodsInYear);
  const past = (k: number): number => before.column.values[pastRow + k]!;
  const pastKnown = isStock ? past(last) : known.reduce((sum, k) => sum + past(k), 0) / known.length;
  // Without last year's months there is no season to follow.
  const hasSeason = Number.isFinite(pastKnown) && pastKnown !== 0;
  return (k) => {
    const season = hasSeason && k < count ? past(k) / pastKnown : Number.NaN;
    return Number.isFinite(season) ? level * season : level;
  };
}

/** In the order of cells, whatever the order of both: laid out by cell, because a nation has some millions of them. */
function joinMeasure(own: Measure | undefined, added: ReadonlyMap<number, number>, size: number): Measure {
  const scaledAt = new Float64Array(size);
  const stateAt = new Uint16Array(size);
  const isThere = new Uint8Array(size);
  own?.cells.forEach((cell, k) => {
    scaledAt[cell] = own.scaled[k]!;
    stateAt[cell] = own.states[k]!;
    isThere[cell] = 1;
  });
  for (const [cell, value] of added) {
    scaledAt[cell] = value;
    stateAt[cell] = assumed | provisional;
    isThere[cell] = 1;
  }
  const cells = new Int32Array(size);
  let count = 0;
  for (let cell = 0; cell < size; cell++) if (isThere[cell] === 1) cells[count++] = cell;
  const scaled = new Float64Array(count);
  const states = new Uint16Array(count);
  for (let k = 0; k < count; k++) {
    scaled[k] = scaledAt[cells[k]!]!;
    states[k] = stateAt[cells[k]!]!;
  }
  return { cells: cells.slice(0, count), scaled, states };
}
