/** An indicator for all offices and periods of a year, as columns: a nation has more cells than anyone would write out. */
import {
  computeCoverage,
  type Figure,
  type Figures,
  getDecimals,
  getFigure,
  getUnitSymbol,
} from "../engine/index.ts";
import type { GraphNode } from "../graph/index.ts";
import { isStep } from "../graph/index.ts";
import {
  type Facet,
  facetWords,
  getWord,
  listPeriodsOfYear,
  type Members,
  type Outcome,
  periodsInYear,
  tellMembers,
} from "../model/index.ts";
import { findIndicator, type IndicatorRequest, tellWrongMembers } from "./describe-indicator.ts";
import { type FigureState, findFacets, findState, isApplying } from "./figure-state.ts";
import { computeDirectory, type FigureSource } from "./open-figures.ts";
import { facetNotKnown } from "./problems.ts";
import { listRegions } from "./rank-offices.ts";
import { tellViewpoint } from "./viewpoint.ts";

export interface TabulateRequest extends IndicatorRequest {
  readonly facet?: Facet | undefined;
  /** Undefined = all members of its dimensions. */
  readonly members?: Members | undefined;
}

type Doubts = Pick<Figure, "absence" | "status" | "provenance" | "partial" | "printed">;

/** Parallel columns, a row a cell; offices, periods, members and doubts by their number in the lists. */
export interface IndicatorTable {
  readonly year: number;
  readonly conditions: readonly string[];
  readonly facet: Facet;
  readonly unit: string;
  readonly decimals: number;
  readonly offices: readonly {
    readonly code: string;
    readonly title: string;
    readonly type: string;
    readonly isLeaf: boolean;
    /** Whether it stands for a region on a map. */
    readonly isRegion: boolean;
    readonly region: string | undefined;
  }[];
  readonly periods: readonly string[];
  readonly memberSets: readonly { readonly members: Members; readonly title: string }[];
  readonly doubts: readonly Doubts[];
  readonly office: readonly number[];
  readonly period: readonly number[];
  readonly memberSet: readonly number[];
  readonly value: readonly (number | null)[];
  readonly display: readonly string[];
  readonly coverage: readonly (number | null)[];
  readonly doubt: readonly number[];
  readonly state: readonly FigureState[];
}

export async function tabulateIndicator(
  request: TabulateRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<IndicatorTable | undefined>> {
  const computed = await findFigures(request);
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { figures } = computed.value;
  const { graph } = figures;
  const found = findIndicator(graph.model, request.id);
  if (found.value === undefined) return { value: undefined, problems: found.problems };
  const indicator = found.value;
  const facet = request.facet ?? indicator.mainFacet;
  const own = graph.nodes.filter((node) => node.indicator === indicator && !isStep(node));
  const ofFacet = own.filter((node) => node.facet === facet);
  if (ofFacet.length === 0) {
    const available = [...new Set(own.map((node) => getWord(facetWords, node.facet)))];
    return { value: undefined, problems: [facetNotKnown(getWord(facetWords, facet), available)] };
  }
  const chosen = ofFacet.filter(({ members }) => isAsked(members, request.members));
  if (chosen.length === 0)
    return {
      value: undefined,
      problems: [tellWrongMembers(graph.nodes, indicator.id, facet, request.members)],
    };
  return { value: makeTable(figures, chosen, tellViewpoint(request, graph.model)), problems: [] };
}

function isAsked(members: Members, asked: Members | undefined): boolean {
  if (asked === undefined) return true;
  const wanted = Object.entries(asked);
  return (
    wanted.length === Object.keys(members).length &&
    wanted.every(([dimension, member]) => members[dimension] === member)
  );
}

function makeTable(
  figures: Figures,
  nodes: readonly GraphNode[],
  conditions: readonly string[],
): IndicatorTable {
  const { tree, facet } = nodes[0]!;
  const { model } = figures.graph;
  const columns = {
    office: [] as number[],
    period: [] as number[],
    memberSet: [] as number[],
    value: [] as (number | null)[],
    display: [] as string[],
    coverage: [] as (number | null)[],
    doubt: [] as number[],
    state: [] as FigureState[],
  };
  const doubts: Doubts[] = [];
  const numbers = new Map<string, number>();
  const measured = nodes.map((node) => findFacets(figures.graph, node));
  const cells = tree.units.length * periodsInYear;
  for (let cell = 0; cell < cells; cell++) {
    const period = cell % periodsInYear;
    const unit = (cell - period) / periodsInYear;
    // Kept for all members of one cell: they share what stands below.
    const coverage = computeCoverage(figures, tree.id, cell);
    for (const [number, node] of nodes.entries()) {
      if (!isApplying(figures, node, cell)) continue;
      const figure = getFigure(figures, node, cell, coverage);
      const { absence, status, provenance, partial, printed } = figure;
      const key = `${absence} ${status} ${provenance} ${partial} ${printed}`;
      const known = numbers.get(key) ?? doubts.push({ absence, status, provenance, partial, printed }) - 1;
      numbers.set(key, known);
      columns.office.push(unit);
      columns.period.push(period);
      columns.memberSet.push(number);
      columns.value.push(figure.value);
      columns.display.push(figure.display);
      columns.coverage.push(figure.coverage);
      columns.doubt.push(known);
      columns.state.push(findState(figures, measured[number]!, unit, period).state);
    }
  }
  const regions = listRegions(tree);
  return {
    year: figures.year,
    conditions,
    facet,
    unit: getUnitSymbol(model, nodes[0]!),
    decimals: getDecimals(nodes[0]!),
    offices: tree.units.map(({ code, title, type }, unit) => {
      const region = regions.find((each) => unit >= each && unit < tree.end[each]!);
      const isLeaf = tree.end[unit] === unit + 1;
      return {
        code,
        title,
        type,
        isLeaf,
        isRegion: region === unit,
        region: region === undefined ? undefined : tree.units[region]!.title,
      };
    }),
    periods: listPeriodsOfYear(figures.year).map(({ code }) => code),
    memberSets: nodes.map(({ members }) => ({ members, title: tellMembers(model, members) })),
    doubts,
    ...columns,
  };
}
