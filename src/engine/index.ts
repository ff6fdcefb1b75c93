/**
 * Columns in, columns out. `computeFigures` fills a graph's figures for a year from what was measured;
 * `reviseFigures` carries one correction to the top; `getFigure` tells one cell as the outside sees it.
 */
export type { LostOffice } from "../facts/index.ts";
export { computeAttainment, findBand, needsTarget } from "./attain.ts";
export { collectMeasures } from "./collect-measures.ts";
export {
  absenceMask,
  applies,
  type Column,
  findAbsence,
  getProvenance,
  getStatus,
  isPartial,
  type Mark,
  makeColumn,
  makeState,
  readState,
} from "./column.ts";
export { computeFigures } from "./compute-figures.ts";
export { computeModel } from "./compute-model.ts";
export { type Coverage, computeCoverage } from "./coverage.ts";
export {
  type Desk,
  isEmptyScenario,
  openDesk,
  type Shown,
  type Sight,
  type Standing,
} from "./desk/desk.ts";
export type { Field, Place } from "./desk/find-places.ts";
export { nameNode } from "./desk/list-parts.ts";
export { isSameThreshold, type Threshold, type ThresholdName } from "./desk/list-thresholds.ts";
export type { Rankable, Ranked } from "./desk/rank-offices.ts";
export type { ShownRow, ShownSynthesis, ShownWeight } from "./desk/show-rows.ts";
export {
  absenceNames,
  type Figure,
  formatValue,
  getDecimals,
  getFigure,
  getUnitSymbol,
  isYesOrNo,
} from "./figure.ts";
export type {
  CellOf,
  Delivered,
  Figures,
  Measure,
  Measures,
  ShownColumn,
  ShownFigures,
} from "./figures.ts";
export { type ForecastWay, forecastMeasures, type Pace } from "./forecast-year.ts";
export { formatDigits, formatNumber, scaleToInteger } from "./format-number.ts";
export { getKind } from "./kinds/kinds.ts";
export { listAllLost, listLost } from "./lacking.ts";
export type { LeftOut } from "./left-out.ts";
export { listCorrections } from "./list-corrections.ts";
export {
  type Choice,
  type ChosenCell,
  hashFigures,
  hashReport,
  listCells,
  listFigures,
} from "./list-figures.ts";
export { withOperands } from "./list-read-before.ts";
export { type PackedColumns, packColumns, unpackColumns } from "./pack-columns.ts";
export type { Answers } from "./place-delivered.ts";
export type { DistinctAnswer, Doubt } from "./place-distinct.ts";
export type { Redrawn } from "./place-lost.ts";
export type { SourceAnswer } from "./place-sums.ts";
export { type Correction, type Revision, reviseFigures } from "./revise-figures.ts";
export { getLargestSum } from "./roll-up.ts";
export { applyScenario, type Trial, tryScenarios } from "./scenario/apply-scenario.ts";
export { computeGround, type GroundFigures, hashGround } from "./scenario/compute-ground.ts";
export { type Ground, packAnswers } from "./scenario/ground.ts";
export {
  listMoves,
  measureMove,
  type TornadoBar,
  type TornadoMove,
} from "./scenario/measure-tornado.ts";
export { type RankedUnit, rankUnits } from "./scenario/rank-units.ts";
export { resolveWeights } from "./scenario/resolve-weights.ts";
export {
  emptyScenario,
  type Scenario,
  type SupposedThreshold,
  type SupposedValue,
  type SupposedWeights,
} from "./scenario/scenario.ts";
export { updateFigures } from "./update-figures.ts";
