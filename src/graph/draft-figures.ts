/**
 * Every facet of every indicator, for every combination of members, as a draft: what it reads is known,
 * its place in the order is not yet.
 */
import {
  Bug,
  type Component,
  type Indicator,
  type Members,
  type Model,
  type Problem,
} from "../model/index.ts";
import { mapGrain } from "./build-tree.ts";
import {
  type Base,
  type Context,
  type Draft,
  type Drafts,
  findFigure,
  findRollUp,
  getId,
  listFacets,
  matchMembers,
} from "./draft.ts";
import { fillFormula } from "./draft-formula.ts";
import { nodeKey, type PreparedModel, type Tree } from "./graph.ts";

/** Rules that compare with a target; the others look at the result alone. */
function needsTarget(indicator: Indicator): boolean {
  const rule = indicator.attainment?.rule.type;
  return (
    indicator.deviation !== undefined ||
    rule === "deviation" ||
    rule === "ratio" ||
    rule === "date" ||
    rule === "difference"
  );
}

/** Reports facets that do not exist, and hierarchies that do not meet. */
export function draftFigures(
  model: Model,
  trees: readonly Tree[],
  listCombinations: (indicator: Indicator) => readonly Members[],
  formulas: PreparedModel["formulas"],
  problems: Problem[],
): Drafts {
  const list: Draft[] = [];
  const idOf = new Map<string, number>();
  const open = (base: Base): Draft => {
    const { key } = base;
    const unfinished = (): never => {
      throw new Bug(`bozza ${key} non completata`);
    };
    const draft: Draft = { id: list.length, key, base, operands: [], finish: unfinished };
    list.push(draft);
    idOf.set(key, draft.id);
    return draft;
  };

  // First every key, so that formulas may refer to what is written after them.
  const wanted: Draft[] = [];
  const aimed = new Set(model.targets.map((target) => target.indicator));
  for (const indicator of model.indicators) {
    const tree = trees.find((candidate) => candidate.id === indicator.hierarchy);
    if (tree === undefined) continue;
    for (const members of listCombinations(indicator)) {
      for (const facet of listFacets(indicator, aimed)) {
        const key = nodeKey(indicator.id, facet, members);
        wanted.push(open({ key, indicator, facet, members, tree }));
      }
    }
  }

  const indicatorOf = new Map(model.indicators.map((indicator) => [indicator.id, indicator]));
  const context: Context = {
    model,
    indicatorOf,
    aimed,
    list,
    idOf,
    open,
    formulas,
    problems,
    reported: new Set(),
  };
  for (const draft of wanted) fillDraft(draft, draft.base, context);
  return { list };
}

function fillDraft(draft: Draft, base: Base, context: Context): void {
  const { indicator, facet, tree } = base;
  if (facet === indicator.mainFacet) {
    fillMainFacet(draft, base, context);
    return;
  }
  const result = nodeKey(indicator.id, "result", base.members);
  const target = nodeKey(indicator.id, "target", base.members);
  const direction = indicator.direction ?? "up";
  if (facet === "target") {
    const text = indicator.targetFormula === "same" ? indicator.formula : indicator.targetFormula;
    if (text !== undefined) {
      fillFormula(draft, base, text, indicator.targetFormula === "same", context);
      return;
    }
    const grain = mapGrain(tree, indicator.grain.orgUnit);
    const owed = needsTarget(indicator);
    draft.finish = (index, operands) => ({ ...base, kind: "target", index, operands, grain, owed });
    return;
  }
  if (facet === "deviation") {
    const measure = indicator.deviation ?? "percent";
    draft.operands = [result, target].map((key) => getId(key, context));
    draft.finish = (index, operands) => ({ ...base, kind: "deviation", index, operands, measure, direction });
    return;
  }
  const attainment = indicator.attainment;
  if (attainment === undefined) throw new Bug(`${base.key} senza regola di raggiungimento`);
  draft.operands = [result, target].map((key) => getId(key, context));
  draft.finish = (index, operands) => ({
    ...base,
    kind: "attainment",
    index,
    operands,
    attainment,
    direction,
  });
}

function fillMainFacet(draft: Draft, base: Base, context: Context): void {
  const { indicator, tree } = base;
  if (indicator.formula !== undefined) {
    fillFormula(draft, base, indicator.formula, false, context);
    return;
  }
  const synthesis = indicator.synthesis;
  const weights = synthesis?.components.map((component) => component.weight);
  if (synthesis !== undefined && weights !== undefined && synthesis.weights !== "undisclosed") {
    const known = weights.filter((weight) => weight !== undefined);
    if (known.length === weights.length) {
      draft.operands = synthesis.components.flatMap((component) => {
        const found = findComponent(component, base, context);
        return found === undefined ? [] : [found];
      });
      const { total, whenAbsent } = synthesis;
      const partial = synthesis.weights === "partial";
      draft.finish = (index, operands) => ({
        ...base,
        kind: "synthesis",
        index,
        operands,
        weights: known,
        total,
        whenAbsent,
        partial,
      });
      return;
    }
  }
  // Components are checked even where their weights are not known: explanations lead to them.
  for (const component of synthesis?.components ?? []) findComponent(component, base, context);
  const grain = mapGrain(tree, indicator.grain.orgUnit);
  const rollUp = synthesis === undefined ? findRollUp(indicator, indicator.decimals) : undefined;
  const printed = synthesis !== undefined;
  const everywhere = indicator.measure?.type === "distinct" || indicator.measure?.type === "period-days";
  draft.finish = (index, operands) => ({
    ...base,
    kind: "input",
    index,
    operands,
    grain,
    rollUp,
    everywhere,
    printed,
  });
}

/** The members that a component does not name are those of the synthesis itself. */
function findComponent(
  { indicator: id, facet, members, place }: Component,
  base: Base,
  context: Context,
): number | undefined {
  return findFigure(id, facet, matchMembers(id, members, base, context), place, base, context);
}
