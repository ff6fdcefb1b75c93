/**
 * Formulas: our strict FEEL. `parseFormula` turns text into a tree or into problems, `checkFormula`
 * infers its unit of measure and kind, `printFormula` and `printReading` write it back for machines
 * and for people, `evaluateFormula` computes one cell, slowly and obviously: it is the oracle of the
 * engine. The dialect, and where it leaves FEEL, stand in docs/spec.md, rules F.
 */
export { checkFormula, type Owner } from "./check-formula.ts";
export {
  type Cell,
  type Evaluated,
  evaluateFormula,
  type Lookup,
  mergeAbsences,
  receiveAbsence,
} from "./evaluate-formula.ts";
export {
  type Arithmetic,
  type Comparison,
  type Formula,
  facetNames,
  formulaLimits,
  type GroupFunction,
  groupFunctions,
  isGroupFunction,
  type ListFunction,
  listFunctions,
  type Reference,
  type ScalarFunction,
  type Series,
  type SeriesFunction,
  type Span,
  scalarFunctions,
  seriesFunctions,
} from "./formula.ts";
// The same grammar, for the conditions on the rows of deliveries.
export { createFormulaReader, type FormulaReader, getParts, type SyntaxNode } from "./formula-reader.ts";
export { type Inferred, isAdditive } from "./infer-measure.ts";
export { getKnownNames, getMeasures, type KnownNames, type Measure, type Quantity } from "./known-names.ts";
export { type Language, languages } from "./language.ts";
export { locateOffset } from "./locate-offset.ts";
export { parseFormula, readSyntax } from "./parse-formula.ts";
export { listLeaves, printFormula, printReading, printReference } from "./print-formula.ts";
export { type FormulaProblemCode, formulaSentences } from "./problems.ts";
export { isSameQuantity, printQuantity } from "./quantity.ts";
export { raiseToPower, roundHalfUp } from "./scalar-arithmetic.ts";
