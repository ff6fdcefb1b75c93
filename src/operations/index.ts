/**
 * What the platform can do, one file an operation. An operation takes a request and gives a report or the
 * problems that stand in its way; it never prints. The only room that sees both the calculation and the disk.
 */
export type {
  Audit,
  AuditedFigure,
  AuditedRelation,
  ModelComparison,
  MutationReport,
  Rate,
  Verdict,
  WeightReport,
  WorkingPaper,
} from "../audit/index.ts";
export { isFailure, modelOutcomes, relationTitles, verdicts } from "../audit/index.ts";
export { type Figure, getFigure, type Shown, type ShownRow, type Standing } from "../engine/index.ts";
export { type Debt, type Explanation, type Tongue, tellDebts, tellSteps } from "../explain/index.ts";
export { type Language, languages } from "../formula/index.ts";
export { nodeKey } from "../graph/index.ts";
export {
  absences,
  type Change,
  type Facet,
  facets,
  facetWords,
  findNearestName,
  findPeriod,
  formatProblem,
  getWord,
  isDay,
  kinds,
  listPeriodsOfYear,
  type Members,
  type Model,
  nameWithMembers,
  type Outcome,
  type Period,
  type Problem,
  periodsInYear,
  provenances,
} from "../model/index.ts";
export { arrangeColumns, type FigureColumns } from "./arrange-columns.ts";
export { type AuditReport, audit, measureAudit } from "./audit.ts";
export { auditFigure, type FigureAudit } from "./audit-figure.ts";
export { type CheckReport, check } from "./check.ts";
export { type ChooseRequest, type Chosen, chooseFigures, hashChosen, listChosen } from "./choose-figures.ts";
export { type ComparePeriodsReport, comparePeriods } from "./compare-periods.ts";
export { type ComputeReport, type ComputeRequest, compute } from "./compute.ts";
export {
  backup,
  type DeliveriesReport,
  listDeliveries,
  migrate,
  restore,
  retract,
  showQuarantine,
  verifyWorkspace,
} from "./deliveries.ts";
export {
  type Arrival,
  arrivals,
  type CalendarCell,
  type DeliveryCalendar,
  type KnownDelivery,
  readCalendar,
} from "./delivery-calendar.ts";
export {
  type DeliveryEffects,
  findDelivery,
  type Quarantine,
  readEffects,
  readQuarantined,
} from "./delivery-effects.ts";
export {
  describeIndicator,
  type IndicatorDescription,
  type LinkedIndicator,
} from "./describe-indicator.ts";
export { type DiffReport, diff, type Movement } from "./diff.ts";
export { type DiffDaysReport, diffDays, type MovedCause, type MovedFigure } from "./diff-days.ts";
export { type ExplainReport, type ExplainRequest, explain } from "./explain.ts";
export { figureStates } from "./figure-state.ts";
export { findGround, type GroundReport } from "./find-ground.ts";
export type { OfficePlace } from "./find-office.ts";
export { type ForecastReport, forecast } from "./forecast.ts";
export { forecastIndicator, forecastOffice, type OfficeForecast } from "./forecast-office.ts";
export { type GenerateReport, type GenerateRequest, generate, type WrittenDelivery } from "./generate.ts";
export { ownFolder } from "./hash-program.ts";
export { type ImportFileReport, type ImportFileRequest, importFile } from "./import.ts";
export { type ImportListRequest, importList } from "./import-list.ts";
export { indicatorSeries } from "./indicator-series.ts";
export { type ListedIndicator, listIndicators } from "./list-indicators.ts";
export type { SeriesPoint } from "./list-series.ts";
export { listThemes } from "./list-themes.ts";
export { type MethodEffect, type MethodReport, measureMethod } from "./method-effect.ts";
export { type OverviewRow, officeOverview } from "./office-overview.ts";
export { officeTrends } from "./office-trends.ts";
export { type Outline, type OutlineRequest, type OutlineRow, outline } from "./outline.ts";
export {
  type Asked,
  type OpenWorkspace,
  openPlatform,
  type Platform,
  type PlatformOptions,
  type Snapshot,
  type WorkspaceChange,
} from "./platform.ts";
export { type Rank, rankScopes } from "./rank-offices.ts";
export { type Scorecard, type ScorecardRow, scorecard } from "./scorecard.ts";
export { type FoundEntry, search } from "./search.ts";
export { type DeskReport, type DeskRequest, showDesk } from "./show-desk.ts";
export type { WorkspacePlace } from "./stamp-workspace.ts";
export { printMembers, provenanceNames, tabulateFigures } from "./tabulate-figures.ts";
export { tabulateIndicator } from "./tabulate-indicator.ts";
export type { ToldFormula } from "./tell-formula.ts";
export { type Touched, type TraceReport, trace } from "./trace.ts";
export { tellViewpoint, type Viewpoint } from "./viewpoint.ts";
export { writeArrow } from "./write-arrow.ts";
export { writeSchema } from "./write-schema.ts";
export {
  formatCsv,
  formatCsvParts,
  formatWorkbook,
  type Table,
  writeWhole,
  writeWorkbook,
} from "./write-table.ts";
