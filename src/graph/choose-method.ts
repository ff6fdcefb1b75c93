/** The formulas in force on a day, so that what was measured can be computed by the method of another time. */
import type { Day, Indicator, Model } from "../model/index.ts";

/** The same model where nothing has changed since; the former formula that still held otherwise. */
export function chooseMethod(model: Model, methodOn: Day): Model {
  if (model.indicators.every((indicator) => findFormer(indicator, methodOn) === undefined)) return model;
  const indicators = model.indicators.map((indicator) => {
    const former = findFormer(indicator, methodOn);
    return former === undefined ? indicator : { ...indicator, formula: former };
  });
  return { ...model, indicators };
}

/** Former formulas stand from the oldest: the first that ends later is the one in force. */
function findFormer({ formerFormulas }: Indicator, methodOn: Day): Indicator["formula"] {
  return formerFormulas.find(({ until }) => until > methodOn)?.formula;
}
