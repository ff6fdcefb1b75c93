/**
 * The noun of this room: a printed report graded relation by relation and figure by figure. Plain
 * data throughout (numbers that must be exact are texts), so that it can be written as JSON as it is.
 */
import type { Verdict } from "./grade-relation.ts";
import type { PublishedDocument, PublishedPlace, RelationType } from "./published.ts";

/** A figure whose change alone would satisfy every relation it is in. */
export interface Suspect {
  readonly figure: string;
  /** The print that would satisfy them, as it would be printed. */
  readonly wouldBe: string;
  /** Figures that repeat it, and would change with it. */
  readonly restated: readonly string[];
  /** Relations that hold and would still hold. */
  readonly alsoFits: readonly string[];
  /** The two prints differ by one digit, or by two digits exchanged. */
  readonly isSlip: boolean;
  /** The print that stands there is what another rule would give. */
  readonly isOtherRule: boolean;
}

/** A figure that relations which hold would not let change. */
export interface Clearing {
  readonly figure: string;
  readonly by: readonly string[];
}

/** A rule tried on the same result and target; R is the result, T the target. */
export interface TriedRule {
  readonly formula: string;
  readonly meaning: string;
  /** As it would be printed; empty when it divides by zero. */
  readonly display: string;
  /** The same before rounding. */
  readonly value: string;
  readonly reproduces: boolean;
  readonly isDeclared: boolean;
}

export interface WeightRange {
  /** The figure, or the unknown, that has this weight. */
  readonly part: string;
  /** Decimals for reading; the exact fractions beside them. */
  readonly from: string;
  readonly until: string;
  readonly exactFrom: string;
  readonly exactUntil: string;
  /** Whether some admissible set really has that weight. */
  readonly hasFrom: boolean;
  readonly hasUntil: boolean;
}

/** Ends as exact fractions, `n/d` or whole; null = no bound on that side. */
export interface ExactRange {
  readonly from: string | null;
  readonly until: string | null;
  readonly hasFrom: boolean;
  readonly hasUntil: boolean;
}

/** One part of a mean, as it is reckoned with. */
export interface WeightedPart {
  /** The figure, the unknown or the number. */
  readonly part: string;
  /** What its print lets it be. */
  readonly hides: ExactRange;
  /** The number printed; null where none is. */
  readonly point: string | null;
  readonly least: string;
  /** The least is zero, and not allowed. */
  readonly isLeastOpen: boolean;
  readonly most: string;
  /** A disclosed weight. */
  readonly fixed: string | null;
}

/** The mean in numbers, so that whoever has this alone can try weights exactly (`tryWeights`). */
export interface ExactMean {
  readonly parts: readonly WeightedPart[];
  readonly printed: string;
  readonly decimals: number;
  readonly mean: ExactRange;
  readonly grid: string;
  readonly total: string;
}

/** What can be said of weights that are not (all) disclosed. */
export interface WeightReport {
  readonly exact: ExactMean;
  readonly grid: string;
  readonly total: string;
  /** Admissible sets on the grid, the parts as intervals; null when not counted. */
  readonly sets: number | null;
  /** The same with the parts as the numbers printed. */
  readonly setsOfPoints: number | null;
  /** Sets on the grid, admissible or not. */
  readonly possibleSets: number | null;
  /** Every set of weights is admissible. */
  readonly anyWeights: boolean;
  /** Over the continuous simplex; null when there are none, or too many vertices to try. */
  readonly ranges: readonly WeightRange[] | null;
  readonly alternatives: readonly {
    readonly figure: string;
    readonly printed: string;
    readonly verdict: Verdict;
    readonly weights: WeightReport;
  }[];
}

export interface AuditedRelation {
  readonly id: string;
  readonly type: RelationType;
  readonly verdict: Verdict;
  /** The figures it binds, its result first. */
  readonly figures: readonly string[];
  readonly why: string;
  /** The result as it would be printed; empty where there is none. */
  readonly recomputed: string;
  /** Only for relations that do not hold, the likeliest first. */
  readonly suspects: readonly Suspect[];
  readonly cleared: readonly Clearing[];
  readonly tried: readonly TriedRule[];
  readonly weights: WeightReport | undefined;
}

export interface AuditedFigure {
  readonly id: string;
  readonly place: PublishedPlace;
  readonly line: number | undefined;
  readonly printed: string;
  readonly verdict: Verdict;
  readonly recomputed: string;
  readonly why: string;
  /** Relations that mention it. */
  readonly relations: readonly string[];
}

/** `matching`; `within-rounding`: it differs, and the roundings of what the model starts from explain it;
 * `differing`; `absent`: the model has no value; `unknown`: it has no such figure. */
export const modelOutcomes = ["matching", "within-rounding", "differing", "absent", "unknown"] as const;
export type ModelOutcome = (typeof modelOutcomes)[number];

/** A printed figure beside the one of the model that it names. */
export interface ModelComparison {
  readonly figure: string;
  readonly reference: string;
  readonly outcome: ModelOutcome;
  /** As it would be printed; empty when there is no value. */
  readonly computed: string;
  readonly why: string;
}

export type VerdictCounts = Readonly<Record<Verdict, number>>;

export interface AuditSummary {
  readonly document: PublishedDocument;
  readonly figures: number;
  /** Figures that some relation binds, restatements included. */
  readonly bound: number;
  /** Figures that are the result of a relation other than a restatement. */
  readonly results: number;
  /** Restatements not counted. */
  readonly relations: number;
  readonly restatements: number;
  readonly figureVerdicts: VerdictCounts;
  readonly relationVerdicts: VerdictCounts;
  readonly restatementVerdicts: VerdictCounts;
  /** Ids of relations that do not hold. */
  readonly failed: readonly string[];
  readonly unknowns: readonly { readonly name: string; readonly range: string }[];
  /** Undefined when the audit ran without the model's figures. */
  readonly model: Readonly<Record<ModelOutcome, number>> | undefined;
}

export interface Audit {
  readonly summary: AuditSummary;
  readonly relations: readonly AuditedRelation[];
  readonly figures: readonly AuditedFigure[];
  /** Listed apart: what the model computes for the figures that name one of its own. */
  readonly model: readonly ModelComparison[];
}
