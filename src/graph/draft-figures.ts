/**
 * Every facet of every indicator, for every combination of members, as a draft: what it reads is known,
 * its place in the order is not yet.
 */
import type { Formula, Reference } from "../formula/index.ts";
import {
  Bug,
  type Component,
  type Facet,
  type FormulaText,
  type Indicator,
  type Members,
  type Model,
  type Problem,
} from "../model/index.ts";
import { type Binder, bindFormula } from "./bind-formula.ts";
import { mapGrain } from "./build-tree.ts";
import { type GraphNode, nodeKey, type RollUp, type Tree } from "./graph.ts";
import { facetNotAvailable, groupingNotUsable, mixedHierarchies } from "./problems.ts";
import { readFormulas } from "./read-formulas.ts";

export interface Draft {
  readonly id: number;
  readonly key: string;
  readonly base: Base;
  /** Draft ids. */
  operands: readonly number[];
  finish: (index: number, operands: readonly number[]) => GraphNode;
}

export interface Drafts {
  readonly list: readonly Draft[];
}

type Base = Pick<GraphNode, "key" | "indicator" | "facet" | "members" | "tree">;

/** The facets an indicator has: its main one and those that follow from it. */
export function listFacets(indicator: Indicator): Facet[] {
  const found: Facet[] = [indicator.mainFacet];
  if (indicator.mainFacet !== "result") return found;
  found.push("target");
  if (indicator.deviation !== undefined) found.push("deviation");
  if (indicator.attainment !== undefined) found.push("attainment");
  return found;
}

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

/** Reports facets that do not exist, hierarchies that do not meet and everything wrong in formulas. */
export function draftFigures(
  model: Model,
  trees: readonly Tree[],
  listCombinations: (indicator: Indicator) => readonly Members[],
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
  for (const indicator of model.indicators) {
    const tree = trees.find((candidate) => candidate.id === indicator.hierarchy);
    if (tree === undefined) continue;
    for (const members of listCombinations(indicator)) {
      for (const facet of listFacets(indicator)) {
        const key = nodeKey(indicator.id, facet, members);
        wanted.push(open({ key, indicator, facet, members, tree }));
      }
    }
  }

  const formulas = readFormulas(model, problems);
  const indicatorOf = new Map(model.indicators.map((indicator) => [indicator.id, indicator]));
  const context: Context = { model, indicatorOf, list, idOf, open, formulas, problems, reported: new Set() };
  for (const draft of wanted) fillDraft(draft, draft.base, context);
  return { list };
}

interface Context {
  readonly model: Model;
  readonly indicatorOf: ReadonlyMap<string, Indicator>;
  readonly list: Draft[];
  readonly idOf: Map<string, number>;
  readonly open: (base: Base) => Draft;
  readonly formulas: ReadonlyMap<FormulaText, Formula>;
  readonly problems: Problem[];
  /** A problem of a formula is told once, not once for each combination of members. */
  readonly reported: Set<string>;
}

function fillDraft(draft: Draft, base: Base, context: Context): void {
  const { indicator, facet, tree } = base;
  if (facet === indicator.mainFacet) return fillMainFacet(draft, base, context);
  const result = nodeKey(indicator.id, "result", base.members);
  const target = nodeKey(indicator.id, "target", base.members);
  const direction = indicator.direction ?? "up";
  if (facet === "target") {
    const text = indicator.targetFormula === "same" ? indicator.formula : indicator.targetFormula;
    if (text !== undefined)
      return fillFormula(draft, base, text, indicator.targetFormula === "same", context);
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
  if (indicator.formula !== undefined) return fillFormula(draft, base, indicator.formula, false, context);
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
  draft.finish = (index, operands) => ({ ...base, kind: "input", index, operands, grain, rollUp, printed });
}

/** The members that a component does not name are those of the synthesis itself. */
function findComponent(
  { indicator: id, facet, members, place }: Component,
  base: Base,
  context: Context,
): number | undefined {
  return findFigure(id, facet, matchMembers(id, members, base, context), place, base, context);
}

/** For each dimension of an indicator the member that is chosen, or else the owner's. */
function matchMembers(id: string, chosen: Members, base: Base, { indicatorOf }: Context): Members {
  const members: Record<string, string> = {};
  for (const dimension of indicatorOf.get(id)?.dimensions ?? []) {
    const member = chosen[dimension] ?? base.members[dimension];
    if (member !== undefined) members[dimension] = member;
  }
  return members;
}

/** Ratios and scores have none: they are never summed. */
function findRollUp(indicator: Indicator, decimals: number): RollUp | undefined {
  const { kind, whenAbsent, act } = indicator;
  if (kind === "ratio" || kind === "score" || indicator.grain.orgUnit === "tutte") return undefined;
  return { kind, whenAbsent, act, decimals };
}

function fillFormula(
  draft: Draft,
  base: Base,
  text: FormulaText,
  onTargets: boolean,
  context: Context,
): void {
  const formula = context.formulas.get(text);
  const { indicator, tree } = base;
  if (formula === undefined) return skipDraft(draft, base);
  const { expression, operands } = bindFormula(formula, makeBinder(base, text, onTargets, context));
  if (operands.includes(notFound)) return skipDraft(draft, base);
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
  if (series.name === "media_gruppo") {
    const weight = series.weight === undefined ? operand : bindReference(series.weight);
    if (weight === notFound) return notFound;
    const key = `media_gruppo(${operandKey}, "${series.grouping}", ${context.list[weight]!.key})`;
    const groupOf = mapGroups(series.grouping ?? "", base, text, context);
    return openStep(key, [operand, weight], context, (common) => ({
      ...common,
      kind: "group-mean",
      grouping: series.grouping ?? "",
      groupOf,
    }));
  }
  const name = series.name;
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

/** The draft behind a name, or a problem that says what the name offers. */
function findFigure(
  id: string,
  asked: Facet | undefined,
  members: Members,
  place: FormulaText["place"],
  base: Base,
  context: Context,
): number | undefined {
  const indicator = context.indicatorOf.get(id);
  if (indicator === undefined) return undefined;
  const facet = asked ?? indicator.mainFacet;
  const subject = `indicatore ${base.indicator.id}`;
  if (indicator.hierarchy !== base.tree.id) {
    reportOnce(mixedHierarchies(place, subject, base.tree.id, id, indicator.hierarchy), context);
    return undefined;
  }
  const available = listFacets(indicator);
  if (!available.includes(facet)) {
    reportOnce(facetNotAvailable(place, subject, id, facet, available), context);
    return undefined;
  }
  return context.idOf.get(nodeKey(id, facet, members));
}

function reportOnce(problem: Problem, context: Context): void {
  const identity = `${problem.code} ${problem.place.file}:${problem.place.line}:${problem.place.column} ${problem.sentence}`;
  if (context.reported.has(identity)) return;
  context.reported.add(identity);
  context.problems.push(problem);
}

function getId(key: string, context: Context): number {
  const id = context.idOf.get(key);
  if (id === undefined) throw new Bug(`nodo ${key} non trovato`);
  return id;
}
