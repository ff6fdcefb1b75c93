/**
 * The room of the model: what is measured, for whom, with what weight and target, since when, by
 * which act. `readModel` takes text files and gives a `Model` with everything that is wrong in them.
 */
export type { Change } from "./change.ts";
export { compareModels } from "./compare-models.ts";
export { formatDay, getDayNumber, getDayOfNumber, isDay, isLeapYear, writeDay } from "./day.ts";
export * from "./declared-facts.ts";
export { compareProblems, formatPlace, formatProblem } from "./format-problem.ts";
export { buildJsonSchema } from "./json-schema.ts";
export { maxFileBytes, maxFiles } from "./limits.ts";
// How files are read, with places and in these words: the audit reads its own files with it.
export {
  findMap,
  findScalar,
  findText,
  findValue,
  getPlace,
  type Located,
  type LocatedEntry,
  type LocatedList,
  type LocatedMap,
  type LocatedScalar,
  listItems,
  listMaps,
  listScalars,
} from "./located.ts";
export * from "./model.ts";
export { type NamedMembers, nameWithMembers, tellMembers } from "./name-members.ts";
export { findNearestName } from "./nearest-name.ts";
export { type ModelFile, type OpenFiles, openFiles } from "./open-files.ts";
export {
  childrenOfPeriod,
  findPeriod,
  grainLayout,
  isOfGrain,
  listPeriodsOfYear,
  type Period,
  parentOfPeriod,
  periodsInYear,
} from "./period.ts";
export * from "./problem.ts";
export { namePlace, quote, suggest, writeMinus, writeNumber } from "./problem-words.ts";
export { problemCodes } from "./problems.ts";
export { type CsvTable, readCsv } from "./read-csv.ts";
export { readModel } from "./read-model.ts";
export { readYaml } from "./read-yaml.ts";
export { createReporter, type Reporter } from "./report.ts";
export * from "./words.ts";
