/**
 * The noun of this room: an administration's measurement system, read from text files and checked,
 * but not yet resolved on a date. Everything in it knows where it was written (`Origin`).
 */
import type { FactMeasure, FactSource, ReferenceTable, Reorganisation } from "./declared-facts.ts";
import type { Day, FormulaText, Origin, PeriodCode, PeriodGrain } from "./origin.ts";
import type { Place } from "./problem.ts";

export * from "./origin.ts";

export const facets = ["result", "target", "deviation", "attainment", "index"] as const;
export type Facet = (typeof facets)[number];

/** How a measure adds up. Flow: over time and offices. Stock: last in time, summed over offices.
 * Level: mean over time, summed over offices. Ratio and score: never, they are recomputed. */
export const kinds = ["flow", "stock", "level", "ratio", "score"] as const;
export type Kind = (typeof kinds)[number];

/** Why there is no value. `upstream`: something below is absent. */
export const absences = [
  "missing",
  "not-due",
  "not-applicable",
  "not-evaluable",
  "suppressed",
  "undisclosed",
  "upstream",
] as const;
export type Absence = (typeof absences)[number];

/** What an aggregation does when a part is absent. */
export const absencePolicies = ["absent", "partial", "exclude"] as const;
export type AbsencePolicy = (typeof absencePolicies)[number];

export type Direction = "up" | "down";
export interface Act {
  readonly id: string;
  readonly title: string;
  readonly body: string | undefined;
  readonly number: string | undefined;
  readonly date: Day | undefined;
  readonly origin: Origin;
}

export interface UnitOfMeasure {
  readonly id: string;
  readonly symbol: string;
  /** Base quantity with its exponent, e.g. `{ euro: 1, persona: -1 }`; empty = a pure number. */
  readonly quantity: Readonly<Record<string, number>>;
}

/** A node of a hierarchy: an office in the first one, a bargaining unit, a project … in the others. */
export interface OrgUnit {
  readonly code: string;
  readonly title: string;
  /** `direzione_regionale`, `rsu` …: what grains refer to. */
  readonly type: string;
  readonly parent: string | undefined;
  /** For nodes of other hierarchies: the office they belong to. */
  readonly office: string | undefined;
  /** Half-open `[validFrom, validUntil)`; undefined = not stated, taken as without bound. */
  readonly validFrom: Day | undefined;
  readonly validUntil: Day | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly origin: Origin;
}

/** One tree (or several roots) of org units. The first hierarchy of a model is its offices. */
export interface Hierarchy {
  readonly id: string;
  readonly title: string;
  readonly units: readonly OrgUnit[];
  readonly origin: Origin;
}

export interface Member {
  readonly code: string;
  readonly title: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly origin: Origin;
}

export interface Dimension {
  readonly id: string;
  readonly title: string;
  readonly members: readonly Member[];
  readonly origin: Origin;
}

/** A named partition of offices, such as clusters; each member in at most one group. */
export interface Grouping {
  readonly id: string;
  readonly title: string;
  readonly hierarchy: string;
  readonly groups: readonly { readonly code: string; readonly units: readonly string[] }[];
  readonly origin: Origin;
}

/** `[from, until)` → score; null bound = open. */
export interface Band {
  readonly from: number | null;
  readonly until: number | null;
  readonly score: number;
}

export type AttainmentRule =
  /** 100 ± (R − T)/|T|·100, sign by direction. */
  | { readonly type: "deviation" }
  /** up R/T·100, down T/R·100. */
  | { readonly type: "ratio" }
  /** 0 at `min`, 100 at `max`, straight in between; `min > max` when lower is better. */
  | { readonly type: "min-max"; readonly min: number; readonly max: number }
  /** The band in which the result falls gives the score. */
  | { readonly type: "bands"; readonly bands: readonly Band[] }
  /** 100 on time, minus `lossPerDay` for each day late (no loss stated: 0 when late). */
  | { readonly type: "date"; readonly lossPerDay: number | undefined }
  /** 100 if true (1), 0 if false (0). */
  | { readonly type: "yes-no" }
  /** The declared progress, in percent, is the attainment. */
  | { readonly type: "progress" }
  /** up 100 + (R − T), down 100 + (T − R), for results already in points. */
  | { readonly type: "difference" };

export interface Attainment {
  readonly rule: AttainmentRule;
  readonly floor: number | undefined;
  readonly cap: number | undefined;
  readonly origin: Origin;
}

export interface Component {
  readonly indicator: string;
  /** Undefined = the indicator's main facet. */
  readonly facet: Facet | undefined;
  readonly members: Members;
  /** Undefined = not disclosed. */
  readonly weight: number | undefined;
  readonly place: Place;
}

export interface Synthesis {
  readonly components: readonly Component[];
  readonly weights: "disclosed" | "partial" | "undisclosed";
  /** What disclosed weights add up to (1 or 100). */
  readonly total: number;
  readonly whenAbsent: AbsencePolicy;
  /** The act that allows `exclude` or equal weights. */
  readonly act: string | undefined;
  readonly origin: Origin;
}

/** Dimension id → member code. */
export type Members = Readonly<Record<string, string>>;

export interface Grain {
  readonly period: PeriodGrain;
  /** `ente` = the roots, `foglie` = the leaves, `tutte` = every node, otherwise a type of org unit. */
  readonly orgUnit: string;
}

