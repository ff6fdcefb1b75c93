/**
 * The room of the warehouse: where facts live and are summed. A workspace keeps deliveries as immutable files;
 * `importDelivery` takes one in; `openWarehouse` opens the engine that sums them, DuckDB on this machine or a
 * cluster by its address.
 * Rules W of docs/spec.md.
 */
export { findUnreadable } from "./changed-columns.ts";
export {
  compareRows,
  findDeliveredRow,
  holdsRow,
  type MovedRow,
  type RowCells,
  withdrawRow,
} from "./delivered-rows.ts";
export { type DuckDb, openDuckDb } from "./duck-db.ts";
export { importDelivery } from "./import-delivery.ts";
export type { ImportReport, ImportRequest } from "./import-request.ts";
export {
  type Copied,
  checkFacts,
  checkWorkspace,
  copyWorkspace,
  type Migrated,
  migrateWorkspace,
} from "./keep-workspace.ts";
export { hashOf, keepNewest, readKeptFile, writeKeptFile } from "./kept-file.ts";
export { joinColumns, sumMaterialised } from "./materialise.ts";
export { openWarehouse } from "./open-warehouse.ts";
export { deliveryNotFound, deliveryRowNotFound, factsDamaged, notAWorkspace } from "./problems.ts";
export { type BadRow, type BadRows, quarantineFile, readQuarantine } from "./quarantine.ts";
export { retractDelivery } from "./retract-delivery.ts";
export type { FactScope, Nesting, Warehouse } from "./warehouse.ts";
export { WarehouseError } from "./warehouse-error.ts";
export {
  factsFile,
  hashRecords,
  isWorkspace,
  listEntries,
  openWorkspace,
  readDeliveries,
  type Workspace,
} from "./workspace.ts";
