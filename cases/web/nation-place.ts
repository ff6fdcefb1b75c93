/** A small nation as a workspace to open pages on: generated and delivered into a folder that goes when the tests end. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { formatProblem, generate, importList, type WorkspacePlace } from "../../src/operations/index.ts";

const directory = "models/nazione";

/** The least that gives every office and source something. */
export async function makeNation(rows = 30_000): Promise<WorkspacePlace> {
  const folder = mkdtempSync(join(tmpdir(), "piramide-nazione-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const out = join(folder, "consegne");
  const data = join(folder, "dati");
  const made = generate({ directory, like: "models/inps-2023", seed: 7, rows, out });
  const list = join(out, "consegne.csv");
  const taken = await importList({ directory, data, list, strict: false, recordedAt: "2024-12-31" });
  const problems = [...made.problems, ...taken.problems];
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n\n"));
  return { id: "nazione", directory, data };
}
