/** From what is said of some weights to all of them. The sum is a rule: it is kept by who adapts, or told. */
import type { Component, Indicator, Outcome, Problem, Synthesis } from "../../model/index.ts";
import {
  supposedWeightMissing,
  supposedWeightNotPositive,
  supposedWeightsDoNotSum,
  weightsOfAnother,
} from "./problems-of-scenarios.ts";
import type { SupposedWeights } from "./scenario.ts";

/** What binary fractions cannot hold. */
const tolerance = 1e-9;

/** Undefined where they are no weights that a synthesis could have; the problems say why. */
export function resolveWeights(
  { id }: Indicator,
  synthesis: Synthesis,
  { weights, adapts }: SupposedWeights,
): Outcome<readonly number[] | undefined> {
  const { components, total } = synthesis;
  if (weights.length !== components.length)
    return fail([weightsOfAnother(id, weights.length, components.length)]);
  const own = components.map(({ weight }) => weight);
  const isKnown = own.every((weight) => weight !== undefined);
  // Partial weights leave something out on purpose: adapting does not fill it.
  const wanted = isKnown ? add(own) : total;
  const all = adapts ? adaptWeights(weights, isKnown ? own : own.map(() => 1), wanted) : fill(weights, own);
  const lacking = components.filter((_, k) => all[k] === undefined);
  if (lacking.length > 0) return fail([supposedWeightMissing(id, lacking.map(nameComponent))]);
  const found = all as readonly number[];
  const problems: Problem[] = components.flatMap((component, k) =>
    found[k]! > 0 ? [] : [supposedWeightNotPositive(id, nameComponent(component), found[k]!)],
  );
  const sum = add(found);
  const isLess = synthesis.weights === "partial";
  const margin = tolerance * Math.max(1, total);
  const isWrong = isLess ? sum > total + margin : Math.abs(sum - total) > margin;
  if (isWrong) problems.push(supposedWeightsDoNotSum(id, sum, total, isLess));
  return problems.length > 0 ? fail(problems) : { value: found, problems };
}

function fail(problems: readonly Problem[]): Outcome<undefined> {
  return { value: undefined, problems };
}

function add(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}

function fill(
  weights: readonly (number | undefined)[],
  own: readonly (number | undefined)[],
): readonly (number | undefined)[] {
  return weights.map((weight, k) => weight ?? own[k]);
}

/** What is left goes to those that are not said, each as much of it as it has among them. */
function adaptWeights(
  weights: readonly (number | undefined)[],
  shares: readonly number[],
  wanted: number,
): readonly number[] {
  const left = wanted - add(weights.filter((weight) => weight !== undefined));
  const free = add(shares.filter((_, k) => weights[k] === undefined));
  return weights.map((weight, k) => weight ?? (shares[k]! * left) / free);
}

function nameComponent({ indicator, members }: Component): string {
  const chosen = Object.values(members);
  return chosen.length === 0 ? indicator : `${indicator} [${chosen.join(", ")}]`;
}
