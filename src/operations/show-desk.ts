/**
 * The desk of scenarios before anything is supposed: real figures, with what can be supposed of each. A page shows it
 * while its browser still computes, and by the same room afterwards, so that nothing jumps.
 */
import {
  type Desk,
  emptyScenario,
  type Figures,
  openDesk,
  type Shown,
  type Standing,
} from "../engine/index.ts";
import type { Outcome, Period } from "../model/index.ts";
import { computeDirectory, type FigureSource } from "./open-figures.ts";
import { tellViewpoint, type ViewRequest } from "./viewpoint.ts";

export interface DeskRequest extends ViewRequest {
  /** At this office, or at the root of each tree; one that is not there has no rows, as in the browser. */
  readonly orgUnit?: string | undefined;
  /** Rows that are not as they are at first, by their paths. */
  readonly toggled?: readonly string[] | undefined;
  readonly rows?: number | undefined;
  /** `key|type`. */
  readonly rankBy?: string | undefined;
  readonly rankFrom?: number | undefined;
  readonly ranked?: number | undefined;
}

export interface DeskReport {
  readonly period: string;
  readonly conditions: readonly string[];
  readonly standing: Standing;
  readonly shown: Shown;
}

const rowsUnlessAsked = 60;
const rankedUnlessAsked = 15;

export async function showDesk(
  request: DeskRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<DeskReport | undefined>> {
  const { value: computed, problems } = await findFigures(request);
  if (computed === undefined) return { value: undefined, problems };
  const { figures, period } = computed;
  const { orgUnit, toggled = [], rows, rankBy, rankFrom, ranked } = request;
  const desk = findDesk(figures, period);
  const shown = desk.show([emptyScenario], {
    orgUnit,
    toggled,
    rowCount: rows ?? rowsUnlessAsked,
    rankBy,
    rankFrom: rankFrom ?? 0,
    rankCount: ranked ?? rankedUnlessAsked,
  });
  const conditions = tellViewpoint(request, figures.graph.model);
  return { value: { period: period.code, conditions, standing: desk.standing, shown }, problems: [] };
}

/** What is looked up once for figures that somebody holds. */
const desks = new WeakMap<Figures, Map<string, Desk>>();

function findDesk(figures: Figures, period: Period): Desk {
  const own = desks.get(figures) ?? new Map<string, Desk>();
  const desk = own.get(period.code) ?? openDesk(figures, period);
  desks.set(figures, own.set(period.code, desk));
  return desk;
}
