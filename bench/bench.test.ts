/** The bench measures what it says: the same model at every run, and the same numbers on both sides. */
import { describe, expect, test } from "vitest";
import { absenceMask, applyScenario } from "../src/engine/index.ts";
import { generateMeasures } from "./generate-measures.ts";
import { benchYear, generateModel, isSummed } from "./generate-model.ts";
import { computeTargets, generateTargets } from "./generate-targets.ts";
import { compareWithHand, prepareColumns, runByHand } from "./hand-loops.ts";
import { drawChange, scenarioChanges } from "./measure-scenarios.ts";
import { prepareBench } from "./prepare-bench.ts";
import { makeRandom, type Random } from "./random.ts";
import { shapeNames } from "./shapes.ts";

const small = { inputs: 40, formulas: 90, levels: 6, orgUnits: 120 } as const;

describe("the generated model", () => {
  test("[B1] is the same at every run, and another with another seed", () => {
    expect(generateModel(small)).toEqual(generateModel(small));
    expect(generateModel(small, 9).recipes).not.toEqual(generateModel(small).recipes);
  });

  test("[B1] its measures are the same at every run", () => {
    const { graph, measures } = prepareBench(small);
    expect(generateMeasures(graph, benchYear)).toEqual({
      ...measures,
      findEntry: expect.any(Function),
      findDelivered: expect.any(Function),
    });
    expect(generateMeasures(graph, benchYear + 1).inputs).not.toEqual(measures.inputs);
  });

  test("[B2] has the levels, shapes, roll-ups and absences that it says", () => {
    const { generated, graph, figures } = prepareBench(small);
    const depth: number[] = [];
    for (const { operands } of graph.nodes)
      depth.push(1 + Math.max(-1, ...operands.map((operand) => depth[operand]!)));
    expect(Math.max(...depth)).toBe(small.levels);
    expect(new Set(generated.recipes.map(({ shape }) => shape))).toEqual(new Set(shapeNames));
    expect(graph.nodes.filter((node) => node.kind === "formula" && node.rollUp !== undefined)).toHaveLength(
      generated.recipes.filter((_, k) => isSummed(k)).length,
    );
    const absences = new Set(
      figures.columns.flatMap(({ states }) => [...states].map((state) => state & absenceMask)),
    );
    // Present, missing, not applicable, upstream.
    expect([...absences].sort((a, b) => a - b)).toEqual([0, 1, 4, 64]);
  });
});

describe("what is supposed of the generated model", () => {
  const figures = computeTargets(generateTargets(small));

  test("[P40] it has weights, targets and results to change, and the same changes are drawn at every run", () => {
    for (const change of scenarioChanges) {
      const [one, other] = [makeRandom(5), makeRandom(5)];
      const draw = (random: Random) => Array.from({ length: 20 }, () => drawChange(figures, change, random));
      expect(draw(one)).toEqual(draw(other));
    }
  });

  test("[P40] every change can be computed, and most move the ranking's figure or something below it", () => {
    const random = makeRandom(5);
    for (const change of scenarioChanges) {
      let moved = 0;
      for (let run = 0; run < 20; run++) {
        const { value, problems } = applyScenario(figures, drawChange(figures, change, random));
        expect(problems).toEqual([]);
        if (value!.columns.some((column, index) => column !== figures.columns[index])) moved++;
      }
      expect(moved).toBeGreaterThan(10);
    }
  });
});

describe("what the engine is compared with", () => {
  test("[B3] the hand-written loops give the same bits wherever nothing is absent below", () => {
    const { generated, figures } = prepareBench(small);
    const byHand = prepareColumns(generated, figures);
    runByHand(generated, byHand);
    const { compared, different } = compareWithHand(generated, figures, byHand);
    expect(different).toBe(0);
    expect(compared).toBeGreaterThan((small.formulas * byHand[0]!.length) / 2);
    byHand[small.inputs]![0]! += 1;
    expect(compareWithHand(generated, figures, byHand).different).toBe(1);
  });
});
