import { expect, test } from "vitest";
import { nearFrom, readAttainment } from "./read-attainment.ts";

test("[P11] an attainment reads as reached from 100, close from 90, not reached below", () => {
  expect(nearFrom).toBe(90);
  expect([120, 100, 99.99, 90, 89.99, -5].map(readAttainment)).toEqual([
    "good",
    "good",
    "near",
    "near",
    "bad",
    "bad",
  ]);
  // 0.1 + 0.2 is not 0.3: what a double loses is no miss.
  expect([100 - 1e-12, 90 - 1e-12].map(readAttainment)).toEqual(["good", "near"]);
});
