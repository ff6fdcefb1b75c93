/** Undisclosed weights at the limits of the work that is done for them. */
import { describe, expect, test } from "vitest";
import { hide, makeProblem } from "../../cases/audit/weight-problems.ts";
import { countWeightSets } from "./count-weight-sets.ts";
import { findWeightRanges } from "./find-weight-ranges.ts";

describe("at the limits", () => {
  test("[A17] seven parts on a 1 % grid are counted, and what is beyond the limit is not", () => {
    const parts = ["100,36", "46,88", "66,33", "102,50", "100,35", "90,82", "98,23"].map((text) =>
      hide(text),
    );
    expect(countWeightSets(makeProblem(hide("90,60"), parts, 1), undefined)).toEqual({
      type: "counted",
      sets: 1_336_928n,
      of: 1_120_529_256n,
    });
    const many = Array.from({ length: 14 }, (_, index) => hide(`${80 + index * 3},${index % 10}1`));
    expect(countWeightSets(makeProblem(hide("99,07"), many, 1), undefined)).toEqual({ type: "too-many" });
  });

  test("[A18] beyond the limit of corners the ranges are not given", () => {
    const many = Array.from({ length: 24 }, (_, index) => hide(`${80 + index}`));
    expect(findWeightRanges(makeProblem(hide("90"), many, 5, 1, 8)).type).toBe("too-many");
  });
});
