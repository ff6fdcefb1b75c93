/**
 * The verb of this room: from a cell backward through the same graph that computed it, until what somebody
 * wrote. A step met twice is told once; beyond the work limit the parts are counted but not opened.
 */
import {
  type CellOf,
  type Coverage,
  computeCoverage,
  type Figures,
  getFigure,
  getKind,
  listLost,
} from "../engine/index.ts";
import type { GraphNode, SynthesisNode } from "../graph/index.ts";
import { nodeKey } from "../graph/index.ts";
import { Bug, type Component, listPeriodsOfYear, type Place, periodsInYear } from "../model/index.ts";
import { describeRounding } from "./describe-rounding.ts";
import type { Explanation, Making, Part } from "./explanation.ts";
import { findOperation } from "./find-operation.ts";
import { findOutside } from "./find-outside.ts";

/** Steps in one explanation, and how deep it goes. */
export const explanationLimits = { steps: 20_000, depth: 400 } as const;

interface Telling {
  steps: number;
  /** True: every part has a share of the steps that are left, so that the last is told as far as the first. */
  readonly isShared: boolean;
  readonly told: Set<string>;
  readonly coverage: Map<string, Coverage>;
  /** The years and editions met: two of them may be of one year and one method, with other nodes. */
  readonly met: Map<Figures, number>;
}

/** Explains the figure of a node at a cell of its tree (`unit × 19 + period`). */
export function explainFigure(figures: Figures, node: number, cell: number): Explanation {
  const coverage: Telling["coverage"] = new Map();
  const met: Telling["met"] = new Map();
  const tell = (isShared: boolean) => {
    const telling: Telling = { steps: 0, isShared, told: new Set(), coverage, met };
    const reach: Reach = { depth: 0, until: explanationLimits.steps };
    return {
      explanation: explainCell(figures, { node, cell, year: figures.year }, telling, reach),
      isWhole: telling.steps <= explanationLimits.steps,
    };
  };
  const { explanation, isWhole } = tell(false);
  return isWhole ? explanation : tell(true).explanation;
}

/** How deep a step is, and up to how many steps its parts may go. */
interface Reach {
  readonly depth: number;
  readonly until: number;
}

function explainCell(figures: Figures, ref: CellOf, telling: Telling, reach: Reach): Explanation {
  const past = ref.inEdition === true ? figures.edition : figures.previous;
  const of = ref.year === figures.year ? figures : past?.complete();
  const node = of?.graph.nodes[ref.node];
  if (of === undefined || node === undefined)
    throw new Bug(`cella ${ref.node}/${ref.cell}/${ref.year} non calcolata`);
  telling.steps++;
  const identity = `${ref.node} ${ref.cell} ${numberTime(of, telling)}`;
  const isTold = telling.told.has(identity);
  const isCut = reach.depth > explanationLimits.depth || !hasRoom(of, node, ref.cell, telling, reach);
  if (!isCut) telling.told.add(identity);

  const entry = of.measures.findEntry(ref.node, ref.cell);
  const parts = isTold || isCut ? [] : listParts(of, node, ref.cell, telling, reach);
  const { operation, limited } = findOperation(of, node, ref.cell, entry);
  const origin = entry?.origin ?? node.indicator.origin;
  return {
    figure: getFigure(of, node, ref.cell, getCoverage(of, node, ref, telling)),
    title: node.indicator.title,
    making: describeMaking(of, node),
    operation,
    parts,
    rounding: describeRounding(of, node, ref.cell),
    source: entry?.origin.source ?? findDefinitionSource(node),
    place: entry === undefined ? findDefinitionPlace(node) : origin.place,
    cause: findCause(of, node, ref.cell),
    limited,
    lost: listLost(of, node, ref.cell),
    told: isTold ? "before" : isCut ? "cut" : "here",
  };
}

/** Where steps are shared a step is opened with all its parts, or not at all. */
function hasRoom(figures: Figures, node: GraphNode, cell: number, telling: Telling, reach: Reach): boolean {
  const { steps, isShared } = telling;
  const parts = isShared && reach.depth > 0 ? getKind(node).listReads(node, figures, cell).length : 0;
  return steps + parts <= reach.until;
}

/** A step inside a formula is called by what it measures and what it makes of it. */
function describeMaking(figures: Figures, node: GraphNode): Making | undefined {
  if (node.kind === "series") return { type: "series", name: node.series };
  if (node.kind !== "group-mean") return undefined;
  const { nodes, model } = figures.graph;
  return {
    type: "group-mean",
    groupingTitle: model.groupings.find(({ id }) => id === node.grouping)?.title ?? node.grouping,
    isPast: node.past,
    weightTitle: nodes[node.operands[1]!]!.indicator.title,
  };
}

