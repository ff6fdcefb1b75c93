/** A source for one test: its columns and checks are the test's, everything else is as plain as can be. */
import type { FactColumn, FactSource, FileFormat } from "../../src/model/index.ts";

export const place = { file: "prova", line: 1, column: 1 };

/** A column that may be empty and holds anything of its type. */
export const plain = {
  decimals: 0,
  role: undefined,
  isKey: false,
  table: undefined,
  values: undefined,
  min: undefined,
  max: undefined,
  optional: true,
  place,
} as const;

/** Events by month, in CSV as Italian offices write it unless told otherwise. */
export function makeSource(
  columns: readonly FactColumn[],
  format: Partial<FileFormat> = {},
  checks: FactSource["checks"] = [],
): FactSource {
  return {
    id: "prova",
    title: "Prova",
    grain: "event",
    period: "month",
    owner: undefined,
    dueDays: undefined,
    expectedRows: { from: undefined, to: undefined },
    officeTypes: undefined,
    emptyOffice: "zero",
    format: { separator: ";", encoding: "utf-8", decimalMark: ",", days: "iso", ...format },
    columns,
    checks,
    controlTotals: [],
    origin: { place, source: undefined, provenance: "published", recordedOn: undefined, status: "final" },
  };
}
