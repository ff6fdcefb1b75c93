/** What if, at national size: a weight, a target or a result changes, and the figures and the ranking follow. */
import {
  applyScenario,
  computeFigures,
  emptyScenario,
  type Figures,
  rankUnits,
  type Scenario,
  type ShownFigures,
  tryScenarios,
} from "../src/engine/index.ts";
import { listPeriodsOfYear, periodsInYear } from "../src/model/index.ts";
import { nationalSize, type Size } from "./generate-model.ts";
import { computeTargets, generateTargets } from "./generate-targets.ts";
import { makeRandom, type Random } from "./random.ts";

/** What somebody changes. */
export const scenarioChanges = ["weight", "target", "result"] as const;
export type ScenarioChange = (typeof scenarioChanges)[number];

export interface ScenarioTimes {
  readonly change: ScenarioChange;
  readonly median: number;
  /** 95th percentile. */
  readonly slow: number;
  /** Until the period that is looked at is computed and ranked: median and 95th percentile. */
  readonly seen: readonly [number, number];
  /** Nodes whose column is another, median and most. */
  readonly nodes: readonly [number, number];
}

export interface ScenarioReport {
  readonly times: readonly ScenarioTimes[];
  /** Everything computed again with the same change, into columns used before; median and 95th percentile. */
  readonly whole: readonly [number, number];
  readonly nodes: number;
}

/** One random change, the same for the same random numbers. */
export function drawChange(figures: Figures, change: ScenarioChange, random: Random): Scenario {
  const { graph, year } = figures;
  const pick = <T>(all: readonly T[]): T => all[random.pick(0, all.length)]!;
  if (change === "weight") {
    const { id, synthesis } = pick(graph.model.indicators.filter((each) => each.synthesis !== undefined));
    const chosen = random.pick(0, synthesis!.components.length);
    const weight = random.pick(5, 95);
    const weights = synthesis!.components.map((_, k) => (k === chosen ? weight : undefined));
    return { ...emptyScenario, weights: [{ indicator: id, weights, adapts: true }] };
  }
  const kind = change === "target" ? "target" : "input";
  const node = pick(graph.nodes.filter((each) => each.kind === kind));
  const measured = change === "target" ? figures.measures.targets : figures.measures.inputs;
  const { cells } = measured.get(node.index)!;
  for (;;) {
    const cell = cells[random.pick(0, cells.length)]!;
    if ((figures.columns[node.index]!.states[cell]! & 4) !== 0) continue;
    const period = cell % periodsInYear;
    const value = {
      indicator: node.indicator.id,
      members: {},
      orgUnit: node.tree.units[(cell - period) / periodsInYear]!.code,
      period: listPeriodsOfYear(year)[period]!.code,
      value: random.pick(100, 100_000),
    };
    return { ...emptyScenario, [change === "target" ? "targets" : "results"]: [value] };
  }
}

/** The ranking of all offices by what stands at the top, for the year. */
export function rankTop(figures: ShownFigures): number {
  return rankUnits(figures, figures.graph.nodes.at(-1)!, periodsInYear - 1).length;
}

export function measureScenarios(size: Size = nationalSize, runs = 200): ScenarioReport {
  const figures = computeTargets(generateTargets(size));
  const random = makeRandom(5);
  const trial = tryScenarios(figures);
  const times = scenarioChanges.map((change): ScenarioTimes => {
    const measured: number[] = [];
    const looked: number[] = [];
    const touched: number[] = [];
    for (let run = -20; run < runs; run++) {
      const scenario = drawChange(figures, change, random);
      const start = performance.now();
      const supposed = trial(scenario, periodsInYear - 1).value!;
      rankTop(supposed);
      const seen = performance.now() - start;
      const { columns } = supposed.complete();
      if (run < 0) continue;
      looked.push(seen);
      measured.push(performance.now() - start);
      touched.push(columns.filter((column, index) => column !== figures.columns[index]).length);
    }
    const nodes = [findShare(touched, 0.5), Math.max(...touched)] as const;
    const seen = [findShare(looked, 0.5), findShare(looked, 0.95)] as const;
    return { change, median: findShare(measured, 0.5), slow: findShare(measured, 0.95), seen, nodes };
  });
  const whole: number[] = [];
  let again: Figures | undefined;
  for (let run = 0; run < Math.ceil(runs / 5); run++) {
    const { graph, measures } = applyScenario(figures, drawChange(figures, "weight", random)).value!;
    const start = performance.now();
    again = computeFigures(graph, measures, { spent: again && { ...again, graph } });
    rankTop(again);
    whole.push(performance.now() - start);
  }
  return { times, whole: [findShare(whole, 0.5), findShare(whole, 0.95)], nodes: figures.graph.nodes.length };
}

function findShare(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
