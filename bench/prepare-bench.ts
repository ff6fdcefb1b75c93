/** A generated model with its graph, what was measured in it, and its figures. */
import { computeFigures, type Figures, type Measures } from "../src/engine/index.ts";
import { buildGraph, type Graph } from "../src/graph/index.ts";
import { formatProblem } from "../src/model/index.ts";
import { generateMeasures } from "./generate-measures.ts";
import { benchYear, type Generated, generateModel, type Size } from "./generate-model.ts";

export interface Bench {
  readonly generated: Generated;
  readonly graph: Graph;
  readonly measures: Measures;
  readonly figures: Figures;
}

export function prepareBench(size: Size): Bench {
  const generated = generateModel(size);
  const { value: graph, problems } = buildGraph(generated.model);
  if (problems.length > 0) throw new Error(problems.map((problem) => formatProblem(problem)).join("\n"));
  const measures = generateMeasures(graph, benchYear);
  return { generated, graph, measures, figures: computeFigures(graph, measures) };
}

export function countCells({ columns }: Figures): number {
  return columns.reduce((sum, { values }) => sum + values.length, 0);
}
