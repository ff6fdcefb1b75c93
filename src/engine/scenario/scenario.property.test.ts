/** Random models, random suppositions: the same bits as a model that says so. */
import * as fc from "fast-check";
import { test } from "vitest";
import { supposesLikeComputing } from "../../../cases/engine/scenario-properties.ts";
import { scaleRuns } from "../../../cases/runs.ts";

test("[P30] a scenario gives the bits of a model that says the same, and leaves the real figures as they were", () => {
  fc.assert(supposesLikeComputing, { numRuns: scaleRuns(300) });
});
