/** Model figures by the reference that printed figures use: `indicatore.faccia@UNITA#periodo[dim=membro]`. */
import {
  type Answers,
  computeModel,
  type Figure,
  type Figures,
  findAbsence,
  getFigure,
} from "../engine/index.ts";
import { buildGraph, type GraphNode, nodeKey, prepareModel } from "../graph/index.ts";
import {
  type Absence,
  facetWords,
  findMeaning,
  findPeriod,
  type Indicator,
  type Model,
  type Period,
  periodsInYear,
} from "../model/index.ts";

export interface FoundValue {
  readonly value: number | undefined;
  readonly absence: Absence | undefined;
}

const pattern = /^([a-z][a-z0-9_]*)(?:\.([a-z]+))?(?:@([^#[\]]+))?(?:#([0-9A-Z-]+))?(?:\[([^\]]*)\])?$/;

/**
 * A lookup that computes each year of the model once, when it is first asked for, as known on a day.
 * @param references what will be asked for: a report prints a few figures of each year before, and only those are then
 *   computed, with what they are made of; whatever else is asked for takes its whole year
 */
export function makeReferenceLookup(
  model: Model,
  knownAt: string | undefined,
  answers: Answers | undefined,
  references: readonly string[],
): (reference: string) => FoundValue | undefined {
  const years = new Map<number, Figures>();
  const prepared = prepareModel(model);
  const indicators = new Map(model.indicators.map((indicator) => [indicator.id, indicator]));
  const read = (reference: string): ReadReference | undefined => readReference(model, indicators, reference);
  const wanted = new Map<number, Set<string>>();
  for (const named of references.map(read)) {
    if (named === undefined) continue;
    const { year } = named.period;
    wanted.set(year, (wanted.get(year) ?? new Set()).add(named.key));
  }
  const getYear = (year: number): Figures => {
    const known = years.get(year);
    if (known !== undefined) return known;
    const graph = buildGraph(model, { year, knownAt, prepared }).value;
    const indices = [...(wanted.get(year) ?? [])].map((key) => graph.indexOf.get(key));
    const asked = new Set(indices.filter((index) => index !== undefined));
    const figures = computeModel(graph, answers, asked);
    years.set(year, figures);
    return figures;
  };
  return (reference) => {
    const named = read(reference);
    if (named === undefined) return undefined;
    const { year } = named.period;
    const isWanted = wanted.get(year)?.has(named.key) === true;
    const figures = isWanted ? getYear(year) : getYear(year).complete();
    const found = findCell(figures, named);
    if (found === undefined) return undefined;
    const { values, states } = figures.columns[found.node.index]!;
    const absence = findAbsence(states[found.cell]!);
    return { value: absence === undefined ? values[found.cell] : undefined, absence };
  };
}

/** The figure itself, where the model has one, from figures as they were computed. */
export async function findReferencedFigure(
  model: Model,
  reference: string,
  findFigures: (period: string) => Promise<Figures | undefined>,
): Promise<Figure | undefined> {
  const indicators = new Map(model.indicators.map((indicator) => [indicator.id, indicator]));
  const read = readReference(model, indicators, reference);
  const figures = read && (await findFigures(read.period.code));
  const found = figures && findCell(figures, read!);
  return found && getFigure(figures!, found.node, found.cell);
}

interface ReadReference {
  readonly key: string;
  readonly orgUnit: string | undefined;
  readonly period: Period;
}

function readReference(
  model: Model,
  indicators: ReadonlyMap<string, Indicator>,
  reference: string,
): ReadReference | undefined {
  const [, id = "", facetWord, orgUnit, periodCode, memberText] = pattern.exec(reference) ?? [];
  const indicator = indicators.get(id);
  const period = findPeriod(periodCode ?? String(model.year));
  const facet = facetWord === undefined ? indicator?.mainFacet : findMeaning(facetWords, facetWord);
  if (indicator === undefined || period === undefined || facet === undefined) return undefined;
  if (period.year < model.years.from || period.year > model.years.to) return undefined;
  return { key: nodeKey(id, facet, readMembers(memberText)), orgUnit, period };
}

function findCell(
  { graph }: Figures,
  { key, orgUnit, period }: ReadReference,
): { readonly node: GraphNode; readonly cell: number } | undefined {
  const node = graph.nodes[graph.indexOf.get(key) ?? -1];
  const unit = orgUnit === undefined ? 0 : node?.tree.indexOf.get(orgUnit);
  if (node === undefined || unit === undefined) return undefined;
  return { node, cell: unit * periodsInYear + period.index };
}

function readMembers(text: string | undefined): Record<string, string> {
  const pairs = text === undefined || text === "" ? [] : text.split(",");
  return Object.fromEntries(
    pairs
      .map((pair) => pair.split("=").map((word) => word.trim()))
      .map(([name = "", value = ""]) => [name, value]),
  );
}
