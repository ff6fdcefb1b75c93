/** The audit of a printed report, as the contract has it. */
import { ORPCError } from "@orpc/server";
import {
  type AuditedFigure,
  type AuditedRelation,
  type AuditReport,
  auditFigure,
  findNearestName,
  isFailure,
  type ModelComparison,
  relationTitles,
  type WorkingPaper,
} from "../../operations/index.ts";
import { getValue } from "../problem-json.ts";
import { copyFigure } from "./copy-figure.ts";
import { implementer } from "./implementer.ts";

const { audit } = implementer;

export const auditHandlers = {
  report: audit.report.handler(async ({ context: { platform }, input }) => {
    const { report, version } = getValue(await platform.audit(input.workspace, input.knownAt));
    const { summary, relations, figures, model } = report.audit;
    const comparisons = new Map(model.map((each) => [each.figure, each]));
    const { document } = summary;
    return {
      version,
      document: {
        id: document.id,
        title: document.title,
        act: document.act ?? null,
        sha256: document.sha256 ?? null,
      },
      summary: { ...summary, model: summary.model ?? null },
      unknowns: [...summary.unknowns],
      figures: figures.map((figure) => describePrinted(figure, comparisons.get(figure.id))),
      failed: listPapers(report, ({ verdict }) => isFailure(verdict)),
      undisclosed: relations.flatMap((relation) =>
        relation.weights === undefined ? [] : [{ ...describeRelation(relation), weights: relation.weights }],
      ),
    };
  }),
  figure: audit.figure.handler(async ({ context: { platform }, input }) => {
    const { workspace, knownAt, figure: id } = input;
    const { model } = getValue(platform.open(workspace));
    const { report, version } = getValue(await platform.audit(workspace, knownAt));
    const found = await auditFigure(report, id, model, knownAt, platform.source(workspace));
    if (found === undefined) throw notPrinted(id, report);
    const { figure, comparison, computed, relations } = found;
    return {
      version,
      figure: describePrinted(figure, comparison),
      comparison: comparison ?? null,
      computed: computed === undefined ? null : copyFigure(computed),
      relations: relations.map(({ relation, paper }) => describePaper(relation, paper)),
    };
  }),
};

function notPrinted(id: string, { audit: { figures } }: AuditReport): ORPCError<string, unknown> {
  const nearest = findNearestName(
    id,
    figures.map((each) => each.id),
  );
  const hint = nearest === undefined ? "" : ` Forse intendevi «${nearest}».`;
  return new ORPCError("PROBLEM", {
    status: 404,
    message: `Nessuna cifra stampata si chiama «${id}».${hint}`,
  });
}

function describePrinted(figure: AuditedFigure, comparison: ModelComparison | undefined) {
  const { id, place, line, printed, verdict, recomputed, why, relations } = figure;
  return {
    id,
    place: { ...place },
    line: line ?? null,
    printed,
    verdict,
    recomputed,
    why,
    relations: [...relations],
    model: comparison?.outcome ?? null,
    computed: comparison?.computed ?? "",
  };
}

function describeRelation({ id, type, verdict, figures, recomputed, why }: AuditedRelation) {
  const title = relationTitles[type];
  return { id, type, title, verdict, figures: [...figures], recomputed, outcome: why };
}

function describePaper(relation: AuditedRelation, { reason, source, prints, sums }: WorkingPaper) {
  const { suspects, cleared, tried, weights } = relation;
  return {
    ...describeRelation(relation),
    reason,
    source,
    prints: [...prints],
    sums: [...sums],
    suspects: suspects.map((each) => ({
      ...each,
      restated: [...each.restated],
      alsoFits: [...each.alsoFits],
    })),
    cleared: cleared.map(({ figure, by }) => ({ figure, by: [...by] })),
    tried: [...tried],
    weights: weights ?? null,
  };
}

function listPapers(
  { audit: { relations }, papers }: AuditReport,
  isAsked: (each: AuditedRelation) => boolean,
) {
  const paperOf = new Map(papers.map((paper) => [paper.relation, paper]));
  return relations.filter(isAsked).map((relation) => describePaper(relation, paperOf.get(relation.id)!));
}
