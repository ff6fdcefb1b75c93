/**
 * What changed between two models: what they say, in words, and the figures that move because of it, both
 * computed for the same period. Order of files, blanks and order of entries are no change.
 */
import type { Figure } from "../engine/index.ts";
import { type Change, compareModels, type Model, type Outcome, type Problem } from "../model/index.ts";
import { type ComputeReport, compute } from "./compute.ts";
import { openModel } from "./open-model.ts";
import { checkDays } from "./viewpoint.ts";

export interface DiffRequest {
  readonly before: string;
  readonly after: string;
  /** The second model's year, or the last that both speak of, unless told otherwise. */
  readonly period?: string | undefined;
  /** The day of knowledge of the figures; what the two say in words is compared whole. */
  readonly knownAt?: string | undefined;
}

/** One side of a figure that moves; null where the model does not have it, or it does not apply. */
export type Side = Pick<Figure, "value" | "absence" | "unit" | "display" | "partial"> | null;

/** A figure whose value or absence is not the same on the two sides. */
export interface Movement extends Pick<Figure, "id" | "facet" | "members" | "orgUnit" | "period"> {
  readonly before: Side;
  readonly after: Side;
}

export interface DiffReport {
  readonly before: { readonly model: string; readonly hash: string };
  readonly after: { readonly model: string; readonly hash: string };
  /** Null when the two have no year in common: then no figures are compared. */
  readonly period: string | null;
  readonly knownAt: string | null;
  readonly changes: readonly Change[];
  readonly figures: readonly Movement[];
}

export async function diff(request: DiffRequest): Promise<Outcome<DiffReport | undefined>> {
  const { knownAt } = request;
  const days = checkDays({ knownAt });
  if (days.length > 0) return { value: undefined, problems: days };
  const [older, newer] = [openModel(request.before), openModel(request.after)];
  const wrong = [...placeIn(request.before, older.problems), ...placeIn(request.after, newer.problems)];
  if (wrong.length > 0) return { value: undefined, problems: wrong };
  const period = request.period ?? findCommonYear(older.model, newer.model);
  const changes = compareModels(older.model, newer.model);
  const [before, after] = [older.model, newer.model].map(({ id, hash }) => ({ model: id, hash }));
  const said = { before: before!, after: after!, knownAt: knownAt ?? null, changes };
  if (period === undefined) return { value: { ...said, period: null, figures: [] }, problems: [] };
  const computed = await Promise.all(
    [request.before, request.after].map(async (directory) => ({
      directory,
      outcome: await compute({ directory, period, knownAt }),
    })),
  );
  const problems = computed.flatMap(({ directory, outcome }) => placeIn(directory, outcome.problems));
  const [was, is] = computed.map(({ outcome }) => outcome.value);
  if (was === undefined || is === undefined) return { value: undefined, problems };
  return { value: { ...said, period: is.period, figures: listMovements(was, is) }, problems };
}

/** The second model's year, or the last that both speak of. */
function findCommonYear(older: Model, newer: Model): string | undefined {
  const [from, to] = [Math.max(older.years.from, newer.years.from), Math.min(older.years.to, newer.years.to)];
  if (from > to) return undefined;
  return String(newer.year >= from && newer.year <= to ? newer.year : to);
}

/** Two models have files of the same name: a problem says in which folder. */
function placeIn(directory: string, problems: readonly Problem[]): Problem[] {
  const root = directory.replace(/\/+$/, "");
  const shown = (file: string) => (file.startsWith("--") || file === directory ? file : `${root}/${file}`);
  return problems.map((problem) => ({
    ...problem,
    place: { ...problem.place, file: shown(problem.place.file) },
  }));
}

/** Figures by what they are, in the second model's order, then those that only the first has. */
function listMovements(before: ComputeReport, after: ComputeReport): Movement[] {
  const older = new Map(before.figures.map((figure) => [nameFigure(figure), figure]));
  const newer = new Set(after.figures.map(nameFigure));
  const pairs: (readonly [Figure | undefined, Figure | undefined])[] = after.figures.map((figure) => [
    older.get(nameFigure(figure)),
    figure,
  ]);
  for (const [name, figure] of older) if (!newer.has(name)) pairs.push([figure, undefined]);
  return pairs.flatMap(([was, is]) => {
    const named = is ?? was;
    if (named === undefined || (was?.value === is?.value && was?.absence === is?.absence)) return [];
    const { id, facet, members, orgUnit, period } = named;
    return [{ id, facet, members, orgUnit, period, before: showSide(was), after: showSide(is) }];
  });
}

/** Units of two hierarchies may bear one code; an indicator lives in one of them. */
function nameFigure({ id, facet, members, orgUnit }: Figure): string {
  return JSON.stringify([
    id,
    facet,
    Object.entries(members).toSorted(([left], [right]) => (left < right ? -1 : 1)),
    orgUnit,
  ]);
}

function showSide(figure: Figure | undefined): Side {
  if (figure === undefined) return null;
  const { value, absence, unit, display, partial } = figure;
  return { value, absence, unit, display, partial };
}
