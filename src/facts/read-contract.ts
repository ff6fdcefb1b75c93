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
  const offices = setBeside(source, context);
  const columns = source.columns.map((column): ContractColumn => {
    if (column.role === "office") return { ...column, allowed: listOpen(offices) };
    if (column.values !== undefined) return { ...column, allowed: new Set(column.values) };
    const table = context.model.tables.find(({ id }) => id === column.table);
    if (table === undefined) return { ...column, allowed: undefined };
    return { ...column, allowed: new Set(resolveTable(table, context.period, context.knownAt).keys()) };
  });
  return { value: { source, period: context.period, columns, checks, offices }, problems };
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

/** Offices that are open and of which the source does not speak stand beside it. */
function setBeside(
  { officeTypes }: FactSource,
  { model, period, offices }: ContractContext,
): ContractContext["offices"] {
  if (officeTypes === undefined) return offices;
  const spokenOf = new Set(
    model.hierarchies[0]?.units.flatMap(({ code, type, validFrom, validUntil }) => {
      const stands = (validFrom ?? "") < period.until && (validUntil ?? "9999-99-99") > period.from;
      return stands && officeTypes.includes(type) ? [code] : [];
    }),
  );
  return new Map(
    [...offices].map(([code, state]) => [code, state === "open" && !spokenOf.has(code) ? "beside" : state]),
  );
}

function listOpen(offices: ReadonlyMap<string, OfficeState>): ReadonlySet<string> {
  return new Set([...offices].flatMap(([code, state]) => (state === "open" ? [code] : [])));
}
