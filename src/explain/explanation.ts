/**
 * The noun of this room: why a figure is what it is, as a tree that goes down to what somebody wrote. Every
 * step says by which operation its parts give its value, so that anyone can redo it (`addUp` does). It holds facts;
 * the words stand in `words/`, a table for each language, and come to them only where they are told.
 */
import type { Figure, LostOffice } from "../engine/index.ts";
import type { Formula, GroupFunction, SeriesFunction } from "../formula/index.ts";
import type {
  AbsencePolicy,
  Attainment,
  DeviationCause,
  Direction,
  FactMeasure,
  Place,
  Revision,
  Source,
} from "../model/index.ts";

/** A delivery on which a figure rests. */
export interface DeliveryBehind {
  readonly number: number;
  readonly file: string;
  readonly sha256: string;
  readonly recordedOn: string;
  readonly rows: number;
  /** True where it corrects another. */
  readonly isCorrection: boolean;
}

/** A value inside a sentence: as its figure writes it, whether it is a yes, or null where it is absent. */
export type WrittenValue = string | boolean | null;

/** What a rule of attainment compares. */
export interface Compared {
  /** Null = absent. */
  readonly value: number | null;
  readonly written: WrittenValue;
  /** Whether the value has more digits than are written. */
  readonly isRounded: boolean;
}

/**
 * How a step's value follows from its parts. `limit` is the largest size, in the figure's unit, of a sum on its way and
 * at its end, and of what enters it (spec E5); what was measured has it where it is larger.
 */
export type Operation =
  /** Nobody computed it: it was measured, or stated, or is missing. */
  | {
      readonly type: "observed";
      readonly note: string | undefined;
      readonly extractedOn: string | undefined;
      readonly limit: number | undefined;
    }
  /** Summed from the rows of deliveries: those of its period, with what the measure counts. */
  | {
      readonly type: "delivered";
      readonly source: string;
      readonly title: string;
      readonly owner: string | undefined;
      readonly measure: FactMeasure;
      /** Rows came, and yet there is no value. */
      readonly isUntold: boolean;
      readonly limit: number | undefined;
      readonly deliveries: readonly DeliveryBehind[];
    }
  /** Counted by the calendar. */
  | { readonly type: "calendar" }
  | {
      readonly type: "target";
      readonly revision: Revision | undefined;
      readonly validFrom: string | undefined;
    }
  /** The office is not there in the period, or the indicator is not measured at this level, or for such a period. */
  | { readonly type: "outside"; readonly of: "existence" | "grain" | "period" }
  /** Printed by the document; its parts are known, their weights are not, and nothing can be redone. */
  | { readonly type: "printed" }
  | {
      readonly type: "formula";
      readonly text: string;
      readonly formula: Formula;
      /** What each name and call in it is, in their order in the text; several where it stands for several. */
      readonly values: readonly (readonly WrittenValue[])[];
    }
  | {
      readonly type: "sum";
      readonly along: "offices" | "time";
      readonly whenAbsent: AbsencePolicy;
      readonly limit: number;
    }
  | { readonly type: "mean-over-time"; readonly whenAbsent: AbsencePolicy; readonly limit: number }
  | { readonly type: "last-in-time" }
  | { readonly type: "deviation"; readonly measure: "percent" | "difference"; readonly direction: Direction }
  | {
      readonly type: "attainment";
      readonly attainment: Attainment;
      readonly direction: Direction;
      readonly result: Compared;
      /** Undefined where the rule needs none. */
      readonly target: Compared | undefined;
    }
  | {
      readonly type: "weighted-mean";
      readonly total: number;
      readonly whenAbsent: AbsencePolicy;
      readonly act: string | undefined;
    }
  | { readonly type: "series"; readonly name: Exclude<SeriesFunction, GroupFunction | "edizione_precedente"> }
  | EditionStep
  | GroupMeanStep;

/** The figure of the year before, as its own edition has it. */
export interface EditionStep {
  readonly type: "edition";
  /** The days whose formulas are compared: of that year's edition, and of this one. */
  readonly methodOn: { readonly then: string; readonly now: string };
  /** The formulas behind the figure that are no longer the same, with the act that set the former ones. */
  readonly changed: readonly {
    readonly indicator: string;
    readonly title: string;
    readonly act: string | undefined;
  }[];
  /** What that year is by this year's formulas; null where it is not there. */
  readonly byThisMethod: Figure | null;
  /** `byThisMethod` less the edition: what of a comparison of the two years comes from the formulas. */
  readonly effect: { readonly value: number; readonly display: string } | null;
}

/** A mean over a group of offices. */
export interface GroupMeanStep {
  readonly type: "group-mean";
  readonly name: GroupFunction;
  readonly grouping: string;
  readonly groupingTitle: string;
  /** Undefined where the office is of no group. */
  readonly group: string | undefined;
  /** The key of the figure by which each office weighs. */
  readonly weight: string;
  /** The year of which the mean is; null before the model's first. */
  readonly year: number | null;
  /** The offices that count, in the order of the tree. */
  readonly offices: readonly string[];
}

/** What a step inside a formula makes of what it measures. */
export type Making =
  | { readonly type: "series"; readonly name: Exclude<SeriesFunction, GroupFunction> }
  | {
      readonly type: "group-mean";
      readonly groupingTitle: string;
      /** Whether it is the group's mean of the year before. */
      readonly isPast: boolean;
      readonly weightTitle: string;
    };

/** What the display takes from a value. */
export interface Rounding {
  /** The value with some digits more than are shown. */
  readonly precise: string;
  /** Whether even these are not all. */
  readonly goesOn: boolean;
  readonly decimals: number;
}

export interface Part {
  /** Weight within the whole, where there is one; undefined = not disclosed or none. */
  readonly weight: number | undefined;
  /** Where the weight is written. */
  readonly weightPlace: Place | undefined;
  readonly explanation: Explanation;
}

export interface Explanation {
  readonly figure: Figure;
  /** Of what is measured. */
  readonly title: string;
  /** Undefined for a figure that stands by itself. */
  readonly making: Making | undefined;
  readonly operation: Operation;
  readonly parts: readonly Part[];
  /** Undefined where all of it is shown. */
  readonly rounding: Rounding | undefined;
  /** Act, article, section: as the model states it for this step. */
  readonly source: Source | undefined;
  /** Where this step is written: the observed value, or the definition. */
  readonly place: Place;
  /** Why the result departs from its target, if somebody has said. */
  readonly cause: Pick<DeviationCause, "cause" | "note"> | undefined;
  /** The floor or cap that decided the value, if one did. */
  readonly limited: number | undefined;
  /** Offices whose facts the sum lacks, because on the boundaries asked for they are not there and have no heir. */
  readonly lost: readonly LostOffice[];
  /** `before`: the parts have been told before in the same tree; `cut`: they are beyond the work limit. */
  readonly told: "here" | "before" | "cut";
}

/** Something without which a figure is absent, and who owes it. */
export interface Debt {
  readonly indicator: string;
  readonly title: string;
  readonly facet: Figure["facet"];
  readonly members: Figure["members"];
  readonly orgUnit: string;
  readonly period: string;
  readonly absence: NonNullable<Figure["absence"]>;
  readonly owner: string | undefined;
  readonly note: string | undefined;
  readonly place: Place;
}
