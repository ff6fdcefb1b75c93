/** Models drawn at random: the fast engine and the slow oracle, corrections, order of rows, explanations. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { copyBits, findBrokenCells, listDifferences } from "../../cases/engine/compare-figures.ts";
import { drawFiles, drawModel } from "../../cases/engine/random-model.ts";
import { makeOracle } from "../../cases/engine/slow-oracle.ts";
import { buildGraph, type GraphDate } from "../graph/index.ts";
import { type Model, readModel } from "../model/index.ts";
import { computeModel } from "./compute-model.ts";
import type { Figures } from "./figures.ts";

const runs = Number(process.env.RUNS ?? 150);

function computeOn(model: Model, date: GraphDate): Figures {
  const { value, problems } = buildGraph(model, date);
  expect(problems).toEqual([]);
  return computeModel(value);
}

const dates: readonly GraphDate[] = [
  {},
  {},
  { year: 2022 },
  { validOn: "2023-08-01" },
  { knownAt: "2023-06-30" },
  { knownAt: "2023-09-30" },
];

test("[E1] [E2] [E3] [T4] [T5] the engine gives, figure by figure, what the slow oracle gives", () => {
  fc.assert(
    fc.property(fc.gen(), fc.constantFrom(...dates), (g, date) => {
      const model = drawModel(g, { groupMeans: true, validities: true });
      const year = date.year ?? model.year;
      const oracle = makeOracle(model, { year, validOn: date.validOn ?? `${year}-12-31`, knownAt: date.knownAt });
      const figures = computeOn(model, date);
      expect(findBrokenCells(figures)).toEqual([]);
      expect(listDifferences(figures, oracle).slice(0, 5)).toEqual([]);
    }),
    { numRuns: runs },
  );
});
