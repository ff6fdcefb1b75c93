/** Why one figure is what it is: the tree, the sentences, and what an absent figure lacks. */
import { type Figures, findAbsence } from "../engine/index.ts";
import {
  type Debt,
  type Explanation,
  explainFigure,
  italian,
  listDebts,
  type Tongue,
  tellLevels,
  tellOwed,
} from "../explain/index.ts";
import { type GraphNode, isStep } from "../graph/index.ts";
import {
  facetWords,
  findNearestName,
  getWord,
  type Model,
  type Outcome,
  type Period,
  type Problem,
  periodsInYear,
} from "../model/index.ts";
import type { ComputeRequest } from "./compute.ts";
import { computeDirectory, type FigureSource } from "./open-figures.ts";
import {
  facetNotKnown,
  figureNotKnown,
  membersNotKnown,
  orgUnitNeeded,
  orgUnitNotKnown,
} from "./problems.ts";
import { tellConditions, tellViewpoint } from "./viewpoint.ts";

export interface ExplainRequest extends Omit<ComputeRequest, "indicator" | "facet"> {
  readonly id: string;
  /** In Italian, as in formulas; the main facet unless told otherwise. */
  readonly facet?: string | undefined;
  /** Dimension → member. */
  readonly members?: Readonly<Record<string, string>> | undefined;
  /** Levels that sentences open below the figure; as many as are readable unless told otherwise. */
  readonly depth?: number | undefined;
  /** The folders as the user wrote them, for the commands that problems suggest; nothing if they were not written. */
  readonly writtenDirectory?: string | undefined;
  readonly writtenData?: string | undefined;
  /** Of the sentences; Italian unless told otherwise. Problems are told in Italian. */
  readonly tongue?: Tongue | undefined;
}

export interface ExplainReport {
  readonly model: string;
  /** What was asked besides the figure, in words. */
  readonly conditions: readonly string[];
  readonly explanation: Explanation;
  /** What is missing below an absent figure, and who owes it. */
  readonly debts: readonly Debt[];
  /** The same in the tongue asked for. */
  readonly sentences: readonly string[];
}