/** What is measured: the facets hang on it. */
export interface Indicator {
  readonly id: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly unit: string;
  readonly kind: Kind;
  readonly direction: Direction | undefined;
  /** Decimals shown, and (for inputs) the most that may be written. */
  readonly decimals: number;
  readonly hierarchy: string;
  readonly grain: Grain;
  readonly dimensions: readonly string[];
  /** The facet that is observed, computed by `formula` or by `synthesis`; the others follow from it. */
  readonly mainFacet: Facet;
  readonly formula: FormulaText | undefined;
  /** The formulas that held before, from the oldest; each until a day, excluded. */
  readonly formerFormulas: readonly FormerFormula[];
  /** How it is measured from delivered facts; undefined = its values are typed, or computed. */
  readonly measure: FactMeasure | undefined;
  /** True: the formula is computed at the grain and its results are summed by kind; otherwise it is recomputed at every node. */
  readonly rollUp: boolean;
  readonly whenAbsent: AbsencePolicy;
  /** The act that allows `exclude`. */
  readonly act: string | undefined;
  /** How the target is obtained when it is not stated: by the same formula on the parts' targets, or by its own. */
  readonly targetFormula: "same" | FormulaText | undefined;
  readonly deviation: "percent" | "difference" | undefined;
  readonly attainment: Attainment | undefined;
  readonly synthesis: Synthesis | undefined;
  /** Who owes the data, for absent figures. */
  readonly owner: string | undefined;
  readonly origin: Origin;
}

/** A formula in force until a day, by an act if it is known. */
export interface FormerFormula {
  readonly until: Day;
  readonly formula: FormulaText;
  readonly act: string | undefined;
}

/** A measured value (or a stated absence) of an indicator's main facet. */
export interface Observation {
  readonly indicator: string;
  readonly orgUnit: string;
  readonly period: PeriodCode;
  readonly members: Members;
  /** Scaled integer: value × 10^decimals of its indicator. */
  readonly scaled: number | undefined;
  readonly absence: Absence | undefined;
  /** Where it differs from the period: what the observation covers, half-open. */
  readonly interval: { readonly from: Day; readonly until: Day } | undefined;
  readonly extractedOn: Day | undefined;
  readonly note: string | undefined;
  readonly origin: Origin;
}

/** A target; several for the same cell are revisions, of which the one in force on a date holds. */
export interface Target {
  readonly indicator: string;
  readonly orgUnit: string;
  readonly period: PeriodCode;
  readonly members: Members;
  readonly value: number | undefined;
  readonly absence: Absence | undefined;
  /** In force from; undefined = from the beginning. */
  readonly validFrom: Day | undefined;
  readonly revision: Revision | undefined;
  readonly origin: Origin;
}

export interface Revision {
  readonly authorisedBy: string;
  readonly reason: string;
  /** An event of the model, e.g. a flood. */
  readonly event: string | undefined;
  /** True when the target before the revision is not known. */
  readonly previousUnknown: boolean;
}

export const causes = ["exogenous", "endogenous", "indicator-error"] as const;
/** Why a result departs from its target (LG 2/2017). */
export interface DeviationCause {
  readonly indicator: string;
  readonly orgUnit: string;
  readonly period: PeriodCode;
  readonly members: Members;
  readonly cause: (typeof causes)[number];
  readonly note: string;
  readonly origin: Origin;
}

/** Force majeure and the like. */
export interface Event {
  readonly id: string;
  readonly title: string;
  readonly acts: readonly string[];
  readonly authority: string | undefined;
  readonly from: Day | undefined;
  readonly until: Day | undefined;
  readonly orgUnits: readonly string[];
  readonly places: readonly string[];
  readonly indicators: readonly string[];
  readonly note: string | undefined;
  readonly origin: Origin;
}

/** A frequency distribution over bands. Its frequencies, total and shares become indicators:
 * `id` (dimension `id`, one member a band), `id_totale`, `id_quota`. */
export interface Distribution {
  readonly id: string;
  readonly title: string;
  /** What is counted: a sheet is not a person. */
  readonly counted: string;
  readonly bands: readonly {
    readonly code: string;
    readonly from: number | null;
    readonly until: number | null;
    readonly title: string;
  }[];
  readonly hierarchy: string;
  readonly orgUnit: string;
  readonly period: PeriodCode;
  readonly origin: Origin;
}

export interface Model {
  readonly id: string;
  readonly title: string;
  readonly administration: string;
  /** The years the model speaks of, `[from, until]`, both included. */
  readonly years: { readonly from: number; readonly to: number };
  /** The year `compute` shows unless told otherwise. */
  readonly year: number;
  readonly acts: readonly Act[];
  readonly units: readonly UnitOfMeasure[];
  readonly hierarchies: readonly Hierarchy[];
  readonly dimensions: readonly Dimension[];
  readonly groupings: readonly Grouping[];
  readonly indicators: readonly Indicator[];
  readonly observations: readonly Observation[];
  readonly targets: readonly Target[];
  readonly causes: readonly DeviationCause[];
  readonly distributions: readonly Distribution[];
  readonly events: readonly Event[];
  readonly tables: readonly ReferenceTable[];
  readonly sources: readonly FactSource[];
  readonly reorganisations: readonly Reorganisation[];
  /** SHA-256 of the files the model was read from. */
  readonly hash: string;
}
