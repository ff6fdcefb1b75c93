/** What is kept is read whole or not at all. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readKeptFile, writeKeptFile } from "./kept-file.ts";
import { folders, type Workspace } from "./workspace.ts";

test("[W9] a kept file of which any byte has changed, or some are gone, is as if it were not there", () => {
  const folder = mkdtempSync(join(tmpdir(), "piramide-conservati-"));
  try {
    mkdirSync(join(folder, folders.materialised));
    const workspace = { folder } as Workspace;
    expect(readKeptFile(workspace, "a")).toBeUndefined();
    writeKeptFile(workspace, "a", Buffer.from('{"offices":["E","F"]}\n12345678'));
    expect(readKeptFile(workspace, "a")?.toString()).toBe('{"offices":["E","F"]}\n12345678');
    const file = join(folder, folders.materialised, "a");
    const whole = readFileSync(file);
    for (let place = 0; place < whole.length; place++) {
      writeFileSync(
        file,
        whole.map((byte, k) => (k === place ? byte ^ 1 : byte)),
      );
      expect([place, readKeptFile(workspace, "a")]).toEqual([place, undefined]);
      writeFileSync(file, whole.subarray(0, place));
      expect([place, readKeptFile(workspace, "a")]).toEqual([place, undefined]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
