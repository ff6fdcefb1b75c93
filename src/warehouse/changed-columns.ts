/**
 * Facts keep the columns of the contract they were read by. Where today's has another optional one, rows of before
 * have it empty; what would make other numbers of them, or leaves a hole that may not be, is told and not read.
 */
import type { Delivery, FactsColumn } from "../facts/index.ts";
import type { FactColumn, FactSource, Problem } from "../model/index.ts";
import { duckDb, printParquetFiles } from "./dialect.ts";
import { deliveryOfOtherContract } from "./problems.ts";

/** What is recorded of the columns of facts. */
export function describeColumns(columns: readonly FactsColumn[]): readonly FactsColumn[] {
  return columns.map(({ id, type, decimals }) => ({ id, type, decimals }));
}

/** The first column of each delivery of a source that the contract would read wrongly; entries without columns have none. */
export function findUnreadable(source: FactSource, deliveries: readonly Delivery[]): Problem[] {
  return deliveries
    .filter((delivery) => delivery.source === source.id)
    .flatMap(({ number, period, facts }) => {
      const [wrong] = source.columns.flatMap((column) => {
        const was = facts?.columns?.find(({ id }) => id === column.id);
        if (facts?.columns === undefined || (was === undefined && column.optional)) return [];
        const isSame = was?.type === column.type && was.decimals === column.decimals;
        return isSame ? [] : [deliveryOfOtherContract(number, source.id, period, column, was)];
      });
      return wrong ?? [];
    });
}

const types: Readonly<Record<FactColumn["type"], string>> = {
  text: "VARCHAR",
  integer: "BIGINT",
  number: "BIGINT",
  day: "DATE",
  "yes-no": "UTINYINT",
};

/** The files of some deliveries as a relation, with every column of the contract. */
export function printFacts(
  source: FactSource,
  deliveries: readonly Partial<Pick<Delivery, "facts">>[],
  files: string,
  options: readonly string[] = [],
): string {
  const lacking = source.columns.filter(({ id }) =>
    deliveries.some(({ facts }) => facts?.columns?.every((column) => column.id !== id)),
  );
  const union = "union_by_name = true";
  if (lacking.length === 0) return printParquetFiles(files, ...options);
  const empty = lacking.map(({ id, type }) => `NULL::${types[type]} AS ${duckDb.quoteName(id)}`);
  const all = printParquetFiles(files, ...options.filter((option) => option !== union), union);
  return `(SELECT * FROM ${all} UNION ALL BY NAME SELECT ${empty.join(", ")} WHERE false)`;
}
