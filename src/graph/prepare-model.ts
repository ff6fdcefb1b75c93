/**
 * What a model says on any date, worked out once: its formulas, parsed and checked, and whether everything
 * observed stands where its indicator is measured. Graphs of several years share it.
 */
import type { Model, Problem } from "../model/index.ts";
import { checkGrains } from "./check-grains.ts";
import type { PreparedModel } from "./graph.ts";
import { readFormulas } from "./read-formulas.ts";

/** Reports everything wrong in formulas and every observation that no figure would hold. */
export function prepareModel(model: Model): PreparedModel {
  const problems: Problem[] = [];
  const formulas = readFormulas(model, problems);
  problems.push(...checkGrains(model));
  return { formulas, problems };
}
