/**
 * The room of facts: what a source must deliver, and what is measured from what it delivers. `readContract` makes
 * the contract of a source for a period, which a warehouse runs over columns and `readRow` over single rows;
 * `planMeasures` turns the measures of a model into questions to a warehouse; `chooseDeliveries` says which
 * deliveries hold as known on a day. Nothing here touches a file: rules D of docs/spec.md.
 */
export {
  type CellFault,
  type Contract,
  type ContractCheck,
  type ContractColumn,
  cellFaults,
  decodeFault,
  duplicateKey,
  encodeCheck,
  encodeFault,
  type Fault,
  listKeys,
  type OfficeState,
} from "./contract.ts";
export {
  chooseDeliveries,
  type Delivery,
  type DeliveryMode,
  deliveryModes,
  type FactsColumn,
  type FactsFile,
} from "./delivery.ts";
export { describeFault, type FaultWords, writeScaled } from "./describe-fault.ts";
export { dropEmptied } from "./drop-emptied.ts";
export type {
  Aggregate,
  DistinctQuery,
  FactColumns,
  FactQuery,
  GroupBy,
  ResolvedTable,
  TableVersion,
  Weight,
} from "./fact-query.ts";
export {
  describeLost,
  findHeirs,
  findShelter,
  fixBoundaries,
  type Heir,
  type LostOffice,
  listThere,
} from "./find-heirs.ts";
export { decodePeriod, encodePeriod } from "./period-number.ts";
export {
  type DistinctPlan,
  type MeasurePlan,
  type PlannedMeasure,
  planMeasures,
  type SourcePlan,
} from "./plan-measures.ts";
export { readCondition } from "./read-condition.ts";
export { type ContractContext, readContract } from "./read-contract.ts";
export { readFacts } from "./read-facts.ts";
export {
  mostDigits,
  noWords,
  type RowRead,
  readRow,
  readScaled,
  writeNumberPattern,
  yesWords,
} from "./read-row.ts";
export { apportion, redrawOffices } from "./redraw-offices.ts";
export { resolvePeriods, resolveTable } from "./resolve-table.ts";
export { evaluateRow, listColumns, type Row, type RowExpression, type RowValue } from "./row-expression.ts";
export { shareCondition } from "./share-condition.ts";
