/** What all sums of a question ask of a row is asked once, before the row is grouped. */
import type { Aggregate, FactColumns } from "./fact-query.ts";
import type { RowExpression } from "./row-expression.ts";

export interface Shared {
  /** Undefined: every row counts in some sum. */
  readonly where: RowExpression | undefined;
  /** With what each still asks beside. */
  readonly aggregates: readonly Aggregate[];
}

export function shareCondition(aggregates: readonly Aggregate[]): Shared {
  const [first = [], ...others] = aggregates.map(({ when }) => (when === undefined ? [] : listTerms(when)));
  const shared = others.reduce((common, terms) => common.filter((term) => hasTerm(terms, term)), first);
  return {
    where: joinTerms(shared),
    aggregates: aggregates.map((aggregate) => ({
      ...aggregate,
      when:
        aggregate.when === undefined
          ? undefined
          : joinTerms(listTerms(aggregate.when).filter((term) => !hasTerm(shared, term))),
    })),
  };
}

/** The conditions of which all must hold. */
function listTerms(expression: RowExpression): readonly RowExpression[] {
  if (expression.type !== "logic" || expression.operator !== "and") return [expression];
  return [...listTerms(expression.left), ...listTerms(expression.right)];
}

function joinTerms([first, ...others]: readonly RowExpression[]): RowExpression | undefined {
  return others.reduce<RowExpression | undefined>(
    (left, right) => (left === undefined ? right : { type: "logic", operator: "and", left, right }),
    first,
  );
}

function hasTerm(terms: readonly RowExpression[], term: RowExpression): boolean {
  const text = JSON.stringify(term);
  return terms.some((each) => JSON.stringify(each) === text);
}

/** Without the groups of which every sum is zero: they change no sum where an office without rows is zero as well. */
export function dropZeros(columns: FactColumns): FactColumns {
  const kept: number[] = [];
  for (let row = 0; row < columns.rows; row++)
    if (columns.values.some((values) => values[row] !== 0)) kept.push(row);
  if (kept.length === columns.rows) return columns;
  return {
    rows: kept.length,
    offices: kept.map((row) => columns.offices[row]!),
    periods: Int32Array.from(kept, (row) => columns.periods[row]!),
    members: columns.members.map((codes) => kept.map((row) => codes[row]!)),
    values: columns.values.map((values) => Float64Array.from(kept, (row) => values[row]!)),
  };
}
