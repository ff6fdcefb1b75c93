/**
 * Printed figures beside those that the model computes. A figure that names one (`cifra`) must be
 * displayed by the model exactly as it is printed, unless the roundings of the figures that the model
 * starts from explain the difference. This says nothing of the other figures, so these comparisons
 * are listed apart from the relations of the report.
 */
import { absenceNames } from "../engine/index.ts";
import type { Absence } from "../model/index.ts";
import type { ModelComparison } from "./audit.ts";
import { deriveFromLeaves } from "./derive-evidence.ts";
import type { Grading } from "./grade-report.ts";
import { contains, intersectRegions, type Region } from "./interval.ts";
import { displayLike, getPrintRegion, scaleLike } from "./print-region.ts";
import type { PublishedFigure } from "./published.ts";
import { findRational } from "./rational.ts";

/** What the model says of a reference; undefined when it has no such figure. */
export type ModelLookup = (
  reference: string,
) => { readonly value: number | undefined; readonly absence: Absence | undefined } | undefined;

export function compareWithModel(grading: Grading, lookup: ModelLookup): readonly ModelComparison[] {
  const leaves = deriveFromLeaves(grading.prepared, grading.evidence.shared);
  return grading.prepared.published.figures.flatMap((figure) =>
    figure.reference === undefined
      ? []
      : [compareFigure(figure, figure.reference, lookup, leaves.region(figure.id))],
  );
}

function compareFigure(
  figure: PublishedFigure,
  reference: string,
  lookup: ModelLookup,
  reachable: Region,
): ModelComparison {
  const found = lookup(reference);
  const base = { figure: figure.id, reference };
  if (found === undefined) {
    return { ...base, outcome: "unknown", computed: "", why: `Il modello non ha la cifra ${reference}.` };
  }
  if (found.value === undefined) {
    const isAgreed = figure.number === undefined;
    const why = isAgreed
      ? "È assente sia in stampa sia nel modello."
      : `Nel modello ${reference} è assente (${absenceNames[found.absence ?? "missing"]}), ma è stampata ${figure.printed}.`;
    return { ...base, outcome: isAgreed ? "matching" : "absent", computed: "", why };
  }
  // Fifteen digits: what the engine's doubles hold of a decimal, so that 2,675 does not print as 2,67.
  const value = findRational(found.value.toPrecision(15));
  if (value === undefined || figure.number === undefined) {
    const why = `È stampata ${figure.printed}, ma il modello calcola ${found.value}.`;
    return { ...base, outcome: "differing", computed: String(found.value), why };
  }
  const computed = displayLike(figure, value);
  const matches =
    figure.number.bound === undefined
      ? scaleLike(figure, value) === figure.number.scaled
      : getPrintRegion(figure.number, figure.exactness, figure.sign).some((part) => contains(part, value));
  if (matches)
    return { ...base, outcome: "matching", computed, why: `Nel modello vale ${computed}, come stampato.` };
  // The model starts from rounded prints: what their roundings leave open is not a difference.
  const print = getPrintRegion(figure.number, figure.exactness, figure.sign);
  const isExplained =
    reachable.some((part) => contains(part, value)) && intersectRegions(reachable, print).length > 0;
  const told = `Nel modello vale ${computed}, ma è stampata ${figure.printed}`;
  return isExplained
    ? {
        ...base,
        outcome: "within-rounding",
        computed,
        why: `${told}: lo spiegano gli arrotondamenti delle cifre da cui parte.`,
      }
    : { ...base, outcome: "differing", computed, why: `${told}.` };
}
