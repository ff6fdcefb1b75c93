/** A model folder, read and put on a date: the beginning of every operation. */
import { buildGraph, type Graph, type GraphDate } from "../graph/index.ts";
import { type Model, type Outcome, type Problem, readModel } from "../model/index.ts";
import { readFolder, type TextFile } from "./read-folder.ts";

export interface OpenedModel {
  readonly model: Model;
  readonly files: readonly TextFile[];
  readonly problems: readonly Problem[];
}

/** Everything wrong in the folder's files and in what they say. */
export function openModel(directory: string): OpenedModel {
  const folder = readFolder(directory);
  const read = readModel(folder.files, folder.problems.length === 0);
  return { model: read.value, files: folder.files, problems: [...folder.problems, ...read.problems] };
}

/** The graph on a date; its problems come after the model's, because they follow from them. */
export function openGraph(
  directory: string,
  date: GraphDate,
): Outcome<Graph | undefined> & { readonly opened: OpenedModel } {
  const opened = openModel(directory);
  if (opened.problems.length > 0) return { value: undefined, problems: opened.problems, opened };
  const graph = buildGraph(opened.model, date);
  return { value: graph.problems.length > 0 ? undefined : graph.value, problems: graph.problems, opened };
}
