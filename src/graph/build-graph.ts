/**
 * The verb of this room. A model becomes a graph on a date in four steps: hierarchies become trees; every
 * facet of every indicator, for every combination of members, becomes a draft; drafts are told what they
 * read; and they are put in an order in which each comes after what it reads.
 */
import type { Day, Indicator, Members, Model, Outcome, Problem } from "../model/index.ts";
import { buildTree, getLastDay } from "./build-tree.ts";
import { chooseMethod } from "./choose-method.ts";
import { countYearsBack } from "./count-years-back.ts";
import { draftFigures } from "./draft-figures.ts";
import type { Graph, PreparedModel } from "./graph.ts";
import { orderDrafts } from "./order-drafts.ts";
import { prepareModel } from "./prepare-model.ts";
import { tooManyMembers } from "./problems.ts";

/** Combinations of members one indicator may have. */
export const maxCombinations = 20_000;

export interface GraphDate {
  /** The year to compute; the model's own unless told otherwise. */
  readonly year?: number | undefined;
  /** Targets in force on this day; the last day of the year unless told otherwise. */
  readonly validOn?: Day;
  /** Offices that moved in the year stand where they stand on this day; the last of the year unless told otherwise. */
  readonly organisedOn?: Day | undefined;
  /** Formulas in force on this day; the day of validity unless told otherwise. */
  readonly methodOn?: Day | undefined;
  /** What was recorded after this day is not known; undefined = everything is. */
  readonly knownAt?: Day | undefined;
  /** What `prepareModel` made of this model, so that many dates share it; made anew unless given. */
  readonly prepared?: PreparedModel | undefined;
}

/** Reports what cannot be resolved; the graph then lacks the figures concerned and must not be computed. */
export function buildGraph(written: Model, date: GraphDate = {}): Outcome<Graph> {
  const year = date.year ?? written.year;
  const validOn = date.validOn ?? getLastDay(year);
  const methodOn = date.methodOn ?? validOn;
  const prepared = date.prepared ?? prepareModel(written);
  const model = chooseMethod(written, methodOn);
  const problems: Problem[] = [...prepared.problems];

  const trees = model.hierarchies.map((hierarchy) => buildTree(hierarchy, year, date.organisedOn ?? validOn));
  const drafts = draftFigures(
    model,
    trees,
    (indicator) => listCombinations(model, indicator, problems),
    prepared.formulas,
    problems,
  );
  const { nodes, indexOf, readers } = orderDrafts(drafts, problems);

  return {
    value: {
      model,
      year,
      validOn,
      methodOn,
      knownAt: date.knownAt,
      trees,
      nodes,
      indexOf,
      readers,
      prepared,
      lookBack: countYearsBack(nodes, year - model.years.from),
    },
    problems,
  };
}

/** Every combination of members of the indicator's dimensions, the last dimension moving fastest. */
function listCombinations(model: Model, indicator: Indicator, problems: Problem[]): Members[] {
  let combinations: Members[] = [{}];
  for (const id of indicator.dimensions) {
    const members = model.dimensions.find((dimension) => dimension.id === id)?.members ?? [];
    const count = combinations.length * members.length;
    if (count > maxCombinations) {
      problems.push(
        tooManyMembers(indicator.origin.place, `indicatore ${indicator.id}`, count, maxCombinations),
      );
      return [];
    }
    combinations = combinations.flatMap((chosen) =>
      members.map((member) => ({ ...chosen, [id]: member.code })),
    );
  }
  return combinations;
}
