/**
 * The noun of this room: a formula as a tree. Positions are offsets into the formula's text, so that
 * a problem can point at a word of it; the model knows at which line and column the text begins.
 */
import { type Facet, facetWords, getWord } from "../model/index.ts";

export interface Span {
  readonly from: number;
  readonly to: number;
}

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type Arithmetic = "+" | "-" | "*" | "/" | "**";

/** Element-wise functions of standard FEEL, and the operations over time and offices of our own. */
export const scalarFunctions = ["abs", "floor", "ceiling", "sqrt", "round half up", "not"] as const;
export const listFunctions = ["sum", "mean", "min", "max", "count"] as const;
export const seriesFunctions = [
  /** The period before, of the same length. */
  "precedente",
  /** The same period of the year before. */
  "anno_precedente",
  /** The same, as that year's own edition has it: by the formulas in force then. */
  "edizione_precedente",
  /** Running total from the first year of the model. */
  "cumulato",
  /** Running total from January. */
  "da_inizio_anno",
  /** Sum over the node and all below it. */
  "totale_sottoalbero",
  /** Weighted mean over the group of offices: `media_gruppo(x, "cluster", peso)`. */
  "media_gruppo",
  /** The group's mean in the same period of the year before, of the offices that were there then. */
  "media_gruppo_anno_precedente",
] as const;
/** Those that take a grouping and a weight. */
export const groupFunctions = ["media_gruppo", "media_gruppo_anno_precedente"] as const;
export type ScalarFunction = (typeof scalarFunctions)[number];
export type ListFunction = (typeof listFunctions)[number];
export type SeriesFunction = (typeof seriesFunctions)[number];
export type GroupFunction = (typeof groupFunctions)[number];

/** A reference to another indicator: `personale`, `ieep.obiettivo`, `personale[genere = "F"]`. */
export interface Reference extends Span {
  readonly type: "reference";
  readonly indicator: string;
  /** Undefined = the indicator's main facet. */
  readonly facet: Facet | undefined;
  /** Dimension → member, from filters. */
  readonly members: Readonly<Record<string, string>>;
}

export type Formula =
  | (Span & { readonly type: "number"; readonly value: number; readonly text: string })
  | (Span & { readonly type: "boolean"; readonly value: boolean })
  | Reference
  | (Span & { readonly type: "negate"; readonly operand: Formula })
  | (Span & {
      readonly type: "arithmetic";
      readonly operator: Arithmetic;
      readonly left: Formula;
      readonly right: Formula;
    })
  | (Span & {
      readonly type: "comparison";
      readonly operator: Comparison;
      readonly left: Formula;
      readonly right: Formula;
    })
  | (Span & {
      readonly type: "between";
      readonly value: Formula;
      readonly low: Formula;
      readonly high: Formula;
    })
  | (Span & {
      readonly type: "logic";
      readonly operator: "and" | "or";
      readonly left: Formula;
      readonly right: Formula;
    })
  | (Span & {
      readonly type: "if";
      readonly condition: Formula;
      readonly then: Formula;
      readonly otherwise: Formula;
    })
  | (Span & { readonly type: "scalar"; readonly name: ScalarFunction; readonly operands: readonly Formula[] })
  /** `sum(a, b, c)` or `sum(personale)` over the members of the free dimensions. */
  | (Span & { readonly type: "list"; readonly name: ListFunction; readonly operands: readonly Formula[] })
  | (Span & {
      readonly type: "series";
      readonly name: SeriesFunction;
      readonly operand: Reference;
      /** Only for the functions of groups. */
      readonly grouping: string | undefined;
      readonly weight: Reference | undefined;
    });

/** A call of one of the operations over time and offices. */
export type Series = Extract<Formula, { type: "series" }>;

export function isGroupFunction(name: SeriesFunction): name is GroupFunction {
  return groupFunctions.some((known) => known === name);
}

/** A formula nests at most so deep and has at most so many nodes: whoever walks the tree may recurse. */
export const formulaLimits = { characters: 10_000, depth: 200, nodes: 5_000, problems: 20 } as const;

/** The facets as authors write them and people read them. */
export const facetNames: Readonly<Record<Facet, string>> = {
  result: getWord(facetWords, "result"),
  target: getWord(facetWords, "target"),
  deviation: getWord(facetWords, "deviation"),
  attainment: getWord(facetWords, "attainment"),
  index: getWord(facetWords, "index"),
};
