/** One printed figure: its verdict, every relation it stands in with its working paper, and the model's own beside it. */
import type { AuditedFigure, AuditedRelation, ModelComparison, WorkingPaper } from "../audit/index.ts";
import type { Figure } from "../engine/index.ts";
import type { Model } from "../model/index.ts";
import type { AuditReport } from "./audit.ts";
import { findReferencedFigure } from "./find-reference.ts";
import type { FigureSource } from "./open-figures.ts";

export interface FigureAudit {
  readonly figure: AuditedFigure;
  readonly comparison: ModelComparison | undefined;
  /** What the model computes for it; undefined where it names none. */
  readonly computed: Figure | undefined;
  /** Those that decide the verdict first. */
  readonly relations: readonly { readonly relation: AuditedRelation; readonly paper: WorkingPaper }[];
}

/** Undefined where the document prints no such figure. */
export async function auditFigure(
  { audit, papers }: AuditReport,
  id: string,
  model: Model,
  knownAt: string | undefined,
  findFigures: FigureSource,
): Promise<FigureAudit | undefined> {
  const figure = audit.figures.find((each) => each.id === id);
  if (figure === undefined) return undefined;
  const comparison = audit.model.find((each) => each.figure === id);
  const computed =
    comparison &&
    (await findReferencedFigure(model, comparison.reference, async (period) => {
      const { value } = await findFigures({ directory: "", period, knownAt });
      return value?.figures;
    }));
  const own = audit.relations.flatMap((relation) => {
    const paper = figure.relations.includes(relation.id)
      ? papers.find((each) => each.relation === relation.id)
      : undefined;
    return paper === undefined ? [] : [{ relation, paper }];
  });
  const isDeciding = ({ relation }: (typeof own)[number]): boolean => relation.verdict === figure.verdict;
  const relations = [...own.filter(isDeciding), ...own.filter((each) => !isDeciding(each))];
  return { figure, comparison, computed, relations };
}
