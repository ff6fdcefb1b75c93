/** A small nation as a workspace to open pages on: made once for all files of tests, and only to be looked at. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import type { WorkspacePlace } from "../../src/operations/index.ts";
import { fillNation } from "./fill-nation.ts";

/** By default the least that gives every office and source something. Files run one after the other. */
export async function makeNation(rows = 30_000): Promise<WorkspacePlace> {
  const folder = join(inject("scratch"), `nazione-${rows}`);
  const made = join(folder, "fatta.json");
  if (existsSync(made)) return JSON.parse(readFileSync(made, "utf8")) as WorkspacePlace;
  mkdirSync(folder, { recursive: true });
  const place = await fillNation(folder, rows);
  writeFileSync(made, JSON.stringify(place));
  return place;
}
