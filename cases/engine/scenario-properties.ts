/** What must hold of any scenario of any model: it gives what a model that says the same gives, and touches nothing. */
import * as fc from "fast-check";
import {
  applyScenario,
  computeFigures,
  computeModel,
  type Figures,
  resolveWeights,
  type Scenario,
  type ShownFigures,
  type SupposedValue,
  tryScenarios,
} from "../../src/engine/index.ts";
import { buildGraph, type Graph, type GraphDate } from "../../src/graph/index.ts";
import {
  type Attainment,
  formatProblem,
  type Indicator,
  listPeriodsOfYear,
  type Model,
  type Observation,
  type Origin,
  periodsInYear,
  type Target,
} from "../../src/model/index.ts";
import { findBrokenCells } from "./compare-figures.ts";
import { listDifferentBits } from "./engine-properties.ts";
import { drawModel } from "./random-model.ts";

const anyDate = fc.constantFrom<GraphDate>({}, { validOn: "2023-08-01" }, { methodOn: "2022-12-31" });

function getGraph(model: Model, date: GraphDate): Graph {
  const { value, problems } = buildGraph(model, date);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n\n"));
  return value;
}

/** Weights of some syntheses, and values in cells where something is measured or could be. */
function drawScenario(g: fc.GeneratorValue, { graph, year, columns, measures }: Figures): Scenario {
  const syntheses = graph.model.indicators.filter(
    ({ synthesis }) => synthesis !== undefined && g(fc.nat, 2) > 0,
  );
  const weights = syntheses.map(({ id, synthesis }) => {
    const { total, components } = synthesis!;
    // Weights that leave something out on purpose add up to less than the total.
    const own = components.map(({ weight }) => weight);
    const sum = own.every((weight) => weight !== undefined)
      ? own.reduce((all, each) => all + each, 0)
      : total;
    const first = sum / (components.length + g(fc.nat, 5));
    return {
      indicator: id,
      weights: components.map((_, k) => (k === 0 && components.length > 1 ? first : undefined)),
      adapts: true,
    };
  });
  const values = (kind: "input" | "target", all: Figures["measures"]["inputs"]): SupposedValue[] => {
    const places = graph.nodes.flatMap((node) => {
      const isMeasured =
        node.kind === kind && !weights.some(({ indicator }) => indicator === node.indicator.id);
      return isMeasured ? [...(all.get(node.index)?.cells ?? [])].map((cell) => ({ node, cell })) : [];
    });
    const applying = places.filter(({ node, cell }) => (columns[node.index]!.states[cell]! & 4) === 0);
    return Array.from({ length: applying.length === 0 ? 0 : g(fc.nat, 2) }, () => {
      const { node, cell } = applying[g(fc.nat, applying.length - 1)]!;
      const scale = 10 ** node.indicator.decimals;
      const period = cell % periodsInYear;
      return {
        indicator: node.indicator.id,
        members: node.members,
        orgUnit: node.tree.units[(cell - period) / periodsInYear]!.code,
        period: listPeriodsOfYear(year)[period]!.code,
        value: g(fc.integer, { min: -3000, max: 3000 }) / scale,
      };
    });
  };
  return {
    weights,
    targets: values("target", measures.targets),
    results: values("input", measures.inputs),
    thresholds: drawThresholds(g, graph.model),
  };
}

type Threshold = Scenario["thresholds"][number];

/** Some numbers of some rules, so that they stay rules. */
function drawThresholds(g: fc.GeneratorValue, { indicators }: Model): readonly Threshold[] {
  return indicators.flatMap(({ id: indicator, attainment }): Threshold[] => {
    if (attainment === undefined || g(fc.nat, 1) === 0) return [];
    const { rule, cap = 200 } = attainment;
    const some = (threshold: Threshold["threshold"], value: number, band?: number): Threshold[] =>
      g(fc.nat, 1) === 0 ? [] : [{ indicator, threshold, value, ...(band !== undefined && { band }) }];
    const floor = some("floor", Math.min(cap, g(fc.integer, { min: -50, max: 90 })));
    if (rule.type === "min-max") return [...floor, ...some("min", rule.max - 1 - g(fc.nat, 60))];
    if (rule.type === "date") return [...floor, ...some("loss", g(fc.nat, 9))];
    if (rule.type !== "bands") return floor;
    const last = rule.bands.length - 1;
    const { from, until } = rule.bands[last]!;
    const bound = from === null ? [] : some("bound", until === null ? from + 7 : (from + until) / 2, last);
    return [...floor, ...bound, ...some("score", g(fc.nat, 150), g(fc.nat, last))];
  });
}

