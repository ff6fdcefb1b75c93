/** The golden cases of this room: models that cannot be put on a date, and what is said of them. */
import { expect, test } from "vitest";
import { listGoldenCases } from "../../cases/engine/golden-case.ts";
import { formatProblem } from "../model/index.ts";
import { buildGraph } from "./build-graph.ts";

test.each(listGoldenCases("graph/bad"))("[G2] [G3] $name: $title", ({ name, model, expected }) => {
  expect(buildGraph(model).problems.map(formatProblem).join("\n\n")).toBe(expected);
  expect(expected.startsWith(`${name.replace(/\.md$/, "")}   `)).toBe(true);
});
