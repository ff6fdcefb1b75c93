/** What is explained is what was computed, under every combination of the four questions of when and where. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DeliveredModel, writeDeliveredModel } from "../../cases/cli/delivered-model.ts";
import { facetWords, getWord } from "../model/index.ts";
import { compute } from "./compute.ts";
import { explain } from "./explain.ts";
import type { Viewpoint } from "./viewpoint.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-vista-"));
let written: DeliveredModel;
beforeAll(async () => {
  written = await writeDeliveredModel(scratch);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Every way of asking each question or not. */
function combine<Key extends keyof Viewpoint>(
  views: readonly Viewpoint[],
  key: Key,
  days: readonly string[],
): Viewpoint[] {
  return views.flatMap((view) => [view, ...days.map((day) => ({ ...view, [key]: day }))]);
}

test("[C23] every figure is explained as it is computed, under every combination of options", async () => {
  let views = combine([{}], "knownAt", ["2023-03-19"]);
  views = combine(views, "methodOn", ["2022-06-30"]);
  views = combine(views, "boundariesOn", ["2023-02-28", "2023-03-31"]);
  views = combine(views, "withoutEvent", ["alluvione"]);
  expect(views.length).toBe(24);
  let explained = 0;
  for (const [k, view] of views.entries()) {
    const period = ["2023-02", "2023-T1", "2023"][k % 3]!;
    const request = { ...written, ...view, period };
    const { value, problems } = await compute(request);
    expect(problems).toEqual([]);
    // One in four: all are asked for, over the combinations.
    for (const figure of value!.figures.filter((_, at) => at % 4 === k % 4)) {
      const { id, orgUnit, members } = figure;
      const facet = getWord(facetWords, figure.facet);
      const told = await explain({ ...request, id, facet, orgUnit, members });
      expect(told.problems).toEqual([]);
      expect(told.value!.explanation.figure).toEqual(figure);
      explained++;
    }
  }
  expect(explained).toBeGreaterThan(120);
}, 120_000);
