/** Model figures by the reference that printed figures use: `indicatore.faccia@UNITA#periodo[dim=membro]`. */
import { type Answers, computeModel, type Figures, findAbsence } from "../engine/index.ts";
import { buildGraph, nodeKey, prepareModel } from "../graph/index.ts";
import {
  type Absence,
  facetWords,
  findMeaning,
  findPeriod,
  type Model,
  periodsInYear,
} from "../model/index.ts";

export interface FoundValue {
  readonly value: number | undefined;
  readonly absence: Absence | undefined;
}

const pattern = /^([a-z][a-z0-9_]*)(?:\.([a-z]+))?(?:@([^#[\]]+))?(?:#([0-9A-Z-]+))?(?:\[([^\]]*)\])?$/;

/** A lookup that computes each year of the model once, when it is first asked for, as known on a day. */
export function makeReferenceLookup(
  model: Model,
  knownAt: string | undefined,
  answers: Answers | undefined,
): (reference: string) => FoundValue | undefined {
  const years = new Map<number, Figures>();
  const prepared = prepareModel(model);
  const getYear = (year: number): Figures => {
    const figures =
      years.get(year) ?? computeModel(buildGraph(model, { year, knownAt, prepared }).value, answers);
    years.set(year, figures);
    return figures;
  };
  const indicators = new Map(model.indicators.map((indicator) => [indicator.id, indicator]));
  return (reference) => {
    const [, id = "", facetWord, unit, periodCode, memberText] = pattern.exec(reference) ?? [];
    const indicator = indicators.get(id);
    const period = findPeriod(periodCode ?? String(model.year));
    const facet = facetWord === undefined ? indicator?.mainFacet : findMeaning(facetWords, facetWord);
    if (indicator === undefined || period === undefined || facet === undefined) return undefined;
    if (period.year < model.years.from || period.year > model.years.to) return undefined;
    const figures = getYear(period.year);
    const index = figures.graph.indexOf.get(nodeKey(id, facet, readMembers(memberText)));
    if (index === undefined) return undefined;
    const { tree } = figures.graph.nodes[index]!;
    const unitIndex = unit === undefined ? 0 : tree.indexOf.get(unit);
    if (unitIndex === undefined) return undefined;
    const cell = unitIndex * periodsInYear + period.index;
    const absence = findAbsence(figures.columns[index]!.states[cell]!);
    return { value: absence === undefined ? figures.columns[index]!.values[cell] : undefined, absence };
  };
}

function readMembers(text: string | undefined): Record<string, string> {
  const pairs = text === undefined || text === "" ? [] : text.split(",");
  return Object.fromEntries(
    pairs
      .map((pair) => pair.split("=").map((word) => word.trim()))
      .map(([name = "", value = ""]) => [name, value]),
  );
}
