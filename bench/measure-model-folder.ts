/** What `piramide compute` does on a folder of files, in milliseconds, step by step. */
import { computeModel } from "../src/engine/index.ts";
import { buildGraph, type Graph } from "../src/graph/index.ts";
import { type Model, readModel } from "../src/model/index.ts";
import { compute } from "../src/operations/index.ts";
import { readFolder } from "../src/operations/read-folder.ts";
import { measureTimes, measureTimesOf, type Times } from "./measure-time.ts";

export interface FolderTimes {
  readonly disk: Times;
  readonly read: Times;
  readonly graph: Times;
  readonly compute: Times;
  /** All of it, with the list of figures, their coverage and the hash. */
  readonly whole: Times;
  readonly nodes: number;
}

export async function measureModelFolder(directory: string, runs = 7): Promise<FolderTimes> {
  let files = readFolder(directory).files;
  let model: Model | undefined;
  let graph: Graph | undefined;
  const disk = measureTimes(runs, () => {
    files = readFolder(directory).files;
  });
  const read = measureTimes(runs, () => {
    model = readModel(files).value;
  });
  const built = measureTimes(runs, () => {
    graph = buildGraph(model!).value;
  });
  const computed = measureTimes(runs, () => {
    computeModel(graph!);
  });
  const whole = await measureTimesOf(runs, async () => {
    await compute({ directory });
  });
  return { disk, read, graph: built, compute: computed, whole, nodes: graph!.nodes.length };
}
