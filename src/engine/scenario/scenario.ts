/** What somebody supposes, by name, so that it can be written down and asked of other figures too. Nothing real is touched. */
import type { Indicator, Members, Observation } from "../../model/index.ts";

/** Other weights of a synthesis, or weights of one that does not disclose its own. */
export interface SupposedWeights {
  /** The synthesis. */
  readonly indicator: Indicator["id"];
  /** Parallel to its components; undefined = not said. */
  readonly weights: readonly (number | undefined)[];
  /**
   * What those that are not said do: true = they share what is left, in proportion to their own weights (in equal
   * parts where those are not disclosed); false = they stay as they are, and the sum may be wrong.
   */
  readonly adapts: boolean;
}

/** Another target, or another measured value, of one office and period. */
export interface SupposedValue {
  readonly indicator: string;
  readonly members: Members;
  readonly orgUnit: string;
  readonly period: Observation["period"];
  readonly value: number;
}

/** Another number in the rule by which an indicator is attained. */
export interface SupposedThreshold {
  readonly indicator: string;
  /** `floor` and `cap` of any rule; `min` and `max` of a range; `bound` and `score` of bands; `loss` for a day late. */
  readonly threshold: "floor" | "cap" | "min" | "max" | "bound" | "score" | "loss";
  /** Of `score`: which band, from 0. Of `bound`: before which band; the number of bands = the end of the last. */
  readonly band?: number | undefined;
  readonly value: number;
}

export interface Scenario {
  readonly weights: readonly SupposedWeights[];
  readonly targets: readonly SupposedValue[];
  readonly results: readonly SupposedValue[];
  readonly thresholds: readonly SupposedThreshold[];
}

export const emptyScenario: Scenario = { weights: [], targets: [], results: [], thresholds: [] };
