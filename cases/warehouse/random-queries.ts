/** Questions of every shape over the deliveries of `delivered-facts.ts`. */
import fc from "fast-check";
import type {
  Aggregate,
  DistinctQuery,
  FactQuery,
  GroupBy,
  RowExpression,
  Weight,
} from "../../src/facts/index.ts";

const column = (name: string): RowExpression => ({ type: "column", column: name });
const integer = (value: number): RowExpression => ({ type: "integer", value });

const numbers = fc.oneof(
  fc.constantFrom("pezzi", "importo", "aperta", "chiusa").map(column),
  fc.integer({ min: -3000, max: 20_000 }).map(integer),
);
const arithmetic: fc.Arbitrary<RowExpression> = fc
  .tuple(numbers, fc.constantFrom("+", "-", "*"), numbers)
  .map(([left, operator, right]) => ({ type: "arithmetic", operator, left, right }));
const comparison: fc.Arbitrary<RowExpression> = fc.oneof(
  fc
    .tuple(fc.oneof(numbers, arithmetic), fc.constantFrom("=", "!=", "<", "<=", ">", ">="), numbers)
    .map(([left, operator, right]) => ({ type: "comparison" as const, operator, left, right })),
  fc
    .tuple(
      fc.constantFrom("evento", "classe", "sede"),
      fc.constantFrom("=", "!="),
      fc.constantFrom("definito", "l'Aquila", "Forlì\\Cesena", "oltre\t60", "' OR 1 = 1 --", "\\"),
    )
    .map(([name, operator, value]) => ({
      type: "comparison" as const,
      operator,
      left: column(name),
      right: { type: "text" as const, value },
    })),
  // Whether a cell is there, as counts of what may be absent ask it.
  fc.constantFrom("importo", "aperta", "classe").map((name) => ({
    type: "comparison" as const,
    operator: "=" as const,
    left: column(name),
    right: column(name),
  })),
  fc.tuple(fc.constantFrom("=", "!="), fc.integer({ min: 0, max: 1 })).map(([operator, value]) => ({
    type: "comparison" as const,
    operator,
    left: column("urgente"),
    right: integer(value),
  })),
);

export const conditions: fc.Arbitrary<RowExpression> = fc.letrec<{ tree: RowExpression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    comparison,
    fc
      .tuple(tie("tree"), fc.constantFrom("and", "or"), tie("tree"))
      .map(([left, operator, right]) => ({ type: "logic" as const, operator, left, right })),
    tie("tree").map((operand) => ({ type: "not" as const, operand })),
  ),
})).tree;

const weights = fc.constantFrom<Weight>(
  { table: "prodotti", by: "prodotto", column: "coefficiente" },
  { table: "classi", by: "classe", column: "peso" },
);
const values = fc.oneof(
  fc.constantFrom("pezzi", "importo").map(column),
  fc.constant<RowExpression>({
    type: "arithmetic",
    operator: "-",
    left: column("chiusa"),
    right: column("aperta"),
  }),
  arithmetic,
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const aggregates: fc.Arbitrary<Aggregate> = fc.record({
  value: maybe(values),
  weight: maybe(weights),
  when: maybe(conditions),
  of: fc.constantFrom("total", "total", "holes"),
});
const groups = fc.constantFrom<GroupBy>(
  { type: "column", column: "evento" },
  { type: "column", column: "classe" },
  { type: "column", column: "urgente" },
  { type: "column", column: "chiusa" },
  { type: "attribute", table: "prodotti", by: "prodotto", attribute: "area" },
  { type: "attribute", table: "classi", by: "classe", attribute: "fascia" },
);

export const factQueries: fc.Arbitrary<FactQuery> = fc.record({
  source: fc.constant("pratiche"),
  office: fc.constant("sede"),
  groups: fc.uniqueArray(groups, { maxLength: 3, selector: (group) => JSON.stringify(group) }),
  aggregates: fc.array(aggregates, { minLength: 1, maxLength: 4 }),
});

export const distinctQueries: fc.Arbitrary<DistinctQuery> = fc.record({
  source: fc.constant("pratiche"),
  office: fc.constant("sede"),
  column: fc.constantFrom("prodotto", "classe", "importo", "pezzi", "chiusa", "urgente"),
  when: maybe(conditions),
});
