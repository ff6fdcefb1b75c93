/**
 * The rows of the pyramid: figures as they are, beside what follows from suppositions. A row that says what it said the
 * time before is the very object of then, so that nobody need compare or draw it again.
 */
import type { GraphNode } from "../../graph/index.ts";
import { type Indicator, type Period, periodsInYear } from "../../model/index.ts";
import { type Coverage, computeCoverage } from "../coverage.ts";
import { type Figure, getFigure } from "../figure.ts";
import type { Figures, ShownFigures } from "../figures.ts";
import { resolveWeights } from "../scenario/resolve-weights.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { findMoved, isSame } from "./find-moved.ts";
import { type Field, listFields } from "./find-places.ts";
import { listParts, listTopParts, type Part } from "./list-parts.ts";
import { listThresholds, type Threshold } from "./list-thresholds.ts";

/** Which rows a page wants to see. */
export interface RowSight {
  /** At this office, or at the root of each tree. */
  readonly orgUnit: string | undefined;
  /** The rows that are not as they are at first, by their paths: those near the top are open. */
  readonly toggled: readonly string[];
  /** Rows that are seen; those beyond are counted. */
  readonly rowCount: number;
}

/** A weight as it is, and as it is then. */
export interface ShownWeight {
  readonly synthesis: string;
  readonly component: number;
  readonly real: number | undefined;
  readonly then: number | undefined;
}

export interface ShownRow {
  readonly path: string;
  readonly depth: number;
  readonly title: string;
  readonly key: string;
  readonly hasParts: boolean;
  readonly isOpen: boolean;
  readonly figure: Figure;
  /** As supposed by the first and the second scenario; undefined where it does not move. */
  readonly supposed: readonly (Figure | undefined)[];
  readonly weight: ShownWeight | undefined;
  /** Of a synthesis: what its weights add up to, and whether they are disclosed. */
  readonly synthesis: ShownSynthesis | undefined;
  readonly fields: readonly Field[];
  /** Of the rule by which the row's own figure is attained. */
  readonly thresholds: readonly Threshold[];
}

export interface ShownSynthesis {
  readonly indicator: string;
  readonly components: number;
  readonly total: number;
  readonly isDisclosed: boolean;
  readonly isSupposed: boolean;
  readonly adapts: boolean;
}

export interface ShownRows {
  readonly rows: readonly ShownRow[];
  /** How many there are to see. */
  readonly rowsInAll: number;
}

/** Levels that are open at first. */
const openLevels = 2;
const deepest = 12;

type ListRows = (
  views: readonly (ShownFigures | undefined)[],
  scenario: Scenario | undefined,
  sight: RowSight,
) => ShownRows;

export function openRows(figures: Figures, period: Period): ListRows {
  const tops = listTopParts(figures);
  const real = lookAtReal(figures);
  const known = new Map<string, Known>();
  return (views, scenario, sight) => {
    const look: Look = { real, views, scenario, period, sight };
    const lines = tops.flatMap((part) => listLines(look, part, "", 0));
    const rows = lines.slice(0, sight.rowCount).map((line): ShownRow => {
      const found = showRow(look, line, known.get(line.path));
      known.set(line.path, found);
      return found.row;
    });
    return { rows, rowsInAll: lines.length };
  };
}

/** The real figures, and all that is looked up once because they do not change. */
interface Real {
  readonly figures: Figures;
  readonly indicatorOf: ReadonlyMap<string, Indicator>;
  readonly partsOf: (node: GraphNode) => readonly Part[];
  readonly see: (node: GraphNode, cell: number) => Figure;
}

interface Look {
  readonly real: Real;
  readonly views: readonly (ShownFigures | undefined)[];
  readonly scenario: Scenario | undefined;
  readonly period: Period;
  readonly sight: RowSight;
}

function lookAtReal(figures: Figures): Real {
  const coverages = new Map<string, Coverage>();
  const parts = new Map<string, readonly Part[]>();
  return {
    figures,
    indicatorOf: new Map(figures.graph.model.indicators.map((indicator) => [indicator.id, indicator])),
    partsOf: (node) => {
      const found = parts.get(node.key) ?? listParts(figures, node);
      parts.set(node.key, found);
      return found;
    },
    see: (node, cell) => {
      const name = `${node.tree.id} ${cell}`;
      const coverage = coverages.get(name) ?? computeCoverage(figures, node.tree.id, cell);
      coverages.set(name, coverage);
      return getFigure(figures, node, cell, coverage);
    },
  };
}

