/** The golden cases of this room: figures in `good`, problems in `bad`. */
import { describe, expect, test } from "vitest";
import { listGoldenCases } from "../../cases/engine/golden-case.ts";
import { seeFigure } from "../../cases/engine/small-model.ts";
import { buildGraph } from "../graph/index.ts";
import { formatProblem, type Model } from "../model/index.ts";
import { computeModel } from "./compute-model.ts";
import { applyScenario } from "./scenario/apply-scenario.ts";
import { emptyScenario } from "./scenario/scenario.ts";

function compute(model: Model) {
  const { value, problems } = buildGraph(model);
  expect(problems.map(formatProblem)).toEqual([]);
  return computeModel(value);
}

describe("good cases: these figures", () => {
  test.each(listGoldenCases("engine/good"))("[E2] [E7] $name: $title", ({ model, figures: expected }) => {
    const figures = compute(model);
    expect(figures.problems).toEqual([]);
    expect(expected.length).toBeGreaterThan(0);
    const found = expected.map(({ name }) => ({ name, display: seeFigure(figures, name).display }));
    expect(found).toEqual(expected);
  });
});

const bad = listGoldenCases("engine/bad");

describe("bad cases: exactly these problems, in these words", () => {
  test.each(bad.filter(({ scenario }) => scenario === undefined))(
    "[E5] $name: $title",
    ({ name, model, expected }) => {
      expect(compute(model).problems.map(formatProblem).join("\n\n")).toBe(expected);
      expect(expected.startsWith(`${name.replace(/\.md$/, "")}   `)).toBe(true);
    },
  );

  test.each(bad.filter(({ scenario }) => scenario !== undefined))(
    "[P32] $name: $title",
    ({ name, model, scenario, expected }) => {
      const { value, problems } = applyScenario(compute(model), { ...emptyScenario, ...scenario });
      expect(problems.map(formatProblem).join("\n\n")).toBe(expected);
      expect(value).toBeUndefined();
      expect(expected.startsWith(`${name.replace(/\.md$/, "")}   `)).toBe(true);
    },
  );
});
