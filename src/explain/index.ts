/**
 * Why a number is what it is. `explainFigure` walks the graph backward from a cell to what somebody wrote;
 * `tellExplanation` says it in sentences, in the tongue asked for; `listDebts` says what an absent figure lacks and who owes it;
 * `findMismatches` redoes every step, because an explanation that does not add up is wrong.
 */
export { type FormulaEvaluator, findMismatches, type Mismatch } from "./add-up.ts";
export { explainFigure, explanationLimits } from "./explain-figure.ts";
export type { Debt, Explanation, Operation, Part } from "./explanation.ts";
export { listDebts } from "./list-debts.ts";
export { nearFrom, readAttainment } from "./read-attainment.ts";
export {
  type ToldStep,
  tellDebts,
  tellExplanation,
  tellLost,
  tellOwed,
  tellSteps,
} from "./tell-explanation.ts";
export { tellLevels } from "./tell-levels.ts";
export { cite, dropMarks, italian, splitCited, type Tongue } from "./tongue.ts";
