/** Random models, random suppositions: the same bits as a model that says so. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  sharing,
  supposesLikeComputing,
  triesLikeApplying,
} from "../../../cases/engine/scenario-properties.ts";
import { scaleRuns } from "../../../cases/runs.ts";

test("[P30] a scenario gives the bits of a model that says the same, and leaves the real figures as they were", () => {
  fc.assert(supposesLikeComputing, { numRuns: scaleRuns(300) });
});

test("[P30] [P94] one scenario after another gives the bits of each alone, and what is as it really is stays the real column", () => {
  fc.assert(triesLikeApplying, { numRuns: scaleRuns(300) });
  expect(sharing.compared).toBeGreaterThan(sharing.whole);
});
