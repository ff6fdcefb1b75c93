/**
 * The desk on which scenarios are tried: real figures, and beside them what follows from suppositions. It knows
 * nothing of pages, and gives only what is asked to be seen: in a browser, or on a server before the browser is ready.
 */
import type { NamedMembers, Period, Problem } from "../../model/index.ts";
import type { Figures, ShownColumn } from "../figures.ts";
import { type Supposed, type Trial, tryScenarios } from "../scenario/apply-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { findPlaces, type Place } from "./find-places.ts";
import { openRanking, type Rankable, type Ranked, type RankingSight } from "./rank-offices.ts";
import { openRows, type RowSight, type ShownRow } from "./show-rows.ts";

/** What a page wants to see. */
export type Sight = RowSight & RankingSight;

/** What is said of a desk once. */
export interface Standing extends NamedMembers {
  readonly units: readonly { readonly code: string; readonly title: string }[];
  readonly rankable: readonly Rankable[];
  /** Of every indicator. */
  readonly titles: Readonly<Record<string, string>>;
}

export interface Shown {
  readonly rows: readonly ShownRow[];
  /** How many there are to see. */
  readonly rowsInAll: number;
  readonly rankBy: string | undefined;
  readonly ranking: readonly Ranked[];
  readonly ranked: number;
  /** Of each scenario; then it is not computed. */
  readonly problems: readonly (readonly Problem[])[];
  /** How many columns are other than the real ones, in the first scenario as far as it is computed, and of how many. */
  readonly moved: readonly [number, number];
}

export interface Desk {
  readonly figures: Figures;
  readonly period: Period;
  readonly standing: Standing;
  /** What follows in the period that is looked at; the rest of the year is computed where it is asked for. */
  readonly show: (scenarios: readonly Scenario[], sight: Sight) => Shown;
  /** Computes the rest of the year: how much has moved then, or undefined where nothing was left to compute. */
  readonly complete: () => Shown["moved"] | undefined;
  /** The figures of the scenario that was shown last in this place, of the whole year. */
  readonly getSupposed: (place: number) => Figures | undefined;
  readonly find: (text: string, orgUnit: string | undefined) => readonly Place[];
}

export function openDesk(figures: Figures, period: Period): Desk {
  const held: (Supposed | undefined)[] = [];
  const trials: Trial[] = [];
  const { trees, model } = figures.graph;
  const listRows = openRows(figures, period);
  const { rankable, rank } = openRanking(figures, period);
  const columns = new Set<ShownColumn>(figures.columns);
  const show = (scenarios: readonly Scenario[], sight: Sight): Shown => {
    const problems = scenarios.map((scenario, place): readonly Problem[] => {
      trials[place] ??= tryScenarios(figures);
      const { value, problems: found } = isEmptyScenario(scenario)
        ? { value: figures, problems: [] }
        : trials[place](scenario, period.index);
      held[place] = value;
      return found;
    });
    held.length = scenarios.length;
    trials.length = scenarios.length;
    const rows = listRows(held, scenarios[0], sight);
    const ranking = rank(held[0], sight);
    return { ...rows, ...ranking, problems, moved: countMoved() };
  };
  const countMoved = (): Shown["moved"] => {
    const moved = held[0]?.columns.filter((column) => !columns.has(column)) ?? [];
    return [moved.length, figures.columns.length];
  };
  return {
    figures,
    period,
    standing: {
      units: trees.flatMap((tree) => tree.units.map(({ code, title }) => ({ code, title }))),
      rankable,
      titles: Object.fromEntries(model.indicators.map(({ id, title }) => [id, title])),
      dimensions: model.dimensions.map(({ id, members }) => ({
        id,
        members: members.map(({ code, title }) => ({ code, title })),
      })),
    },
    show,
    complete: () => {
      const before = [...held];
      held.forEach((own, place) => {
        held[place] = own?.complete();
      });
      return held.every((own, place) => own === before[place]) ? undefined : countMoved();
    },
    getSupposed: (place) => {
      const own = held[place]?.complete();
      held[place] = own;
      return own;
    },
    find: (text, orgUnit) => findPlaces(figures, period, text, orgUnit),
  };
}

/** Whether nothing is supposed: the figures are the real ones. */
export function isEmptyScenario({ weights, targets, results, thresholds }: Scenario): boolean {
  return weights.length + targets.length + results.length + thresholds.length === 0;
}
