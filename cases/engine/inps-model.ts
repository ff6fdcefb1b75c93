/** The model of INPS 2023, read and computed. */
import { readdirSync, readFileSync } from "node:fs";
import { computeModel, type Figures } from "../../src/engine/index.ts";
import { buildGraph } from "../../src/graph/index.ts";
import { formatProblem, type Model, readModel } from "../../src/model/index.ts";

export function computeInps(): { readonly model: Model; readonly figures: Figures } {
  const root = new URL("../../models/inps-2023/", import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(ya?ml|csv)$/.test(path))
    .map((path) => ({ path, text: readFileSync(new URL(path, root), "utf8") }));
  const { value: model, problems } = readModel(files);
  const graph = buildGraph(model);
  const wrong = [...problems, ...graph.problems];
  if (wrong.length > 0) throw new Error(wrong.map(formatProblem).join("\n\n"));
  return { model, figures: computeModel(graph.value) };
}
