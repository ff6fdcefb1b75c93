/** What all sums of a question ask of a row is asked once, before the row is grouped. */
import type { FactSource } from "../model/index.ts";
import type { Aggregate } from "./fact-query.ts";
import type { RowExpression } from "./row-expression.ts";

export interface Shared {
  /** Undefined: every row counts in some sum. */
  readonly where: RowExpression | undefined;
  /** With what each still asks beside. */
  readonly aggregates: readonly Aggregate[];
}

/**
 * Where an office without rows is zero, a group of which no row is wanted by any sum is as if it were not there: on
 * every engine it is left out. Groups that add up to zero are not: their rows may have come of different offices.
 */
export function shareCondition(aggregates: readonly Aggregate[], source: FactSource): Shared {
  if (source.emptyOffice !== "zero") return { where: undefined, aggregates };
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
