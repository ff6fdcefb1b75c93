/**
 * A formula against what it claims to compute: the quantity and the kind that follow from its parts
 * must be those that its indicator declares, and every dimension must be settled.
 */
import { type FormulaText, getWord, kindWords, type Outcome, type Problem } from "../model/index.ts";
import { type Formula, formulaLimits, type Reference } from "./formula.ts";
import { type Inference, type Inferred, inferMeasure, isAdditive } from "./infer-measure.ts";
import type { Measure } from "./known-names.ts";
import { locateOffset } from "./locate-offset.ts";
import { getFormulaProblem } from "./problems.ts";
import { isSameQuantity, printQuantity } from "./quantity.ts";

/** The indicator that the formula computes. */
export interface Owner extends Measure {
  /** Computed at the grain and summed by the declared kind, rather than recomputed at every node. */
  readonly rollUp: boolean;
}

/**
 * What the formula measures, or undefined when a mistake hides it; the problems are complete either
 * way, up to `formulaLimits.problems`. `getMeasure` knows what each reference measures.
 */
export function checkFormula(
  formula: Formula,
  text: FormulaText,
  owner: Owner,
  getMeasure: (reference: Reference) => Measure,
  subject = "",
): Outcome<Inferred | undefined> {
  const problems: Problem[] = [];
  const inference: Inference = {
    getMeasure,
    findFree: (reference) =>
      getMeasure(reference).dimensions.filter(
        (dimension) => !owner.dimensions.includes(dimension) && !Object.hasOwn(reference.members, dimension),
      ),
    report: (code, span, ...parameters) => {
      if (problems.length < formulaLimits.problems)
        problems.push(getFormulaProblem(code, locateOffset(text, span.from), subject, ...parameters));
      return undefined;
    },
  };
  const inferred = inferMeasure(formula, inference);
  if (inferred !== undefined) compareWithDeclared(formula, inferred, owner, inference);
  return { value: inferred, problems };
}

function compareWithDeclared(formula: Formula, inferred: Inferred, owner: Owner, inference: Inference): void {
  if (inferred.type === "boolean") {
    inference.report("number-expected", formula);
    return;
  }
  const { quantity, kind } = inferred;
  if (quantity !== undefined && !isSameQuantity(quantity, owner.quantity))
    inference.report(
      "computed-quantity-differs",
      formula,
      printQuantity(quantity),
      printQuantity(owner.quantity),
    );
  if (owner.rollUp) {
    if (!isAdditive(owner.kind))
      inference.report("roll-up-not-additive", formula, getWord(kindWords, owner.kind));
  } else if (isAdditive(owner.kind) && kind !== owner.kind)
    inference.report("kind-too-strong", formula, getWord(kindWords, owner.kind), getWord(kindWords, kind));
}
