/** A folder that is no model's: so many files that nobody should read them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runPiramide } from "../../cases/cli/run-piramide.ts";
import { writeModel } from "../../cases/cli/write-model.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test("[C10] a folder with more than 2,000 files", async () => {
  const files = Object.fromEntries(Array.from({ length: 2001 }, (_, k) => [`f${k}.yaml`, "atti: []\n"]));
  const model = writeModel(scratch, "piena", files);
  for (const command of ["check", "compute"]) {
    const { code, said, warned } = await runPiramide(command, "--model", model);
    expect([code, said, warned.split(" ")[0]]).toEqual([1, "", "folder-too-full"]);
    expect(warned).toMatch(/\n1 problema\.\n$/);
  }
});
