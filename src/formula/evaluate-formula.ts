/**
 * The strict dialect, cell by cell: slow and obvious, so that it can be trusted. The engine's columns
 * are tested against it.
 */
import { type Absence, Bug } from "../model/index.ts";
import type { Arithmetic, Comparison, Formula, Reference, Series } from "./formula.ts";
import { raiseToPower, roundHalfUp } from "./scalar-arithmetic.ts";

/** What a cell holds. */
export type Cell = { readonly value: number } | { readonly absence: Absence };

/** What a formula or a part of it gives; comparisons give true or false. */
export type Evaluated = { readonly value: number | boolean } | { readonly absence: Absence };

/** The cell of a reference or of a series; a list, one cell a member, where dimensions are free. */
export type Lookup = (node: Reference | Series) => Cell | readonly Cell[];

/** From the one that wins to the one that yields. `not-evaluable` here is this formula's own doing. */
const precedence: readonly Absence[] = ["not-applicable", "not-due", "upstream", "not-evaluable"];

/** How the absence of a cell arrives in a formula that uses it: what is not neutral or early is `upstream`. */
export function receiveAbsence(absence: Absence): Absence {
  return absence === "not-applicable" || absence === "not-due" ? absence : "upstream";
}

/** The absence of what needs several operands, of which these are absent. */
export function mergeAbsences(absences: readonly Absence[]): Absence {
  const winner = precedence.find((absence) => absences.includes(absence));
  if (winner === undefined) throw new Bug("nessuna assenza da fondere");
  return winner;
}

export function evaluateFormula(formula: Formula, lookup: Lookup): Evaluated {
  const evaluate = (part: Formula): Evaluated => evaluateFormula(part, lookup);
  switch (formula.type) {
    case "number":
    case "boolean":
      return { value: formula.value };
    case "reference":
    case "series": {
      const [cell, ...others] = lookUpCells(formula, lookup);
      if (cell === undefined || others.length > 0) throw new Bug("dimensione libera fuori da un aggregato");
      return cell;
    }
    case "negate":
      return apply([evaluate(formula.operand)], ([value]) => -getNumber(value));
    case "arithmetic":
      return apply([evaluate(formula.left), evaluate(formula.right)], ([left, right]) =>
        calculate(formula.operator, getNumber(left), getNumber(right)),
      );
    case "comparison":
      return apply([evaluate(formula.left), evaluate(formula.right)], ([left, right]) =>
        compare(formula.operator, left!, right!),
      );
    case "between":
      return apply([formula.value, formula.low, formula.high].map(evaluate), ([value, low, high]) => {
        const number = getNumber(value);
        return getNumber(low) <= number && number <= getNumber(high);
      });
    case "logic":
      // Strict: both sides count, unlike FEEL, where `false and null` is false.
      return apply([evaluate(formula.left), evaluate(formula.right)], ([left, right]) =>
        formula.operator === "and"
          ? getBoolean(left) && getBoolean(right)
          : getBoolean(left) || getBoolean(right),
      );
    case "if": {
      const condition = evaluate(formula.condition);
      if ("absence" in condition) return condition;
      return evaluate(getBoolean(condition.value) ? formula.then : formula.otherwise);
    }
    case "scalar":
      return apply(formula.operands.map(evaluate), (values) => applyScalar(formula.name, values));
    case "list":
      return aggregate(formula, lookup);
    default:
      throw new Bug(`formula di tipo inatteso: ${JSON.stringify(formula)}`);
  }
}

function lookUpCells(node: Reference | Series, lookup: Lookup): Cell[] {
  const found = lookup(node);
  const cells = "length" in found ? found : [found];
  return cells.map((cell) => ("absence" in cell ? { absence: receiveAbsence(cell.absence) } : cell));
}

/** Any absent operand makes the whole absent; a number that is none makes it not evaluable. */
function apply(
  operands: readonly Evaluated[],
  operation: (values: readonly (number | boolean)[]) => number | boolean,
): Evaluated {
  const absences = operands.flatMap((operand) => ("absence" in operand ? [operand.absence] : []));
  if (absences.length > 0) return { absence: mergeAbsences(absences) };
  const value = operation(operands.flatMap((operand) => ("value" in operand ? [operand.value] : [])));
  return typeof value === "number" && !Number.isFinite(value) ? { absence: "not-evaluable" } : { value };
}

/** Members to which the figure does not apply are left out; if it applies to none, nor does the result. */
function aggregate(formula: Extract<Formula, { type: "list" }>, lookup: Lookup): Evaluated {
  const cells = formula.operands.flatMap((operand): Evaluated[] =>
    operand.type === "reference" ? lookUpCells(operand, lookup) : [evaluateFormula(operand, lookup)],
  );
  if (cells.length === 0) return { absence: "not-evaluable" };
  const applicable = cells.filter((cell) => !("absence" in cell && cell.absence === "not-applicable"));
  if (applicable.length === 0) return { absence: "not-applicable" };
  return apply(applicable, (values) => {
    const numbers = values.map(getNumber);
    const total = numbers.reduce((sum, number) => sum + number);
    switch (formula.name) {
      case "sum":
        return total;
      case "mean":
        return total / numbers.length;
      case "min":
        return numbers.reduce((least, number) => Math.min(least, number));
      case "max":
        return numbers.reduce((most, number) => Math.max(most, number));
      case "count":
        return numbers.length;
      default:
        throw new Bug(`funzione inattesa: ${formula.name}`);
    }
  });
}

/** NaN or infinite where there is no result. */
function calculate(operator: Arithmetic, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "**":
      return raiseToPower(left, right);
    default:
      throw new Bug(`operatore inatteso: ${operator}`);
  }
}

function compare(operator: Comparison, left: number | boolean, right: number | boolean): boolean {
  if (operator === "=") return left === right;
  if (operator === "!=") return left !== right;
  const [low, high] = [getNumber(left), getNumber(right)];
  switch (operator) {
    case "<":
      return low < high;
    case "<=":
      return low <= high;
    case ">":
      return low > high;
    case ">=":
      return low >= high;
    default:
      throw new Bug(`confronto inatteso: ${operator}`);
  }
}

function applyScalar(
  name: Extract<Formula, { type: "scalar" }>["name"],
  values: readonly (number | boolean)[],
): number | boolean {
  if (name === "not") return !getBoolean(values[0]);
  const value = getNumber(values[0]);
  switch (name) {
    case "abs":
      return Math.abs(value);
    case "floor":
      return Math.floor(value);
    case "ceiling":
      return Math.ceil(value);
    case "sqrt":
      return Math.sqrt(value);
    case "round half up":
      return roundHalfUp(value, getNumber(values[1]));
    default:
      throw new Bug(`funzione inattesa: ${name}`);
  }
}

function getNumber(value: number | boolean | undefined): number {
  if (typeof value !== "number") throw new Bug(`un numero, non ${value}: la formula non è stata controllata`);
  return value;
}

function getBoolean(value: number | boolean | undefined): boolean {
  if (typeof value !== "boolean")
    throw new Bug(`vero o falso, non ${value}: la formula non è stata controllata`);
  return value;
}
