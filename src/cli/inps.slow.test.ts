/** The commands on the large model, where the small one has had its turn. */
import { expect, test } from "vitest";
import { runPiramide } from "../../cases/cli/run-piramide.ts";

test("[C1] INPS 2023 gives the same report, byte for byte", async () => {
  const [first, second] = [await runPiramide("compute", "--json"), await runPiramide("compute", "--json")];
  expect(first.said).toBe(second.said);
});

test("[C9] INPS 2023 has no problem", async () => {
  const { code, warned } = await runPiramide("check");
  expect([code, warned]).toEqual([0, ""]);
});

test("[C13] the INPS model is the same as itself", async () => {
  expect((await runPiramide("diff", "models/inps-2023", "models/inps-2023/")).code).toBe(0);
});
