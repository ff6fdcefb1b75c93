/** What an office has reached: every indicator that applies there, beside its target and beside other offices. */
import { computeCoverage, type Figure, type Figures, formatValue, getFigure } from "../engine/index.ts";
import type { Tongue } from "../explain/index.ts";
import type { GraphNode } from "../graph/index.ts";
import {
  type Direction,
  type Members,
  type Model,
  type Outcome,
  periodsInYear,
  tellMembers,
} from "../model/index.ts";
import {
  type FigureState,
  findState,
  findValue,
  isApplying,
  isPartialAt,
  listApplying,
  type Measured,
} from "./figure-state.ts";
import { findOffice, listAncestors, listChildren, type OfficePlace, tellOffice } from "./find-office.ts";
import { countStates, type StateCounts } from "./office-overview.ts";
import { computeDirectory, type FigureSource } from "./open-figures.ts";
import { findRanks, type Rank } from "./rank-offices.ts";
import { findThemes, type Theme } from "./themes.ts";
import { tellViewpoint, type ViewRequest } from "./viewpoint.ts";

export interface ScorecardRequest extends ViewRequest {
  readonly orgUnit: string;
  /** Of the conditions; Italian unless told otherwise. */
  readonly tongue?: Tongue | undefined;
}

export interface ScorecardRow {
  readonly indicator: string;
  readonly title: string;
  readonly members: Members;
  /** The members' titles; empty where there are none. */
  readonly memberTitle: string;
  readonly theme: Theme;
  readonly direction: Direction | undefined;
  /** The main facet. */
  readonly figure: Figure;
  readonly target: Figure | undefined;
  readonly deviation: Figure | undefined;
  readonly attainment: Figure | undefined;
  readonly state: FigureState;
  /** The target of an office above, where there is no own one and it can be compared. */
  readonly reference: { readonly office: OfficePlace; readonly target: Figure } | undefined;
  /** Figure less own target, as it is written; undefined where nothing may be compared. */
  readonly distance: { readonly value: number; readonly display: string } | undefined;
  readonly ranks: readonly Rank[];
}

export interface Scorecard {
  readonly office: OfficePlace;
  readonly ancestors: readonly OfficePlace[];
  readonly children: readonly (OfficePlace & { readonly states: StateCounts })[];
  /** Units of other hierarchies that belong to the office. */
  readonly related: readonly (OfficePlace & { readonly states: StateCounts })[];
  readonly period: string;
  readonly conditions: readonly string[];
  readonly states: StateCounts;
  readonly rows: readonly ScorecardRow[];
}

export async function scorecard(
  request: ScorecardRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<Scorecard | undefined>> {
  const computed = await findFigures(request);
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { figures, period } = computed.value;
  const found = findOffice(figures, request.orgUnit);
  if (found.value === undefined) return { value: undefined, problems: found.problems };
  const { tree, unit } = found.value;
  const { model } = figures.graph;
  const cell = unit * periodsInYear + period.index;
  const coverage = computeCoverage(figures, tree.id, cell);
  const rows = listApplying(figures, tree, cell).map((measured) =>
    describeRow(figures, measured, unit, period.index, coverage),
  );
  return {
    value: {
      office: tellOffice(tree, unit),
      ancestors: listAncestors(tree, unit).map((above) => tellOffice(tree, above)),
      children: listChildren(tree, unit).map((below) => ({
        ...tellOffice(tree, below),
        states: countStates(figures, tree, period.index)[below]!,
      })),
      related: figures.graph.trees.flatMap((other) =>
        other.units.flatMap(({ office }, index) =>
          office === request.orgUnit
            ? [{ ...tellOffice(other, index), states: countStates(figures, other, period.index)[index]! }]
            : [],
        ),
      ),
      period: period.code,
      conditions: tellViewpoint(request, model, request.tongue),
      states: countStates(figures, tree, period.index)[unit]!,
      rows,
    },
    problems: [],
  };
}

function describeRow(
  figures: Figures,
  measured: Measured,
  unit: number,
  period: number,
  coverage: ReturnType<typeof computeCoverage>,
): ScorecardRow {
  const { node } = measured;
  const { indicator, members, tree } = node;
  const { model } = figures.graph;
  const cell = unit * periodsInYear + period;
  const show = (facet: GraphNode | undefined): Figure | undefined =>
    facet === undefined || !isApplying(figures, facet, cell)
      ? undefined
      : getFigure(figures, facet, cell, coverage);
  const { state, referenceUnit } = findState(figures, measured, unit, period);
  const reference =
    referenceUnit === undefined
      ? undefined
      : {
          office: tellOffice(tree, referenceUnit),
          target: getFigure(figures, measured.target!, referenceUnit * periodsInYear + period),
        };
  return {
    indicator: indicator.id,
    title: indicator.title,
    members,
    memberTitle: tellMembers(model, members),
    theme: findThemes(model).get(indicator.id)!,
    direction: indicator.direction,
    figure: getFigure(figures, node, cell, coverage),
    target: show(measured.target),
    deviation: show(measured.deviation),
    attainment: show(measured.attainment),
    state,
    reference,
    distance: findDistance(figures, measured, cell),
    ranks: findRanks(figures, measured, unit, period),
  };
}

function findDistance(figures: Figures, { node, target }: Measured, cell: number): ScorecardRow["distance"] {
  const value = findValue(figures, node, cell);
  const aimed = target && findValue(figures, target, cell);
  if (value === undefined || aimed === undefined || isPartialAt(figures, node, cell)) return undefined;
  if (!isNumber(figures.graph.model, node)) return undefined;
  const distance = value - aimed;
  return { value: distance, display: formatValue(figures.graph.model, node, distance) };
}

/** Days of the calendar and answers yes or no are no numbers to subtract. */
export function isNumber({ units }: Model, { indicator }: GraphNode): boolean {
  const quantity = units.find(({ id }) => id === indicator.unit)?.quantity;
  return !(quantity !== undefined && "data" in quantity) && indicator.attainment?.rule.type !== "yes-no";
}
