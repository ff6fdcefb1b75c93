/** One change of a scenario, as the fields of the page make them. */
import {
  isSameThreshold,
  type Scenario,
  type SupposedThreshold,
  type SupposedValue,
  type SupposedWeights,
} from "../../../engine/index.ts";

/** Where a value is supposed. */
export interface ValuePlace extends Omit<SupposedValue, "value"> {
  readonly facet: "target" | "result";
}

export type ScenarioChange =
  /** undefined = it is no longer said. */
  | {
      readonly type: "weight";
      readonly synthesis: string;
      readonly component: number;
      readonly components: number;
      readonly weight: number | undefined;
    }
  | {
      readonly type: "adapts";
      readonly synthesis: string;
      readonly components: number;
      readonly adapts: boolean;
    }
  | { readonly type: "leave-weights"; readonly synthesis: string }
  | {
      readonly type: "threshold";
      readonly threshold: Omit<SupposedThreshold, "value">;
      readonly value: number | undefined;
    }
  | { readonly type: "value"; readonly place: ValuePlace; readonly value: number | undefined };

export function changeScenario(scenario: Scenario, change: ScenarioChange): Scenario {
  if (change.type === "value") {
    const { facet, ...place } = change.place;
    const name = facet === "target" ? "targets" : "results";
    return { ...scenario, [name]: putValue(scenario[name], place, change.value) };
  }
  if (change.type === "threshold") {
    const { threshold, value } = change;
    const others = scenario.thresholds.filter((each) => !isSameThreshold(each, threshold));
    return { ...scenario, thresholds: value === undefined ? others : [...others, { ...threshold, value }] };
  }
  const { synthesis } = change;
  const others = scenario.weights.filter(({ indicator }) => indicator !== synthesis);
  if (change.type === "leave-weights") return { ...scenario, weights: others };
  const before = scenario.weights.find(({ indicator }) => indicator === synthesis) ?? {
    indicator: synthesis,
    weights: Array.from({ length: change.components }, () => undefined),
    adapts: true,
  };
  const after: SupposedWeights =
    change.type === "adapts"
      ? { ...before, adapts: change.adapts }
      : { ...before, weights: before.weights.with(change.component, change.weight) };
  // Weights of which nothing is said any more, and which never were in equal parts, are the real ones.
  const isLeft = change.type === "weight" && after.weights.every((weight) => weight === undefined);
  return { ...scenario, weights: isLeft ? others : [...others, after] };
}

/** What the scenario says of a target or a measured value. */
export function findSaid(scenario: Scenario, place: ValuePlace): number | undefined {
  const all = place.facet === "target" ? scenario.targets : scenario.results;
  return all.find((each) => isAt(each, place))?.value;
}

export function findSaidThreshold(
  { thresholds }: Scenario,
  threshold: Omit<SupposedThreshold, "value">,
): number | undefined {
  return thresholds.find((each) => isSameThreshold(each, threshold))?.value;
}

export function findSaidWeight(
  { weights }: Scenario,
  { synthesis, component }: { readonly synthesis: string; readonly component: number },
): number | undefined {
  return weights.find(({ indicator }) => indicator === synthesis)?.weights[component];
}

function isAt(each: SupposedValue, place: Omit<SupposedValue, "value">): boolean {
  return (
    each.indicator === place.indicator &&
    each.orgUnit === place.orgUnit &&
    each.period === place.period &&
    JSON.stringify(each.members) === JSON.stringify(place.members)
  );
}

function putValue(
  values: readonly SupposedValue[],
  place: Omit<SupposedValue, "value">,
  value: number | undefined,
): readonly SupposedValue[] {
  const others = values.filter((each) => !isAt(each, place));
  if (value === undefined) return others;
  const { indicator, members, orgUnit, period } = place;
  return [...others, { indicator, members, orgUnit, period, value }];
}
