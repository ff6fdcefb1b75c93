/** All that a model says of facts, read and checked: what its sources deliver and what is measured from them. */
import type { Model, Outcome } from "../model/index.ts";
import { type MeasurePlan, planMeasures } from "./plan-measures.ts";
import { readChecks } from "./read-contract.ts";

export function readFacts(model: Model): Outcome<MeasurePlan> {
  const checks = model.sources.flatMap((source) => readChecks(source).problems);
  const { value, problems } = planMeasures(model);
  return { value, problems: [...checks, ...problems] };
}