export async function explain(
  request: ExplainRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<ExplainReport | undefined>> {
  const computed = await findFigures(request);
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { figures, period } = computed.value;
  const found = findFigure(figures, period, request);
  if ("problem" in found) return { value: undefined, problems: [found.problem] };
  const explanation = explainFigure(figures, found.node.index, found.cell);
  const { model } = figures.graph;
  const debts = explanation.figure.absence === null ? [] : listDebts(explanation, model.indicators);
  const { tongue = italian, depth } = request;
  const conditions = tellViewpoint(request, model, tongue);
  const sentences = [
    ...tellConditions(conditions, tongue),
    ...tellLevels(explanation, model, depth, tongue),
    ...tellOwed(debts, tongue),
  ];
  return { value: { model: model.id, conditions, explanation, debts, sentences }, problems: [] };
}

type Found = { readonly node: GraphNode; readonly cell: number } | { readonly problem: Problem };

function findFigure(figures: Figures, period: Period, request: ExplainRequest): Found {
  const { graph } = figures;
  const indicator = graph.model.indicators.find((candidate) => candidate.id === request.id);
  if (indicator === undefined) {
    const ids = graph.model.indicators.map((candidate) => candidate.id);
    return { problem: figureNotKnown(request.id, suggestNames(request.id, ids)) };
  }
  const own = graph.nodes.filter((node) => node.indicator === indicator && !isStep(node));
  const facet = request.facet ?? getWord(facetWords, indicator.mainFacet);
  const ofFacet = own.filter((node) => getWord(facetWords, node.facet) === facet);
  if (ofFacet.length === 0) {
    const available = [...new Set(own.map((node) => getWord(facetWords, node.facet)))];
    return { problem: facetNotKnown(facet, available) };
  }
  const wanted = Object.entries(request.members ?? {});
  const node = ofFacet.find(
    (candidate) =>
      Object.keys(candidate.members).length === wanted.length &&
      wanted.every(([dimension, member]) => candidate.members[dimension] === member),
  );
  if (node === undefined) {
    const available = ofFacet.map((candidate) => describeMembers(candidate.members, graph.model));
    const command = writeCommand({ ...request, members: ofFacet[0]!.members });
    return {
      problem: membersNotKnown(indicator.id, printMembers(request.members ?? {}), available, command),
    };
  }
  return findCell(figures, node, period, request);
}

function findCell(figures: Figures, node: GraphNode, period: Period, request: ExplainRequest): Found {
  const { tree } = node;
  const { orgUnit } = request;
  if (orgUnit === undefined) {
    const applying = listApplyingUnits(figures, node, period);
    if (applying.length > 0 && !isRootMeant(figures, node, period, applying)) {
      const units = applying.map((index) => tree.units[index]!);
      const listed = units.map((unit) => `${unit.code} (${unit.title})`);
      const command = writeCommand({ ...request, orgUnit: units[0]!.code });
      return { problem: orgUnitNeeded(request.id, listed, command) };
    }
  }
  const unit = orgUnit === undefined ? 0 : tree.indexOf.get(orgUnit);
  if (unit === undefined) {
    const nearest = findNearestName(orgUnit ?? "", [...tree.indexOf.keys()]);
    return { problem: orgUnitNotKnown(orgUnit ?? "", nearest) };
  }
  return { node, cell: unit * periodsInYear + period.index };
}

/** Where the figure applies in the period, in the order of the tree. */
function listApplyingUnits(figures: Figures, node: GraphNode, period: Period): number[] {
  const { states } = figures.columns[node.index]!;
  return [...node.tree.units.keys()].filter(
    (unit) => findAbsence(states[unit * periodsInYear + period.index]!) !== "not-applicable",
  );
}

/** Who names no unit means the root, if there is one, and the figure applies there or somebody wrote that it does not. */
function isRootMeant(
  figures: Figures,
  node: GraphNode,
  period: Period,
  applying: readonly number[],
): boolean {
  if (node.tree.parent.filter((parent) => parent === -1).length > 1) return false;
  return applying[0] === 0 || figures.measures.findEntry(node.index, period.index) !== undefined;
}

/** The nearest name, or else up to four that contain what was asked for, those that begin with it first. */
function suggestNames(asked: string, ids: readonly string[]): readonly string[] {
  const nearest = findNearestName(asked, ids);
  if (nearest !== undefined) return [nearest];
  const wanted = asked.toLowerCase();
  if (wanted.length < 3) return [];
  const containing = ids.filter((id) => id.includes(wanted));
  const starting = containing.filter((id) => id.startsWith(wanted));
  return [...new Set([...starting, ...containing])].slice(0, 4);
}

/** The same request as a command to copy. */
function writeCommand(request: ExplainRequest): string {
  const options: readonly (readonly [string, string | undefined])[] = [
    ["facet", request.facet],
    ...Object.entries(request.members ?? {}).map(
      ([dimension, member]) => ["member", `${dimension}=${member}`] as const,
    ),
    ["org-unit", request.orgUnit],
    ["period", request.period],
    ["known-at", request.knownAt],
    ["method-on", request.methodOn],
    ["boundaries", request.boundariesOn],
    ["without-event", request.withoutEvent],
    ["model", request.writtenDirectory],
    ["data", request.writtenData],
  ];
  const written = options.flatMap(([option, value]) =>
    value === undefined ? [] : [`--${option} ${quoteWord(value)}`],
  );
  return ["piramide explain", request.id, ...written].join(" ");
}

/** A word that a shell would split or read in its own way stands in quotes. */
function quoteWord(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** `genere=F (Donne)`. */
function describeMembers(members: Readonly<Record<string, string>>, model: Model): string {
  const titles = Object.entries(members).map(
    ([dimension, code]) =>
      model.dimensions
        .find((candidate) => candidate.id === dimension)
        ?.members.find((member) => member.code === code)?.title ?? code,
  );
  const codes = printMembers(members);
  return titles.length === 0 ? codes : `${codes} (${titles.join(", ")})`;
}

function printMembers(members: Readonly<Record<string, string>>): string {
  return Object.entries(members)
    .map(([dimension, member]) => `${dimension}=${member}`)
    .join(",");
}
