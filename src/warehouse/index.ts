/**
 * The room of the warehouse: where facts live and are summed. A workspace keeps deliveries as immutable files;
 * `importDelivery` takes one in; `openWarehouse` opens the engine that sums them, DuckDB on this machine or a
 * cluster by its address. Rules W of docs/spec.md.
 */
export { type DuckDb, openDuckDb } from "./duck-db.ts";
export { importDelivery } from "./import-delivery.ts";
export type { ImportReport, ImportRequest } from "./import-request.ts";
export { sumMaterialised } from "./materialise.ts";
export { openWarehouse } from "./open-warehouse.ts";
export { factsDamaged } from "./problems.ts";
export { type BadRow, type BadRows, readQuarantine } from "./quarantine.ts";
export type { FactScope, Nesting, Warehouse } from "./warehouse.ts";
export { factsFile, isWorkspace, openWorkspace, readDeliveries, type Workspace } from "./workspace.ts";
