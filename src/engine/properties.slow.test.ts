/** The same properties as beside, on many more models. */
import * as fc from "fast-check";
import { test } from "vitest";
import * as properties from "../../cases/engine/engine-properties.ts";

test("[E1] [E2] [E3] [T4] [T5] the engine and the oracle agree on three hundred models", () => {
  fc.assert(properties.agreesWithOracle, { numRuns: 300 });
});

test("[E5] [E13] [E14] orders and corrections, on three hundred models", () => {
  fc.assert(properties.ignoresOrder, { numRuns: 300 });
  fc.assert(properties.revisesLikeComputing, { numRuns: 300 });
  fc.assert(properties.staysInItsBranch, { numRuns: 300 });
});

test("[X1] [X3] explanations add up on a hundred models", () => {
  fc.assert(properties.explainsEverything, { numRuns: 100 });
});
