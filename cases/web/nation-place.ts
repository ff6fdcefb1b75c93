/** A small nation as a workspace to open pages on: in a folder that goes when the tests end. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { WorkspacePlace } from "../../src/operations/index.ts";
import { fillNation } from "./fill-nation.ts";

/** The least that gives every office and source something. */
export async function makeNation(rows = 30_000): Promise<WorkspacePlace> {
  const folder = mkdtempSync(join(tmpdir(), "piramide-nazione-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return fillNation(folder, rows);
}
