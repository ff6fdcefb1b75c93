/**
 * A process of its own: the whole pyramid of a workspace, every value of every office and period, from its rows
 * (`rows`), from the sums kept of them (`sums`) or as it was kept itself (`figures`). It begins as the command line
 * does, with the runtime's cache on before anything is TypeScript.
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache();
const { computeDirectory, openFigures } = await import("../src/operations/open-figures.ts");

const [, , data, way] = process.argv;
const directory = fileURLToPath(new URL("../models/nazione", import.meta.url));
const request = { directory, data, useKept: way !== "rows" };
const { value } = await (way === "figures" ? openFigures(request) : computeDirectory(request));
let cells = 0;
for (const { values, states } of value.figures.columns) cells += Math.min(values.length, states.length);
process.stdout.write(`${cells}\n`);
