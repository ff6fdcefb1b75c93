/** The verb of this room: a source of the model, for one period, to a contract. */
import type { FactSource, Model, Outcome, Period, Problem } from "../model/index.ts";
import type { Contract, ContractCheck, ContractColumn, OfficeState } from "./contract.ts";
import { readCondition } from "./read-condition.ts";
import { resolveTable } from "./resolve-table.ts";

export interface ContractContext {
  readonly model: Model;
  readonly period: Period;
  /** Rows of tables recorded later are not known; undefined = all are. */
  readonly knownAt: string | undefined;
  /** Every office's state in the period. */
  readonly offices: ReadonlyMap<string, OfficeState>;
}

export function readContract(source: FactSource, context: ContractContext): Outcome<Contract> {
  const { value: checks, problems } = readChecks(source);
  const columns = source.columns.map((column): ContractColumn => {
    if (column.role === "office") return { ...column, allowed: listOpen(context.offices) };
    if (column.values !== undefined) return { ...column, allowed: new Set(column.values) };
    const table = context.model.tables.find(({ id }) => id === column.table);
    if (table === undefined) return { ...column, allowed: undefined };
    return { ...column, allowed: new Set(resolveTable(table, context.period, context.knownAt).keys()) };
  });
  return { value: { source, period: context.period, columns, checks, offices: context.offices }, problems };
}

/** The row checks of a source; those that cannot be read are problems of the model. */
export function readChecks(source: FactSource): Outcome<readonly ContractCheck[]> {
  const problems: Problem[] = [];
  const value = source.checks.flatMap(({ condition, reason, remedy }): ContractCheck[] => {
    const read = readCondition(condition, source, `fonte ${source.id}`);
    problems.push(...read.problems);
    return read.value === undefined ? [] : [{ condition: read.value, reason, remedy }];
  });
  return { value, problems };
}

function listOpen(offices: ReadonlyMap<string, OfficeState>): ReadonlySet<string> {
  return new Set([...offices].flatMap(([code, state]) => (state === "open" ? [code] : [])));
}
