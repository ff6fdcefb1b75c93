/**
 * Printed figures beside those that the model computes. A figure that names one (`cifra`) must be
 * displayed by the model exactly as it is printed; this says nothing of the other figures, so these
 * comparisons are listed apart from the relations of the report.
 */
import type { Absence } from "../model/index.ts";
import type { ModelComparison } from "./audit.ts";
import { contains } from "./interval.ts";
import { displayLike, getPrintRegion, scaleLike } from "./print-region.ts";
import type { Published, PublishedFigure } from "./published.ts";
import { findRational } from "./rational.ts";

/** What the model says of a reference; undefined when it has no such figure. */
export type ModelLookup = (
  reference: string,
) => { readonly value: number | undefined; readonly absence: Absence | undefined } | undefined;

export function compareWithModel(published: Published, lookup: ModelLookup): readonly ModelComparison[] {
  return published.figures.flatMap((figure) =>
    figure.reference === undefined ? [] : [compareFigure(figure, figure.reference, lookup)],
  );
}

function compareFigure(figure: PublishedFigure, reference: string, lookup: ModelLookup): ModelComparison {
  const found = lookup(reference);
  const base = { figure: figure.id, reference };
  if (found === undefined) {
    return { ...base, outcome: "unknown", computed: "", why: `Il modello non ha la cifra ${reference}.` };
  }
  if (found.value === undefined) {
    const isAgreed = figure.number === undefined;
    const why = isAgreed
      ? "È assente sia in stampa sia nel modello."
      : `Nel modello ${reference} è assente (${found.absence ?? "missing"}), ma è stampata ${figure.printed}.`;
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
  const why = matches
    ? `Il modello calcola ${computed}, come stampato.`
    : `Il modello calcola ${computed}, ma è stampata ${figure.printed}.`;
  return { ...base, outcome: matches ? "matching" : "differing", computed, why };
}
