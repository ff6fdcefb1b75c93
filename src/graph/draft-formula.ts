/** A formula as a draft: its names become what it reads, its steps over time and offices drafts of their own. */
import { type Formula, isGroupFunction, type Reference } from "../formula/index.ts";
import type { FormulaText, Members } from "../model/index.ts";
import { type Binder, bindFormula } from "./bind-formula.ts";
import { mapGrain } from "./build-tree.ts";
import {
  type Base,
  type Context,
  type Draft,
  findFigure,
  findRollUp,
  matchMembers,
  reportOnce,
} from "./draft.ts";
import type { GraphNode } from "./graph.ts";
import { groupingNotUsable } from "./problems.ts";

/** `onTargets`: names without a facet mean the targets of what is measured as a result. */
export function fillFormula(
  draft: Draft,
  base: Base,
  text: FormulaText,
  onTargets: boolean,
  context: Context,
): void {
  const formula = context.formulas.get(text);
  const { indicator, tree } = base;
  const bound =
    formula === undefined ? undefined : bindFormula(formula, makeBinder(base, text, onTargets, context));
  if (formula === undefined || bound === undefined || bound.operands.includes(notFound)) {
    skipDraft(draft, base);
    return;
  }
  const { expression, operands } = bound;
  draft.operands = operands;
  const sum = indicator.rollUp ? findRollUp(indicator, 0) : undefined;
  const rollUp = sum === undefined ? undefined : { grain: mapGrain(tree, indicator.grain.orgUnit), sum };
  draft.finish = (index, placed) => ({
    ...base,
    kind: "formula",
    index,
    operands: placed,
    formula,
    text,
    expression,
    rollUp,
  });
}

/** What is wrong with a formula has been told already; an empty input stands in its place. */
function skipDraft(draft: Draft, base: Base): void {
  const grain = new Uint8Array(base.tree.units.length);
  draft.finish = (index, operands) => ({
    ...base,
    kind: "input",
    index,
    operands,
    grain,
    rollUp: undefined,
    everywhere: false,
    printed: false,
  });
}

/** In place of a draft, where a name offers none and a problem says so. */
const notFound = -1;

function makeBinder(base: Base, text: FormulaText, onTargets: boolean, context: Context): Binder {
  const pick = (reference: Reference, members: Members): number => {
    const referred = context.indicatorOf.get(reference.indicator);
    const facet = reference.facet ?? (onTargets && referred?.mainFacet === "result" ? "target" : undefined);
    return findFigure(reference.indicator, facet, members, text.place, base, context) ?? notFound;
  };
  const match = (reference: Reference): Members =>
    matchMembers(reference.indicator, reference.members, base, context);
  const bindReference = (reference: Reference): number => pick(reference, match(reference));
  return {
    bindReference,
    bindMembers: (reference) =>
      listFreeMembers(context, reference, match(reference)).map((members) => pick(reference, members)),
    bindSeries: (series) => draftSeries(series, bindReference, base, text, context),
  };
}

/** The combinations of members of the dimensions that neither the filter nor the owner fixes. */
function listFreeMembers({ model, indicatorOf }: Context, reference: Reference, fixed: Members): Members[] {
  const referred = indicatorOf.get(reference.indicator);
  let combinations: Members[] = [fixed];
  for (const dimension of referred?.dimensions ?? []) {
    if (fixed[dimension] !== undefined) continue;
    const members = model.dimensions.find((candidate) => candidate.id === dimension)?.members ?? [];
    combinations = combinations.flatMap((chosen) =>
      members.map((member) => ({ ...chosen, [dimension]: member.code })),
    );
  }
  return combinations;
}

/** A step over time or offices is a figure of its own, shared by all the formulas that take it. */
function draftSeries(
  series: Extract<Formula, { type: "series" }>,
  bindReference: Binder["bindReference"],
  base: Base,
  text: FormulaText,
  context: Context,
): number {
  const operand = bindReference(series.operand);
  if (operand === notFound) return notFound;
  const operandKey = context.list[operand]!.key;
  const { name } = series;
  if (isGroupFunction(name)) {
    const weight = series.weight === undefined ? operand : bindReference(series.weight);
    if (weight === notFound) return notFound;
    const key = `${name}(${operandKey}, "${series.grouping}", ${context.list[weight]!.key})`;
    const groupOf = mapGroups(series.grouping ?? "", base, text, context);
    return openStep(key, [operand, weight], context, (common) => ({
      ...common,
      kind: "group-mean",
      grouping: series.grouping ?? "",
      past: name === "media_gruppo_anno_precedente",
      groupOf,
    }));
  }
  return openStep(`${name}(${operandKey})`, [operand], context, (common) => ({
    ...common,
    kind: "series",
    series: name,
  }));
}

function openStep(
  key: string,
  operands: readonly number[],
  context: Context,
  finish: (common: Base & { index: number; operands: readonly number[] }) => GraphNode,
): number {
  const existing = context.idOf.get(key);
  if (existing !== undefined) return existing;
  // A step measures what it reads, whoever takes it.
  const draft = context.open({ ...context.list[operands[0]!]!.base, key });
  draft.operands = operands;
  draft.finish = (index, placed) => finish({ ...draft.base, index, operands: placed });
  return draft.id;
}

function mapGroups(id: string, base: Base, text: FormulaText, context: Context): Int32Array {
  const usable = context.model.groupings.filter((grouping) => grouping.hierarchy === base.tree.id);
  const grouping = usable.find((candidate) => candidate.id === id);
  const groupOf = new Int32Array(base.tree.units.length).fill(-1);
  if (grouping === undefined) {
    const names = usable.map((candidate) => candidate.id);
    reportOnce(groupingNotUsable(text.place, `indicatore ${base.indicator.id}`, id, names), context);
  }
  grouping?.groups.forEach((group, number) => {
    for (const unit of group.units) {
      const index = base.tree.indexOf.get(unit);
      if (index !== undefined) groupOf[index] = number;
    }
  });
  return groupOf;
}
