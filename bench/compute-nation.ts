/** A process of its own: the whole pyramid of a workspace, from its rows or from what is kept of them. */
import { fileURLToPath } from "node:url";
import { computeModel } from "../src/engine/index.ts";
import { gatherAnswers } from "../src/operations/gather-answers.ts";
import { openGraph } from "../src/operations/open-model.ts";

const [, , data, way] = process.argv;
const directory = fileURLToPath(new URL("../models/nazione", import.meta.url));
const { value: graph, opened } = openGraph(directory, {});
const answers = await gatherAnswers(opened.model, { data, useKept: way === "kept" });
const figures = computeModel(graph!, answers.value);
process.stdout.write(`${figures.columns.length}\n`);
