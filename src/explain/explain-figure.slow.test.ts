/** The explanation of every annual figure of the INPS model, at every node of every hierarchy. */
import { expect, test } from "vitest";
import { listUnexplained } from "../../cases/engine/engine-properties.ts";
import { computeInps } from "../../cases/engine/inps-model.ts";
import { periodsInYear } from "../model/index.ts";

test("[X1] [X3] every annual figure of the INPS model is what its explanation says", () => {
  const { figures, model } = computeInps();
  expect(listUnexplained(figures, model, (cell) => cell % periodsInYear === 18)).toEqual([]);
});
