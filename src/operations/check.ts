/** All the problems of a model in one run: files, contents, formulas, circles, and sums that leave the integers. */
import { computeModel } from "../engine/index.ts";
import { readFacts } from "../facts/index.ts";
import { compareProblems, type Problem } from "../model/index.ts";
import { openGraph } from "./open-model.ts";

export interface CheckReport {
  readonly model: string;
  readonly hash: string;
  readonly indicators: number;
  readonly observations: number;
  readonly orgUnits: number;
  readonly problems: readonly Problem[];
}

export function check(directory: string): CheckReport {
  const { value: graph, problems, opened } = openGraph(directory, {});
  const { model } = opened;
  // What the model says of facts is looked at even where nothing has been delivered yet.
  const facts = problems.length > 0 ? [] : readFacts(model).problems;
  const computed = graph === undefined ? [] : computeModel(graph).problems;
  return {
    model: model.id,
    hash: model.hash,
    indicators: model.indicators.length,
    observations: model.observations.length + model.targets.length,
    orgUnits: model.hierarchies.reduce((count, hierarchy) => count + hierarchy.units.length, 0),
    problems: [...problems, ...facts, ...computed].sort(compareProblems),
  };
}
