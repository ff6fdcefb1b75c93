/**
 * The room of the model: what is measured, for whom, with what weight and target, since when, by
 * which act. `readModel` takes text files and gives a `Model` with everything that is wrong in them.
 */
export { formatDay, getDayNumber, getDayOfNumber, isDay, isLeapYear } from "./day.ts";
export { compareProblems, formatPlace, formatProblem } from "./format-problem.ts";
export { buildJsonSchema } from "./json-schema.ts";
export { maxFileBytes, maxFiles } from "./limits.ts";
export * from "./model.ts";
export { findNearestName } from "./nearest-name.ts";
export type { ModelFile } from "./open-files.ts";
export {
  childrenOfPeriod,
  findPeriod,
  grainLayout,
  listPeriodsOfYear,
  type Period,
  parentOfPeriod,
  periodsInYear,
} from "./period.ts";
export * from "./problem.ts";
export { problemCodes } from "./problems.ts";
export { readModel } from "./read-model.ts";
export * from "./words.ts";
