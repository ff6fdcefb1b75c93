/** Each figure with its worst relation, and what the others say of it there. */
import type { AuditedFigure, AuditedRelation, ModelComparison } from "./audit.ts";
import { findResultFigure } from "./evidence.ts";
import { isFailure, isWorse } from "./grade-relation.ts";
import type { Prepared } from "./prepare-audit.ts";
import type { PublishedFigure, RelationType } from "./published.ts";

/** A figure that the model computes otherwise is contradicted whatever its relations say. */
export function auditFigures(
  prepared: Prepared,
  relations: readonly AuditedRelation[],
  model: readonly ModelComparison[],
): readonly AuditedFigure[] {
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const reasons = new Map(prepared.published.loose.map(({ figure, reason }) => [figure, reason]));
  const compared = new Map(model.map((comparison) => [comparison.figure, comparison]));
  return prepared.published.figures.map((figure) => {
    const mentions = (prepared.relationsOf.get(figure.id) ?? []).flatMap(({ id }) => byId.get(id) ?? []);
    return auditFigure(prepared, figure, mentions, reasons.get(figure.id), compared.get(figure.id));
  });
}

function auditFigure(
  prepared: Prepared,
  figure: PublishedFigure,
  mentions: readonly AuditedRelation[],
  looseReason: string | undefined,
  comparison: ModelComparison | undefined,
): AuditedFigure {
  // What the prose claims of figures that other relations confirm speaks against the claim, not against them.
  const unfounded = mentions.filter((relation) => isUnfoundedClaim(figure.id, relation, mentions));
  const worst = findWorst(mentions.filter((relation) => !unfounded.includes(relation)));
  const isDiffering = comparison?.outcome === "differing" || comparison?.outcome === "absent";
  const isBound = worst !== undefined && worst.verdict !== "unbound";
  const own = isBound
    ? describeRole(figure.id, worst)
    : (looseReason ?? worst?.why ?? "Nessuna relazione la lega ad altre cifre.");
  const claims = unfounded.map(
    ({ id }) => ` Ne parla ${id}, un'affermazione che non regge: la cifra è confermata.`,
  );
  const why = `${own}${claims.join("")}`;
  const tellsModel = comparison !== undefined && (isDiffering || !isBound);
  return {
    id: figure.id,
    place: figure.place,
    line: figure.line,
    printed: figure.printed,
    verdict: isDiffering ? "contradicted" : isBound ? worst.verdict : "unbound",
    recomputed: isDiffering
      ? comparison.computed
      : isBound
        ? findRecomputed(prepared, figure.id, worst, mentions)
        : "",
    why: tellsModel ? `${comparison.why} ${why}` : why,
    relations: mentions.map((relation) => relation.id),
  };
}

/** A claim that does not hold, about a figure that is no suspect and that some other relation confirms. */
function isUnfoundedClaim(
  id: string,
  relation: AuditedRelation,
  mentions: readonly AuditedRelation[],
): boolean {
  if (!isFailure(relation.verdict) || !claimTypes.has(relation.type)) return false;
  if (relation.suspects.some((suspect) => suspect.figure === id)) return false;
  return mentions.some(
    ({ verdict, type }) => (verdict === "exact" || verdict === "within-rounding") && !claimTypes.has(type),
  );
}

const claimTypes: ReadonlySet<RelationType> = new Set(["count", "order", "maximum", "minimum", "limit"]);

function findWorst(mentions: readonly AuditedRelation[]): AuditedRelation | undefined {
  return mentions.reduce<AuditedRelation | undefined>(
    (found, next) => (found === undefined || isWorse(next.verdict, found.verdict) ? next : found),
    undefined,
  );
}

/** In a relation that does not hold a figure is a suspect, cleared, or neither. */
function describeRole(id: string, worst: AuditedRelation): string {
  const suspect = worst.suspects.find((candidate) => candidate.figure === id);
  const clearing = worst.cleared.find((candidate) => candidate.figure === id);
  const role =
    suspect !== undefined
      ? `È fra le cifre sospette di ${worst.id}: se fosse stata ${suspect.wouldBe}, tutto tornerebbe. `
      : clearing !== undefined
        ? `Sta in ${worst.id}, che non torna, ma è confermata da ${clearing.by.slice(0, 3).join(", ")}. `
        : "";
  return `${role}${worst.id}: ${worst.why}`;
}

/** By the relation it is the result of, the worst one if it is; else what a suspect should have been. */
function findRecomputed(
  prepared: Prepared,
  id: string,
  worst: AuditedRelation,
  mentions: readonly AuditedRelation[],
): string {
  const producers = (prepared.relationsOf.get(id) ?? []).filter(
    (relation) => findResultFigure(relation) === id,
  );
  const isProducer = (relation: AuditedRelation) => producers.some((producer) => producer.id === relation.id);
  const producer = isProducer(worst) ? worst : findWorst(mentions.filter(isProducer));
  return producer?.recomputed ?? worst.suspects.find((suspect) => suspect.figure === id)?.wouldBe ?? "";
}
