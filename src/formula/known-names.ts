/** What a formula may speak of: the names of a model, and what each of them measures. */
import { Bug, type Kind, type Model, type UnitOfMeasure } from "../model/index.ts";
import type { Reference } from "./formula.ts";

export interface KnownNames {
  /** Indicator id → its dimensions. */
  readonly indicators: ReadonlyMap<string, readonly string[]>;
  /** Dimension id → its member codes. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Base quantity → exponent, as in `UnitOfMeasure.quantity`; empty = a pure number. */
export type Quantity = UnitOfMeasure["quantity"];

/** What a reference brings into a formula. */
export interface Measure {
  readonly quantity: Quantity;
  readonly kind: Kind;
  readonly dimensions: readonly string[];
}

type Named = Pick<Model, "indicators" | "dimensions">;

export function getKnownNames(model: Named): KnownNames {
  return {
    indicators: new Map(model.indicators.map((indicator) => [indicator.id, indicator.dimensions])),
    members: new Map(
      model.dimensions.map((dimension) => [dimension.id, new Set(dimension.members.map(({ code }) => code))]),
    ),
  };
}

/**
 * What each reference of a model measures. Result and target share the indicator's unit and kind; a
 * deviation in difference keeps the unit; percent deviations, attainments and indices are pure scores
 * (unless they are the facet that the indicator itself declares).
 */
export function getMeasures(model: Pick<Model, "indicators" | "units">): (reference: Reference) => Measure {
  const indicators = new Map(model.indicators.map((indicator) => [indicator.id, indicator]));
  const quantities = new Map(model.units.map((unit) => [unit.id, unit.quantity]));
  return (reference) => {
    const indicator = indicators.get(reference.indicator);
    if (indicator === undefined) throw new Bug(`riferimento a un indicatore ignoto: ${reference.indicator}`);
    const { dimensions, mainFacet } = indicator;
    const own = quantities.get(indicator.unit) ?? {};
    const facet = reference.facet ?? mainFacet;
    if (facet === mainFacet || facet === "result" || facet === "target")
      return { quantity: own, kind: indicator.kind, dimensions };
    const keepsUnit = facet === "deviation" && indicator.deviation === "difference";
    return { quantity: keepsUnit ? own : {}, kind: "score", dimensions };
  };
}