/** The rule with the numbers in their places. */
function writeThreshold(own: Attainment, { threshold: name, band = 0, value }: Threshold): Attainment {
  if (name === "floor" || name === "cap") return { ...own, [name]: value };
  const { rule } = own;
  if (rule.type === "min-max") return { ...own, rule: { ...rule, [name]: value } };
  if (rule.type === "date") return { ...own, rule: { ...rule, lossPerDay: value } };
  if (rule.type !== "bands") return own;
  const bands = rule.bands.map((each, k) => {
    if (name === "score") return k === band ? { ...each, score: value } : each;
    return { ...each, ...(k === band && { from: value }), ...(k === band - 1 && { until: value }) };
  });
  return { ...own, rule: { ...rule, bands } };
}

const origin: Origin = {
  place: { file: "scenario", line: 1, column: 1 },
  source: undefined,
  provenance: "assumed",
  recordedOn: undefined,
  status: "final",
};

/** The model that says what the scenario supposes. */
function writeScenario(model: Model, { weights, targets, results, thresholds }: Scenario): Model {
  const supposed = new Map(weights.map((each) => [each.indicator, each]));
  const ruled = model.indicators.map((indicator): Indicator => {
    const own = thresholds.filter((each) => each.indicator === indicator.id);
    return {
      ...indicator,
      attainment: indicator.attainment && own.reduce(writeThreshold, indicator.attainment),
    };
  });
  const indicators = ruled.map((indicator): Indicator => {
    const { synthesis } = indicator;
    const own = supposed.get(indicator.id);
    if (own === undefined || synthesis === undefined) return indicator;
    const resolved = resolveWeights(indicator, synthesis, own).value!;
    const components = synthesis.components.map((component, k) => ({ ...component, weight: resolved[k] }));
    const kind = synthesis.weights === "partial" ? "partial" : "disclosed";
    return { ...indicator, synthesis: { ...synthesis, components, weights: kind } };
  });
  const decimalsOf = new Map(model.indicators.map(({ id, decimals }) => [id, decimals]));
  const isSame = (a: SupposedValue, b: Observation | Target): boolean =>
    a.indicator === b.indicator &&
    a.orgUnit === b.orgUnit &&
    a.period === b.period &&
    JSON.stringify(a.members) === JSON.stringify(b.members);
  const write = (each: SupposedValue) => ({ ...each, absence: undefined, origin });
  const last = (all: readonly SupposedValue[]) =>
    all.filter((each, k) => !all.slice(k + 1).some((later) => isSame(each, later as never)));
  return {
    ...model,
    indicators,
    observations: [
      ...model.observations.filter(
        (each) => !supposed.has(each.indicator) && !results.some((value) => isSame(value, each)),
      ),
      ...last(results).map(
        (each): Observation => ({
          ...write(each),
          scaled: Math.round(each.value * 10 ** decimalsOf.get(each.indicator)!),
          interval: undefined,
          extractedOn: undefined,
          note: undefined,
        }),
      ),
    ],
    targets: [
      ...model.targets.filter((each) => !targets.some((value) => isSame(value, each))),
      ...last(targets).map((each): Target => ({ ...write(each), validFrom: undefined, revision: undefined })),
    ],
  };
}

/** Everything computed from the written model; who supposes weights marks their figures. */
function computeWritten(model: Model, date: GraphDate, { weights }: Scenario): Figures {
  const mark = (graph: Graph): Graph => ({
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.kind === "synthesis" && weights.some(({ indicator }) => indicator === node.indicator.id)
        ? { ...node, supposed: true }
        : node,
    ),
  });
  const figures = computeModel(getGraph(model, date));
  const { graph, measures, previous, edition } = figures;
  return computeFigures(mark(graph), measures, { previous, edition });
}

/** Who supposes a threshold marks what follows; the model that says it has it from somebody. */
function blurAssumed(figures: Figures, { thresholds }: Scenario): Figures {
  if (thresholds.length === 0) return figures;
  const columns = figures.columns.map((column) => ({
    ...column,
    states: column.states.map((state) => state & ~assumed),
  }));
  return { ...figures, columns };
}

const assumed = 1 << 8;

function demandEmpty(found: readonly string[]): void {
  if (found.length > 0) throw new Error(found.slice(0, 5).join("\n"));
}

