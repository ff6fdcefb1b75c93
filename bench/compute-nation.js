/**
 * A process of its own: the whole pyramid of a workspace, from its rows or from what is kept of them. It begins as the
 * command line does, with the runtime's cache on before anything is TypeScript.
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache();
const { computeModel } = await import("../src/engine/index.ts");
const { gatherAnswers } = await import("../src/operations/gather-answers.ts");
const { openGraph } = await import("../src/operations/open-model.ts");

const [, , data, way] = process.argv;
const directory = fileURLToPath(new URL("../models/nazione", import.meta.url));
const { value: graph, opened } = openGraph(directory, {});
const answers = await gatherAnswers(opened.model, { data, useKept: way === "kept" });
const figures = computeModel(graph, answers.value);
process.stdout.write(`${figures.columns.length}\n`);
