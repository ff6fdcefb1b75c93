/** The numbers of a rule of attainment, each of which can be supposed. */
import type { Attainment, AttainmentRule, Indicator } from "../../model/index.ts";
import type { SupposedThreshold } from "../scenario/scenario.ts";

export type ThresholdName = SupposedThreshold["threshold"];

export interface Threshold extends Omit<SupposedThreshold, "value"> {
  /** Undefined where the rule could have it and has not: a floor, a cap, a loss. */
  readonly real: number | undefined;
}

/** In the order in which one reads the rule. */
export function listThresholds({ id, attainment }: Indicator): readonly Threshold[] {
  if (attainment === undefined) return [];
  return [...listOfRule(attainment.rule), ...listLimits(attainment)].map((each) => ({
    indicator: id,
    ...each,
  }));
}

type Named = Omit<Threshold, "indicator">;

function listLimits({ floor, cap }: Attainment): readonly Named[] {
  return [
    { threshold: "floor", real: floor },
    { threshold: "cap", real: cap },
  ];
}

function listOfRule(rule: AttainmentRule): readonly Named[] {
  switch (rule.type) {
    case "min-max":
      return [
        { threshold: "min", real: rule.min },
        { threshold: "max", real: rule.max },
      ];
    case "date":
      return [{ threshold: "loss", real: rule.lossPerDay }];
    case "bands": {
      const bounds = [...rule.bands.map(({ from }) => from), rule.bands.at(-1)?.until ?? null];
      return bounds.flatMap((bound, band): Named[] => [
        // What has no end has none to move.
        ...(bound === null ? [] : [{ threshold: "bound" as const, band, real: bound }]),
        ...(band === rule.bands.length
          ? []
          : [{ threshold: "score" as const, band, real: rule.bands[band]!.score }]),
      ]);
    }
    default:
      return [];
  }
}

export function isSameThreshold(
  one: Omit<SupposedThreshold, "value">,
  other: Omit<SupposedThreshold, "value">,
): boolean {
  return one.indicator === other.indicator && one.threshold === other.threshold && one.band === other.band;
}
