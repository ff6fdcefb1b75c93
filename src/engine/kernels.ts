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
 * 1, 0, or NaN where either side has no value. Two finite numbers compare as their difference with 0 does.
 * `Number` of a truth needs no branch, which would be guessed wrong half of the time and cost thrice the rest.
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
      for (let c = 0; c < n; c++) {
        const d = a[i + c]! - b[j + c]!;
        out[k + c] = Number(d === 0) + vanish(d);
      }
      return;
    case "!=":
      for (let c = 0; c < n; c++) {
        const d = a[i + c]! - b[j + c]!;
        out[k + c] = Number(d !== 0) + vanish(d);
      }
      return;
    case "<":
      for (let c = 0; c < n; c++) {
        const d = a[i + c]! - b[j + c]!;
        out[k + c] = Number(d < 0) + vanish(d);
      }
      return;
    case "<=":
      for (let c = 0; c < n; c++) {
        const d = a[i + c]! - b[j + c]!;
        out[k + c] = Number(d <= 0) + vanish(d);
      }
      return;
    case ">":
      for (let c = 0; c < n; c++) {
        const d = a[i + c]! - b[j + c]!;
        out[k + c] = Number(d > 0) + vanish(d);
      }
      return;
    case ">=":
      for (let c = 0; c < n; c++) {
        const d = a[i + c]! - b[j + c]!;
        out[k + c] = Number(d >= 0) + vanish(d);
      }
      return;
  }
}

/** A product with a constant. */
export function runTimes(factor: number, b: Run, j: number, out: Run, k: number, n: number): void {
  for (let c = 0; c < n; c++) out[k + c] = factor * b[j + c]!;
}

/** `a + factor × b`, rounded twice like the two operations that it is. */
export function runPlusTimes(
  a: Run,
  i: number,
  factor: number,
  b: Run,
  j: number,
  out: Run,
  k: number,
  n: number,
): void {
  for (let c = 0; c < n; c++) out[k + c] = a[i + c]! + factor * b[j + c]!;
}

/** A quotient whose divisor is never infinite: division by zero gives infinity, which is no value either. */
export function runQuotient(a: Run, i: number, b: Run, j: number, out: Run, k: number, n: number): void {
  for (let c = 0; c < n; c++) out[k + c] = a[i + c]! / b[j + c]!;
}

/** Of two runs laid in `pair`, the second `stride` cells after the first: the second where `a` is 1, the first where it is 0. */
export function runChoice(
  a: Run,
  i: number,
  pair: Run,
  stride: number,
  out: Run,
  k: number,
  n: number,
): void {
  for (let c = 0; c < n; c++) {
    const choice = a[i + c]!;
    out[k + c] = pair[c + stride * Number(choice === 1)]! * (1 + vanish(choice));
  }
}

/** 0 of a finite number, NaN of any other. */
function vanish(value: number): number {
  return value - value;
}

/** The first cell in `[from, until)` that has no finite value, or `until`. */
export function findHole(values: Run, from: number, until: number): number {
  let cell = from;
  // Eight at a time, because hardly any has no value: where one is not finite, neither is their sum.
  for (; cell + 7 < until; cell += 8) {
    const first = values[cell]! + values[cell + 1]! + (values[cell + 2]! + values[cell + 3]!);
    const second = values[cell + 4]! + values[cell + 5]! + (values[cell + 6]! + values[cell + 7]!);
    if (vanish(first + second) !== 0) break;
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

/** Begins a list in `out` with its first two members; from zero, because a sum of nothing but −0 is 0. */
export function runFirstTwo(
  name: ListFunction,
  a: Run,
  i: number,
  b: Run,
  j: number,
  out: Run,
  k: number,
  n: number,
): void {
  switch (name) {
    case "sum":
    case "mean":
      for (let c = 0; c < n; c++) out[k + c] = 0 + a[i + c]! + b[j + c]!;
      return;
    case "count":
      for (let c = 0; c < n; c++) out[k + c] = vanish(a[i + c]!) + vanish(b[j + c]!);
      return;
    case "min":
      for (let c = 0; c < n; c++) out[k + c] = Math.min(a[i + c]!, b[j + c]!);
      return;
    case "max":
      for (let c = 0; c < n; c++) out[k + c] = Math.max(a[i + c]!, b[j + c]!);
      return;
  }
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
