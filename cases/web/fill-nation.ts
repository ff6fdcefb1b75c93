/** A small nation, generated and delivered into a folder. */
import { join } from "node:path";
import { formatProblem, generate, importList, type WorkspacePlace } from "../../src/operations/index.ts";

const directory = "models/nazione";

export async function fillNation(folder: string, rows: number): Promise<WorkspacePlace> {
  const out = join(folder, "consegne");
  const data = join(folder, "dati");
  const made = generate({ directory, like: "models/inps-2023", seed: 7, rows, out });
  const list = join(out, "consegne.csv");
  const taken = await importList({ directory, data, list, strict: false, recordedAt: "2024-12-31" });
  const problems = [...made.problems, ...taken.problems];
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n\n"));
  return { id: "nazione", directory, data };
}
