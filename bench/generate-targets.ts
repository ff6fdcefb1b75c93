/**
 * The generated model with weights and targets to change, for the measures of what-if: the formulas that weigh three
 * figures become syntheses, a third of the inputs has an attainment against a target of every office and period, and
 * a synthesis that weighs such an input weighs its attainment.
 */
import type { Figures, Measure } from "../src/engine/index.ts";
import { computeFigures } from "../src/engine/index.ts";
import { buildGraph } from "../src/graph/index.ts";
import { formatProblem, type Indicator, type Model, periodsInYear } from "../src/model/index.ts";
import { generateMeasures } from "./generate-measures.ts";
import { benchYear, generateModel, isSummed, type Size } from "./generate-model.ts";
import { makeRandom } from "./random.ts";

const weights = [50, 30, 20];

export function generateTargets(size: Size): Model {
  const { model, recipes } = generateModel(size);
  const isAimed = (k: number): boolean => k < size.inputs && k % 3 === 0;
  const indicators = model.indicators.map((indicator, k): Indicator => {
    const { origin } = indicator;
    if (isAimed(k)) {
      const attainment = { rule: { type: "ratio" }, floor: undefined, cap: undefined, origin } as const;
      return { ...indicator, mainFacet: "result", attainment };
    }
    const recipe = recipes[k - size.inputs];
    const number = k - size.inputs;
    const isDistinct = recipe !== undefined && new Set(recipe.operands).size === recipe.operands.length;
    if (recipe?.shape !== "weighted" || !isDistinct || isSummed(number)) return indicator;
    const components = recipe.operands.map((operand, at) => ({
      indicator: model.indicators[operand]!.id,
      facet: isAimed(operand) ? ("attainment" as const) : undefined,
      members: {},
      weight: weights[at],
      place: origin.place,
    }));
    const synthesis = {
      components,
      weights: "disclosed",
      total: 100,
      whenAbsent: "absent",
      act: undefined,
      origin,
    } as const;
    return { ...indicator, formula: undefined, synthesis };
  });
  return { ...model, indicators };
}

/** The same at every run. */
export function computeTargets(model: Model): Figures {
  const { value: graph, problems } = buildGraph(model);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n"));
  const random = makeRandom(4);
  const targets = new Map(
    graph.nodes.flatMap((node): (readonly [number, Measure])[] => {
      if (node.kind !== "target") return [];
      const cells = Int32Array.from({ length: node.tree.units.length * periodsInYear }, (_, cell) => cell);
      const scaled = Float64Array.from(cells, () => random.pick(100, 100_000));
      return [[node.index, { cells, scaled, states: new Uint16Array(cells.length) }]];
    }),
  );
  return computeFigures(graph, { ...generateMeasures(graph, benchYear), targets });
}
