import { describe, expect, test } from "vitest";
import { readModelFiles } from "../../cases/audit/published-files.ts";
import { auditReport } from "./audit-report.ts";
import { readPublished } from "./read-published.ts";
import { listWeightSets, tryWeights } from "./try-weights.ts";

const audit = auditReport(readPublished(readModelFiles("inps-2023")).value);
const studied = audit.relations.flatMap(({ id, weights }) =>
  weights === undefined ? [] : [{ id, weights }],
);
const studyOf = (id: string) => studied.find((each) => each.id === id)!.weights;

describe("weights that a reader tries", () => {
  test("[P54] the sets listed are those counted, and each of them follows", () => {
    for (const { weights } of [...studied, ...studied.flatMap((each) => each.weights.alternatives)]) {
      const { sets, isAll } = listWeightSets(weights.exact, 10_000);
      expect([sets.length, isAll]).toEqual([weights.sets, true]);
      const tried = sets.map((set) => tryWeights(weights.exact, set));
      expect(tried.every(({ follows }) => follows)).toBe(true);
      expect(tried.filter(({ followsAsPrinted }) => followsAsPrinted).length).toBe(weights.setsOfPoints);
    }
  });

  test("[P54] weights that are none are told, and give no verdict", () => {
    const { exact } = studyOf("oge-vigilanza");
    const [only] = listWeightSets(exact, 10).sets;
    expect(tryWeights(exact, only!)).toMatchObject({ sum: "100", isWhole: true, outside: [], follows: true });
    const swapped = [...only!.slice(1), only![0]!];
    expect(tryWeights(exact, swapped)).toMatchObject({ isWhole: true, follows: false });
    expect(tryWeights(exact, only!.slice(1))).toMatchObject({ isWhole: false, follows: false });
    expect(tryWeights(exact, ["", "-5", "x"])).toMatchObject({ sum: "-5", mean: "", follows: false });
    expect(tryWeights(exact, ["120", "-5", "0", "1", "1"]).outside).toHaveLength(3);
  });

  test("[P54] what the mean may be is what the prints of its parts hide, exactly", () => {
    const { exact } = studyOf("performance-istituzionale");
    const tried = tryWeights(exact, ["12,5", "12.5", "15", "15", "15", "15", "15"]);
    // (100,36 + 53,13) × 0,125 + (66,33 + 102,50 + 100,35 + 90,82 + 98,23) × 0,15 = 87,92075
    expect(tried).toMatchObject({ mean: "87,92075", display: "87,92", follows: false });
    // Half a hundredth less and more.
    expect(tried).toMatchObject({ from: "87,91575", until: "87,92575" });
  });

  test("[P54] a search that stops says so", () => {
    const { exact } = studyOf("salute");
    expect(listWeightSets(exact, 5)).toMatchObject({ isAll: false });
    expect(listWeightSets(exact, 5).sets).toHaveLength(5);
    expect(listWeightSets(exact, 10_000, 50).isAll).toBe(false);
  });
});