/** The suppositions of one of which some are those of the other, as when somebody tries one thing after another. */
function mixScenarios(g: fc.GeneratorValue, one: Scenario, other: Scenario): Scenario {
  const some = <T>(all: readonly T[]): readonly T[] => all.filter(() => g(fc.nat, 3) > 0);
  const own = new Set(one.weights.map(({ indicator }) => indicator));
  return {
    weights: [...some(one.weights), ...other.weights.filter(({ indicator }) => !own.has(indicator))],
    targets: [...some(one.targets), ...some(other.targets)],
    results: some(one.results),
    thresholds: some(one.thresholds),
  };
}

export const supposesLikeComputing = fc.property(fc.gen(), anyDate, (g, date) => {
  const model = drawModel(g, { groupMeans: true, validities: true });
  const figures = computeModel(getGraph(model, date));
  const [scenario, other] = [drawScenario(g, figures), drawScenario(g, figures)];
  const untouched = computeModel(figures.graph);
  const trial = tryScenarios(figures);
  trial(other);
  const { value, problems } = trial(scenario);
  demandEmpty(problems.map(formatProblem));
  const supposed = value!.complete();
  const written = computeWritten(writeScenario(model, scenario), date, scenario);
  const [told, meant] = [blurAssumed(supposed, scenario), blurAssumed(written, scenario)];
  demandEmpty(listDifferentBits(told, meant));
  demandEmpty(listDifferentBits(meant, told));
  demandEmpty(findBrokenCells(supposed));
  demandEmpty(listDifferentBits(figures, untouched));
});

/** How often columns were compared, and how often there was nothing to compare: what is computed whole shares none. */
export const sharing = { compared: 0, whole: 0 };

/** Columns that are the real ones in one and not in the other. */
function listSharedOtherwise(real: Figures, one: Figures, other: Figures): readonly string[] {
  const known = new Set(real.columns);
  const isWhole = [one, other].some(({ columns }) => columns.every((column) => !known.has(column)));
  sharing[isWhole ? "whole" : "compared"] += 1;
  if (isWhole) return [];
  return one.graph.nodes.flatMap(({ key, index }) =>
    known.has(one.columns[index]!) === known.has(other.columns[index]!) ? [] : [key],
  );
}

/** A month, a quarter and the year. */
const looked = [0, 7, 13, 18] as const;

/** Cells of a period that are other, to the sign of zero. */
function listDifferentInPeriod(
  { graph, columns }: ShownFigures,
  other: ShownFigures,
  period: number,
): readonly string[] {
  return graph.nodes.flatMap(({ key, index, tree }) => {
    const [one, two] = [columns[index]!, other.columns[other.graph.indexOf.get(key)!]!];
    const cells = tree.units.map((_, unit) => unit * periodsInYear + period);
    const found = cells.filter(
      (cell) => one.states[cell] !== two.states[cell] || !Object.is(one.values[cell], two.values[cell]),
    );
    return found.map((cell) => `${key} ${cell}: ${one.values[cell]} and ${two.values[cell]}`);
  });
}

export const triesLikeApplying = fc.property(fc.gen(), anyDate, (g, date) => {
  const figures = computeModel(getGraph(drawModel(g, { groupMeans: true, validities: true }), date));
  const untouched = computeModel(figures.graph);
  const trial = tryScenarios(figures);
  let scenario = drawScenario(g, figures);
  const own = g(fc.constantFrom, ...looked);
  for (let step = 0; step < 8; step++) {
    // Somebody looks at a period; now and then the next is tried before the rest of the year is computed.
    const period = g(fc.constantFrom, own, own, own, own, undefined, ...looked);
    const [tried, applied] = [trial(scenario, period), applyScenario(figures, scenario)];
    // A mixture may be refused; the next is then tried after the last that was not.
    if (JSON.stringify(tried.problems) !== JSON.stringify(applied.problems))
      throw new Error("other problems");
    if (tried.value !== undefined && period !== undefined)
      demandEmpty(listDifferentInPeriod(tried.value, applied.value!, period));
    if (tried.value !== undefined && (period === undefined || g(fc.nat, 2) > 0)) {
      const whole = tried.value.complete();
      demandEmpty(listDifferentBits(whole, applied.value!));
      demandEmpty(findBrokenCells(whole));
      demandEmpty(listSharedOtherwise(figures, whole, applied.value!));
    }
    const other = drawScenario(g, figures);
    const way = g(fc.nat, 5);
    // Who tries weights and thresholds alone has a period before the year, where it can be computed alone.
    if (way > 2) scenario = { ...scenario, weights: other.weights, thresholds: other.thresholds };
    else scenario = way === 0 ? other : mixScenarios(g, scenario, other);
  }
  demandEmpty(listDifferentBits(figures, untouched));
});
