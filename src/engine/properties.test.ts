/** Models drawn at random: the fast engine and the slow oracle, corrections, order of rows, explanations. */
import * as fc from "fast-check";
import { test } from "vitest";
import * as properties from "../../cases/engine/engine-properties.ts";

const few = { numRuns: 8 };

test("[E1] [E2] [E3] [T4] [T5] the engine gives, figure by figure, what the slow oracle gives", () => {
  fc.assert(properties.agreesWithOracle, few);
});

test("[E5] [E14] rows and entries in any order give the same bits", () => {
  fc.assert(properties.ignoresOrder, few);
});

test("[E13] corrections carried to the top give the bits of a full computation, and undo restores all", () => {
  fc.assert(properties.revisesLikeComputing, few);
});

test("[E13] a correction moves nothing outside the corrected office and its ancestors", () => {
  fc.assert(properties.staysInItsBranch, few);
});

test("[E14] columns that held other figures are filled with the bits of fresh ones", () => {
  fc.assert(properties.reusesColumns, few);
});

test("[X1] [X3] every explanation adds up, and every absent figure says what is missing", () => {
  fc.assert(properties.explainsEverything, { numRuns: 3 });
});
