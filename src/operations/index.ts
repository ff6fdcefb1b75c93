/**
 * What the platform can do, one file an operation. An operation takes a request and gives a report or the
 * problems that stand in its way; it never prints. The only room that sees both the calculation and the disk.
 */
export type {
  Audit,
  AuditedFigure,
  AuditedRelation,
  MutationReport,
  Rate,
  Verdict,
  WorkingPaper,
} from "../audit/index.ts";
export { relationTitles } from "../audit/index.ts";
export { type Figure, getFigure } from "../engine/index.ts";
export { type Debt, type Explanation, tellDebts, tellSteps } from "../explain/index.ts";
export { nodeKey } from "../graph/index.ts";
export {
  absences,
  type Change,
  type Facet,
  facets,
  facetWords,
  findNearestName,
  formatProblem,
  getWord,
  listPeriodsOfYear,
  type Members,
  type Model,
  type Outcome,
  type Period,
  type Problem,
  periodsInYear,
  provenances,
} from "../model/index.ts";
export { type AuditReport, audit, measureAudit } from "./audit.ts";
export { type CheckReport, check } from "./check.ts";
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
export { type DiffReport, diff, type Movement } from "./diff.ts";
export { type DiffDaysReport, diffDays, type MovedCause, type MovedFigure } from "./diff-days.ts";
export { type ExplainReport, type ExplainRequest, explain } from "./explain.ts";
export { findGround, type GroundReport } from "./find-ground.ts";
export { type ForecastReport, forecast } from "./forecast.ts";
export { type GenerateReport, type GenerateRequest, generate, type WrittenDelivery } from "./generate.ts";
export { type ImportFileReport, type ImportFileRequest, importFile } from "./import.ts";
export { type ImportListRequest, importList } from "./import-list.ts";
export { type MethodEffect, type MethodReport, measureMethod } from "./method-effect.ts";
export { type Outline, type OutlineRequest, type OutlineRow, outline } from "./outline.ts";
export {
  type Asked,
  type OpenWorkspace,
  openPlatform,
  type Platform,
  type PlatformOptions,
  type Snapshot,
  type WorkspaceChange,
  type WorkspacePlace,
} from "./platform.ts";
export { type Touched, type TraceReport, trace } from "./trace.ts";
export { tellViewpoint, type Viewpoint } from "./viewpoint.ts";
export { writeSchema } from "./write-schema.ts";
export { formatCsv, type Table, writeWhole, writeWorkbook } from "./write-table.ts";