/** A year may be there twice, by today's formulas and as its own edition has it. */
function numberTime(figures: Figures, { met }: Telling): number {
  const number = met.get(figures) ?? met.size;
  met.set(figures, number);
  return number;
}

function getCoverage(figures: Figures, node: GraphNode, ref: CellOf, telling: Telling): Coverage {
  const key = `${node.tree.id} ${ref.cell} ${numberTime(figures, telling)}`;
  const known = telling.coverage.get(key) ?? computeCoverage(figures, node.tree.id, ref.cell);
  telling.coverage.set(key, known);
  return known;
}

function listParts(figures: Figures, node: GraphNode, cell: number, telling: Telling, reach: Reach): Part[] {
  if (findOutside(figures, node, cell) !== undefined) return [];
  if (node.kind === "input" && node.printed) return listPrintedParts(figures, node, cell, telling, reach);
  const reads = getKind(node).listReads(node, figures, cell);
  // A sum is told in the order of offices and months, whatever order it was added in.
  const isSum = reads.length > 1 && reads.every((read) => read.node === reads[0]!.node);
  const told = isSum ? reads.toSorted((a, b) => a.year - b.year || a.cell - b.cell) : reads;
  return told.map((read, k) => {
    const component = node.kind === "synthesis" ? findComponent(node, k) : undefined;
    return {
      weight: node.kind === "synthesis" ? node.weights[k] : undefined,
      weightPlace: component?.place,
      explanation: explainCell(figures, read, telling, shareReach(telling, reach, told.length - k)),
    };
  });
}

/** What one of the parts that are still to tell may use. */
function shareReach({ steps, isShared }: Telling, { depth, until }: Reach, left: number): Reach {
  return { depth: depth + 1, until: isShared ? steps + (until - steps) / left : until };
}

function findComponent(node: SynthesisNode, k: number): Component | undefined {
  return node.indicator.synthesis?.components[k];
}

/** The components of a figure that was printed with undisclosed weights: told, though they do not add up. */
function listPrintedParts(
  figures: Figures,
  node: GraphNode,
  cell: number,
  telling: Telling,
  reach: Reach,
): Part[] {
  const { indicators } = figures.graph.model;
  const components = node.indicator.synthesis?.components ?? [];
  return components.flatMap((component, k) => {
    const part = indicators.find((indicator) => indicator.id === component.indicator);
    if (part === undefined) return [];
    const members = Object.fromEntries(
      part.dimensions.map((dimension) => [
        dimension,
        component.members[dimension] ?? node.members[dimension] ?? "",
      ]),
    );
    const index = figures.graph.indexOf.get(nodeKey(part.id, component.facet ?? part.mainFacet, members));
    if (index === undefined) return [];
    const own = shareReach(telling, reach, components.length - k);
    const explanation = explainCell(figures, { node: index, cell, year: figures.year }, telling, own);
    return [{ weight: component.weight, weightPlace: component.place, explanation }];
  });
}

function findDefinitionPlace(node: GraphNode): Place {
  if (node.kind === "formula") return node.text.place;
  if (node.kind === "attainment") return node.attainment.origin.place;
  if (node.kind === "synthesis") return node.indicator.synthesis?.origin.place ?? node.indicator.origin.place;
  return node.indicator.origin.place;
}

function findDefinitionSource(node: GraphNode): Explanation["source"] {
  if (node.kind === "attainment") return node.attainment.origin.source ?? node.indicator.origin.source;
  if (node.kind === "synthesis")
    return node.indicator.synthesis?.origin.source ?? node.indicator.origin.source;
  return node.indicator.origin.source;
}

/** A cause is told where a result is compared with its target. */
function findCause(figures: Figures, node: GraphNode, cell: number): Explanation["cause"] {
  if (node.kind !== "deviation" && node.kind !== "attainment" && node.facet !== "attainment")
    return undefined;
  const unit = node.tree.units[Math.floor(cell / periodsInYear)]!;
  const period = listPeriodsOfYear(figures.year)[cell % periodsInYear]!;
  const found = figures.graph.model.causes.find(
    (candidate) =>
      candidate.indicator === node.indicator.id &&
      candidate.orgUnit === unit.code &&
      candidate.period === period.code &&
      Object.entries(candidate.members).every(([dimension, member]) => node.members[dimension] === member),
  );
  return found === undefined ? undefined : { cause: found.cause, note: found.note };
}
