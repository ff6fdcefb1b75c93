/**
 * Chosen figures as columns: what recurs (indicators, offices, periods, what is to be known of a value) is said once in
 * a list, and a row holds its positions there.
 */
import {
  absenceNames,
  type Coverage,
  computeCoverage,
  type Figures,
  formatValue,
  getDecimals,
  getUnitSymbol,
  type Mark,
  readState,
} from "../engine/index.ts";
import type { GraphNode } from "../graph/index.ts";
import { type Facet, type Members, periodsInYear } from "../model/index.ts";
import type { Chosen } from "./choose-figures.ts";

export interface FigureColumns {
  readonly nodes: readonly {
    readonly indicator: string;
    readonly title: string;
    readonly facet: Facet;
    readonly members: Members;
    readonly unit: string;
    readonly decimals: number;
  }[];
  readonly orgUnits: readonly { readonly code: string; readonly title: string; readonly hierarchy: string }[];
  readonly periods: readonly string[];
  readonly marks: readonly Mark[];
  /** All of one length; `node`, `orgUnit`, `period` and `mark` are positions in the lists. */
  readonly columns: {
    readonly node: number[];
    readonly orgUnit: number[];
    readonly period: number[];
    readonly value: (number | null)[];
    readonly display: string[];
    readonly coverage: (number | null)[];
    readonly mark: number[];
  };
}

export function arrangeColumns({ periods }: Chosen): FigureColumns {
  const nodes = makeList<string, FigureColumns["nodes"][number]>();
  const orgUnits = makeList<string, FigureColumns["orgUnits"][number]>();
  const marks = makeList<number, Mark>();
  const columns: FigureColumns["columns"] = {
    node: [],
    orgUnit: [],
    period: [],
    value: [],
    display: [],
    coverage: [],
    mark: [],
  };
  periods.forEach(({ figures, cells }, period) => {
    const { model } = figures.graph;
    // Cells of one office stand together, and many nodes recur: what was last found is mostly found again.
    const nodeAt = new Map<GraphNode, number>();
    let tree = "";
    let last = -1;
    let orgUnit = -1;
    let coverage: Coverage = () => null;
    for (const { node, cell } of cells) {
      if (cell !== last || node.tree.id !== tree) {
        [last, tree] = [cell, node.tree.id];
        const { code, title } = node.tree.units[(cell - (cell % periodsInYear)) / periodsInYear]!;
        orgUnit = orgUnits.place(`${tree} ${code}`, () => ({ code, title, hierarchy: node.tree.id }));
        coverage = computeCoverage(figures, tree, cell);
      }
      const at = nodeAt.get(node) ?? nodes.place(node.key, () => describeNode(figures, node));
      nodeAt.set(node, at);
      const { values, states } = figures.columns[node.index]!;
      const mark = marks.place(states[cell]!, () => readState(states[cell]!));
      const { absence } = marks.all[mark]!;
      columns.node.push(at);
      columns.orgUnit.push(orgUnit);
      columns.period.push(period);
      columns.value.push(absence === null ? values[cell]! : null);
      columns.display.push(
        absence === null ? formatValue(model, node, values[cell]!) : absenceNames[absence],
      );
      columns.coverage.push(coverage(node.index));
      columns.mark.push(mark);
    }
  });
  const codes = periods.map(({ period }) => period.code);
  return { nodes: nodes.all, orgUnits: orgUnits.all, periods: codes, marks: marks.all, columns };
}

function describeNode({ graph }: Figures, node: GraphNode): FigureColumns["nodes"][number] {
  const { indicator, facet, members } = node;
  const unit = getUnitSymbol(graph.model, node);
  return {
    indicator: indicator.id,
    title: indicator.title,
    facet,
    members,
    unit,
    decimals: getDecimals(node),
  };
}

interface List<Key, Entry> {
  readonly all: readonly Entry[];
  /** The position of what has this key. */
  readonly place: (key: Key, make: () => Entry) => number;
}

function makeList<Key, Entry>(): List<Key, Entry> {
  const all: Entry[] = [];
  const positions = new Map<Key, number>();
  const place: List<Key, Entry>["place"] = (key, make) => {
    const known = positions.get(key);
    if (known !== undefined) return known;
    positions.set(key, all.length);
    return all.push(make()) - 1;
  };
  return { all, place };
}