/** A row before its figures are looked up: most are beyond what is seen. */
interface Line {
  readonly part: Part;
  readonly path: string;
  readonly depth: number;
  readonly cell: number;
  readonly hasParts: boolean;
  readonly isOpen: boolean;
}

function listLines(look: Look, part: Part, above: string, depth: number): Line[] {
  const { real, sight, period } = look;
  const { node } = part;
  const unit = sight.orgUnit === undefined ? 0 : node.tree.indexOf.get(sight.orgUnit);
  if (unit === undefined) return [];
  const path = above === "" ? node.key : `${above}>${node.key}`;
  // A circle of names cannot be opened for ever.
  const parts = depth < deepest ? real.partsOf(node) : [];
  // What is weighed is open at first near the top; what formulas read is not.
  const isOpenAtFirst = depth < openLevels && parts[0]?.component !== undefined;
  const isOpen = parts.length > 0 && isOpenAtFirst !== sight.toggled.includes(path);
  const cell = unit * periodsInYear + period.index;
  const line: Line = { part, path, depth, cell, hasParts: parts.length > 0, isOpen };
  return [line, ...(isOpen ? parts.flatMap((each) => listLines(look, each, path, depth + 1)) : [])];
}

/** A row, and all that it was made of which may be other another time. */
interface Known {
  readonly cell: number;
  readonly made: readonly unknown[];
  readonly row: ShownRow;
}

function showRow(look: Look, { part, cell, ...line }: Line, former: Known | undefined): Known {
  const { real, views, period } = look;
  const { node, title } = part;
  const moved = views.map((view) => view && findMoved(real.figures, view, node, cell));
  const weight = showWeight(look, part);
  const synthesis = showSynthesis(look, node);
  const cells = moved.flatMap((own) => (own === undefined ? [undefined] : [own.state, own.value]));
  const made = [line.isOpen, weight?.then, synthesis?.isSupposed, synthesis?.adapts, ...cells];
  const isSameCell = former?.cell === cell;
  if (isSameCell && isSame(former.made, made)) return former;
  const { figure, fields, thresholds } = isSameCell
    ? former.row
    : {
        figure: real.see(node, cell),
        fields: listFields(real.figures, node, cell, period),
        thresholds: node.facet === "attainment" ? listThresholds(node.indicator) : [],
      };
  const supposed = moved.map((own) => own && getFigure(own.figures, own.node, cell, unaskedCoverage));
  const row = { ...line, title, key: node.key, figure, supposed, weight, synthesis, fields, thresholds };
  return { cell, made, row };
}

/** Of what is supposed no coverage is shown. */
const unaskedCoverage = (): null => null;

function showWeight({ scenario, real }: Look, { component }: Part): ShownWeight | undefined {
  if (component === undefined) return undefined;
  const { synthesis, place } = component;
  const indicator = real.indicatorOf.get(synthesis)!;
  const own = indicator.synthesis!.components[place]!.weight;
  const said = scenario?.weights.find((each) => each.indicator === synthesis);
  const then = said && resolveWeights(indicator, indicator.synthesis!, said).value?.[place];
  // Weights that cannot be: what is disclosed stays to be read.
  return { synthesis, component: place, real: own, then: then ?? own };
}

function showSynthesis({ scenario }: Look, { indicator, facet }: GraphNode): ShownSynthesis | undefined {
  const { synthesis, id } = indicator;
  if (synthesis === undefined || facet !== indicator.mainFacet) return undefined;
  const said = scenario?.weights.find((each) => each.indicator === id);
  return {
    indicator: id,
    components: synthesis.components.length,
    total: synthesis.total,
    isDisclosed: synthesis.components.every(({ weight }) => weight !== undefined),
    isSupposed: said !== undefined,
    adapts: said?.adapts ?? true,
  };
}
