/** One figure, as everything outside the engine sees it. */
import type { GraphNode } from "../graph/index.ts";
import {
  type Absence,
  type Facet,
  getDayOfNumber,
  type Indicator,
  listPeriodsOfYear,
  type Members,
  type Model,
  periodsInYear,
  writeDay,
} from "../model/index.ts";
import { type Mark, readState } from "./column.ts";
import { type Coverage, computeCoverage } from "./coverage.ts";
import type { ShownFigures } from "./figures.ts";
import { formatNumber } from "./format-number.ts";

export interface Figure extends Mark {
  /** The indicator. */
  readonly id: string;
  readonly facet: Facet;
  readonly members: Members;
  readonly orgUnit: string;
  readonly period: string;
  /** Full precision, never rounded; null exactly when `absence` is not. */
  readonly value: number | null;
  /** Symbol of the unit of measure. */
  readonly unit: string;
  /** As we write it: `1.234,56`, a day, sì/no, or the name of the absence. */
  readonly display: string;
  /** Share of weight really measured, 0–1; null = unknown. */
  readonly coverage: number | null;
}

export const absenceNames: Readonly<Record<Absence, string>> = {
  missing: "mancante",
  "not-due": "non dovuto",
  "not-applicable": "non applicabile",
  "not-evaluable": "non valutabile",
  suppressed: "oscurato",
  undisclosed: "non divulgato",
  upstream: "assente a monte",
};

/** Decimals shown: the indicator's own for its main facet and target, two for percentages derived from it. */
export function getDecimals(node: GraphNode): number {
  const { indicator, facet } = node;
  const isOwn = facet === indicator.mainFacet || facet === "target" || facet === "result";
  return isOwn || (facet === "deviation" && indicator.deviation === "difference") ? indicator.decimals : 2;
}

/** Symbol of the unit in which the node's values are. */
export function getUnitSymbol(model: Model, node: GraphNode): string {
  const { indicator, facet } = node;
  const isOwn = facet === indicator.mainFacet || facet === "target" || facet === "result";
  if (!isOwn && !(facet === "deviation" && indicator.deviation === "difference")) return "%";
  return model.units.find((unit) => unit.id === indicator.unit)?.symbol ?? indicator.unit;
}

/** A value as its node writes it. */
export function formatValue(model: Model, node: GraphNode, value: number): string {
  const { indicator, facet } = node;
  if (isStated(facet) && isDate(model, indicator)) return writeDay(getDayOfNumber(value));
  if (isYesOrNo(model, indicator, facet)) return value === 1 ? "sì" : "no";
  return formatNumber(value, getDecimals(node));
}

/** Whether a facet's values are no quantity: 1 is yes. */
export function isYesOrNo(model: Model, indicator: Indicator, facet: Facet): boolean {
  return isStated(facet) && indicator.attainment?.rule.type === "yes-no" && !isDate(model, indicator);
}

function isStated(facet: Facet): boolean {
  return facet === "result" || facet === "target";
}

function isDate(model: Model, indicator: Indicator): boolean {
  const quantity = model.units.find((unit) => unit.id === indicator.unit)?.quantity;
  return quantity !== undefined && "data" in quantity;
}

/** The figure at a cell. Pass `coverage` when many nodes are read at the same cell. */
export function getFigure(
  figures: ShownFigures,
  node: GraphNode,
  cell: number,
  coverage: Coverage = computeCoverage(figures, node.tree.id, cell),
): Figure {
  const { graph, columns, year } = figures;
  const state = columns[node.index]!.states[cell]!;
  const value = columns[node.index]!.values[cell]!;
  const { absence, ...mark } = readState(state);
  const period = cell % periodsInYear;
  return {
    id: node.indicator.id,
    facet: node.facet,
    members: node.members,
    orgUnit: node.tree.units[(cell - period) / periodsInYear]!.code,
    period: listPeriodsOfYear(year)[period]!.code,
    value: absence === null ? value : null,
    absence,
    unit: getUnitSymbol(graph.model, node),
    display: absence === null ? formatValue(graph.model, node, value) : absenceNames[absence],
    coverage: coverage(node.index),
    ...mark,
  };
}
