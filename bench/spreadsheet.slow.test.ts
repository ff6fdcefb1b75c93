/** The spreadsheet that the engine is compared with. */
import { expect, test } from "vitest";
import { measureSpreadsheet } from "./measure-spreadsheet.ts";
import { prepareBench } from "./prepare-bench.ts";

const small = { inputs: 40, formulas: 90, levels: 6, orgUnits: 120 } as const;

test("[B4] the spreadsheet computes every formula of its month as the hand-written loops do", () => {
  const { equal, formulas } = measureSpreadsheet(prepareBench(small));
  expect(formulas).toBe(small.formulas * small.orgUnits);
  expect(equal).toBe(formulas);
});
