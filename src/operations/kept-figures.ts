/**
 * Figures are kept in the workspace beside the sums they follow from, under the hash of all that decides them: the
 * program, the texts of the model, what the workspace has recorded, what is asked. None of these is ever another
 * under the same name, so kept figures cannot be out of date; they go with their folder (`materiali/`).
 */
import { deserialize, serialize } from "node:v8";
import {
  type LostOffice,
  type PackedColumns,
  packColumns,
  type ShownFigures,
  unpackColumns,
} from "../engine/index.ts";
import { chooseDeliveries } from "../facts/index.ts";
import type { Period } from "../model/index.ts";
import {
  hashOf,
  hashRecords,
  isWorkspace,
  keepNewest,
  readDeliveries,
  readKeptFile,
  writeKeptFile,
} from "../warehouse/index.ts";
import { findDamaged } from "./gather-answers.ts";
import { hashOwnProgram } from "./hash-program.ts";
import { readFolder } from "./read-folder.ts";
import type { ViewRequest } from "./viewpoint.ts";

/** Figures as they are told, in the period that was asked for. */
export interface ToldFigures {
  readonly figures: ShownFigures;
  readonly period: Period;
  /** Offices whose facts stand nowhere on the boundaries asked for. */
  readonly lost: readonly LostOffice[];
}

/** Where figures are kept, or would be. */
export interface KeptPlace {
  readonly folder: string;
  readonly name: string;
}

const ending = ".cifre";

/** A nation's figures are some tens of MB: so many views of it stay. */
const mostKept = 8;

/** Undefined where nothing is kept: without a workspace, for a cluster, which is asked, or if told so. */
export function findKeptPlace(request: ViewRequest, program = hashOwnProgram()): KeptPlace | undefined {
  const { data, directory, warehouse, useKept } = request;
  if (data === undefined || warehouse !== undefined || useKept === false || !isWorkspace(data))
    return undefined;
  const { period, knownAt, methodOn, boundariesOn, withoutEvent } = request;
  const asked = [period, knownAt, methodOn, boundariesOn, withoutEvent].map((each) => each ?? null);
  const name = nameAnswer({ directory, data }, asked, program);
  return name === undefined ? undefined : { folder: data, name };
}

/** Of all that an answer follows from; undefined where the model cannot be read. */
export function nameAnswer(
  { directory, data }: Pick<ViewRequest, "directory" | "data">,
  asked: readonly unknown[],
  program: string,
): string | undefined {
  const { files, problems } = readFolder(directory);
  if (problems.length > 0) return undefined;
  const recorded = data === undefined || !isWorkspace(data) ? null : hashRecords({ folder: data });
  return hashOf(JSON.stringify([program, files, recorded, asked]));
}

/** Whether all that was delivered until a day is still there as it was; without a workspace nothing was. */
export function areFactsWhole(data: string | undefined, model: string, knownAt: string | undefined): boolean {
  if (data === undefined || !isWorkspace(data)) return true;
  const workspace = { folder: data, model };
  return findDamaged(workspace, chooseDeliveries(readDeliveries(workspace), knownAt)).length === 0;
}

interface Kept extends Omit<ToldFigures, "figures"> {
  readonly figures: Omit<ShownFigures, "columns">;
  readonly columns: PackedColumns;
}

/** Undefined where they are not there or not whole, or where the facts behind them are not. */
export function readKeptFigures(place: KeptPlace, knownAt: string | undefined): ToldFigures | undefined {
  const bytes = readKeptFile(place, `${place.name}${ending}`);
  if (bytes === undefined) return undefined;
  const { figures, columns, ...told } = deserialize(bytes) as Kept;
  if (!areFactsWhole(place.folder, figures.graph.model.id, knownAt)) return undefined;
  return { ...told, figures: { ...figures, columns: unpackColumns(columns) } };
}

export function keepFigures(place: KeptPlace, { figures, ...told }: ToldFigures): void {
  const { graph, year, problems, columns } = figures;
  const kept: Kept = { ...told, figures: { graph, year, problems }, columns: packColumns(columns) };
  writeKeptFile(place, `${place.name}${ending}`, serialize(kept));
  keepNewest(place, ending, mostKept);
}

/** What follows from figures and from what is asked of them alone, such as their hash; asked once. */
export function keepAnswer<T>(place: KeptPlace | undefined, asked: readonly unknown[], make: () => T): T {
  if (place === undefined) return make();
  const name = `${hashOf(JSON.stringify([place.name, asked]))}.json`;
  const kept = readKeptFile(place, name);
  if (kept !== undefined) return JSON.parse(kept.toString("utf8")) as T;
  const made = make();
  writeKeptFile(place, name, Buffer.from(JSON.stringify(made)));
  return made;
}
