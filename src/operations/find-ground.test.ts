/** Whoever has the ground computes what the server computed: the hash says so. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DeliveredModel, writeDeliveredModel } from "../../cases/cli/delivered-model.ts";
import { computeGround, hashGround } from "../engine/index.ts";
import { findGround } from "./find-ground.ts";
import { type Asked, openPlatform, type Platform } from "./platform.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-terreno-"));
let written: DeliveredModel;
let platform: Platform;
beforeAll(async () => {
  written = await writeDeliveredModel(scratch);
  platform = openPlatform([
    { id: "inps-2023", directory: "models/inps-2023" },
    { id: "sedi", directory: written.directory, data: written.data },
  ]);
});
afterAll(() => {
  platform.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** By way of text, as it travels. */
async function hashElsewhere(workspace: string, asked: Asked): Promise<readonly [string, string]> {
  const { value, problems } = await findGround(platform, workspace, asked);
  expect(problems).toEqual([]);
  const sent = JSON.parse(JSON.stringify(value)) as NonNullable<typeof value>;
  const computed = computeGround(sent);
  expect(computed.problems).toEqual([]);
  return [hashGround(sent, computed.value!), value!.hash];
}

describe("the ground of figures", () => {
  test.each([{}, { period: "2022" }, { knownAt: "2024-01-01" }] as const)(
    "[P34] INPS 2023 computed from its text has the server's hash: %o",
    async (asked) => {
      const [there, here] = await hashElsewhere("inps-2023", asked);
      expect(there).toBe(here);
    },
  );

  test.each([
    {},
    { period: "2023-02" },
    { period: "2023-T1", knownAt: "2023-03-19" },
    { methodOn: "2022-06-30" },
    { boundariesOn: "2023-03-31" },
    { boundariesOn: "2023-02-28", withoutEvent: "alluvione" },
    { withoutEvent: "alluvione", period: "2023-03" },
  ] as const)("[P34] so have figures that come from deliveries: %o", async (asked) => {
    const [there, here] = await hashElsewhere("sedi", asked);
    expect(there).toBe(here);
  });

  test("[P34] another value is another hash", async () => {
    const { value } = await findGround(platform, "inps-2023", {});
    const files = value!.files.map(({ path, text }) => ({ path, text: text.replace("100.48", "100.49") }));
    const computed = computeGround({ ...value!, files });
    expect(hashGround(value!, computed.value!)).not.toBe(value!.hash);
  });
});
