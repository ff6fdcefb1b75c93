/**
 * The desk on which scenarios are tried: real figures, and beside them what follows from suppositions. It knows
 * nothing of pages, and gives only what is asked to be seen: in a browser, or on a server before the browser is ready.
 */
import type { GraphNode } from "../../graph/index.ts";
import { type Indicator, type Period, type Problem, periodsInYear } from "../../model/index.ts";
import { type Coverage, computeCoverage } from "../coverage.ts";
import { type Figure, getFigure } from "../figure.ts";
import type { Figures } from "../figures.ts";
import { type Trial, tryScenarios } from "../scenario/apply-scenario.ts";
import { resolveWeights } from "../scenario/resolve-weights.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Field, findPlaces, listFields, type Place } from "./find-places.ts";

import { listParts, listTopParts, type Part } from "./list-parts.ts";
import { listThresholds, type Threshold } from "./list-thresholds.ts";
import { listRankable, type Rankable, type Ranked, rankOffices } from "./rank-offices.ts";

/** What is said of a desk once. */
export interface Standing {
  readonly units: readonly { readonly code: string; readonly title: string }[];
  readonly rankable: readonly Rankable[];
  /** Of every indicator. */
  readonly titles: Readonly<Record<string, string>>;
}

/** What a page wants to see. */
export interface Sight {
  /** At this office, or at the root of each tree. */
  readonly orgUnit: string | undefined;
  /** The rows that are not as they are at first, by their paths: those near the top are open. */
  readonly toggled: readonly string[];
  /** Rows that are seen; those beyond are counted. */
  readonly rowCount: number;
  /** The figure by which offices are ranked, and their type: `key|type`. */
  readonly rankBy: string | undefined;
  /** The part of the ranking that is seen. */
  readonly rankFrom: number;
  readonly rankCount: number;
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

export interface Shown {
  readonly rows: readonly ShownRow[];
  /** How many there are to see. */
  readonly rowsInAll: number;
  readonly rankBy: string | undefined;
  readonly ranking: readonly Ranked[];
  readonly ranked: number;
  /** Of each scenario; then it is not computed. */
  readonly problems: readonly (readonly Problem[])[];
  /** How many columns are other than the real ones, in the first scenario, and of how many. */
  readonly moved: readonly [number, number];
}

export interface Desk {
  readonly figures: Figures;
  readonly period: Period;
  readonly standing: Standing;
  readonly show: (scenarios: readonly Scenario[], sight: Sight) => Shown;
  /** The figures of the scenario that was shown last in this place. */
  readonly getSupposed: (place: number) => Figures | undefined;
  readonly find: (text: string, orgUnit: string | undefined) => readonly Place[];
}

/** Levels that are open at first. */
const openLevels = 2;
const deepest = 12;
/** More than anybody would look through in a list. */
const mostRankable = 200;

export function openDesk(figures: Figures, period: Period): Desk {
  const held: (Figures | undefined)[] = [];
  const trials: Trial[] = [];
  const tops = listTopParts(figures);
  const { trees, model } = figures.graph;
  const rankable = listRankable(figures, period).slice(0, mostRankable);
  const columns = new Set(figures.columns);
  const real = lookAtReal(figures);
  const show = (scenarios: readonly Scenario[], sight: Sight): Shown => {
    const problems = scenarios.map((scenario, place): readonly Problem[] => {
      trials[place] ??= tryScenarios(figures);
      const { value, problems: found } = isEmptyScenario(scenario)
        ? { value: figures, problems: [] }
        : trials[place](scenario);
      held[place] = value;
      return found;
    });
    held.length = scenarios.length;
    trials.length = scenarios.length;
    const look: Look = { real, views: held, scenario: scenarios[0], period, sight };
    const lines = tops.flatMap((part) => listLines(look, part, "", 0));
    const rows = lines.slice(0, sight.rowCount).map((line) => showRow(look, line));
    const ranking = rankOffices(figures, held[0], period, rankable, sight);
    const moved = held[0]?.columns.filter((column) => !columns.has(column)).length ?? 0;
    return { rows, rowsInAll: lines.length, ...ranking, problems, moved: [moved, figures.columns.length] };
  };
  return {
    figures,
    period,
    standing: {
      units: trees.flatMap((tree) => tree.units.map(({ code, title }) => ({ code, title }))),
      rankable,
      titles: Object.fromEntries(model.indicators.map(({ id, title }) => [id, title])),
    },
    show,
    getSupposed: (place) => held[place],
    find: (text, orgUnit) => findPlaces(figures, period, text, orgUnit),
  };
}

/** Whether nothing is supposed: the figures are the real ones. */
export function isEmptyScenario({ weights, targets, results, thresholds }: Scenario): boolean {
  return weights.length + targets.length + results.length + thresholds.length === 0;
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
  readonly views: readonly (Figures | undefined)[];
  readonly scenario: Scenario | undefined;
  readonly period: Period;
  readonly sight: Sight;
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

/** A figure of a scenario, which may have its node in another place; undefined where nothing moves. */
function seeMoved(real: Figures, supposed: Figures, node: GraphNode, cell: number): Figure | undefined {
  const other = supposed.graph.nodes[supposed.graph.indexOf.get(node.key) ?? -1];
  if (other === undefined) return undefined;
  const [before, after] = [real.columns[node.index]!, supposed.columns[other.index]!];
  const isSame =
    before === after ||
    (before.states[cell] === after.states[cell] && Object.is(before.values[cell], after.values[cell]));
  return isSame ? undefined : getFigure(supposed, other, cell, unaskedCoverage);
}

/** Of what is supposed no coverage is shown. */
const unaskedCoverage = (): null => null;

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

function showRow(look: Look, { part, cell, ...line }: Line): ShownRow {
  const { real, views, period } = look;
  const { node, title } = part;
  const figure = real.see(node, cell);
  const supposed = views.map((view) =>
    view === undefined ? undefined : seeMoved(real.figures, view, node, cell),
  );
  return {
    ...line,
    title,
    key: node.key,
    figure,
    supposed,
    weight: showWeight(look, part),
    synthesis: showSynthesis(look, node),
    fields: listFields(real.figures, node, cell, period),
    thresholds: node.facet === "attainment" ? listThresholds(node.indicator) : [],
  };
}

function showWeight({ scenario, real }: Look, { component }: Part): ShownWeight | undefined {
  if (component === undefined) return undefined;
  const { synthesis, place } = component;
  const indicator = real.indicatorOf.get(synthesis)!;
  const own = indicator.synthesis!.components[place]!.weight;
  const said = scenario?.weights.find((each) => each.indicator === synthesis);
  const then = said && resolveWeights(indicator, indicator.synthesis!, said).value?.[place];
  return { synthesis, component: place, real: own, then: said ? then : own };
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
