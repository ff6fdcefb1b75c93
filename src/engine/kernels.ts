/**
 * The arithmetic, one operation over a run of cells at a time: `n` cells are read from `a` at `i` and from
 * `b` at `j`, and written to `out` at `k`. Booleans are 1 and 0. NaN stands for "no value" and survives
 * every operation, so that a division by zero cannot hide behind a comparison; why there is no value is
 * told by the states, apart.
 */
import {
  type Arithmetic,
  type Comparison,
  type ListFunction,
  raiseToPower,
  roundHalfUp,
} from "../formula/index.ts";

export type Run = Float64Array;
export type BinaryOperator = Arithmetic | Comparison | "and" | "or";

export function runBinary(
  operator: BinaryOperator,
  a: Run,
  i: number,
  b: Run,
  j: number,
  out: Run,
  k: number,
  n: number,
): void {
  switch (operator) {
    case "+":
      for (let c = 0; c < n; c++) out[k + c] = a[i + c]! + b[j + c]!;
      return;
    case "-":
      for (let c = 0; c < n; c++) out[k + c] = a[i + c]! - b[j + c]!;
      return;
    case "*":
      for (let c = 0; c < n; c++) out[k + c] = a[i + c]! * b[j + c]!;
      return;
    case "/":
      // Division by zero (and by an overflow) has no value. A product with 1 keeps every bit, the
      // sign of zero too; a branch here would cost thrice the division.
      for (let c = 0; c < n; c++) {
        const divisor = b[j + c]!;
        const quotient = a[i + c]! / divisor;
        out[k + c] = quotient * (1 + vanish(quotient) + vanish(divisor));
      }
      return;
    case "**":
      // Powers of what has no value have none, even the zeroth.
      for (let c = 0; c < n; c++) {
        const base = a[i + c]!;
        out[k + c] = base - base === 0 ? raiseToPower(base, b[j + c]!) : Number.NaN;
      }
      return;
    case "and":
      for (let c = 0; c < n; c++) out[k + c] = a[i + c]! * b[j + c]!;
      return;
    case "or":
      for (let c = 0; c < n; c++) out[k + c] = a[i + c]! + b[j + c]! - a[i + c]! * b[j + c]!;
      return;
    default:
      runComparison(operator, a, i, b, j, out, k, n);
  }
}

/**
 * 1, 0, or NaN where either side has no value: x − x is 0 where the difference is finite, NaN elsewhere. A
 * branch for it would be guessed wrong half of the time, and cost more than the comparison.
 */
function runComparison(
  operator: Comparison,
  a: Run,
  i: number,
  b: Run,
  j: number,
  out: Run,
  k: number,
  n: number,
): void {
  switch (operator) {
    case "=":
      for (let c = 0; c < n; c++)
        out[k + c] = (a[i + c]! === b[j + c]! ? 1 : 0) + vanish(a[i + c]! - b[j + c]!);
      return;
    case "!=":
      for (let c = 0; c < n; c++)
        out[k + c] = (a[i + c]! === b[j + c]! ? 0 : 1) + vanish(a[i + c]! - b[j + c]!);
      return;
    case "<":
      for (let c = 0; c < n; c++)
        out[k + c] = (a[i + c]! < b[j + c]! ? 1 : 0) + vanish(a[i + c]! - b[j + c]!);
      return;
    case "<=":
      for (let c = 0; c < n; c++)
        out[k + c] = (a[i + c]! <= b[j + c]! ? 1 : 0) + vanish(a[i + c]! - b[j + c]!);
      return;
    case ">":
      for (let c = 0; c < n; c++)
        out[k + c] = (a[i + c]! > b[j + c]! ? 1 : 0) + vanish(a[i + c]! - b[j + c]!);
      return;
    case ">=":
      for (let c = 0; c < n; c++)
        out[k + c] = (a[i + c]! >= b[j + c]! ? 1 : 0) + vanish(a[i + c]! - b[j + c]!);
      return;
  }
}

/** 0 of a finite number, NaN of any other. */
function vanish(value: number): number {
  return value - value;
}

/** The first cell in `[from, until)` that has no finite value, or `until`. */
export function findHole(values: Run, from: number, until: number): number {
  let cell = from;
  // Four at a time: one comparison for all of them, because hardly any has no value.
  for (; cell + 3 < until; cell += 4) {
    const pair = vanish(values[cell]!) + vanish(values[cell + 1]!);
    if (pair + vanish(values[cell + 2]!) + vanish(values[cell + 3]!) !== 0) break;
  }
  while (cell < until && vanish(values[cell]!) === 0) cell++;
  return cell;
}

export type UnaryOperator = "negate" | "not" | "abs" | "floor" | "ceiling" | "sqrt";

export function runUnary(operator: UnaryOperator, a: Run, i: number, out: Run, k: number, n: number): void {
  switch (operator) {
    case "negate":
      for (let c = 0; c < n; c++) out[k + c] = -a[i + c]!;
      return;
    case "not":
      for (let c = 0; c < n; c++) out[k + c] = 1 - a[i + c]!;
      return;
    case "abs":
      for (let c = 0; c < n; c++) out[k + c] = Math.abs(a[i + c]!);
      return;
    case "floor":
      for (let c = 0; c < n; c++) out[k + c] = Math.floor(a[i + c]!);
      return;
    case "ceiling":
      for (let c = 0; c < n; c++) out[k + c] = Math.ceil(a[i + c]!);
      return;
    case "sqrt":
      for (let c = 0; c < n; c++) out[k + c] = Math.sqrt(a[i + c]!);
      return;
  }
}

/** Begins a list in `out` with its first member; zero is added because a sum of nothing but −0 is 0. */
export function runFirst(name: ListFunction, a: Run, i: number, out: Run, k: number, n: number): void {
  if (name === "count") for (let c = 0; c < n; c++) out[k + c] = vanish(a[i + c]!);
  else if (name === "min" || name === "max") for (let c = 0; c < n; c++) out[k + c] = a[i + c]!;
  else for (let c = 0; c < n; c++) out[k + c] = 0 + a[i + c]!;
}

/** Adds a member of a list to what `out` has gathered so far; `count` only carries NaN along. */
export function runGather(name: ListFunction, a: Run, i: number, out: Run, k: number, n: number): void {
  switch (name) {
    case "sum":
    case "mean":
      for (let c = 0; c < n; c++) out[k + c] = out[k + c]! + a[i + c]!;
      return;
    case "count":
      for (let c = 0; c < n; c++) out[k + c] = out[k + c]! + vanish(a[i + c]!);
      return;
    case "min":
      for (let c = 0; c < n; c++) out[k + c] = Math.min(out[k + c]!, a[i + c]!);
      return;
    case "max":
      for (let c = 0; c < n; c++) out[k + c] = Math.max(out[k + c]!, a[i + c]!);
      return;
  }
}

/** Half away from zero at `b` decimals. */
export function runRound(a: Run, i: number, b: Run, j: number, out: Run, k: number, n: number): void {
  for (let c = 0; c < n; c++) out[k + c] = roundHalfUp(a[i + c]!, b[j + c]!);
}
