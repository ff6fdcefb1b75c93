/** The golden cases that need megabytes to show what they show. */
import { describe, expect, test } from "vitest";
import { checkBad } from "../../cases/model/read-case.ts";
import { readModel } from "./read-model.ts";

describe("work limits that take long to reach", () => {
  test("[M3] bytes, nodes and rows", () => {
    checkBad("model-too-large", "yaml-too-many-nodes", "too-many-rows");
  });

  test.each([
    ["commas between nothing", `[${",".repeat(4_000_000)}]`],
    ["empty lines without end", "\n".repeat(4_000_000)],
    ["half a million scalars", "- a\n".repeat(500_001)],
  ])("[M3] [M4] %s", (_, text) => {
    const { problems } = readModel([{ path: "a.yaml", text }]);
    expect(problems.map(({ code }) => code)).toEqual(["yaml-too-many-nodes"]);
  });
});
