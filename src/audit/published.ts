/**
 * The noun of what is read: a printed document, the figures in it and the relations that bind them.
 * Nothing is graded here; a figure knows only what its print says of its true value.
 */
import type { Place } from "../model/index.ts";
import type { Expression } from "./expression.ts";
import type { Operand } from "./operand.ts";
import type { PrintedNumber } from "./printed-number.ts";
import type { Rational } from "./rational.ts";

export interface PublishedDocument {
  readonly id: string;
  readonly title: string;
  readonly act: string | undefined;
  /** Of the text the figures were transcribed from. */
  readonly sha256: string | undefined;
}

/** `count` and `decreed` are exact, `rounded` is an interval, `bound` a half-line, `absent` nothing. */
export const exactnesses = ["count", "decreed", "rounded", "bound", "absent"] as const;
export type Exactness = (typeof exactnesses)[number];

/** How the print shows the sign of the true value. */
export const printedSigns = ["signed", "magnitude", "reversed"] as const;
export type PrintedSign = (typeof printedSigns)[number];

export interface PublishedPlace {
  readonly section: string;
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

export interface PublishedFigure {
  readonly id: string;
  readonly place: PublishedPlace;
  /** Line of the transcribed text. */
  readonly line: number | undefined;
  /** As printed, to the letter. */
  readonly printed: string;
  readonly exactness: Exactness;
  readonly sign: PrintedSign;
  readonly unit: string;
  /** `indicatore.faccia@UNITA#periodo[dim=membro]`. */
  readonly reference: string | undefined;
  readonly note: string | undefined;
  /** Undefined when absent. */
  readonly number: PrintedNumber | undefined;
  readonly origin: Place;
}

/** A quantity that is not printed, which relations may bound. */
export interface Unknown {
  readonly name: string;
  readonly isPositive: boolean;
  readonly origin: Place;
}

export type Direction = "up" | "down";

export interface RelationHead {
  readonly id: string;
  /** In words, for the working papers. */
  readonly why: string | undefined;
  readonly source: string | undefined;
  readonly origin: Place;
}

export interface SumRelation extends RelationHead {
  readonly type: "sum";
  readonly result: Operand;
  readonly added: readonly Operand[];
  readonly subtracted: readonly Operand[];
}

export interface RatioRelation extends RelationHead {
  readonly type: "ratio";
  readonly result: Operand;
  readonly numerator: Operand;
  readonly denominator: Operand;
  readonly factor: Rational;
}

export interface DeviationRelation extends RelationHead {
  readonly type: "deviation";
  readonly result: Operand;
  readonly actual: Operand;
  readonly target: Operand;
  readonly direction: Direction;
  readonly measure: "percent" | "difference";
}

export interface AttainmentRelation extends RelationHead {
  readonly type: "attainment";
  readonly result: Operand;
  readonly actual: Operand;
  readonly target: Operand;
  readonly direction: Direction;
  readonly rule: "deviation" | "ratio" | "difference";
}

/** `identity` ties two tables, `equation` any figures and unknowns. */
export interface EquationRelation extends RelationHead {
  readonly type: "identity" | "equation";
  readonly result: Operand;
  readonly expression: Expression;
}

export interface RestatementRelation extends RelationHead {
  readonly type: "restatement";
  /** The first is the one the others repeat. */
  readonly figures: readonly string[];
}

export interface MeanComponent {
  readonly operand: Operand;
  /** Undefined = not disclosed. */
  readonly weight: Operand | undefined;
}

export interface Substitution {
  readonly figure: string;
  readonly printed: string;
  readonly number: PrintedNumber;
}

export interface WeightedMeanRelation extends RelationHead {
  readonly type: "weighted-mean";
  readonly result: Operand;
  readonly components: readonly MeanComponent[];
  readonly weights: "disclosed" | "partial" | "undisclosed";
  /** What the weights add up to; with disclosed weights only the working papers use it. */
  readonly total: Rational;
  readonly grid: Rational;
  /** Zero means "more than zero": a null weight is not a weight. */
  readonly least: Rational;
  readonly most: Rational;
  readonly alternatives: readonly Substitution[];
}

/** What a claim asks of a value; `reaches` compares with a target in a direction. */
export type Test = "at-least" | "more-than" | "at-most" | "less-than" | "equal";

export interface CountRelation extends RelationHead {
  readonly type: "count";
  readonly result: Operand;
  /** Each pair is judged by `left test right`. */
  readonly pairs: readonly { readonly left: Operand; readonly right: Operand }[];
  readonly test: Test;
}

export interface OrderRelation extends RelationHead {
  readonly type: "order";
  /** From the largest to the smallest. */
  readonly operands: readonly Operand[];
  readonly isStrict: boolean;
}

export interface ExtremeRelation extends RelationHead {
  readonly type: "maximum" | "minimum";
  readonly result: Operand;
  readonly operands: readonly Operand[];
}

export interface LimitRelation extends RelationHead {
  readonly type: "limit";
  readonly left: Operand;
  readonly test: Test;
  readonly right: Operand;
}

export type Relation =
  | SumRelation
  | RatioRelation
  | DeviationRelation
  | AttainmentRelation
  | EquationRelation
  | RestatementRelation
  | WeightedMeanRelation
  | CountRelation
  | OrderRelation
  | ExtremeRelation
  | LimitRelation;

export type RelationType = Relation["type"];

/** Figures that no relation binds, with the reason. */
export interface Loose {
  readonly figure: string;
  readonly reason: string;
}

export interface Published {
  readonly document: PublishedDocument;
  readonly figures: readonly PublishedFigure[];
  readonly relations: readonly Relation[];
  readonly unknowns: readonly Unknown[];
  readonly loose: readonly Loose[];
}
