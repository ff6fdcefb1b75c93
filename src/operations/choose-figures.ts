/**
 * Figures of several periods at once, chosen before any is told: whoever sends them decides by their number in which
 * form, and as columns a hundred thousand of them travel as fast as their numbers.
 */
import {
  type Choice,
  type ChosenCell,
  type Figure,
  type Figures,
  hashReport,
  listCells,
  listFigures,
} from "../engine/index.ts";
import type { Outcome, Period, Problem } from "../model/index.ts";
import { checkChoice } from "./choose-cells.ts";
import { computeDirectory, type FigureSource } from "./open-figures.ts";
import { tellViewpoint, type ViewRequest } from "./viewpoint.ts";

export interface ChooseRequest extends Omit<ViewRequest, "period">, Choice {
  /** The model's year unless told otherwise. */
  readonly periods?: readonly string[] | undefined;
}

/** What was chosen of one period. */
interface ChosenPeriod {
  readonly figures: Figures;
  readonly period: Period;
  readonly cells: readonly ChosenCell[];
}

export interface Chosen {
  readonly model: string;
  readonly title: string;
  /** Of a platform's figures: the same version is the same answer. Empty where nobody keeps them. */
  readonly version: string;
  readonly knownAt: string | undefined;
  readonly conditions: readonly string[];
  readonly count: number;
  readonly periods: readonly ChosenPeriod[];
}

/** An office that is not there in a period has no figures in it; one that is there in none is a problem. */
export async function chooseFigures(
  request: ChooseRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<Chosen | undefined>> {
  const { periods, orgUnits, indicators, facets, ...asked } = request;
  const choice = { orgUnits, indicators, facets };
  const chosen: ChosenPeriod[] = [];
  const unknown: (readonly Problem[])[] = [];
  const versions: string[] = [];
  for (const code of periods ?? [undefined]) {
    const computed = await findFigures({ ...asked, period: code });
    if (computed.value === undefined) return { value: undefined, problems: computed.problems };
    const { figures, period, version = "" } = computed.value;
    versions.push(version);
    unknown.push(checkChoice(figures, choice));
    chosen.push({ figures, period, cells: listCells(figures, period, choice) });
  }
  const nowhere = (unknown[0] ?? []).filter(({ sentence }) =>
    unknown.every((others) => others.some((other) => other.sentence === sentence)),
  );
  if (nowhere.length > 0) return { value: undefined, problems: nowhere };
  const { model } = chosen[0]!.figures.graph;
  const conditions = tellViewpoint(asked, model);
  const count = chosen.reduce((sum, { cells }) => sum + cells.length, 0);
  const { knownAt } = asked;
  const version = new Set(versions).size === 1 ? versions[0]! : hashReport(versions);
  const { id, title } = model;
  return { value: { model: id, title, version, knownAt, conditions, count, periods: chosen }, problems: [] };
}

/** By period. */
export function listChosen({ periods }: Chosen): readonly Figure[][] {
  return periods.map(({ figures, cells }) => listFigures(figures, cells));
}

/** Of one period, as `compute` has it of the same figures; of several, of theirs. */
export function hashChosen({ knownAt, conditions, periods }: Chosen, listed: readonly Figure[][]): string {
  const asked = knownAt === undefined ? conditions : conditions.slice(1);
  const hashes = periods.map(({ figures, period }, k) =>
    hashReport([figures.graph.model.hash, period.code, knownAt ?? null, ...asked, listed[k]]),
  );
  return hashes.length === 1 ? hashes[0]! : hashReport(hashes);
}
