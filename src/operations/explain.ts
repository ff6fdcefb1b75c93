/** Why one figure is what it is: the tree, the sentences, and what an absent figure lacks. */
import type { Figures } from "../engine/index.ts";
import {
  type Debt,
  type Explanation,
  explainFigure,
  listDebts,
  tellDebts,
  tellExplanation,
} from "../explain/index.ts";
import { type GraphNode, isStep } from "../graph/index.ts";
import {
  facetWords,
  findNearestName,
  getWord,
  type Outcome,
  type Period,
  type Problem,
  periodsInYear,
} from "../model/index.ts";
import { type ComputeRequest, computeDirectory } from "./compute.ts";
import { facetNotKnown, figureNotKnown, membersNotKnown, orgUnitNotKnown } from "./problems.ts";

export interface ExplainRequest extends ComputeRequest {
  readonly id: string;
  /** In Italian, as in formulas; the main facet unless told otherwise. */
  readonly facet?: string | undefined;
  /** Dimension → member. */
  readonly members?: Readonly<Record<string, string>> | undefined;
}

export interface ExplainReport {
  readonly model: string;
  readonly explanation: Explanation;
  /** What is missing below an absent figure, and who owes it. */
  readonly debts: readonly Debt[];
  /** The same in Italian. */
  readonly sentences: readonly string[];
}

export function explain(request: ExplainRequest): Outcome<ExplainReport | undefined> {
  const computed = computeDirectory(request);
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { figures, period } = computed.value;
  const found = findFigure(figures, period, request);
  if ("problem" in found) return { value: undefined, problems: [found.problem] };
  const explanation = explainFigure(figures, found.node.index, found.cell);
  const { model } = figures.graph;
  const debts = explanation.figure.absence === null ? [] : listDebts(explanation, model.indicators);
  const owed = debts.length === 0 ? [] : ["", "Che cosa manca, e chi lo deve:", ...tellDebts(debts)];
  const sentences = [...tellExplanation(explanation, model), ...owed];
  return { value: { model: model.id, explanation, debts, sentences }, problems: [] };
}

type Found = { readonly node: GraphNode; readonly cell: number } | { readonly problem: Problem };

function findFigure(figures: Figures, period: Period, request: ExplainRequest): Found {
  const { graph } = figures;
  const indicator = graph.model.indicators.find((candidate) => candidate.id === request.id);
  if (indicator === undefined) {
    const ids = graph.model.indicators.map((candidate) => candidate.id);
    return { problem: figureNotKnown(request.id, findNearestName(request.id, ids)) };
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
    const available = ofFacet.map((candidate) => printMembers(candidate.members));
    return { problem: membersNotKnown(indicator.id, printMembers(request.members ?? {}), available) };
  }
  const unit = request.orgUnit === undefined ? 0 : node.tree.indexOf.get(request.orgUnit);
  if (unit === undefined) {
    return {
      problem: orgUnitNotKnown(
        request.orgUnit ?? "",
        findNearestName(request.orgUnit ?? "", [...node.tree.indexOf.keys()]),
      ),
    };
  }
  return { node, cell: unit * periodsInYear + period.index };
}

function printMembers(members: Readonly<Record<string, string>>): string {
  return Object.entries(members)
    .map(([dimension, member]) => `${dimension}=${member}`)
    .join(",");
}
