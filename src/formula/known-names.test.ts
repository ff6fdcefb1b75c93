import { expect, test } from "vitest";
import type { Facet, Indicator, Origin } from "../model/index.ts";
import { getMeasures } from "./index.ts";

const origin: Origin = {
  place: { file: "f.yaml", line: 1, column: 1 },
  source: undefined,
  provenance: "published",
  recordedOn: undefined,
  status: "final",
};
const spending: Indicator = {
  id: "spesa",
  title: "Spesa",
  description: undefined,
  unit: "euro",
  kind: "flow",
  direction: "down",
  decimals: 2,
  hierarchy: "uffici",
  grain: { period: "year", orgUnit: "ente" },
  dimensions: ["genere"],
  mainFacet: "result",
  formula: undefined,
  rollUp: false,
  whenAbsent: "absent",
  act: undefined,
  targetFormula: undefined,
  deviation: "percent",
  attainment: undefined,
  synthesis: undefined,
  formerFormulas: [],
  measure: undefined,
  owner: undefined,
  origin,
};
const units = [{ id: "euro", symbol: "€", quantity: { euro: 1 } }];
const measure = (indicator: Indicator, facet: Facet | undefined) =>
  getMeasures({ indicators: [indicator], units })({
    type: "reference",
    indicator: "spesa",
    facet,
    members: {},
    from: 0,
    to: 0,
  });

test("[F10] result and target have the indicator's unit and kind; what compares them is a pure score", () => {
  const own = { quantity: { euro: 1 }, kind: "flow", dimensions: ["genere"] };
  const score = { quantity: {}, kind: "score", dimensions: ["genere"] };
  for (const facet of [undefined, "result", "target"] as const) expect(measure(spending, facet)).toEqual(own);
  for (const facet of ["deviation", "attainment", "index"] as const)
    expect(measure(spending, facet)).toEqual(score);
});

test("[F10] a deviation in difference keeps the unit, and the main facet is what the indicator declares", () => {
  const inDifference = { ...spending, deviation: "difference" } as const;
  expect(measure(inDifference, "deviation")).toMatchObject({ quantity: { euro: 1 }, kind: "score" });
  expect(measure(inDifference, "attainment").quantity).toEqual({});
  const main = { ...spending, mainFacet: "deviation" } as const;
  expect(measure(main, undefined)).toMatchObject({ quantity: { euro: 1 }, kind: "flow" });
});
