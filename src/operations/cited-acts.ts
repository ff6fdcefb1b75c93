/** Which acts an indicator follows from: of its definition, its method now and before, its rule, its targets. */
import type { Act, Indicator, Model, Source } from "../model/index.ts";

/** @param targets where those of the indicator come from */
export function listCitedActs(
  { acts }: Model,
  { origin, act, synthesis, attainment, formerFormulas }: Indicator,
  targets: readonly (Source | undefined)[],
): readonly Act[] {
  const named = new Set([
    origin.source?.act,
    act,
    synthesis?.act,
    synthesis?.origin.source?.act,
    attainment?.origin.source?.act,
    ...formerFormulas.map((former) => former.act),
    ...targets.map((source) => source?.act),
  ]);
  // Some sources name what is no act of the model.
  return [...named].flatMap((id) => acts.find((each) => each.id === id) ?? []);
}

/** By indicator, for a whole model. */
export function mapCitedActs(model: Model): ReadonlyMap<string, readonly Act[]> {
  const targets = Map.groupBy(model.targets, ({ indicator }) => indicator);
  return new Map(
    model.indicators.map((indicator) => {
      const sources = (targets.get(indicator.id) ?? []).map(({ origin }) => origin.source);
      return [indicator.id, listCitedActs(model, indicator, sources)];
    }),
  );
}
